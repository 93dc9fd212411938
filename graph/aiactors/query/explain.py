"""What the engine did for an answer, as far as it tells.

Oxigraph shows the plan of a query in its own command (``oxigraph query --explain``), and not in
Python. So this is what can be known here: the algebra of the query, which the standard defines
and rdflib makes; what was put in for its parameters; where it was asked; and how long it took.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from aiactors.query.text import counted
from aiactors.query.unknown import Unknown
from aiactors.store.limit import limited
from aiactors.store.prepared import names_graphs
from aiactors.store.store import Results
from aiactors.store.values import Term, fill
from aiactors.vocabulary import PREFIXES, SEARCH, curie

_MOST_LINES = 200
_BETWEEN = {"ConditionalAndExpression": "&&", "ConditionalOrExpression": "||"}
_WHOLE = frozenset({"SelectQuery", "AskQuery", "ConstructQuery"})
_NOT_SHOWN = frozenset({"_vars", "PV", "datasetClause", "lazy", "expr"})


@dataclass(frozen=True, slots=True)
class Timing:
    """How long an answer took.

    Attributes:
        first: seconds until the first row; None where there is none.
        total: seconds until the last row.
        rows: how many rows, or triples, the engine gave.
    """

    first: float | None
    total: float
    rows: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the engine did for an answer; its text is for people.

    Attributes:
        query: name or file of the query; ``SPARQL`` for a text.
        bound: name of a parameter → what was put in for it.
        store: where it was asked, in words.
        names_graphs: whether it may look into named graphs, and not only at their union.
        timing: how long it took.
        algebra: the steps of the query, one a line, each indented beneath what it is a part of.
        unknown: the terms of the project's namespaces that it names and the graph does not have;
            of an answer without rows, those as well that the ontology defines and nothing uses.
    """

    query: str
    bound: Mapping[str, str]
    store: str
    names_graphs: bool
    timing: Timing
    algebra: str
    unknown: tuple[Unknown, ...] = ()

    def __str__(self) -> str:
        """Return all of it, in lines."""
        first = self.timing.first
        parts = [f"in {_seconds(self.timing.total)}"]
        if first is not None:
            parts.insert(0, f"the first after {_seconds(first)}")
        lines = [
            f"query       {self.query}",
            *(f"parameter   {name} = {value}" for name, value in self.bound.items()),
            f"store       {self.store}",
            f"graphs      {'named graphs' if self.names_graphs else 'the union of all graphs'}",
            f"answer      {counted(self.timing.rows)}, {', all '.join(parts)}",
            *(f"warning     {term}" for term in self.unknown),
            "algebra     as the standard reads the query; the engine orders joins as it sees fit",
        ]
        return "\n".join(lines + [f"  {line}" for line in self.algebra.split("\n")])


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def timed(ask: Callable[[], Results], rows: int | None = None) -> tuple[Results, Timing]:
    """Ask, read at most ``rows`` rows, and return the answer (to be read again) with its time.

    Example:
        >>> from aiactors.store import Store
        >>> timed(lambda: Store().query("SELECT ?n { VALUES ?n { 1 2 } }"))[1].rows
        2
    """
    began = time.perf_counter()
    arrivals: list[float] = []
    count = 0

    def arrived() -> None:
        nonlocal count
        count += 1
        if not arrivals:
            arrivals.append(time.perf_counter() - began)

    answer = limited(ask(), rows, arrived)
    total = time.perf_counter() - began
    if isinstance(answer, ox.QueryBoolean):
        return answer, Timing(total, total, 1)
    return answer, Timing(arrivals[0] if arrivals else None, total, count)


def explanation(
    query: str,
    sparql: str,
    bound: Mapping[str, Term],
    store: str,
    timing: Timing,
    unknown: tuple[Unknown, ...] = (),
) -> Explanation:
    """Put together what is known of how a query was answered."""
    return Explanation(
        query=query,
        bound={name: _short(term) for name, term in bound.items()},
        store=store,
        names_graphs=names_graphs(sparql),
        timing=timing,
        algebra=algebra(fill(sparql, bound)),
        unknown=unknown,
    )


def _short(term: Term) -> str:
    return curie(term.value) if isinstance(term, ox.NamedNode) else term.value


def algebra(sparql: str) -> str:
    """Return the algebra of a query as indented lines, or say that rdflib fails.

    Example:
        >>> print(algebra("SELECT ?who { ?who ai:founded id:openai }"))
        SelectQuery
          Project ?who
            BGP
              ?who ai:founded id:openai
    """
    from rdflib.plugins.sparql import prepareQuery

    try:
        parsed = prepareQuery(sparql, initNs=PREFIXES | {"search": SEARCH}).algebra
        lines = list(_lines(parsed, 0))
    except Exception:  # whatever rdflib makes of what only the engine understands
        return "rdflib cannot read this query, though the engine can"
    left = len(lines) - _MOST_LINES
    return "\n".join(lines[:_MOST_LINES] + [f"… and {left} lines more"] * (left > 0))


def _lines(part: Any, depth: int) -> Iterator[str]:
    """A step of the algebra, and its own steps beneath it."""
    space = "  " * depth
    keys = ("var", "term", "expr") if part.name in _WHOLE else ("PV", "var", "term", "expr")
    shown = [_words(part[key]) for key in keys if key in part]
    if part.name == "Slice":
        shown = [f"from {part.start}", "" if part.length is None else f"at most {part.length}"]
    yield space + " ".join(filter(None, [part.name, *shown]))
    for key, value in part.items():
        if key == "triples":
            yield from (f"{space}  {' '.join(map(_words, triple))}" for triple in value)
        elif key == "res":
            yield f"{space}  {counted(len(value))}"
        elif key not in _NOT_SHOWN and _is_step(value):
            yield from _lines(value, depth + 1)


def _is_step(value: Any) -> bool:
    from rdflib.plugins.sparql.parserutils import CompValue, Expr

    return isinstance(value, CompValue) and not isinstance(value, Expr)


def _words(value: Any) -> str:
    """An expression, a term or several, in one line."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(value, CompValue):
        return _expression(value)
    if hasattr(value, "n3"):
        return _term(value)
    if isinstance(value, list | tuple):
        return " ".join(map(_words, value))
    return "" if value is None else str(value)


def _expression(value: Any) -> str:
    parts = [_words(part) for key, part in value.items() if key != "_vars"]
    if value.name == "TrueFilter":  # that of an OPTIONAL which has no condition
        return ""
    if value.name == "RelationalExpression":
        return " ".join(parts)
    if value.name in _BETWEEN:
        others = [_words(other) for other in value.other]
        return "(" + f" {_BETWEEN[value.name]} ".join([_words(value.expr), *others]) + ")"
    return f"{value.name.removeprefix('Builtin_')}({', '.join(filter(None, parts))})"


def _term(value: Any) -> str:
    """A term or a path as SPARQL writes it, addresses short."""
    text = str(value.n3())
    for prefix, namespace in PREFIXES.items():
        if namespace in text:
            text = re.sub(rf"<{re.escape(namespace)}([\w-]+)>", rf"{prefix}:\1", text)
    return text
