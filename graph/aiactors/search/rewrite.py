"""The steps of a search: how texts may fit, each as a question to the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiactors.search.hits import FIELDS, connected, score, score_of_some
from aiactors.search.pieces import RUN
from aiactors.search.spelling import Speller
from aiactors.search.tables import NAMED, PARTS
from aiactors.search.text import is_wide, words

_COLUMNS = "texts.id, texts.thing, texts.weight, texts.part, texts.lang, texts.text"
Values = tuple[object, ...]
"""Of a text: its thing, the weight of that, part, language, itself; and what else is asked."""

_NAMED = (
    f"SELECT {_COLUMNS} FROM names CROSS JOIN texts ON texts.id = names.rowid WHERE names MATCH ?"
)
_LAST = "\U0010ffff"
_MANY = 1_000
"""How many texts are put into their order; where there may be more, they are read in order."""
_COMMON = 1_000
"""How many texts are looked through for some of the words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text that fits, before it is known what it belongs to.

    Attributes:
        thing: number of the thing that it belongs to.
        weight: how well that is connected.
        part: ``name``, ``alias``, ``title``, ``gist`` or ``note``.
        lang: the language of the text.
        text: the text.
        how: how well it fits.
        needles: the words that fit.
        score: see :func:`aiactors.search.hits.score`.
    """

    thing: int
    weight: int
    part: str
    lang: str
    text: str
    how: str
    needles: tuple[str, ...]
    score: float


class Search:
    """One search: its words, and the steps in which they are looked for.

    The words are folded; ``kinds`` is None for all; ``limit`` counts things.
    """

    def __init__(
        self,
        speller: Speller,
        asked: tuple[str, ...],
        kinds: Sequence[str] | None,
        limit: int,
    ) -> None:
        """Store the arguments."""
        self.speller = speller
        self.connection = speller.connection
        self.asked = asked
        self.squeezed = "".join(asked)
        self.limit = limit
        self.rows = 4 * limit + 40  # a thing may have several texts that fit
        self.few = limit + 20
        self.kinds = list(kinds or ())
        marks = ", ".join("?" * len(self.kinds))
        self.of_kind = (
            f" AND texts.kind IN (SELECT below FROM above WHERE kind IN ({marks}))"
            if kinds is not None
            else ""
        )

    def as_written(self, field: str) -> Iterator[Row]:
        """Yield texts that are, begin with, or have the words; then those that have parts."""
        found: set[int] = set()
        things: set[int] = set()
        whole = [self.whole] if field in NAMED else []
        inside = [self.inside] if field == "names" else []
        for step in (*whole, self.wide, self.beginning, *inside):
            for id_, row in step(field):
                if id_ not in found:
                    found.add(id_)
                    things.add(row.thing)
                    yield row
            if len(found) >= self.rows and len(things) >= self.limit:
                return

    def _ask(self, sql: str, values: Sequence[object]) -> Iterator[tuple[int, Values]]:
        for row in self._enough(self.connection.execute(sql, values)):
            yield row[0], row[1:]

    def _enough(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The first rows, until they are of things enough: one may have names in all languages."""
        things: set[object] = set()
        for number, row in enumerate(rows):
            if number >= self.rows and len(things) >= self.limit:
                return
            things.add(row[1])
            yield row

    def row(self, field: str, how: str, row: Values, needles: Iterable[str], within: float) -> Row:
        """Return a text that fits, with its score; ``within`` (0 to 1) tells equal ones apart."""
        thing, weight, part, lang, text = row[:5]
        assert isinstance(thing, int)
        assert isinstance(weight, int)
        assert isinstance(part, int)
        return Row(
            thing, weight, PARTS[part], str(lang), str(text), how, tuple(needles),
            score(field, how, within),
        )  # fmt: skip

    def whole(self, field: str) -> Iterator[tuple[int, Row]]:
        """Texts that are the words, wherever there are spaces; then those that begin with them."""
        exact = (
            f"SELECT {_COLUMNS} FROM texts INDEXED BY texts_squeezed WHERE texts.field = ? "
            f"AND texts.squeezed = ? AND normal IS NOT NULL{self.of_kind} ORDER BY texts.id"
        )
        number = FIELDS.index(field)
        for id_, row in self._ask(exact, [number, self.squeezed, *self.kinds]):
            yield id_, self.row(field, "exact", row, self.asked, connected(row[1]))
        for words_ in dict.fromkeys([self.asked, (self.squeezed,)]):
            for id_, row in self._begun(field, words_):
                yield id_, self.row(field, "prefix", row, self.asked, connected(row[1]))

    def _begun(self, field: str, asked: tuple[str, ...]) -> Iterator[tuple[int, Values]]:
        """Texts that begin with some words: few are put into order, many are read in order."""
        low, squeezed = " ".join(asked), "".join(asked)
        number = FIELDS.index(field)
        place = "texts.field = ? AND texts.squeezed >= ? AND texts.squeezed < ?"
        places = [number, squeezed, squeezed + _LAST]
        rows = f"FROM texts INDEXED BY texts_squeezed WHERE {place} AND normal IS NOT NULL"
        few = f"SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {_MANY})"
        if self.connection.execute(few, places).fetchone()[0] == _MANY:
            rows = (
                f"FROM {field} CROSS JOIN texts ON texts.id = {field}.rowid WHERE {field} MATCH ?"
            )
            places = [_all(asked, "*")]
        sql = f"SELECT {_COLUMNS} {rows} AND texts.normal >= ? AND texts.normal < ?{self.of_kind}"
        order = "texts.id" if len(places) > 1 else f"{field}.rowid"
        return self._ask(f"{sql} ORDER BY {order}", [*places, low, low + _LAST, *self.kinds])

    def wide(self, field: str) -> Iterator[tuple[int, Row]]:
        """Texts of scripts without spaces that have the words anywhere."""
        if not any(map(is_wide, self.asked)):
            return
        sql = (
            f"SELECT {_COLUMNS} FROM wide CROSS JOIN texts ON texts.id = wide.rowid "
            f"WHERE wide MATCH ? AND texts.field = ?{self.of_kind} ORDER BY wide.rowid"
        )
        values = [_all(sorted(set(self.squeezed))), FIELDS.index(field), *self.kinds]
        rows = self.connection.execute(sql, values)
        there = (row for row in rows if self._is_within("".join(words(str(row[5])))))
        for row in self._enough(there):
            yield row[0], self.row(field, "word", row[1:], self.asked, connected(row[2]))

    def _is_within(self, squeezed: str) -> bool:
        return all(word in squeezed for word in self.asked)

    def beginning(self, field: str) -> Iterator[tuple[int, Row]]:
        """Texts that have all words, the last one at least with its beginning."""
        if not self._are_there(field, self.asked[:-1]):
            return
        for last in ("", "*"):
            for id_, row in self._match(field, _all(self.asked, last)):
                how = "start" if last else "word"
                yield id_, self.row(field, how, row, self.asked, self._within(field, row))

    def _are_there(self, field: str, asked: Sequence[str]) -> bool:
        """Whether each word stands in some text: the beginnings of another cost more to read."""
        sql = f"SELECT 1 FROM {field} WHERE {field} MATCH ? LIMIT 1"
        return all(self.connection.execute(sql, [_all([word])]).fetchone() for word in asked)

    def inside(self, field: str) -> Iterator[tuple[int, Row]]:
        """Names that have the words one after the other, the first one within a word."""
        # Where that is at the beginning of a word, all words are there: such names are found.
        text = " ".join(self.asked)
        if len(text) < RUN or not self.speller.may_be_within(self.asked):
            return
        if not (rarest := self.speller.rarest(text)):
            return
        sql = (
            f"SELECT {_COLUMNS} FROM grams CROSS JOIN texts ON texts.id = grams.rowid "
            f"WHERE grams MATCH ? AND instr(texts.normal, ?){self.of_kind} ORDER BY grams.rowid"
        )
        for id_, row in self._ask(sql, [_all(rarest), text, *self.kinds]):
            yield id_, self.row(field, "inside", row, self.asked, connected(row[1]))

    def some(self, field: str) -> Iterator[Row]:
        """Texts that have some of the words: the more, the better, whatever the field."""
        asked = set(self.asked)
        match = " OR ".join(f'"{word}"' for word in self._rare(field, asked))
        if not match:
            return
        for _, row in self._ranked(field, match, self.few):
            share = len(asked.intersection(words(str(row[4])))) / len(asked)
            found = self.row(field, "some", row, self.asked, 0.0)
            yield replace(found, score=score_of_some(field, share, _relevant(row[5])))

    def _rare(self, field: str, asked: set[str]) -> list[str]:
        """The words that stand in few texts of a field: common ones tell nothing, and cost most."""
        sql = f"SELECT doc FROM {field}_counts WHERE term = ?"
        counts: list[tuple[int, str]] = []
        for word in asked:
            counts += ((n, word) for (n,) in self.connection.execute(sql, [word]))
        rare: list[str] = []
        together = 0
        for n, word in sorted(counts):
            together += n
            if rare and together > _COMMON:
                break
            rare.append(word)
        return rare

    def _match(self, field: str, match: str) -> Iterator[tuple[int, Values]]:
        """Texts that FTS5 finds: names by what is best connected, others by its own rank."""
        if field != "names":
            return self._ranked(field, match, self.rows)
        return self._ask(f"{_NAMED}{self.of_kind} ORDER BY names.rowid", [match, *self.kinds])

    def _ranked(self, table: str, match: str, most: int) -> Iterator[tuple[int, Values]]:
        rows = self._first_ranked(table, match, most)
        while len(rows) == most and len({row[1] for row in rows}) < self.limit:
            most *= 4
            rows = self._first_ranked(table, match, most)
        return ((row[0], row[1:]) for row in rows)

    def _first_ranked(self, table: str, match: str, most: int) -> list[Any]:
        # FTS5 ranks quickest where nothing is joined; of some kinds, it cannot know how many.
        inner = "" if self.of_kind else f" LIMIT {most}"
        sql = (
            f"SELECT {_COLUMNS}, best.rank FROM (SELECT rowid, rank FROM {table} "
            f"WHERE {table} MATCH ? ORDER BY rank{inner}) AS best JOIN texts "
            f"ON texts.id = best.rowid WHERE 1{self.of_kind} ORDER BY best.rank LIMIT {most}"
        )
        return self.connection.execute(sql, [match, *self.kinds]).fetchall()

    def _within(self, field: str, row: Values) -> float:
        return connected(row[1]) if field == "names" else _relevant(row[5])

    def squeezed_as(self, near: Sequence[str]) -> Iterator[tuple[int, Values]]:
        """Yield all names that are one of some words, wherever there are spaces."""
        marks = ", ".join("?" * len(near))
        sql = (
            f"SELECT {_COLUMNS} FROM texts INDEXED BY texts_squeezed WHERE texts.field = 0 "
            f"AND texts.squeezed IN ({marks}) AND normal IS NOT NULL{self.of_kind}"
        )
        for row in self.connection.execute(sql, [*near, *self.kinds]):
            yield row[0], row[1:]

    def named(self, match: str) -> Iterator[tuple[int, Values]]:
        """Yield all names that FTS5 finds for the words."""
        for row in self.connection.execute(f"{_NAMED}{self.of_kind}", [match, *self.kinds]):
            yield row[0], row[1:]


def _all(asked: Iterable[str], last: str = "") -> str:
    """What asks FTS5 for all of some words, or of some signs."""
    return " ".join(f'"{word}"' for word in asked) + last


def _relevant(rank: object) -> float:
    """From FTS5's rank, which is the lower the better."""
    assert isinstance(rank, float)
    return max(-rank, 0.0) / (max(-rank, 0.0) + 5)
