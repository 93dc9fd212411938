"""Model to RDF to model: the identity; and two engines that read the same graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given

from aiactors.dossier import read_dossiers
from aiactors.model import Dossier, DossierSet, Statement
from aiactors.rdf import (
    derive,
    from_quads,
    from_text,
    to_nquads,
    to_ntriples,
    to_trig,
    to_turtle,
)
from aiactors.vocabulary import DERIVED, iri
from tests.strategies import dossier_sets, examples, shipped_dossiers, texts_of

few = examples(40)
Term = tuple[str, str, str]
Triple = tuple[Term, Term, Term]


def ox_term(term: object) -> Term:
    """A term of pyoxigraph as a kind, a value, and a language or type."""
    if isinstance(term, ox.NamedNode):
        return "address", term.value, ""
    assert isinstance(term, ox.Literal), f"{term} is a blank node or a triple"
    return "literal", term.value, term.language or term.datatype.value


def rdflib_term(term: object) -> Term:
    """The same of rdflib."""
    if isinstance(term, rdflib.URIRef):
        return "address", str(term), ""
    assert isinstance(term, rdflib.Literal), f"{term!r} is a blank node"
    plain = rdflib.XSD.string
    return "literal", str(term), str(term.language or term.datatype or plain)


def ox_quads(text: str, format_: ox.RdfFormat) -> list[tuple[str, Triple]]:
    """What pyoxigraph reads: the name of the graph, and the triple."""
    return [
        (
            q.graph_name.value if isinstance(q.graph_name, ox.NamedNode) else "",
            (ox_term(q.subject), ox_term(q.predicate), ox_term(q.object)),
        )
        for q in ox.parse(text.encode(), format_)
    ]


def rdflib_quads(text: str, format_: str) -> set[tuple[str, Triple]]:
    """What rdflib reads."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=format_)
    return {
        (str(g or ""), (rdflib_term(s), rdflib_term(p), rdflib_term(o)))
        for s, p, o, g in dataset.quads()
    }


def union(quads: Iterable[tuple[str, Triple]]) -> set[Triple]:
    """The triples, whatever graph they are in."""
    return {triple for _, triple in quads}


def merged(dossiers: DossierSet) -> DossierSet:
    """All dossiers as one, as formats without named graphs hold them."""
    everything = Dossier(
        name="union",
        title=texts_of("en", text="union"),
        entities=tuple(e for d in dossiers.dossiers for e in d.entities),
        documents=tuple(d for dossier in dossiers.dossiers for d in dossier.documents),
        statements=tuple(dossiers.statements.values()),
    )
    return DossierSet(dossiers=(everything,))


@few
@given(dossier_sets())
def test_any_set_of_dossiers_is_read_back(dossiers: DossierSet) -> None:
    """From formats with named graphs, dossier by dossier; from the others, as one."""
    for text, format_ in (
        (to_trig(dossiers), ox.RdfFormat.TRIG),
        (to_nquads(dossiers), ox.RdfFormat.N_QUADS),
    ):
        assert from_text(text.encode(), format_) == dossiers
    for text, format_ in (
        (to_turtle(dossiers), ox.RdfFormat.TURTLE),
        (to_ntriples(dossiers), ox.RdfFormat.N_TRIPLES),
    ):
        assert from_text(text.encode(), format_) == merged(dossiers)


def stated(document: str, rank: str, why: str) -> Statement:
    """Return a statement, as one of two dossiers makes it."""
    evidence = {"document": document, "gist": {"en": "So it is."}}
    said = {"stance": "Asserts", "said_in": document, "evidence": [evidence]}
    return Statement.model_validate(
        {"subject": "id:a", "predicate": "parentOf", "object": "id:b", "modality": "Actual"}
        | {"rank": rank, "override": {"status": "Disputed", "reason": {"en": why}}}
        | {"attributions": [said]}
    )


def test_what_two_dossiers_state_has_one_rank_and_one_override_in_a_union() -> None:
    """The stronger rank and the first override, in Turtle and in N-Triples."""
    told = {"a": stated("id:c", "Normal", "One"), "b": stated("id:d", "Preferred", "Two")}
    dossiers = DossierSet(
        dossiers=tuple(
            Dossier(name=name, title=texts_of("en", text=name), statements=(statement,))
            for name, statement in told.items()
        )
    )
    turtle = ox_quads(to_turtle(dossiers), ox.RdfFormat.TURTLE)
    ntriples = ox_quads(to_ntriples(dossiers), ox.RdfFormat.N_TRIPLES)
    assert union(turtle) == union(ntriples)
    (ref,) = dossiers.statements
    read = from_text(to_ntriples(dossiers).encode(), ox.RdfFormat.N_TRIPLES)
    assert read.statements[ref] == dossiers.statements[ref]


