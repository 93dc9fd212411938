"""Thing by thing it is the same graph as written whole."""

from __future__ import annotations

from io import BytesIO
from itertools import chain

import pyoxigraph as ox
from hypothesis import given

from aiactors.model import DossierSet
from aiactors.rdf import derive, pieces, to_nquads, to_turtle
from aiactors.rdf.sorting import write_sorted
from aiactors.vocabulary import DERIVED, iri
from tests.rdf.test_round_trip import ox_quads, union
from tests.strategies import dossier_sets, examples


@examples(30)
@given(dossier_sets())
def test_turtle(dossiers: DossierSet) -> None:
    """With blocks in another order, some of them twice."""
    derived = derive(dossiers).without_facts()
    text = "".join(
        [
            pieces.prefixes(),
            *map(pieces.dossier_turtle, dossiers.dossiers),
            *map(pieces.entity_turtle, dossiers.entities.values()),
            *map(pieces.statement_turtle, dossiers.statements.values()),
            *(pieces.assessment_turtle(*item) for item in derived.assessments.items()),
            *(pieces.direct_turtle(*item) for item in derived.direct.items()),
        ]
    )
    whole = ox_quads(to_turtle(dossiers, derived), ox.RdfFormat.TURTLE)
    assert union(ox_quads(text, ox.RdfFormat.TURTLE)) == union(whole)


@examples(30)
@given(dossier_sets())
def test_lines(dossiers: DossierSet) -> None:
    """Sorted, they are the canonical N-Quads."""
    derived = derive(dossiers)
    made: list[str] = []
    for dossier in dossiers.dossiers:
        graph = iri(f"dossier:{dossier.name}")
        made += pieces.dossier_lines(dossier, graph)
        for entity in chain(dossier.entities, dossier.documents):
            made += pieces.entity_lines(entity, graph)
        for statement in dossier.statements:
            made += pieces.statement_lines(statement, graph)
    for ref, assessment in derived.assessments.items():
        made += pieces.assessment_lines(ref, assessment, DERIVED)
    made += pieces.facts_lines(derived.facts, DERIVED)
    for subject, direct in derived.triples.items():
        made += pieces.direct_lines(subject, direct, DERIVED)
    for block in made:
        lines = block.split("\n")[:-1]
        assert lines == sorted(set(lines))
        assert len({line.partition(" ")[0] for line in lines}) == 1
    out = BytesIO()
    write_sorted(reversed(made), out)
    assert out.getvalue() == to_nquads(dossiers, derived).encode()
