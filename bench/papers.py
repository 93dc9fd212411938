"""The documents of synthetic records: who publishes them, and which count as one source."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bench.names import house, publisher
from bench.shape import hub

EACH = 50
"""With every so many documents a new publisher comes in."""

COPIED = 0.05
"""Share of the documents that copy the one before."""

_TIERS = ("OutletTier",) * 3 + ("FirstPartyTier", "OutletTier", "RecordTier", "OutletTier")
_LEANING = ("WeakTier", "OutletTier", "CopyTier")
TIERS = _TIERS + _LEANING
"""Tiers of publishers, in turn."""

_KINDS = {"RecordTier": "PublicBody", "FirstPartyTier": "Company"}
_DAYS = [f"-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]


def _tier(number: int) -> str:
    return TIERS[number % len(TIERS)]


def _owner(number: int) -> int | None:
    """The number of the house that owns a publisher: every other outlet and first party."""
    owned = number % 2 == 0 and _tier(number) not in _LEANING[::2]
    return number // 8 if owned else None


def _origin(number: int) -> str | None:
    if _tier(number) in _LEANING[::2]:
        return None
    owner = _owner(number)
    return f"m{number}" if owner is None else f"h{owner}"


def _publisher(head: str, number: int) -> str:
    """The lines of a publisher, and of the house that comes in with every eighth."""
    tier, owner = _tier(number), _owner(number)
    name, more = publisher(number), "" if owner is None else f',"owner":"id:h{owner}"'
    line = (
        f'{head}"entity":{{"id":"m{number}","kinds":["{_KINDS.get(tier, "MediaOrganization")}"],'
        f'"names":{{"en":"{name}","fr":"{name}"}},"tier":"{tier}"{more}}}}}\n'
    )
    if number % 8:
        return line
    name = house(number // 8)
    return (
        f'{head}"entity":{{"id":"h{number // 8}","kinds":["Company"],'
        f'"names":{{"en":"{name}","fr":"{name}"}}}}}}\n{line}'
    )


@dataclass(slots=True)
class Papers:
    """The documents of one dossier.

    Attributes:
        first: number of the first one.
        origins: what each counts as; None if it rewrites or copies what others wrote.
        lines: the records of them and of their publishers.
    """

    first: int
    origins: list[str | None] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def other(self, at: int, *taken: str | None) -> int | None:
        """Return the next document from one on that is a source apart from those taken."""
        origins = self.origins
        many = len(origins)
        for ahead in range(at, at + many):
            if origins[ahead % many] not in taken:
                return ahead % many
        return None


def papers(head: str, first: int, last: int, year: int, rng: random.Random) -> Papers:
    """Return the documents of a dossier.

    Args:
        head: how its lines begin.
        first: number of its first document.
        last: number after its last one.
        year: when they were published.
        rng: random numbers.
    """
    made = Papers(first)
    copied = True
    for at in range(first, last):
        known, fresh = at // EACH, at % EACH == 0
        by = known if fresh else hub(known + 1, rng)
        if fresh:
            made.lines.append(_publisher(head, known))
        copied = not copied and rng.random() < COPIED
        made.origins.append(made.origins[-1] if copied else _origin(by))
        more = f',"copy_of":"id:d{at - 1}"' if copied else ""
        kind = "Record" if _tier(by) == "RecordTier" else "Article"
        day = _DAYS[int(len(_DAYS) * rng.random())]
        made.lines.append(
            f'{head}"document":{{"id":"d{at}","kinds":["{kind}"],"names":{{"en":"Report {at}"}},'
            f'"publisher":"id:m{by}","published":"{year}{day}","language":"en",'
            f'"url":"https://news.example/{year}/{at}","accessed":"2026-05-06"{more}}}}}\n'
        )
    return made
