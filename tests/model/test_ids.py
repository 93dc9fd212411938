"""Ids: the same for the same content, on any machine and in any run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.model import (
    Attribution,
    Evidence,
    LangString,
    Money,
    Object,
    Statement,
    Text,
    content_hash,
    is_slug,
    object_key,
    parse_money,
    slug,
    text_hash,
)
from tests.processes import printed
from tests.strategies import SLUGS, examples

quick = examples(80)

PASSAGE = Evidence(
    document="id:gazette-1",
    where="paragraph 2",
    start=185,
    end=254,
    quote_hash=text_hash("Le procès."),
    gist=(LangString("en", "A suit."), LangString("fr", "Un procès.")),
)
SAID = Attribution(
    stance="Denies", claimant="id:mira", said_in="id:mail", via="id:gazette-1", evidence=(PASSAGE,)
)
FULL = Statement.model_validate(
    {
        "subject": "id:mira",
        "predicate": "founded",
        "object": "id:lab",
        "when": "2015-12/..",
        "modality": "Planned",
        "role": (("en", "chair"), ("fr", "présidente")),
        "share": "0.250",
        "amount": "USD 44 million",
        "bound": "MoreThan",
        "condition": "st:0123456789abcdef0123",
        "attributions": (SAID,),
    }
)


def bare(object_: object) -> Statement:
    """A statement with nothing but subject, relation and object."""
    return Statement.model_validate(
        {"subject": "id:mira", "predicate": "p", "object": object_, "attributions": (SAID,)}
    )


def test_golden_values() -> None:
    """Published addresses: a change here breaks every link to a statement or passage."""
    assert PASSAGE.id == "b125ea6cf62b9c62028b"
    assert FULL.id == "ac87eb4f915ae7743fe3"
    assert FULL.attribution_id(SAID) == "c061ffb3b1f3b6331259"
    assert bare("id:lab").id == "6d138ec16ecf6908a8f1"
    assert bare(100).id == "fd521f7c4b21ab6ee52a"
    assert bare(parse_money("USD 1.5")).id == "cac1836d0426765881ce"
    assert bare(Text(text="Meta")).id == "d18c79d20983fc2f2f75"


def test_the_same_in_another_process() -> None:
    """Whatever the seed of Python's own hashes."""
    code = (
        "from aiactors.model import content_hash, text_hash;"
        "print(content_hash('a', '', 'é'), text_hash('e\\u0301'))"
    )
    assert set(printed(code)) == {f"{content_hash('a', '', 'é')} {text_hash('é')}\n"}


def test_who_says_so_is_no_part_of_a_statements_id() -> None:
    """A second source makes it stronger, not another one."""
    other = SAID.model_copy(update={"stance": "Asserts"})
    changed = FULL.model_copy(update={"attributions": (other,), "rank": "Preferred"})
    assert changed.id == FULL.id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "id:other"),
        ("predicate", "left"),
        ("object", "id:other"),
        ("when", None),
        ("modality", "Actual"),
        ("role", (LangString("en", "chair"),)),
        ("share", None),
        ("amount", None),
        ("bound", None),
        ("condition", None),
    ],
)
def test_what_it_says_is_all_in_its_id(field: str, value: object) -> None:
    """A statement that differs in any of these is another one."""
    assert FULL.model_copy(update={field: value}).id != FULL.id


def test_equal_numbers_have_one_id() -> None:
    """0.25 and 0.250, a billion and 1000000000."""
    assert Statement.model_validate(FULL.model_dump() | {"share": "0.25"}).id == FULL.id
    assert bare(parse_money("USD 1 billion")).id == bare(parse_money("USD 1,000,000,000.0")).id


def test_objects_that_look_alike_have_keys_of_their_own() -> None:
    """A number, a text of digits, a text that looks like an address, money."""
    objects: list[Object] = [
        100,
        Text(text="100"),
        "id:lab",
        Text(text="id:lab"),
        parse_money("USD 100"),
    ]
    assert len({object_key(o) for o in objects}) == len(objects)
    assert len({bare(o).id for o in objects}) == len(objects)


@quick
@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_different_parts_have_different_hashes(one: list[str], other: list[str]) -> None:
    """Parts do not run into each other, but for the separator itself."""
    if "\x1f" not in "".join(one + other) and one and other:
        assert (content_hash(*one) == content_hash(*other)) == (one == other)


@quick
@given(st.text(max_size=30))
def test_a_slug_of_any_name_is_a_slug_or_empty(name: str) -> None:
    """And making one of a slug changes nothing."""
    made = slug(name)
    assert made == "" or is_slug(made[:120].strip("-"))
    assert slug(made) == made


@quick
@given(SLUGS)
def test_slugs_are_kept(id_: str) -> None:
    """What is a slug stays what it is."""
    assert is_slug(id_)
    assert slug(id_) == id_


@pytest.mark.parametrize(
    "text",
    ["", "-a", "a-", "a--b", "A", "é", "a b", "a_b", "a/b", "a\n", "٣", "a" * 121, "id:a", "a.b"],
)
def test_what_is_no_slug(text: str) -> None:
    """Small ASCII letters, digits and single hyphens, and no more than 120."""
    assert not is_slug(text)


def test_hashes_of_texts_are_of_their_composed_form() -> None:
    """The same words in two encodings of Unicode are the same text."""
    assert text_hash("e\u0301") == text_hash("é")
    assert text_hash("a") != text_hash("a ")
    assert text_hash("").startswith("sha256:e3b0c44298fc1c14")


def test_money_keys_name_the_currency() -> None:
    """The same number in two currencies is two amounts."""
    amounts = [Money.model_validate({"currency": c, "value": 5}) for c in ("USD", "EUR")]
    assert len({object_key(a) for a in amounts}) == 2
