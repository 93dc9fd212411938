"""Every format is, byte for byte, what the plain way makes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given

from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Statement,
)
from aiactors.rdf import (
    iter_trig,
    iter_turtle,
    to_nquads,
    to_ntriples,
    to_trig,
    to_turtle,
    write_lines,
)
from tests.rdf import plain
from tests.strategies import HOSTILE, dossier_sets, examples, shipped_dossiers, texts_of

WAYS: dict[str, tuple[Callable[[DossierSet], str], Callable[[DossierSet], str]]] = {
    "Turtle": (to_turtle, plain.turtle),
    "TriG": (to_trig, plain.trig),
    "N-Quads": (to_nquads, plain.nquads),
    "N-Triples": (to_ntriples, plain.ntriples),
}


def assert_the_same(dossiers: DossierSet) -> None:
    """In every format, and byte for byte."""
    for name, (fast, slow) in WAYS.items():
        assert fast(dossiers).encode() == slow(dossiers).encode(), name


@examples(80)
@given(dossier_sets(most_statements=6))
def test_the_plain_way_makes_the_same(dossiers: DossierSet) -> None:
    """Of any dossiers."""
    assert_the_same(dossiers)


@pytest.mark.heavy
def test_the_plain_way_makes_the_same_of_shipped_dossiers() -> None:
    """With what people have written; dossiers in bulk are more of the same."""
    every = shipped_dossiers().curated.dossiers
    assert_the_same(DossierSet.model_construct(dossiers=every[::4]))


def test_of_nothing() -> None:
    """Not even a title."""
    assert_the_same(DossierSet())


def test_what_is_twice_is_written_twice_for_people_alone() -> None:
    """One passage given twice, one attribution given twice, and texts that begin alike."""
    passage = Evidence(document="id:d", where="page 1")
    said = Attribution(said_in="id:d", evidence=(passage, passage))
    names = (LangString("en", "A"), LangString("en-gb", "A"), LangString("en", 'A"'))
    statement = Statement(
        subject="id:m", predicate="founded", object="id:o", role=names, attributions=(said, said)
    )
    things = (Entity(id="m", kinds=("Person", "Company"), names=names, note=names),)
    documents = (Document(id="d", kinds=("Article",), names=names),)
    dossiers = DossierSet(
        dossiers=tuple(
            Dossier(
                name=name,
                title=names,
                entities=things if name == "a" else (),
                documents=documents if name == "a" else (),
                statements=(statement,),
            )
            for name in ("a", "b")
        )
    )
    assert_the_same(dossiers)
    lines = to_nquads(dossiers).splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """Wherever a text can stand."""
    evil = texts_of("en", "fr", text=text)
    entity = Entity(id="m", kinds=("Person",), names=evil, aliases=evil, note=evil)
    assert_the_same(
        DossierSet(dossiers=(Dossier(name="a", title=evil, about=evil, entities=(entity,)),))
    )


@examples(20)
@given(dossier_sets())
def test_piece_by_piece_it_is_the_same(dossiers: DossierSet) -> None:
    """As text, and as bytes that are sorted in next to no memory."""
    assert "".join(iter_turtle(dossiers)) == to_turtle(dossiers)
    assert "".join(iter_trig(dossiers)) == to_trig(dossiers)
    for graphs, whole in ((True, to_nquads), (False, to_ntriples)):
        out = BytesIO()
        size = write_lines(dossiers, out, graphs=graphs, memory=4096)
        assert (out.getvalue(), size) == (whole(dossiers).encode(), len(out.getvalue()))


@examples(20)
@given(dossier_sets(most_statements=6))
def test_places_in_memory_do_not_matter(dossiers: DossierSet) -> None:
    """Statements are visited as they lie there; what is written is in an order of its own."""
    anew = tuple(
        dossier.model_copy(
            update={
                "statements": tuple(
                    reversed([s.model_copy(deep=True) for s in reversed(dossier.statements)])
                )
            }
        )
        for dossier in dossiers.dossiers
    )
    other = DossierSet.model_construct(dossiers=anew)
    assert to_turtle(other) == to_turtle(dossiers)
    assert to_trig(other) == to_trig(dossiers)
