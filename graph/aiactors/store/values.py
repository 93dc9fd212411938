"""Values of variables, written into a query in the place of their names.

The engine can bind variables itself, but only those that the query answers with; and a value that
stands in the text is known to the planner.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import pyoxigraph as ox

from aiactors.store.guard import QUIET

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_PLACE = re.compile(
    rf"""
    {QUIET}
  | (?: VALUES\s+[?$](?P<slot>\w+)\s*\{{\s*(?P<undefined>UNDEF)(?=\s*\}}) )
  | (?P<variable> [?$](?P<name>\w+) )
    """,
    re.VERBOSE,
)


def fill(sparql: str, values: Mapping[str, Term]) -> str:
    """Write values into a query.

    Where the query has a place for one, ``VALUES ?day { UNDEF }``, it is written there; elsewhere
    it takes the place of the variable, which the query must then not answer with.

    Example:
        >>> fill('SELECT ?s { ?s ?p ?o FILTER (?o > "?o") } # ?o', {"o": ox.Literal(3)})[:32]
        'SELECT ?s { ?s ?p "3"^^<http://w'
        >>> fill("VALUES ?n { UNDEF } ?s ?p ?n", {"n": ox.Literal("a")})
        'VALUES ?n { "a" } ?s ?p ?n'
    """
    parts = _parts(sparql, frozenset(values))
    terms = {name: str(term) for name, term in values.items()}
    return "".join([terms[part] if at % 2 else part for at, part in enumerate(parts)])


@functools.lru_cache(maxsize=128)  # named queries are asked again and again
def _parts(sparql: str, names: frozenset[str]) -> tuple[str, ...]:
    """The text between the places of values, and in between, the name for each place."""
    found = [match for match in _PLACE.finditer(sparql) if match.lastgroup is not None]
    slots = {match["slot"] for match in found} & names
    parts, end = [], 0
    for match in found:
        name, place = match["slot"], "undefined"
        if name is None:
            name, place = match["name"], "variable"
            if name in slots:
                continue
        if name in names:
            parts += [sparql[end : match.start(place)], name]
            end = match.end(place)
    return (*parts, sparql[end:])
