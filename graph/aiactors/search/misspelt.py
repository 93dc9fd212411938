"""Names in which letters are wrong: the best ones of all there are, however many are like them.

Such names are best where few letters are wrong, and lie in the index in another order: what is best
connected first. So those with one wrong letter are all looked at, then those with two, and so on,
until what is left can be no better than what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest

from aiactors.search.hits import connected, score
from aiactors.search.rewrite import Row, Search, Values
from aiactors.search.text import allowed_typos, words

_MOST = 3
"""So many letters may be wrong in a word, and in a name without its spaces."""

_RIGHT, _REST = 0.7, 0.1
"""What counts: the letters that are right; then each of beginnings, coverage and connections."""


class Misspelt:
    """Finds the names that may have been meant, where words are misspelt."""

    def __init__(self, search: Search) -> None:
        """Look up similar words."""
        self._search = search
        self._near = [search.speller.near(word, whole=False) for word in search.asked]
        self._whole_near = search.speller.near(search.squeezed)
        self._scores: dict[int, float] = {}  # of each thing, the best one

    def rows(self) -> Iterator[Row]:
        """Yield names that have the words with some letters wrong; a better one may come later."""
        seen: set[int] = set()
        for wrong in range(_MOST + 1):
            if self._is_settled(wrong):
                return
            for row in (*self._whole(wrong), *self._by_words(wrong, seen)):
                self._scores[row.thing] = max(self._scores.get(row.thing, 0.0), row.score)
                yield row

    def _is_settled(self, wrong: int) -> bool:
        """Whether there are enough that are better than any with so many wrong letters."""
        limit = self._search.limit
        if len(self._scores) < limit:
            return False
        highest = score("names", "typo", _RIGHT * self._right(wrong) + 3 * _REST)
        return nlargest(limit, self._scores.values())[-1] > highest

    def _whole(self, wrong: int) -> Iterator[Row]:
        """Names that are the words, wherever there are spaces, with so many letters wrong."""
        near = [word for word, n in self._whole_near.items() if n == wrong]
        for _, row in self._search.squeezed_as(near) if near else ():
            yield self._row(row, words(str(row[4])), wrong)

    def _by_words(self, wrong: int, seen: set[int]) -> Iterator[Row]:
        """Names that have the words, with so many letters wrong in each at the most."""
        if not any(map(allowed_typos, self._search.asked)):
            return
        near = [[word for word, n in one.items() if n <= wrong] for one in self._near]
        if not all(near):
            return
        match = " AND ".join("(" + " OR ".join(f'"{word}"' for word in some) + ")" for some in near)
        for id_, row in self._search.named(match):
            if id_ not in seen:
                seen.add(id_)
                yield self._row(row, *self._nearest(words(str(row[4]))))

    def _nearest(self, there: Sequence[str]) -> tuple[list[str], int]:
        """The words of a text that are nearest to those asked for, and how many letters differ."""
        best = [min((n, word) for word in there if (n := one.get(word)) is not None)
                for one in self._near]  # fmt: skip
        return [word for _, word in best], sum(n for n, _ in best)

    def _row(self, row: Values, needles: Sequence[str], wrong: int) -> Row:
        """The fewer wrong letters the better; then what is well met, and well connected."""
        asked = self._search.asked
        begins = sum(n[:1] == word[:1] for n, word in zip(needles, asked, strict=False))
        covered = min(sum(map(len, needles)) / max(len(str(row[4])), 1), 1)
        within = _RIGHT * self._right(wrong) + begins / len(asked) * _REST
        within += covered * _REST + connected(row[1]) * _REST
        return self._search.row("names", "typo", row, needles, within)

    def _right(self, wrong: int) -> float:
        return 1 - min(wrong / len(self._search.squeezed), 1)
