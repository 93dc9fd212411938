"""The answer of a query, with the statements that its rows rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aiactors.answers import Source, Statement
from aiactors.answers.make import AnswerMaker
from aiactors.answers.parts import Part
from aiactors.mcp.asking import MOST_ROWS, Table
from aiactors.schema import load_ontology
from aiactors.vocabulary import BASE, curie

if TYPE_CHECKING:
    from aiactors.graph import Graph

MOST_STATEMENTS = 20
"""The most statements that are told with a table."""

_AT_ONCE = 50
"""Statements that are looked for together: rows may name thousands, of which a few are told."""

_MOST_ENDS = 50
"""Entities in one row and the query from which on nobody can say which belong together."""

_TERM = re.compile(rf"\b(?:id|ai|st):[\w.-]*\w|{re.escape(BASE)}[\w./#-]*\w")

_HASH = re.compile(r"st:[0-9a-f]{20}")

_CUT = f"There are more rows than these {MOST_ROWS}: narrow the query, or count instead."
_UNCITED = (
    "No statement was found behind these rows, so they cannot be cited as they are: ask for the "
    "statements too (?statement rdf:subject ?s ; rdf:predicate ai:founded ; rdf:object ?o)."
)
_MORE = f"More statements stand behind these rows than the {MOST_STATEMENTS} that are told."


class TableAnswer(Part):
    """What a query answers, and the statements behind it."""

    columns: tuple[str, ...]
    """Names of the columns; those of triples are subject, predicate and object."""

    rows: tuple[tuple[str | None, ...], ...]
    """The rows; null where nothing is bound."""

    truth: bool | None
    """What ASK answers; null for all else."""

    notes: tuple[str, ...]
    """What to know of this answer: whether rows were left out, or sources are missing."""

    statements: tuple[Statement, ...]
    """Statements that the rows name; where they name none, those between the entities of the rows
    and the query."""

    sources: tuple[Source, ...]
    """The documents that carry the statements."""


def answer_of(graph: Graph, table: Table, lang: str) -> TableAnswer:
    """Return a table with the statements behind it."""
    told = _behind(graph, table)
    shown = told[:MOST_STATEMENTS]
    statements, sources = AnswerMaker(graph.holding(shown), lang).statements(shown)
    notes = [_CUT] if table.cut else []
    if not told and (table.rows or table.truth):
        notes.append(_UNCITED)
    if len(told) > MOST_STATEMENTS:
        notes.append(_MORE)
    return TableAnswer(
        columns=table.columns,
        rows=table.rows,
        truth=table.truth,
        notes=tuple(notes),
        statements=statements,
        sources=sources,
    )


def _behind(graph: Graph, table: Table) -> list[str]:
    """Statements that rows name, or else those that they may rest on; one too many is enough."""
    refs = [ref for ref in dict.fromkeys(_refs(table.rows)) if _HASH.fullmatch(ref)]
    named: list[str] = []
    for at in range(0, len(refs), _AT_ONCE):
        known = graph.holding(refs[at : at + _AT_ONCE]).dossiers.statements
        named += [ref for ref in refs[at : at + _AT_ONCE] if ref in known]
        if len(named) > MOST_STATEMENTS:
            break
    return named or _between(graph, table)


def _refs(rows: Iterable[Iterable[str | None]]) -> Iterator[str]:
    for row in rows:
        for value in row:
            if value is not None and value.startswith(BASE):
                yield curie(value)


def _between(graph: Graph, table: Table) -> list[str]:
    """Statements with a relation of the query, between entities of one row or of the query."""
    asked = {curie(word) for word in _TERM.findall(table.sparql)}
    if len(asked) >= _MOST_ENDS:
        return []
    relations = {word.removeprefix("ai:") for word in asked if word.startswith("ai:")}
    relations &= load_ontology().relations.keys()
    named = graph.named({value for row in table.rows for value in row if value})
    sets = [
        {*asked, *_refs([row]), *(named[value] for value in row if value in named)}
        for row in table.rows
    ] or [asked]
    few = [ends for ends in sets if len(ends) < _MOST_ENDS]
    pairs = {(a, b) for ends in few for a in ends for b in ends if a != b}
    found = [one for one in graph.between(pairs) if not relations or one.predicate in relations]
    return [one.statement for one in sorted(found, key=lambda one: -one.source_count)]
