"""Values of variables, written into a query in the place of their names.

The engine can bind variables itself, but only those that the query answers with; and a value that
stands in the text is known to the planner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from aiactors.store.guard import QUIET

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_VARIABLE = re.compile(rf"{QUIET} | [?$](?P<name>\w+)", re.VERBOSE)
_SLOT = re.compile(r"(VALUES\s+[?$](\w+)\s*\{\s*)UNDEF(?=\s*\})")


def fill(sparql: str, values: Mapping[str, Term]) -> str:
    """Write values into a query.

    Where the query has a place for one, ``VALUES ?day { UNDEF }``, it is written there; elsewhere
    it takes the place of the variable, which the query must then not answer with.

    Args:
        sparql: the query.
        values: name of a variable → its value.

    Returns:
        The query; comments, texts and addresses are left as they are.

    Example:
        >>> fill('SELECT ?s { ?s ?p ?o FILTER (?o > "?o") } # ?o', {"o": ox.Literal(3)})[:32]
        'SELECT ?s { ?s ?p "3"^^<http://w'
        >>> fill("VALUES ?n { UNDEF } ?s ?p ?n", {"n": ox.Literal("a")})
        'VALUES ?n { "a" } ?s ?p ?n'
    """
    slots = {match[2] for match in _SLOT.finditer(sparql)} & values.keys()
    text = _SLOT.sub(lambda m: f"{m[1]}{values[m[2]]}" if m[2] in slots else m[0], sparql)
    replaced = {name: str(term) for name, term in values.items() if name not in slots}
    return _VARIABLE.sub(lambda m: replaced.get(m["name"] or "", m[0]), text)
