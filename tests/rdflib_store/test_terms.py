"""No term is changed on the way into the store and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Literal, URIRef, Variable

from aiactors.errors import InputError
from aiactors.rdflib_store import RdflibStore
from aiactors.rdflib_store.terms import PRIVATE, Terms, from_engine, kept, to_engine
from tests.strategies import examples

if TYPE_CHECKING:
    from rdflib.term import Identifier

S, P = URIRef("http://x.example/s"), URIRef("http://x.example/p")
Letters = tuple[type, str, str | None, str | None]

NUMBERS = [
    "0", "1", "01", "+1", "-0", "1.0", "1750000.00", "1e3", "1E3", "INF", "NaN", "1" * 40,
    " 1 ", "", "abc", "0x10", "1e400", "-0.0", ".5", "5.",
]  # fmt: skip
TIMES = [
    "2024-01-01", "2024-02-30", "2024-01-01Z", "2024-01-01+00:00", "24:00:00", "P1Y12M", "P0D",
    "2024-01-01T00:00:00.000", "2024-01-01T24:00:00", "--02-30", "2024", "-0001", "02024",
]  # fmt: skip
KINDS = [
    "integer", "int", "long", "byte", "decimal", "double", "float", "boolean", "date", "dateTime",
    "time", "duration", "dayTimeDuration", "yearMonthDuration", "gYear", "gMonthDay", "string",
    "token", "language", "anyURI", "hexBinary", "nonNegativeInteger", "unknown",
]  # fmt: skip


def letters(term: Any) -> Letters:
    """Return all that makes a term; rdflib itself reads language tags in any case."""
    if isinstance(term, Literal):
        datatype = None if term.datatype is None else str(term.datatype)
        return Literal, str(term), term.language, datatype
    return type(term), str(term), None, None


@st.composite
def literals(draw: st.DrawFn) -> Literal:
    """Make literals, with what engines like to change."""
    texts = st.one_of(st.sampled_from(NUMBERS + TIMES), st.text(max_size=8))
    text = draw(texts.filter(lambda t: not any("\ud800" <= sign <= "\udfff" for sign in t)))
    kind = draw(st.sampled_from(["plain", "tag", "type", "type", "odd"]))
    if kind == "tag":
        tags = ["en", "en-GB", "FR", "zh-Hant", "x-a", "a-b", "de-1996", "en-US-foo-bar"]
        return Literal(text, lang=draw(st.sampled_from(tags)))
    if kind == "type":
        return Literal(text, datatype=str(XSD) + draw(st.sampled_from(KINDS)), normalize=False)
    if kind == "odd":
        types = ["no address", PRIVATE + "x", "http://x.example/t", "urn:a b"]
        return Literal(text, datatype=draw(st.sampled_from(types)), normalize=False)
    return Literal(text)


ADDRESSES = st.one_of(
    st.sampled_from(["http://x.example/é", "relative", "a b", "", "urn:x", PRIVATE + "address:a"]),
    st.text(max_size=6),
).map(URIRef)
BLANKS = st.one_of(
    st.sampled_from(["b", "0", "a.b", "aiactors-6a", "é", "00ff", "x y"]), st.text(max_size=5)
).map(BNode)
TERMS = st.one_of(literals(), ADDRESSES, BLANKS)


@examples(300)
@given(st.lists(TERMS, min_size=1, max_size=6))
def test_every_term_comes_back_to_the_letter(terms: list[Identifier]) -> None:
    """Whatever rdflib calls a term, several on one subject, and each can be found and removed."""
    memory, ours = rdflib.Graph(), rdflib.Graph(store=RdflibStore())
    for term in terms:
        memory.add((S, P, term))
        ours.add((S, P, term))
    expected = {letters(term) for term in memory.objects()}
    assert {letters(term) for term in ours.objects()} == expected
    assert len(ours) == len(memory)
    for term in terms:
        assert (S, P, term) in ours
        assert list(ours.subjects(P, term)) == [S]
    for term in set(terms):
        ours.remove((S, P, term))
        memory.remove((S, P, term))
        assert {letters(t) for t in ours.objects()} == {letters(t) for t in memory.objects()}
    assert len(ours) == 0
    assert not ours.store._forms  # type: ignore[attr-defined]


@examples(50)
@given(st.lists(st.tuples(ADDRESSES | BLANKS, ADDRESSES, TERMS), max_size=5))
def test_all_at_once_is_one_by_one(
    triples: list[tuple[Identifier, Identifier, Identifier]],
) -> None:
    """What comes in bulk is what comes in single triples."""
    one, other = rdflib.Graph(store=RdflibStore()), rdflib.Graph(store=RdflibStore())
    for triple in triples:
        one.add(triple)
    other.addN((*triple, other) for triple in triples)
    assert {tuple(map(letters, t)) for t in one} == {tuple(map(letters, t)) for t in other}
    assert len(one) == len(other)


@examples(100)
@given(literals())
def test_the_form_that_the_engine_keeps_is_known(literal: Literal) -> None:
    """It is found without the engine only where the engine would say the same."""
    found = to_engine(literal)
    assert isinstance(found, ox.Literal)
    engine, name = ox.Store(), ox.NamedNode("http://x.example/")
    engine.add(ox.Quad(name, name, found))
    assert [quad.object for quad in engine] == [kept(found)]


def test_two_forms_of_one_number_are_two_triples() -> None:
    """As in the memory of rdflib; and SPARQL, which compares values, sees one."""
    graph: Any = rdflib.Graph(store=RdflibStore())
    for text in ("01", "1", "001"):
        graph.add((S, P, Literal(text, datatype=XSD.integer, normalize=False)))
    assert sorted(map(str, graph.objects())) == ["001", "01", "1"]
    assert len(graph) == 3
    assert len(graph.query("SELECT ?o { ?s ?p ?o FILTER (?o = 1) }")) == 1
    graph.remove((S, P, Literal("1", datatype=XSD.integer)))
    assert sorted(map(str, graph.objects())) == ["001", "01"]
    assert bool(graph.query("ASK { ?s ?p 1 }"))


def test_what_sparql_answers_is_in_the_form_of_the_engine() -> None:
    """That is what the documentation says of it."""
    graph: Any = rdflib.Graph(store=RdflibStore())
    graph.add((S, P, Literal("1750000.00", datatype=XSD.decimal)))
    graph.add((S, P, Literal("a", lang="en-GB")))
    answer = {str(row.o) + (row.o.language or "") for row in graph.query("SELECT ?o { ?s ?p ?o }")}
    assert answer == {"1750000", "aen-gb"}


@pytest.mark.parametrize(
    ("triple", "why"),
    [
        ((Literal("a"), P, S), "a subject is no literal"),
        ((S, BNode(), S), "a predicate is an address"),
        ((S, P, Literal("\ud800")), "surrogates"),
        ((S, P, Variable("x")), "cannot be stored"),
        ((S, P, rdflib.Graph()), "cannot be stored"),
    ],
)
def test_what_is_no_triple_is_refused(triple: tuple[Identifier, ...], why: str) -> None:
    """In words; and such a pattern finds nothing."""
    graph: Any = rdflib.Graph(store=RdflibStore())
    graph.add((S, P, S))
    with pytest.raises(InputError, match=why):
        graph.store.add(triple, graph)
    with pytest.raises(InputError, match=why):
        graph.store.addN([(*triple, graph)])
    assert list(graph.triples(triple)) == []
    graph.store.remove(triple, graph)
    assert len(graph) == 1


def test_a_triple_term_is_refused() -> None:
    """It has no counterpart in rdflib."""
    name = ox.NamedNode("http://x.example/")
    with pytest.raises(InputError, match="triple terms"):
        from_engine(ox.Triple(name, name, name))


def test_the_memory_of_terms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins anew, and goes on."""
    monkeypatch.setattr(Terms, "MOST", 3)
    terms = Terms()
    for number in range(10):
        assert str(terms[ox.NamedNode(f"http://x.example/{number}")]).endswith(str(number))
        assert len(terms) <= 3
    assert terms[None] is None


def test_forms_stay_on_disk(tmp_path: Path) -> None:
    """With their tags and types, and until they are removed."""
    terms = [
        Literal("01", datatype=XSD.integer, normalize=False),
        Literal("1", datatype=XSD.int),
        Literal("a\n\"'", lang="en-GB"),
        Literal("a", datatype=XSD.string),
        Literal("a"),
    ]
    graph = rdflib.Graph(RdflibStore(), identifier=S)
    graph.open(str(tmp_path), create=True)
    for term in terms:
        graph.add((S, P, term))
    graph.close()
    graph = rdflib.Graph(RdflibStore(str(tmp_path)), identifier=S)
    assert {letters(term) for term in graph.objects()} == {letters(term) for term in terms}
    graph.remove((S, P, terms[0]))
    graph.close()
    graph = rdflib.Graph(RdflibStore(str(tmp_path)), identifier=S)
    assert {letters(term) for term in graph.objects()} == {letters(t) for t in terms[1:]}
    graph.close()
