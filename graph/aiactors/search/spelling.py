"""The words that were meant, where one is misspelt.

Trigrams give a few words that look alike, and the number of letters to change decides among them.
"""

from __future__ import annotations

import sqlite3

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aiactors.search.fill import LONGEST_WORD, SHORT_WORD
from aiactors.search.text import allowed_typos

_MOST = 400
_FEW = 20_000
"""Up to that many words are compared one by one: that is quicker than to look for trigrams."""

_ALIKE = """
SELECT vocabulary.word FROM spelt JOIN vocabulary ON vocabulary.id = spelt.rowid
WHERE spelt MATCH ? AND length BETWEEN ? AND ? ORDER BY rank LIMIT ?
"""
_COUNTS = "SELECT length, COUNT(*) FROM vocabulary GROUP BY length"
_OF_LENGTH = "SELECT word FROM vocabulary WHERE length = ?"


class Speller:
    """Finds the words of an index that are like one.

    Args:
        connection: the index.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the connection; words are read when they are first compared."""
        self.connection = connection
        self._counts: dict[int, int] | None = None
        self._of_length: dict[int, list[str]] = {}

    def near(self, word: str) -> dict[str, int]:
        """Return the words of names that may have been meant by one.

        Args:
            word: a folded word.

        Returns:
            Word → how many letters differ (a swap of two neighbours counts as one); the nearest
            first. A word that is there is among them, with 0.
        """
        most = allowed_typos(word)
        if len(word) > LONGEST_WORD:
            return {}
        alike = self._alike(word, most)
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        return {found: int(distance) for found, distance, _ in near}

    def _alike(self, word: str, most: int) -> list[str]:
        """Words to compare with: all of about its length, or those that share trigrams."""
        if self._counts is None:
            self._counts = dict(self.connection.execute(_COUNTS).fetchall())
        lengths = range(len(word) - most, len(word) + most + 1)
        if len(word) > SHORT_WORD and sum(self._counts.get(n, 0) for n in lengths) > _FEW:
            values = (_trigrams(word), lengths[0], lengths[-1], _MOST)
            return [found for (found,) in self.connection.execute(_ALIKE, values)]
        for n in lengths:
            if n not in self._of_length:
                rows = self.connection.execute(_OF_LENGTH, [n]).fetchall()
                self._of_length[n] = [found for (found,) in rows]
        return [found for n in lengths for found in self._of_length[n]]


def _trigrams(word: str) -> str:
    padded = f"^{word}$"
    grams = {padded[at : at + 3] for at in range(len(padded) - 2)}
    return " OR ".join(f'"{gram}"' for gram in sorted(grams))
