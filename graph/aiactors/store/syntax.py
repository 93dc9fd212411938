"""What is wrong with a query, in words, and where.

The engine names the place behind the longest keyword that it tried in vain: for ``FOO`` in the
place of ``OPTIONAL``, eight characters too far. And a prefix that it does not know is to it one
more thing that does not parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from aiactors.errors import QueryError
from aiactors.store.guard import QUIET, place
from aiactors.vocabulary import PREFIXES

T = TypeVar("T")

ROOM = "\n" + " " * 20
"""What to put behind a query, so that no keyword that is tried reaches over its end."""

_SHOWN = 200
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"(?:\\.|[^"\\])*"|[A-Z][A-Z_]+(?![^\[]*\])')
_NAME = re.compile(
    rf"{QUIET} | \bPREFIX\s+(?P<new>[\w.\-]*): | (?<![\w.\-:?$<])(?P<used>[\w.\-]*):(?=\w)",
    re.VERBOSE | re.IGNORECASE,
)


def explain(error: SyntaxError, sparql: str) -> tuple[str, int, int]:
    """Return what is wrong with a query, with a pointer, and the line and column, from 1.

    The error is of the query with :data:`ROOM` behind it; 0 where the engine tells no place.
    """
    if (unknown := _unknown_prefix(sparql)) is not None:
        why = "this prefix is not known: declare it with PREFIX at the top"
        return _shown(why, sparql, unknown)
    match = _AT.match(str(error.msg))
    if match is None:
        return str(error.msg), 0, 0
    words = list(dict.fromkeys(w for w in _EXPECTED.findall(match[3]) if w != "EOF"))
    keywords = [word for word in words if word.isidentifier()]
    at = _offset(sparql, int(match[1]), int(match[2]))
    if keywords == words:  # how far it is says more of the keywords than of the query
        at, words = at - min(map(len, keywords), default=0), []
    return _shown(_in_words(match[3], words), sparql, min(max(at, 0), len(sparql.rstrip())))


def asked_again(ask: Callable[[str], T], sparql: str) -> T:
    """Ask a query that did not parse again with room behind it, so that the error has a place."""
    try:
        return ask(sparql + ROOM)
    except SyntaxError as error:
        why, line, column = explain(error, sparql)
        raise QueryError(why, line, column) from None


def _unknown_prefix(sparql: str) -> int | None:
    """Where the first prefix stands that is used and not known."""
    known = {"_", *PREFIXES}
    for match in _NAME.finditer(sparql):
        if match["new"] is not None:
            known.add(match["new"])
        elif match["used"] is not None and match["used"] not in known:
            return match.start()
    return None


def _offset(sparql: str, line: int, column: int) -> int:
    """The offset of a place; the engine counts characters, and lines by their line feeds."""
    lines = (sparql + ROOM).split("\n")[: line - 1]
    return sum(len(text) + 1 for text in lines) + column - 1


def _in_words(message: str, words: list[str]) -> str:
    if not message.startswith("expected"):
        return f"it does not parse here: {message.strip()}"
    if not words:
        return "it does not parse here"
    return f"it does not parse here; expected {', '.join(words[:8])}" + " …" * (len(words) > 8)


def _shown(why: str, sparql: str, at: int) -> tuple[str, int, int]:
    line, column = place(sparql, at)
    text = sparql.split("\n")[line - 1].rstrip("\r")
    pointer = f"\n  {text}\n  {' ' * (column - 1)}^" if len(text) <= _SHOWN else ""
    return why + pointer, line, column