@few
@given(dossier_sets())
def test_every_format_holds_the_same_graph(dossiers: DossierSet) -> None:
    """No blank node, no triple twice in a file, and canonical files sorted line by line."""
    derived = derive(dossiers)
    trig = ox_quads(to_trig(dossiers, derived), ox.RdfFormat.TRIG)
    nquads = ox_quads(to_nquads(dossiers, derived), ox.RdfFormat.N_QUADS)
    turtle = ox_quads(to_turtle(dossiers, derived), ox.RdfFormat.TURTLE)
    ntriples = ox_quads(to_ntriples(dossiers, derived), ox.RdfFormat.N_TRIPLES)
    assert set(trig) == set(nquads)
    assert union(trig) == union(turtle) == union(ntriples)
    for quads in (trig, nquads, turtle, ntriples):
        assert len(quads) == len(set(quads))
    for text in (to_nquads(dossiers, derived), to_ntriples(dossiers, derived)):
        lines = text.split("\n")[:-1]
        assert lines == sorted(lines)
    graphs = {iri(f"dossier:{d.name}") for d in dossiers.dossiers}
    assert {name for name, _ in trig} - {DERIVED} == graphs


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@examples(15)
@given(dossier_sets(most_statements=2))
def test_two_engines_read_the_same(dossiers: DossierSet) -> None:
    """Turtle and TriG, by rdflib and by pyoxigraph, term by term."""
    turtle, trig = to_turtle(dossiers), to_trig(dossiers)
    assert rdflib_quads(trig, "trig") == set(ox_quads(trig, ox.RdfFormat.TRIG))
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    by_rdflib = {tuple(map(rdflib_term, triple)) for triple in graph}
    assert by_rdflib == union(ox_quads(turtle, ox.RdfFormat.TURTLE))


@examples(20)
@given(dossier_sets(most_statements=2))
def test_other_tools_may_write_it_anew(dossiers: DossierSet) -> None:
    """In whatever order and format another tool writes the graph, it is the same model."""
    quads = list(ox.parse(to_trig(dossiers).encode(), ox.RdfFormat.TRIG))
    assert from_quads(reversed(quads)) == dossiers
    for format_ in (ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD):
        written = ox.serialize(quads, format=format_)
        assert written is not None
        assert from_text(written, format_) == dossiers


@pytest.mark.heavy
def test_the_shipped_dossiers() -> None:
    """All of them, as the release holds them."""
    dossiers = shipped_dossiers()
    assert from_text(to_trig(dossiers).encode(), ox.RdfFormat.TRIG) == dossiers


def test_a_label_cannot_say_something_of_its_own(tmp_path: Path) -> None:
    """A text that looks like the end of a literal and another statement is a text."""
    evil = '" . <https://w3id.org/ai-actors/id/m> <http://evil.example/p> "x'
    path = tmp_path / "a.yaml"
    path.write_text(
        "dossier: a\ntitle: {en: a, fr: b}\nentities:\n"
        f"  m: {{kind: person, names: '{evil}', note: '{evil}', aliases: ['{evil}']}}\n",
        "utf-8",
    )
    dossiers = read_dossiers(path)
    for text, format_ in (
        (to_turtle(dossiers), ox.RdfFormat.TURTLE),
        (to_trig(dossiers), ox.RdfFormat.TRIG),
        (to_nquads(dossiers), ox.RdfFormat.N_QUADS),
        (to_ntriples(dossiers), ox.RdfFormat.N_TRIPLES),
    ):
        quads = union(ox_quads(text, format_))
        assert all("evil" not in predicate[1] for _, predicate, _ in quads)
        assert len([o for _, _, o in quads if o[1] == evil]) == 4


@pytest.mark.parametrize("write", [to_turtle, to_trig, to_nquads, to_ntriples])
def test_nothing_is_something(write: object) -> None:
    """An empty set is an empty graph, and read back as one."""
    text = write(DossierSet())  # type: ignore[operator]
    assert list(ox.parse(text.encode(), ox.RdfFormat.TRIG)) == []
