"""Finding texts in an index, step by step: the best fits first, and no step further than needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiactors.search.kinds import STATEMENT
from aiactors.search.misspelt import Misspelt
from aiactors.search.rewrite import Row, Search
from aiactors.search.sentences import Triple
from aiactors.search.spelling import Speller


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found.

    Attributes:
        thing: number of the thing that it belongs to.
        ref: reference of that.
        kind: its kind.
        triple: of a statement, references (or the texts) of its parts.
        part: ``name``, ``alias``, ``title``, ``gist`` or ``note``.
        lang: the language of the text.
        text: the text.
        how: how well it fits.
        needles: the words that fit.
        score: see :func:`aiactors.search.hits.score`.
    """

    thing: int
    ref: str
    kind: str
    triple: Triple | None
    part: str
    lang: str
    text: str
    how: str
    needles: tuple[str, ...]
    score: float


def find(
    speller: Speller,
    asked: Sequence[str],
    fields: Sequence[str],
    kinds: Sequence[str] | None,
    limit: int,
    lang: str,
) -> list[Found]:
    """Find the best texts, one for each thing, best first.

    ``asked`` are folded words, ``fields`` where to look, in order, ``kinds`` short names of classes
    (None for all). Among equals, texts in ``lang`` go first.
    """
    search = Search(speller, tuple(asked), kinds, limit)
    fields = [field for field in fields if _may_have(field, kinds)]
    best: dict[int, Row] = {}
    for field in fields:
        _keep(best, search.as_written(field), lang)
        if field == "names" and not best:
            _keep(best, Misspelt(search).rows(), lang)
        if len(best) >= limit:
            break
    if not best and len(asked) > 1:
        for field in fields:
            _keep(best, search.some(field), lang)
    order = sorted(best.values(), key=lambda row: (-row.score, -row.weight, row.text, row.thing))
    return [_of(speller.connection, row) for row in order[:limit]]


def _may_have(field: str, kinds: Sequence[str] | None) -> bool:
    """Whether a field has texts of some kinds: gists are of statements alone."""
    return kinds is None or field != "gists" or STATEMENT in kinds


def _keep(best: dict[int, Row], rows: Iterable[Row], lang: str) -> None:
    """Keep the best row of each thing."""
    for row in rows:
        known = best.get(row.thing)
        if known is None or _order(row, lang) > _order(known, lang):
            best[row.thing] = row


def _order(row: Row, lang: str) -> tuple[float, bool, bool, str]:
    return (row.score, row.lang == lang, row.part == "name", row.text)


def _of(connection: sqlite3.Connection, row: Row) -> Found:
    sql = (
        "SELECT ref, kinds.kind, subject, predicate, object "
        "FROM things JOIN kinds ON kinds.id = things.kind WHERE things.id = ?"
    )
    if (found := connection.execute(sql, [row.thing]).fetchone()) is None:
        raise sqlite3.DatabaseError("a text belongs to nothing")
    ref, kind, *triple = found
    said = None if triple[0] is None else (triple[0], triple[1], triple[2])
    return Found(
        row.thing, ref, kind, said, row.part, row.lang, row.text, row.how, row.needles, row.score
    )
