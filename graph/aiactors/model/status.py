"""How well a statement stands: what its attributions make of it.

The table that this module carries out is published in ``docs/status.md``; a test tries every
row of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Protocol

from aiactors.model.entity import Entity
from aiactors.model.sources import Sources
from aiactors.model.statement import Attribution, Statement

AFFIRMS = frozenset({"Asserts", "Reports"})
DENIES = frozenset({"Denies", "Disputes"})
LEAVES_OPEN = frozenset({"LeavesOpen", "DeclinesToSay"})

WEAK = "WeakTier"
COPY = "CopyTier"


class Voice(IntEnum):
    """Who speaks, by how much it weighs.

    ``WEAK``: a document whose publisher rewrites or copies what others wrote. It stands as a
    party does, and is not counted.
    ``PARTY``: an agent that is named as claimant, or people whom the document does not name.
    ``OWN``: a document in its own voice whose publisher is itself concerned.
    ``SOURCE``: a document in its own voice whose publisher is not concerned.
    ``RECORD``: an official record.
    """

    WEAK = 0
    PARTY = 1
    OWN = 2
    SOURCE = 3
    RECORD = 4


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from the attributions of a statement.

    Attributes:
        status: local name of the concept.
        source_count: how many independent origins affirm it in their own voice, or, where none
            does, how many parties affirm it.
        known_since: the first day by which a document that carries it was published; None where
            no document has a date.
    """

    status: str
    source_count: int
    known_since: date | None


def _leans_on_others(attribution: Attribution, sources: Sources) -> bool:
    """Whether it rests on a document that rewrites or copies what others wrote."""
    said = sources.documents[attribution.said_in].tier
    if said == WEAK or said == COPY:
        return True
    return attribution.via is not None and sources.documents[attribution.via].tier == WEAK


def voice(attribution: Attribution, concerned: Collection[str], sources: Sources) -> Voice:
    """Tell who speaks in an attribution; ``concerned`` are the statement's subject and object."""
    if attribution.claimant is not None:
        return Voice.PARTY
    if _leans_on_others(attribution, sources):
        return Voice.WEAK
    if attribution.stance == "Reports":
        return Voice.PARTY
    document = sources.documents[attribution.said_in]
    if document.is_record:
        return Voice.RECORD
    owners = sources.owners
    return Voice.OWN if document.origin in [owners[r] for r in concerned] else Voice.SOURCE


def speaker_of(attribution: Attribution, sources: Sources) -> str:
    """Tell who is counted: a claimant once, however often repeated; else the document read.

    What one article tells of several documents rests on that article alone.
    """
    return attribution.claimant or sources.documents[attribution.read_in].origin


def _standing(
    concerned: Collection[str], attributions: Collection[Attribution], sources: Sources
) -> tuple[dict[str, Voice], dict[str, Voice], bool]:
    """Return who affirms, who denies, and whether anybody retracted, retractions carried out."""
    affirming: dict[str, Voice] = {}
    denying: dict[str, Voice] = {}
    retracted = {speaker_of(a, sources) for a in attributions if a.stance == "Retracts"}
    for attribution in attributions:
        if attribution.stance in AFFIRMS:
            side = affirming
        elif attribution.stance in DENIES:
            side = denying
        else:
            continue
        speaker = speaker_of(attribution, sources)
        if not (speaker in retracted and side is affirming):
            weight = voice(attribution, concerned, sources)
            side[speaker] = max(weight, side.get(speaker, weight))
    return affirming, denying, bool(retracted)


def _status(affirming: dict[str, Voice], denying: dict[str, Voice], retracted: bool) -> str:
    """The table of ``docs/status.md``, from top to bottom."""
    for_ = max((Voice.PARTY, *affirming.values())) if affirming else None
    against = max((Voice.PARTY, *denying.values())) if denying else None
    if for_ is None and against is None:
        return "Retracted" if retracted else "Unknown"
    if for_ is None:
        return "Denied"
    if against is not None:
        if for_ is Voice.RECORD and against is Voice.PARTY:
            return "Established"
        if against is Voice.RECORD and for_ is Voice.PARTY:
            return "Denied"
        return "Disputed"
    if for_ is Voice.RECORD:
        return "Established"
    if for_ is Voice.PARTY:
        return "Claimed"
    several = _count(affirming) > 1
    return "Established" if several and for_ is Voice.SOURCE else "Reported"


def _count(affirming: dict[str, Voice]) -> int:
    """How many speakers affirm in a voice of their own, or else how many parties do."""
    voices = list(affirming.values())
    return sum(v > Voice.PARTY for v in voices) or voices.count(Voice.PARTY)


def _known_since(statement: Statement, sources: Sources) -> date | None:
    days = [sources.documents[a.read_in].public for a in statement.attributions]
    return min((day for day in days if day is not None), default=None)


def weigh(
    concerned: Collection[str], attributions: Collection[Attribution], sources: Sources
) -> tuple[str, int]:
    """Return the status that attributions give, and how many sources affirm.

    Args:
        concerned: references of those whom it is about, whose own word weighs less.
        attributions: who says so, and who denies it.
        sources: what counts of the documents.

    Example:
        >>> weigh([], [], Sources({}, {}))
        ('Unknown', 0)
    """
    affirming, denying, retracted = _standing(concerned, attributions, sources)
    return _status(affirming, denying, retracted), _count(affirming)


def assess(statement: Statement, sources: Sources | Mapping[str, Entity]) -> Assessment:
    """Derive how well a statement stands from who says so.

    An editor's override goes first. The statement is publicly known since the earliest last day of
    the dates of the documents that carry it.

    Example:
        >>> from aiactors.model import Evidence
        >>> said = Attribution(said_in="id:a", evidence=(
        ...     Evidence(document="id:a", where="p. 1", gist=(("en", "They did."),)),))
        >>> founded = Statement(subject="id:m", predicate="founded", object="id:o",
        ...                     attributions=(said,))
        >>> assess(founded, {}).status
        'Reported'
    """
    known = sources if isinstance(sources, Sources) else Sources.of(sources)
    object_ref = statement.object_ref
    concerned = [statement.subject] if object_ref is None else [statement.subject, object_ref]
    status, count = weigh(concerned, statement.attributions, known)
    return Assessment(
        status=statement.override.status if statement.override is not None else status,
        source_count=count,
        known_since=_known_since(statement, known),
    )


class Facets(Protocol):
    """What tells whether a statement may hold: it, or a row of it."""

    @property
    def modality(self) -> str:
        """Local name of its modality."""

    @property
    def rank(self) -> str:
        """Local name of its rank."""


def holds(statement: Facets, status: str) -> bool:
    """Tell whether a statement may have a direct triple, its rank aside.

    It must be about what is or was so, and be established or reported.
    """
    return (
        statement.modality == "Actual"
        and status in ("Established", "Reported")
        and statement.rank != "Deprecated"
    )
