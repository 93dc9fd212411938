"""Canonical N-Quads and N-Triples: one quad or triple a line, in the order of their bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from aiactors.collection import paused_collection
from aiactors.model import DossierSet
from aiactors.rdf.derived import Derived, derive
from aiactors.rdf.pieces import (
    assessment_lines,
    direct_lines,
    dossier_lines,
    entity_lines,
    facts_lines,
    statement_lines,
)
from aiactors.rdf.sorting import MEMORY, write_sorted
from aiactors.vocabulary import DERIVED, iri


@paused_collection()
def write_lines(
    dossiers: DossierSet,
    out: BinaryIO,
    derived: Derived | None = None,
    *,
    graphs: bool,
    memory: int = MEMORY,
    scratch: Path | None = None,
) -> int:
    """Write all dossiers as canonical N-Quads or N-Triples: one quad or triple a line, sorted.

    ``graphs`` is True for N-Quads and False for N-Triples. About ``memory`` bytes of text are held
    in memory; what is more is sorted in ``scratch``. Returns how many bytes were written.
    """
    blocks = _blocks(dossiers, derived or derive(dossiers), graphs=graphs)
    return write_sorted(blocks, out, memory=memory, scratch=scratch)


def to_nquads(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return all dossiers as canonical N-Quads: one quad a line, sorted."""
    out = BytesIO()
    write_lines(dossiers, out, derived, graphs=True, memory=sys.maxsize)
    return out.getvalue().decode()


def to_ntriples(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return the union of all dossiers as canonical N-Triples: one triple a line, sorted.

    What several dossiers state is one statement with the attributions of all, as in Turtle: one
    rank, the stronger one, and of two overrides the first.
    """
    out = BytesIO()
    write_lines(dossiers, out, derived, graphs=False, memory=sys.maxsize)
    return out.getvalue().decode()


def _blocks(dossiers: DossierSet, derived: Derived, *, graphs: bool) -> Iterator[str]:
    """The lines of everything, subject by subject, in the order of the dossiers."""
    for dossier in dossiers.dossiers:
        graph = iri(f"dossier:{dossier.name}") if graphs else ""
        yield from dossier_lines(dossier, graph)
        for entity in chain(dossier.entities, dossier.documents):
            yield from entity_lines(entity, graph)
        for statement in dossier.statements if graphs else ():
            yield from statement_lines(statement, graph)
    for statement in () if graphs else dossiers.statements.values():
        yield from statement_lines(statement, "")
    graph = DERIVED if graphs else ""
    for subject, direct in derived.triples.items():
        yield from direct_lines(subject, direct, graph)
    for ref, assessment in derived.assessments.items():
        yield from assessment_lines(ref, assessment, graph)
    yield from facts_lines(derived.facts, graph)
