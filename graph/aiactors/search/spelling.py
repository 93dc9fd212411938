"""The words that were meant, where one is misspelt: all of those that are near enough.

Where k letters of a word are wrong, and the word is cut into k + 1 pieces, one piece at least is
right; only a swap of two neighbours harms two pieces at once, when the cut is between them, and
then what stands around the cut is right but for the swap. So what a word may stand for has one of
the pieces in it, and those are looked up by their runs of three signs: the pieces are cut so that
they are as rare as can be. What is found is compared letter by letter.

The cutting is that of Navarro and Baeza-Yates (*A practical q-gram index for text retrieval
allowing errors*, CLEI Electronic Journal 1998); the distance is that of Damerau and Levenshtein,
restricted: no letters between two that are swapped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aiactors.search.pieces import RUN, around, cut, runs
from aiactors.search.tables import LONGEST_WORD
from aiactors.search.text import allowed_typos

_FEW = 300
"""Up to that many words are compared one by one: that is quicker than to look for pieces."""

_TOGETHER = 2
"""How many runs of a piece are looked up: the rarest ones."""

_LENGTHS = "SELECT whole, length, first, last FROM lengths"
_BETWEEN = "SELECT word FROM vocabulary WHERE id BETWEEN ? AND ?"
_ALIKE = """
SELECT word FROM spelt CROSS JOIN vocabulary ON vocabulary.id = spelt.rowid
WHERE spelt MATCH ? AND spelt.rowid BETWEEN ? AND ?
"""
_OFTEN = "SELECT run, words FROM runs WHERE run IN ({})"
_BEGINNING = "SELECT run, words FROM runs WHERE run >= ? AND run < ?"


class Speller:
    """Finds the words of an index that are like one.

    Args:
        connection: the index.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the connection; what is in the index is read when it is first needed."""
        self.connection = connection

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], tuple[int, int]]:
        """First and last number of the words of a length, and of names without their spaces."""
        rows = self.connection.execute(_LENGTHS)
        return {(whole, length): (first, last) for whole, length, first, last in rows}

    def near(self, word: str, whole: bool = True) -> dict[str, int]:
        """Return the words of names that may have been meant by one.

        Args:
            word: a folded word.
            whole: whether names without their spaces are words as well.

        Returns:
            Word → how many letters differ (a swap of two neighbours counts as one); the nearest
            first. A word that is there is among them, with 0.
        """
        if len(word) > LONGEST_WORD:
            return {}
        most = allowed_typos(word)
        asked = self._asked(f"^{word}$", most + 1)
        alike = [one for what in range(1 + whole) for one in self._alike(word, most, what, asked)]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        order = sorted({(int(wrong), len(found), found) for found, wrong, _ in near})
        return {found: wrong for wrong, _, found in order}

    def _alike(self, word: str, most: int, whole: int, asked: str) -> Iterator[str]:
        """Words to compare with: all of about its length, or those that share a piece."""
        lengths = range(len(word) - most, min(len(word) + most, LONGEST_WORD) + 1)
        places = [self._numbers[whole, n] for n in lengths if (whole, n) in self._numbers]
        if not places:
            return
        first, last = places[0][0], places[-1][1]
        if last - first < _FEW:
            found = self.connection.execute(_BETWEEN, [first, last])
        elif asked:
            found = self.connection.execute(_ALIKE, [asked, first, last])
        else:
            return
        for (one,) in found:
            yield one

    def may_be_within(self, words: Sequence[str]) -> bool:
        """Tell whether names may have some words one after the other, even within words.

        Args:
            words: folded words.

        Returns:
            False only if there is no word that ends with the first one, begins with the last one,
            or, where it is the only one, has it within.
        """
        if len(words) == 1:
            parts = [words[0]]
        else:
            parts = [f"{words[0]}$", *(f"^{word}$" for word in words[1:-1]), f"^{words[-1]}"]
        asked = "SELECT 1 FROM spelt CROSS JOIN vocabulary ON vocabulary.id = spelt.rowid "
        asked += "WHERE spelt MATCH ? AND spelt.rowid <= ? AND instr('^' || word || '$', ?) LIMIT 1"
        last = max(
            (last for (whole, _), (_, last) in self._numbers.items() if not whole), default=0
        )
        return all(
            self.connection.execute(asked, [_all(runs(part)), last, part]).fetchone() is not None
            for part in parts
            if len(part) >= RUN
        )

    def _asked(self, padded: str, count: int) -> str:
        """What FTS5 is asked for words that have one of some pieces of a word."""
        often = self._often(padded)
        begins: dict[str, list[str]] = {}
        if len(padded) < RUN * count:
            for at in range(len(padded) - RUN + 1):
                pair = padded[at : at + 2]
                begins[pair] = self._beginning(pair, often)
        pieces = cut(padded, count, often)
        swapped = around(padded, pieces)
        for text in swapped:
            often |= self._often(text)
        parts = []
        for text in dict.fromkeys([*(padded[start:end] for start, end in pieces), *swapped]):
            if len(text) < RUN:
                parts += begins[text]
            elif all(often.get(run) for run in runs(text)):
                rarest = sorted(runs(text), key=often.__getitem__)[:_TOGETHER]
                parts.append('" AND "'.join(rarest))
        return " OR ".join(f'("{part}")' for part in parts)

    def _often(self, text: str) -> dict[str, int]:
        """In how many words the runs of a text stand."""
        asked = runs(text)
        return dict(self.connection.execute(_OFTEN.format(", ".join("?" * len(asked))), asked))

    def _beginning(self, pair: str, often: dict[str, int]) -> list[str]:
        """All runs that begin with two signs; how many words have them is noted."""
        found = self.connection.execute(_BEGINNING, [pair, pair + "\U0010ffff"]).fetchall()
        often[pair] = sum(words for _, words in found)
        return [run for run, _ in found]


def _all(asked: Iterable[str]) -> str:
    """What asks FTS5 for all of some runs."""
    return " ".join(f'"{run}"' for run in asked)
