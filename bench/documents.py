"""The documents of synthetic records: who publishes them, and which count as one source."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bench.names import house, publisher
from bench.relations import SECOND, THIRD, VOICED, hub

EACH = 50
"""With every so many documents a new publisher comes in."""

COPIED = 0.05
"""Share of the documents that copy the one before."""

_TIERS = ("OutletTier",) * 3 + ("FirstPartyTier", "OutletTier", "RecordTier", "OutletTier")
_LEANING = ("WeakTier", "OutletTier", "CopyTier")
TIERS = _TIERS + _LEANING
"""Tiers of publishers, in turn."""

_TIER_KINDS = {"RecordTier": "PublicBody", "FirstPartyTier": "Company"}
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
    kind = _TIER_KINDS.get(tier, "MediaOrganization")
    name, more = publisher(number), "" if owner is None else f',"owner":"id:h{owner}"'
    line = (
        f'{head}"entity":{{"id":"m{number}","kinds":["{kind}"],'
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
    """The documents of one dossier."""

    first: int  # number of the first one
    # what each counts as; None if it rewrites or copies what others wrote
    origins: list[str | None] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # the records of them and of their publishers

    def other(self, at: int, *taken: str | None) -> int | None:
        """Return the next document from one on that is a source apart from those taken."""
        origins = self.origins
        many = len(origins)
        for ahead in range(at, at + many):
            if origins[ahead % many] not in taken:
                return ahead % many
        return None


def papers(head: str, first: int, last: int, year: int, rng: random.Random) -> Papers:
    """Return the documents of a dossier."""
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


REPORTED = 0.04
"""Share of the sources that pass on what unnamed people say."""

RELAYED = 0.1
"""Share of the claimants who said it in a document that another one relays."""

_WHO = "The filing,A company statement,The court,An investor,Its founder,The board,A rival".split(
    ","
)
_DID = "confirms,describes,mentions,sets out,explains,gives details of,dates".split(",")
_WHAT = (
    "the appointment,the acquisition,a funding round,the new model,the lawsuit,a departure,"
    "the merger talks,a licence,the partnership,the data centre,the product launch,the stake"
).split(",")
_WHERE = "in Paris,in San Francisco,in London,in Tokyo,last spring,at length,in passing".split(",")
_PLACES = [f"paragraph {number}" for number in range(1, 30)]


def attributions(
    papers: Papers, paper: int, at: int, people: int, denied: bool, rng: random.Random
) -> str:
    """Return the attributions of a statement."""
    first = papers.other(paper, None)
    if first is None:
        first = paper
    said = [_asserted(papers, first, at, people, rng)]
    chance = rng.random()
    if chance < SECOND:
        taken = [None, papers.origins[first]]
        for _ in range(2 if chance < THIRD else 1):
            other = papers.other(paper + 1 + int(8 * chance), *taken)
            if other is not None:
                taken.append(papers.origins[other])
                said.append(_asserted(papers, other, at, people, rng))
    if first != paper:  # it leans on others, and shall not stand alone
        said.append(_asserted(papers, paper, at, people, rng))
    if denied:
        by = f'"stance":"Denies","claimant":"id:p{hub(people, rng)}",'
        said.append(source(papers, paper, by, at, rng))
    return ",".join(said)


def _asserted(papers: Papers, paper: int, at: int, people: int, rng: random.Random) -> str:
    chance = rng.random()
    if chance >= VOICED:
        by = '"stance":"Reports",' if chance > 1 - REPORTED else ""
        return source(papers, paper, by, at, rng)
    by = f'"claimant":"id:p{hub(people, rng)}",'
    said_in = None
    if chance < VOICED * RELAYED:
        said_in = int(len(papers.origins) * rng.random())
    return source(papers, paper, by, at, rng, said_in)


def source(
    papers: Papers, paper: int, by: str, at: int, rng: random.Random, said_in: int | None = None
) -> str:
    """Return one attribution."""
    read = papers.first + paper
    via = ""
    said = read
    if said_in is not None and said_in != paper:
        said, via = papers.first + said_in, f'"via":"id:d{read}",'
    bits = rng.getrandbits(24)
    who, did, what = _WHO[bits % 7], _DID[(bits >> 3) % 7], _WHAT[(bits >> 6) % 12]
    gist = f"{who} {did} {what} {_WHERE[(bits >> 10) % 7]}"
    return (
        f'{{{by}"said_in":"id:d{said}",{via}"evidence":[{{"document":"id:d{read}",'
        f'"where":"{_PLACES[(bits >> 14) % 29]}","gist":{{"en":"{gist}, item {at}."}}}}]}}'
    )
