"""The parts of a query, as far as they must be told apart to find a pattern in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aiactors.store.guard import QUIET

_TOKEN = re.compile(
    rf"""
    (?P<quiet> {QUIET} )
  | (?P<variable> [?$]\w+ )
  | (?P<name> (?:\w[\w.\-]{{0,99}}+)?: (?: \\. | [\w:\-%] | \.++(?=[\w:\-%\\]) )*+ )
  | (?P<number> \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
  | (?P<word> \w+ )
  | (?P<sign> \S )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query.

    Attributes:
        kind: ``variable``, ``name``, ``number``, ``word``, ``sign``, ``address`` or ``text``.
        text: how it is written.
        start: its first position.
        end: the position after it.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(sparql: str) -> list[Token]:
    """Return the parts of a query in order, without comments.

    Example:
        >>> [token.kind for token in tokens('ASK { ?x ai:founded "a" . # b')]
        ['word', 'sign', 'variable', 'name', 'text', 'sign']
    """
    found = []
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or ""
        if kind == "quiet":
            first = match[0][0]
            if first == "#":
                continue
            kind = {"<": "address", "\\": "sign"}.get(first, "text")
        found.append(Token(kind, match[0], match.start(), match.end()))
    return found


def prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares, with their namespaces.

    Example:
        >>> prefixes(tokens("PREFIX s: <http://s.example/> ASK {}"))
        {'s': 'http://s.example/'}
    """
    return {
        name.text[:-1]: address.text[1:-1]
        for word, name, address in zip(found, found[1:], found[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and address.kind == "address"
    }
