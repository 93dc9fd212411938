"""Who says what synthetic statements say: attributions and passages."""

from __future__ import annotations

import random

from bench.papers import Papers
from bench.shape import SECOND, THIRD, VOICED, hub

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
    """Return the attributions of a statement.

    Args:
        papers: the documents of its dossier.
        paper: the document that it comes from: its place among them.
        at: number of the statement.
        people: how many people there are.
        denied: whether somebody denies it.
        rng: random numbers.
    """
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
    papers: Papers,
    paper: int,
    by: str,
    at: int,
    rng: random.Random,
    said_in: int | None = None,
) -> str:
    """Return one attribution.

    Args:
        papers: the documents of the dossier.
        paper: the document that was read.
        by: fields for claimant and stance.
        at: number of the statement.
        rng: random numbers.
        said_in: the document that it relays.
    """
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
