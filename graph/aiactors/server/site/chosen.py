"""Which statements the page of an entity shows, where there are too many for one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiactors.columns.mentions import Mention, best
from aiactors.schema import load_ontology, short
from aiactors.server.reply import HttpError
from aiactors.server.site.request import PageRequest

if TYPE_CHECKING:
    from aiactors.graph import Graph

AT_ONCE = 200
"""The most statements of one page, of a graph that is too large to be at hand."""

_LAST = 99_999


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of which there are statements.

    Attributes:
        key: as dossiers write it.
        words: its name.
        total: how many statements there are.
    """

    key: str
    words: str
    total: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The statements that a page shows, and how many there are.

    Attributes:
        statements: their references.
        total: how many there are, of the relation that was asked for.
        first: the number of the first one that is shown, from 1; 0 where those with most
            sources are shown.
        relation: the key of the relation that was asked for; empty if none was.
        relations: of what is not shown whole, all relations, those with most statements first.
        pages: addresses of the page before and the one after; None where there is none.
    """

    statements: tuple[str, ...]
    total: int
    first: int = 0
    relation: str = ""
    relations: tuple[Relation, ...] = ()
    pages: tuple[str | None, str | None] = (None, None)

    @property
    def is_part(self) -> bool:
        """Whether there are more statements than are shown."""
        return len(self.statements) < self.total


def choose(graph: Graph, visit: PageRequest, ref: str) -> Chosen:
    """Choose what is shown of an entity: all, a page of one relation, or the best supported.

    The visit may name a ``relation`` and a ``page``; HttpError if there is no such relation or
    page.
    """
    key, number = visit.one("relation"), visit.number("page", 1, _LAST)
    every = sorted(graph.mentions_of(ref), key=_order)
    name = _known(key)
    asked = [one for one in every if not name or one.predicate == name]
    is_whole = not graph.is_large or len(asked) <= AT_ONCE
    last = 1 if is_whole or not name else -(-len(asked) // AT_ONCE)
    if number > last:
        raise HttpError(404, f"there is no page {number}: the last one is {last}")
    if is_whole:
        return Chosen(
            _refs(asked), len(asked), relation=key, relations=_relations(every, visit, key)
        )
    if not name:
        shown = _refs(best(asked, AT_ONCE))
        return Chosen(shown, len(asked), relations=_relations(every, visit, "*"))
    first = (number - 1) * AT_ONCE
    return Chosen(
        _refs(asked[first : first + AT_ONCE]),
        len(asked),
        first + 1,
        key,
        _relations(every, visit, key),
        (
            _address(key, number - 1) if number > 1 else None,
            _address(key, number + 1) if number < last else None,
        ),
    )


def _known(key: str) -> str:
    """The local name of a relation."""
    names = {short(name): name for name in load_ontology().relations}
    if key and key not in names:
        raise HttpError(404, f"no relation is named {key!r}: /ns lists them")
    return names.get(key, "")


def _order(one: Mention) -> tuple[bool, bool, str, str]:
    """What it is an end of before what it carries; that with it as subject, or both ways, first."""
    mutual = not load_ontology().relations[one.predicate].directed
    return not one.end, not (one.end == "subject" or mutual), one.first, one.statement


def _refs(said: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(one.statement for one in said)


def _relations(every: Iterable[Mention], visit: PageRequest, key: str) -> tuple[Relation, ...]:
    """All relations, where one was chosen or is to be."""
    if not key:
        return ()
    ontology = load_ontology()
    counts = Counter(one.predicate for one in every)
    named = [Relation(short(n), ontology.label(n, visit.lang), many) for n, many in counts.items()]
    return tuple(sorted(named, key=lambda one: (-one.total, one.words)))


def _address(key: str, number: int) -> str:
    return "?" + urlencode({"relation": key, "page": number})
