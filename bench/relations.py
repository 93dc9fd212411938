"""What synthetic statements say: relations, what qualifies them, values, and times."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

MODALITIES = ("Actual",) * 17 + ("Attempted", "Sought", "Planned")
"""85 % of the statements are about what is or was so."""

SECOND = 0.3
"""Share of the statements with a second source, or more."""

DENIED = 0.08
"""Share of the statements that somebody denies."""

THIRD = 0.05
"""Share of the statements with three sources."""

VOICED = 0.3
"""Share of the sources that name who says so, and do not speak in their own voice."""


def hub(count: int, rng: random.Random) -> int:
    """Draw a number below ``count``; small ones far more often, as hubs are named more often.

    The chance of number i is in proportion to i^(-2/3), so how often a number is drawn follows a
    power law with an exponent of 2.5.
    """
    return min(count - 1, int(count * rng.random() ** 3))


@dataclass(frozen=True, slots=True)
class Relation:
    """What may stand between two entities."""

    name: str  # local name of the edge property
    subject: str  # kind of its subject: ``p``, ``o`` or ``t``, a person, a company or a product
    object: str  # kind of its object, or sort of value
    weight: int  # how frequent it is
    lasting: bool = False  # whether it is a state
    qualifier: str = "role"  # what may be said of it beside: ``role``, ``amount`` or ``share``
    # whether that is always said; else only of what could be said twice otherwise
    always: bool = False
    # 1 if the newer of two entities of one kind must be the subject, -1 if the older one: of what
    # is symmetric, or must not lead back to its start
    order: int = 0


RELATIONS = (
    Relation("worksFor", "p", "o", 20, lasting=True, always=True),
    Relation("founded", "p", "o", 8),
    Relation("boardMemberOf", "p", "o", 7, lasting=True, always=True),
    Relation("chiefExecutiveOf", "p", "o", 5, lasting=True, always=True),
    Relation("advises", "p", "o", 2, lasting=True, always=True),
    Relation("left", "p", "o", 8),
    Relation("investedIn", "p", "o", 3, qualifier="amount", always=True),
    Relation("investedIn", "o", "o", 14, qualifier="amount", always=True),
    Relation("acquired", "o", "o", 4, qualifier="amount", always=True),
    Relation("competesWith", "o", "o", 7, lasting=True, order=1),
    Relation("partnerOf", "o", "o", 5, lasting=True, order=1),
    Relation("supplies", "o", "o", 2, lasting=True),
    Relation("sued", "o", "o", 4),
    Relation("parentOf", "o", "o", 2, lasting=True, qualifier="share", always=True, order=-1),
    Relation("developed", "o", "t", 3),
    Relation("released", "o", "t", 3),
    Relation("basedOn", "t", "t", 1, lasting=True, order=1),
    Relation("valuation", "o", "money", 1, qualifier=""),
    Relation("headcount", "o", "number", 1, qualifier=""),
)
"""Some of those of the ontology, and about as frequent as in the shipped dossiers."""

ONE_AT_A_TIME = frozenset(("chiefExecutiveOf", "valuation", "headcount"))
"""Only these may be preferred: they have one value at a time."""

PREFERRED, DEPRECATED = 0.3, 0.01
"""Shares of the ranks: the first among the relations that may have it."""

_POSITIONS = (
    ("engineer in team", "ingénieur de l'équipe"),
    ("researcher in group", "chercheur du groupe"),
    ("head of unit", "à la tête de l'unité"),
    ("counsel in matter", "conseil dans l'affaire"),
)
_DAYS = [f"-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
_MONTHS = [f"-{month:02d}" for month in range(1, 13)]
# How precise a date is: days, months, years; some uncertain, about, or both.
_FORMS = [_DAYS] * 10 + [_MONTHS] * 5 + [[""]] * 3 + [["?", "~", "%"]] + [["-03~", "-09?"]]


def _repeated(of: tuple[Relation, ...]) -> list[Relation]:
    return [relation for relation in of for _ in range(relation.weight)]


_WEIGHTED = {
    None: _repeated(RELATIONS),
    "p": _repeated(tuple(r for r in RELATIONS if r.subject == "p")),
    "o": _repeated(tuple(r for r in RELATIONS if r.object == "o")),
    "t": _repeated(tuple(r for r in RELATIONS if r.object == "t")),
}


def weighted(kind: str | None) -> list[Relation]:
    """Return the relations that a new entity of a kind, or any that are there, can have."""
    return _WEIGHTED[kind]


def _number(at: int) -> int:
    """Another number below a million for each of a million statements in a row."""
    return at * 7919 % 999_983


_VALUES: dict[str, Callable[[int], str]] = {
    "money": lambda at: f'{{"currency":"USD","value":"{1 + _number(at)}000"}}',
    "number": lambda at: str(10 + _number(at)),
}


def value(sort: str, at: int) -> str:
    """Return a value as the object of a statement."""
    return _VALUES[sort](at)


def qualifier(relation: Relation, at: int, needed: bool, rng: random.Random) -> str:
    """Return the fields for rank and what a relation is qualified by."""
    chance = rng.random()
    rank = '"rank":"Deprecated",' if chance < DEPRECATED else ""
    if relation.name in ONE_AT_A_TIME and chance > 1 - PREFERRED:
        rank = '"rank":"Preferred",'
    sort = relation.qualifier
    if not sort or not (relation.always or needed):
        return rank
    if sort == "role":
        en, fr = _POSITIONS[at & 3]
        return f'{rank}"role":{{"en":"{en} {at}","fr":"{fr} {at}"}},'
    if sort == "share":
        return f'{rank}"share":"0.{1 + _number(at):06d}",'
    bound = '"bound":"AtLeast",' if chance > 0.9 else ""
    return f'{rank}"amount":"USD {1 + _number(at)}000",{bound}'


def _date(year: int, random_: Callable[[], float]) -> str:
    chance = len(_FORMS) * random_()
    form = _FORMS[int(chance)]
    return f"{year}{form[int(len(form) * (chance % 1))]}"


def when(relation: Relation, year: int, actual: bool, rng: random.Random) -> str:
    """Return the field for the time of a statement: mostly of the years just before it is told."""
    random_ = rng.random
    chance = random_()
    if chance < 0.03:
        return ""
    back = 1 + int(12 * random_() ** 2)
    start = _date(year - back if actual else year + 1 + back % 3, random_)
    if not relation.lasting or chance < 0.1:
        return f'"when":"{start}",'
    if chance < 0.5:
        return f'"when":"{start}/..",'
    if chance < 0.55:
        return f'"when":"{start}/",'
    end = _date(int(start[:4]) + 1 + int(4 * random_()), random_)
    return f'"when":"/{end}",' if chance < 0.6 else f'"when":"{start}/{end}",'
