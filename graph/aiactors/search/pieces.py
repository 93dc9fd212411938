"""Cutting a word into pieces, of which one is right where few letters are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf

RUN = 3
"""How many signs the index looks up together."""

_LONGEST = 6
"""Longer pieces are no rarer than they need to be."""

_RARER = 3
"""In how many times fewer words a piece stands that has one run more: about so many."""

Piece = tuple[int, int]
"""First position, and the one after the last."""


def runs(text: str) -> list[str]:
    """Return all runs of three signs of a text.

    Args:
        text: a text.

    Returns:
        Its runs, in order, each once.

    Example:
        >>> runs("^musk$")
        ['^mu', 'mus', 'usk', 'sk$']
    """
    return list(dict.fromkeys(text[at : at + RUN] for at in range(len(text) - RUN + 1)))


def cut(word: str, count: int, often: Mapping[str, int]) -> list[Piece]:
    """Return some pieces of a word that do not overlap, and are rare together.

    Args:
        word: a word.
        count: how many pieces.
        often: run → in how many words it stands; a run of two signs stands for all that begin
            with it.

    Returns:
        The pieces, in order; of two signs only where the word is too short, and never the last.

    Example:
        >>> cut("^musk$", 2, {"^mu": 9, "mus": 4, "usk": 2, "sk$": 7})
        [(0, 3), (3, 6)]
    """
    least = RUN if len(word) >= RUN * count else RUN - 1
    costs = _costs(word, least, often)
    best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())] * (len(word) + 1)
    for _ in range(count):
        further: list[tuple[float, tuple[Piece, ...]]] = [(inf, ())] * (len(word) + 1)
        for end in range(least, len(word) + 1):
            further[end] = further[end - 1]
            for start, cost in costs[end]:
                together = best[start][0] + cost
                if together < further[end][0]:
                    further[end] = together, (*best[start][1], (start, end))
        best = further
    return list(best[-1][1])


def _costs(word: str, least: int, often: Mapping[str, int]) -> list[list[tuple[int, float]]]:
    """In how many words each piece may stand, by its end: in fewer, the more runs it has."""
    each = [often.get(word[at : at + RUN], 0) for at in range(len(word) - RUN + 1)]
    costs: list[list[tuple[int, float]]] = [[] for _ in range(len(word) + 1)]
    for start in range(len(word) - least + 1):
        if least < RUN and start < len(each):
            costs[start + 2].append((start, often.get(word[start : start + 2], 0)))
        rarest, divided = inf, 1
        for end in range(start + RUN, min(start + _LONGEST, len(word)) + 1):
            rarest = min(rarest, each[end - RUN])
            costs[end].append((start, rarest / divided))
            divided *= _RARER
    return costs


def around(word: str, pieces: Sequence[Piece]) -> list[str]:
    """Return what stands around each cut when the signs on both sides of it are swapped.

    Args:
        word: a word.
        pieces: its pieces, in order.

    Returns:
        For each cut, the first piece, and the next one without its last sign.

    Example:
        >>> around("^musk$", [(0, 3), (3, 6)])
        ['^msuk']
    """
    return [
        word[start : cut_ - 1] + word[cut_] + word[cut_ - 1] + word[cut_ + 1 : end - 1]
        for (start, cut_), (next_, end) in pairwise(pieces)
        if next_ == cut_
    ]
