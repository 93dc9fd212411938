"""Cutting words into pieces, of which one is right where few letters are wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from aiactors.search.tables import LONGEST_WORD
from aiactors.search.text import allowed_typos

RUN = 3
"""How many signs the index looks up together."""

_LONGEST = 3
"""So many signs of a piece are kept: with more there would be many short lists, slow to write."""

Piece = tuple[int, int]
"""First position, and the one after the last."""


def runs(text: str) -> list[str]:
    """Return all runs of three characters of a text, in order, each once.

    Example:
        >>> runs("^musk$")
        ['^mu', 'mus', 'usk', 'sk$']
    """
    return list(dict.fromkeys(text[at : at + RUN] for at in range(len(text) - RUN + 1)))


@cache
def cut(length: int, wrong: int) -> tuple[Piece, ...]:
    """Cut words of a length into about equal pieces, one more than letters may be wrong.

    There must be more letters than may be wrong.

    Example:
        >>> cut(8, 2)
        ((0, 2), (2, 5), (5, 8))
    """
    ends = [length * number // (wrong + 1) for number in range(wrong + 2)]
    return tuple(pairwise(ends))


@cache
def may_be_wrong(length: int) -> tuple[int, ...]:
    """Return how many letters may be wrong in words that stand for one of some length.

    Words that are shorter or longer may have fewer or more wrong letters.

    Example:
        >>> may_be_wrong(1), may_be_wrong(5), may_be_wrong(12)
        ((0,), (1, 2), (2, 3))
    """
    most = {other: allowed_typos("x" * other) for other in range(1, LONGEST_WORD + 1)}
    return tuple(sorted({n for other, n in most.items() if abs(other - length) <= n}))


def _kind(length: int, wrong: int, number: int) -> str:
    """What stands before a piece: of words of which length it is, and which one of how many."""
    return f"{length:02}{wrong}{number}"


def filed(
    length: int, words: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield words and names of one length by their pieces, in the order of pieces.

    Each piece has its kind before it; words and names are joined with spaces.

    Example:
        >>> list(filed(4, ["musk", "mush"], []))[:3]
        [('0410mu', 'musk mush', ''), ('0411sh', 'mush', ''), ('0411sk', 'musk', '')]
    """
    for wrong in may_be_wrong(length):
        for number, (start, end) in enumerate(cut(length, wrong)):
            kind = _kind(length, wrong, number)
            end = min(end, start + _LONGEST)
            found, whole = _by_piece(words, start, end), _by_piece(names, start, end)
            for piece in sorted(found.keys() | whole.keys()):
                yield kind + piece, " ".join(found.get(piece, ())), " ".join(whole.get(piece, ()))


def _by_piece(words: Sequence[str], start: int, end: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[start:end]].append(word)
    return found


def asked(word: str, wrong: int) -> list[str]:
    """Return pieces, kinds before them, of which each word with ``wrong`` other letters has some.

    Example:
        >>> asked("msk", 1)
        ['0210m', '0210s', '0211k', '0310m', '0310s', '0311sk', '0410ms', '0410mk', '0411sk']
    """
    found: dict[str, None] = {}
    for length in range(max(len(word) - wrong, 1), min(len(word) + wrong, LONGEST_WORD) + 1):
        more = len(word) - length
        for number, (start, end) in enumerate(cut(length, wrong)):
            kind, after = _kind(length, wrong, number), wrong - number
            # A last letter that is not kept may as well be swapped with the next piece's first.
            swapped = number < wrong and end - start <= _LONGEST
            for moved in range(max(-number, more - after), min(number, more + after) + 1):
                first, last = start + moved, end + moved
                found[kind + word[first : min(last, first + _LONGEST)]] = None
                if swapped and last < len(word):
                    found[kind + word[first : last - 1] + word[last]] = None
    return list(found)
