"""What the text of a query tells before it is asked, found out once for each text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from aiactors.errors import QueryError
from aiactors.store.guard import check, code_of
from aiactors.vocabulary import PREFIXES

_MAY_NAME = re.compile("graph|from", re.IGNORECASE)
# Keywords may touch what stands around them, as in "1e5GRAPH?g{}". An address has no braces, and
# none of these keywords goes without one behind it.
_NAMES = re.compile(r"<[^\s<>{}]*>|(?P<keyword>graph|from)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of a query from its text.

    Attributes:
        prefixes: those of the project that may be used in it; the engine reads each anew.
        names_graphs: whether it may look into named graphs.
    """

    prefixes: dict[str, str]
    names_graphs: bool


@functools.lru_cache(maxsize=128)  # the same query is asked again and again
def prepared(sparql: str) -> Prepared:
    """Check a query, and extract what is needed to ask it; QueryError if it is refused.

    Example:
        >>> found = prepared("ASK { id:orion a ai:Company }")
        >>> sorted(found.prefixes), found.names_graphs
        (['ai', 'id'], False)
    """
    check(sparql)
    used = {prefix: name for prefix, name in PREFIXES.items() if f"{prefix}:" in sparql}
    return Prepared(used, names_graphs(sparql))


def names_graphs(sparql: str) -> bool:
    r"""Tell whether a query may look into named graphs; False only without GRAPH and FROM.

    Example:
        >>> names_graphs("SELECT * { GRAPH ?g { ?s ?p ?o } }")
        True
        >>> names_graphs("# from the graph\nSELECT ?graph { ?graph a ai:Dossier }")
        False
    """
    if _MAY_NAME.search(sparql) is None:
        return False
    try:
        code = code_of(sparql)
    except QueryError:  # it reads in two ways
        return True
    return any(match["keyword"] is not None for match in _NAMES.finditer(code))
