"""What is refused before a query reaches the engine.

A query that nests too deeply overflows the engine's stack and ends the whole process, and
``SERVICE`` makes it call other servers: neither is let through.
"""

from __future__ import annotations

import re

from aiactors.errors import QueryError

LONGEST = 200_000
"""The longest query, in characters."""

DEEPEST = 100
"""The deepest nesting of brackets; the engine itself fails between 500 and 1,000."""

QUIET = r"""
    \#[^\n]* | <[^<>"{}|^`\\\s]*>
      | \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3}
      | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
"""
"""What in a query is no code: comments, addresses and texts (a verbose pattern)."""

_TOKEN = re.compile(
    rf"""
    (?P<skip> {QUIET} | [?$]\w+ | [\w.\-]*:[\w.\-%:]* )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<open> [({{\[] )
  | (?P<close> [)}}\]] )
  | (?P<sign> [!+\-^] )
    """,
    re.VERBOSE,
)
_MOST_SIGNS = 200


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def check(sparql: str) -> None:
    """Refuse a query that could end the process or call out.

    Args:
        sparql: the query.

    Raises:
        QueryError: if it is too long, nests too deeply, or has a SERVICE clause.

    Example:
        >>> check("SELECT * WHERE { ?s ?p ?o }")
        >>> check("ASK { SERVICE <http://x.example/> { } }")
        Traceback (most recent call last):
        ...
        aiactors.errors.QueryError: SPARQL: line 1, column 7: SERVICE is not allowed: ask this graph
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters; shorten it")
    depth = signs = 0
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup
        if kind == "word" and token[0].upper() == "SERVICE":
            why = "SERVICE is not allowed: ask this graph"
            raise QueryError(why, *_place(sparql, token.start()))
        signs = signs + 1 if kind == "sign" else signs
        depth += (kind == "open") - (kind == "close")
        if depth > DEEPEST or signs > _MOST_SIGNS:
            why = f"the query nests deeper than {DEEPEST} levels; simplify it"
            raise QueryError(why, *_place(sparql, token.start()))
