"""How well a statement stands: what its attributions make of it.

The table that this module carries out is published in ``docs/status.md``; a test tries every
row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from aiactors.model.entity import Document
from aiactors.model.statement import Attribution, Statement

AFFIRMS = frozenset({"Asserts", "Reports"})
DENIES = frozenset({"Denies", "Disputes"})
LEAVES_OPEN = frozenset({"LeavesOpen", "DeclinesToSay"})


class Voice(IntEnum):
    """Who speaks, by how much it weighs.

    ``PARTY``: an agent that is named as claimant, or people whom the document does not name.
    ``OWN``: a document in its own voice whose publisher is itself concerned.
    ``SOURCE``: a document in its own voice whose publisher is not concerned.
    ``RECORD``: an official record.
    """

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


def origin(ref: str, documents: Mapping[str, Document]) -> str:
    """Return what a document counts as, as a source.

    Args:
        ref: reference of the document.
        documents: every document, by reference.

    Returns:
        The publisher of the document that it is a copy of, directly or over others (or of itself,
        if it is no copy); that document, where its publisher is not known.

    Example:
        >>> wire = Document(id="wire", kinds=("Article",), names=(("en", "W"),), publisher="id:afp")
        >>> copy = Document(id="copy", kinds=("Article",), names=(("en", "C"),), copy_of="id:wire")
        >>> origin("id:copy", {"id:wire": wire, "id:copy": copy})
        'id:afp'
    """
    seen = {ref}
    while (document := documents.get(ref)) is not None and document.copy_of is not None:
        if document.copy_of in seen:
            break
        ref = document.copy_of
        seen.add(ref)
    return (document.publisher if document is not None else None) or ref


def voice(
    attribution: Attribution, concerned: frozenset[str], documents: Mapping[str, Document]
) -> Voice:
    """Tell who speaks in an attribution.

    Args:
        attribution: the attribution.
        concerned: references of the statement's subject and object.
        documents: every document, by reference.

    Returns:
        The voice.
    """
    if attribution.claimant is not None or attribution.stance == "Reports":
        return Voice.PARTY
    document = documents.get(attribution.said_in)
    if document is not None and "Record" in document.kinds:
        return Voice.RECORD
    return Voice.OWN if origin(attribution.said_in, documents) in concerned else Voice.SOURCE


def _speaker(attribution: Attribution, documents: Mapping[str, Document]) -> str:
    """Who is counted: a claimant once, however often repeated; else the document that was read.

    What one article tells of several documents rests on that article alone.

    Returns:
        A reference.
    """
    return attribution.claimant or origin(attribution.read_in, documents)


def _standing(
    statement: Statement, documents: Mapping[str, Document]
) -> tuple[dict[str, Voice], dict[str, Voice], bool]:
    """Return who affirms, who denies, and whether anybody retracted, retractions carried out."""
    concerned = frozenset(
        ref for ref in (statement.subject, statement.object_ref) if ref is not None
    )
    affirming: dict[str, Voice] = {}
    denying: dict[str, Voice] = {}
    retracted = {_speaker(a, documents) for a in statement.attributions if a.stance == "Retracts"}
    for attribution in statement.attributions:
        side = (
            affirming
            if attribution.stance in AFFIRMS
            else denying
            if attribution.stance in DENIES
            else None
        )
        speaker = _speaker(attribution, documents)
        if side is not None and not (speaker in retracted and side is affirming):
            weight = voice(attribution, concerned, documents)
            side[speaker] = max(weight, side.get(speaker, weight))
    return affirming, denying, bool(retracted)


def _status(affirming: dict[str, Voice], denying: dict[str, Voice], retracted: bool) -> str:
    """The table of ``docs/status.md``, from top to bottom."""
    for_ = max(affirming.values(), default=None)
    against = max(denying.values(), default=None)
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
    in_own_voice = [v for v in affirming.values() if v is not Voice.PARTY]
    return "Established" if len(in_own_voice) > 1 and for_ is Voice.SOURCE else "Reported"


def _known_since(statement: Statement, documents: Mapping[str, Document]) -> date | None:
    days = [
        document.published.bounds.latest_start
        for a in statement.attributions
        if (document := documents.get(a.read_in)) is not None and document.published is not None
    ]
    return min((day for day in days if day is not None), default=None)


def assess(statement: Statement, documents: Mapping[str, Document]) -> Assessment:
    """Derive how well a statement stands from who says so.

    Args:
        statement: the statement, with all its attributions.
        documents: every document, by reference.

    Returns:
        Its status (an editor's override goes first), the number of its independent sources, and
        the day since which it is publicly known: the earliest last day of the dates of the
        documents that carry it.

    Example:
        >>> from aiactors.model import Evidence
        >>> said = Attribution(said_in="id:a", evidence=(
        ...     Evidence(document="id:a", where="p. 1", gist=(("en", "They did."),)),))
        >>> founded = Statement(subject="id:m", predicate="founded", object="id:o",
        ...                     attributions=(said,))
        >>> assess(founded, {}).status
        'Reported'
    """
    affirming, denying, retracted = _standing(statement, documents)
    status = _status(affirming, denying, retracted)
    own_voices = sum(v is not Voice.PARTY for v in affirming.values())
    return Assessment(
        status=statement.override.status if statement.override is not None else status,
        source_count=own_voices or len(affirming),
        known_since=_known_since(statement, documents),
    )


def holds(statement: Statement, status: str) -> bool:
    """Tell whether a statement may stand as a direct triple, its rank aside.

    Args:
        statement: the statement.
        status: its status.

    Returns:
        Whether it is about what is or was so, and established or reported.
    """
    return (
        statement.modality == "Actual"
        and status in ("Established", "Reported")
        and statement.rank != "Deprecated"
    )
