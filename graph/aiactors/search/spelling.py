"""The words that were meant, where one is misspelt: all of those that are near enough.

Where k letters of a word are wrong, and the word that was meant is cut into k + 1 pieces, one of
them at least is right. So each word of the index stands in the lists of all of its pieces, and
what a misspelt one may stand for is in one of the few lists that are looked up: those of words of
about its length, of what stands in it about where the piece should. What is found is compared
letter by letter.

More closely: let each wrong letter count for the piece in which it is, one between two pieces for
the later one, and a swap of two neighbours on both sides of a cut for the later one as well: then
the earlier piece is right but for its last letter, which is the one after it, and is looked up so
too. Going through the pieces, count up by the wrong letters of each, and down by one: as there
are more pieces than wrong letters, it comes to -1, first after a piece i (from 0) that is right,
before which there are i wrong letters, and after which there are k - i at the most. So the piece
is moved by i places at the most, and what comes after it by k - i more.

The lists are those of Li, Deng, Wang and Feng (*Pass-Join: A partition-based method for similarity
joins*, PVLDB 2011), with swaps; the distance is that of Damerau and Levenshtein, restricted: no
letters between two that are swapped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aiactors.search.pieces import RUN, asked, runs
from aiactors.search.tables import LONGEST_WORD
from aiactors.search.text import allowed_typos

_TOGETHER = 3
"""How many runs of a text are looked up: the rarest ones."""

_ALIKE = "SELECT {} FROM alike WHERE piece IN ({})"
_OFTEN = "SELECT run, texts FROM runs WHERE run IN ({})"
_IS_WITHIN = """
SELECT 1 FROM spelt CROSS JOIN vocabulary ON vocabulary.id = spelt.rowid
WHERE spelt MATCH ? AND instr(substr('^' || word || '$', ?), ?) LIMIT 1
"""


class Speller:
    """Finds the words of an index that are like one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Store the connection."""
        self.connection = connection

    def near(self, word: str, whole: bool = True) -> dict[str, int]:
        """Return the words of names that a folded word may stand for: word → wrong letters.

        The nearest come first, the word itself with 0; a swap of two neighbours counts as one. With
        ``whole``, names without their spaces are words as well.
        """
        if len(word) > LONGEST_WORD:
            return {}
        most = allowed_typos(word)
        pieces = asked(word, most)
        what = "words || ' ' || names" if whole else "words"
        sql = _ALIKE.format(what, ", ".join("?" * len(pieces)))
        alike = " ".join(some for (some,) in self.connection.execute(sql, pieces)).split()
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        order = sorted({(int(wrong), len(found), found) for found, wrong, _ in near})
        return {found: wrong for wrong, _, found in order}

    def may_be_within(self, words: Sequence[str]) -> bool:
        """Tell whether names may have some folded words in sequence, the first within a word.

        False only if no longer word ends with the first one, or none begins with the last one; of
        only one word, if no longer word has it inside.
        """
        if len(words) == 1:
            return self._is_there(words[0], 3)
        parts = [f"^{word}$" for word in words[1:-1]]
        return self._is_there(f"{words[0]}$", 3) and all(
            self._is_there(part, 1) for part in (*parts, f"^{words[-1]}")
        )

    def _is_there(self, part: str, since: int) -> bool:
        """Whether a word may have a part, at a place (from 1, with what is before the word)."""
        if len(part) < RUN:
            return True
        if not (rarest := self.rarest(part)):
            return False
        return (
            self.connection.execute(_IS_WITHIN, [_all(rarest), since, part]).fetchone() is not None
        )

    def rarest(self, text: str) -> list[str]:
        """Return some of the rarest three-character runs of a text; empty if one is in no name.

        One word stands between ``^`` and ``$``.
        """
        each = runs(text)
        often = dict(self.connection.execute(_OFTEN.format(", ".join("?" * len(each))), each))
        if not all(run in often for run in each):
            return []
        return sorted(each, key=often.__getitem__)[:_TOGETHER]


def _all(asked: Iterable[str]) -> str:
    """An FTS5 query for texts that have all of some runs."""
    return " ".join(f'"{run}"' for run in asked)
