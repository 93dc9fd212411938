"""An answer cut after so many rows.

The text of a query is left alone. A ``LIMIT`` could only be written into it by a program that
reads SPARQL as well as the engine does: where it has one of its own, ends in ``VALUES`` or in a
comment, or is a CONSTRUCT, whose LIMIT counts solutions and not triples. The engine answers row
by row as it is asked for the next one, so it is simply asked no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox

from aiactors.errors import InputError
from aiactors.store.store import Results
from aiactors.store.values import Term

T = TypeVar("T")

_TRIPLES = "CONSTRUCT WHERE { ?s ?p ?o }"


def limited(
    answer: Results, rows: int | None, each: Callable[[], object] = lambda: None
) -> Results:
    """Return at most ``rows`` rows or different triples of an unread answer (None for all).

    ``each`` is called whenever the engine has given a row. InputError if the number is negative.

    Example:
        >>> from aiactors.store import Store
        >>> answer = Store().query("SELECT ?n { VALUES ?n { 1 2 3 } } LIMIT 2 # all of them")
        >>> [row["n"].value for row in limited(answer, 1)]
        ['1']
    """
    if rows is not None and rows < 0:
        raise InputError(f"a limit of {rows} rows cannot be: write 0 or more")
    if isinstance(answer, ox.QueryBoolean):
        return answer
    if isinstance(answer, ox.QueryTriples):
        return triples_again(islice(_each_once(_told(answer, each)), rows))
    return rows_again([v.value for v in answer.variables], islice(_told(answer, each), rows))


def _told(rows: Iterable[T], each: Callable[[], object]) -> Iterator[T]:
    for row in rows:
        each()
        yield row


def _each_once(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The engine may give a triple once for each solution that makes it."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def triples_again(triples: Iterable[ox.Triple]) -> ox.QueryTriples:
    """Return triples that were read as the engine's results, each once."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    answer = store.query(_TRIPLES)
    assert isinstance(answer, ox.QueryTriples)
    return answer


def rows_again(columns: Sequence[str], rows: Iterable[Iterable[Term | None]]) -> ox.QuerySolutions:
    """Return rows that were read as the engine's results; None where nothing is bound."""
    bindings = [
        {name: _json(term) for name, term in zip(columns, row, strict=True) if term is not None}
        for row in rows
    ]
    document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    data = json.dumps(document, ensure_ascii=False).encode()
    answer = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _json(term: Any) -> Mapping[str, Any]:
    """A term as SPARQL's JSON has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {name: _json(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    if term.language is None:
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    direction = {} if term.direction is None else {"its:dir": str(term.direction.value)}
    return {"type": "literal", "value": term.value, "xml:lang": term.language} | direction
