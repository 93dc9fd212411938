"""Statements, attributions and passages: what they may hold, and how two become one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aiactors.errors import InputError
from aiactors.model import (
    Attribution,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Override,
    Statement,
    Text,
    text_hash,
)
from aiactors.model.dossier import merge
from tests.strategies import dossier_sets, examples, texts_of


def passage(gist: str = "They did.", document: str = "id:gazette") -> Evidence:
    """A passage."""
    return Evidence(document=document, where="p. 1", gist=texts_of("en", text=gist))


def said(stance: str = "Asserts", document: str = "id:gazette", gist: str = "Yes.") -> Attribution:
    """An attribution."""
    return Attribution(stance=stance, said_in=document, evidence=(passage(gist, document),))


def statement(**fields: object) -> Statement:
    """A statement that Mira founded the lab."""
    plain = {"subject": "id:mira", "predicate": "founded", "object": "id:lab"}
    return Statement.model_validate(plain | {"attributions": (said(),)} | fields)


def test_a_hash_must_be_that_of_its_quote() -> None:
    """The message gives the right one."""
    with pytest.raises(ValidationError, match=text_hash("So they did.")):
        Evidence(document="id:a", quote="So they did.", quote_hash=text_hash("So they did"))
    assert Evidence(document="id:a", quote="é", quote_hash=text_hash("e\u0301")).quote == "é"


@pytest.mark.parametrize(("start", "end"), [(5, None), (None, 5), (5, 5), (6, 5), (-1, 5), (0, 0)])
def test_a_position_has_a_start_and_an_end_after_it(start: int | None, end: int | None) -> None:
    """Code points from 0, the end excluded."""
    with pytest.raises(ValidationError):
        Evidence(document="id:a", start=start, end=end)


def test_an_attribution_needs_a_passage_and_a_statement_an_attribution() -> None:
    """Nothing is said by nobody."""
    with pytest.raises(ValidationError):
        Attribution(said_in="id:a", evidence=())
    with pytest.raises(ValidationError):
        statement(attributions=())


def test_an_override_needs_a_reason() -> None:
    """An editor must say why."""
    with pytest.raises(ValidationError):
        Override(status="Established", reason=())


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "mira"},
        {"subject": "https://evil.example/"},
        {"predicate": "ai:founded"},
        {"object": "lab"},
        {"object": "id:lab> . <x"},
        {"object": "st:short"},
        {"object": None},
        {"share": "1.01"},
        {"share": "-0.1"},
        {"share": "NaN"},
        {"share": "1e-999999999"},
        {"condition": "id:mira"},
        {"contradicts": ("first",)},
        {"when": "2017-02-30"},
        {"amount": "44 million"},
        {"colour": "red"},
    ],
)
def test_what_a_statement_must_not_hold(fields: dict[str, object]) -> None:
    """References that are none, parts outside of 0 to 1, impossible dates, unknown fields."""
    with pytest.raises(ValidationError):
        statement(**fields)


def test_objects() -> None:
    """A reference, a whole number, money or a text, each as what it is."""
    assert statement(object="ai:Rejected").object_ref == "ai:Rejected"
    assert statement(object=100).object_ref is None
    assert statement(object=Text(text="id:lab")).object_ref is None


def test_equal_content_is_equal() -> None:
    """Attributions, passages and ties are sets."""
    ties = ("st:" + "1" * 20, "st:" + "0" * 20)
    first, second = said("Asserts"), said("Denies")
    one = statement(attributions=(first, second), supports=ties, contradicts=(*ties, ties[0]))
    other = statement(attributions=(second, first), supports=ties[::-1], contradicts=ties[::-1])
    assert one == other
    two = (passage("a"), passage("b"))
    assert Attribution(said_in="id:gazette", evidence=two) == Attribution(
        said_in="id:gazette", evidence=two[::-1]
    )


def test_merging_keeps_what_both_have() -> None:
    """Attributions, remarks and ties of both; the stronger rank; the first override."""
    reason = Override(status="Reported", reason=texts_of("en", text="why"))
    one = statement(rank="Deprecated", note=(("en", "a"),), share=Decimal("0.5"))
    other = one.model_copy(
        update={
            "rank": "Preferred",
            "note": texts_of("fr", text="b"),
            "override": reason,
            "attributions": (said(), said("Denies")),
            "supports": ("st:" + "0" * 20,),
        }
    )
    merged = merge(one, other)
    assert merged.id == one.id
    assert merged.rank == "Preferred"
    assert merged.note == (LangString("en", "a"), LangString("fr", "b"))
    assert merged.override == reason
    assert [a.stance for a in merged.attributions] == ["Asserts", "Denies"]
    assert merged.supports == other.supports


@examples(40)
@given(dossier_sets(), st.randoms(use_true_random=False))
def test_the_order_of_dossiers_does_not_matter(dossiers: DossierSet, random: object) -> None:
    """The same dossiers in any order are the same set, with the same statements."""
    shuffled = list(dossiers.dossiers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = DossierSet(dossiers=tuple(shuffled))
    assert again == dossiers
    assert list(again.statements) == list(dossiers.statements)
    assert again.statements == dossiers.statements


def test_two_dossiers_must_not_declare_one_id_or_have_one_name() -> None:
    """In a set made by hand as in one that is read."""
    mira = Entity(id="mira", kinds=("Person",), names=texts_of("en", text="Mira"))
    one, other = (
        Dossier(name=name, title=texts_of("en", text="T"), entities=(mira,)) for name in "ab"
    )
    with pytest.raises(ValidationError, match="two entities have the id 'mira'"):
        DossierSet(dossiers=(one, other))
    with pytest.raises(ValidationError, match="two dossiers have the name 'a'"):
        DossierSet(dossiers=(one, one))
    assert issubclass(InputError, ValueError)
