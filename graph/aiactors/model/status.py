"""How well a statement stands: what its attributions make of it.

The table that this module carries out is published in ``docs/status.md``; a test tries every
row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from aiactors.model.entity import Document, Entity
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


def original(ref: str, entities: Mapping[str, Entity]) -> str:
    """Return the document that another one is a copy of, directly or over others.

    Args:
        ref: reference of the document.
        entities: all entities and documents, by reference.

    Returns:
        Its reference; the document's own, if it is no copy.

    Example:
        >>> copy = Document(id="copy", kinds=("Article",), names=(("en", "C"),), copy_of="id:wire")
        >>> original("id:copy", {"id:copy": copy})
        'id:wire'
    """
    seen = {ref}
    while isinstance(document := entities.get(ref), Document) and document.copy_of is not None:
        if document.copy_of in seen:
            break
        ref = document.copy_of
        seen.add(ref)
    return ref


def last_owner(ref: str, entities: Mapping[str, Entity]) -> str:
    """Return who is at the end of a chain of owners.

    Args:
        ref: reference of an agent.
        entities: all entities and documents, by reference.

    Returns:
        Its reference; the agent's own, if it has no owner. Of owners that own each other, the
        first in the order of references.

    Example:
        >>> paper = Entity(id="paper", kinds=("Company",), names=(("en", "P"),), owner="id:group")
        >>> last_owner("id:paper", {"id:paper": paper})
        'id:group'
    """
    chain = [ref]
    while (agent := entities.get(chain[-1])) is not None and agent.owner is not None:
        if agent.owner in chain:
            return min(chain[chain.index(agent.owner) :])
        chain.append(agent.owner)
    return chain[-1]


def publisher_of(ref: str, entities: Mapping[str, Entity]) -> str | None:
    """Return who published a document, or the one that it is a copy of.

    Args:
        ref: reference of the document.
        entities: all entities and documents, by reference.

    Returns:
        A reference; None where no publisher is known.
    """
    document = entities.get(original(ref, entities))
    return document.publisher if isinstance(document, Document) else None


def origin(ref: str, entities: Mapping[str, Entity]) -> str:
    """Return what a document counts as, as a source.

    Args:
        ref: reference of the document.
        entities: all entities and documents, by reference.

    Returns:
        The last owner of the publisher of the document that it is a copy of, directly or over
        others (or of itself, if it is no copy); that document, where its publisher is not known.

    Example:
        >>> wire = Document(id="wire", kinds=("Article",), names=(("en", "W"),), publisher="id:afp")
        >>> copy = Document(id="copy", kinds=("Article",), names=(("en", "C"),), copy_of="id:wire")
        >>> origin("id:copy", {"id:wire": wire, "id:copy": copy})
        'id:afp'
    """
    publisher = publisher_of(ref, entities)
    return original(ref, entities) if publisher is None else last_owner(publisher, entities)


def _tier(ref: str, entities: Mapping[str, Entity]) -> str | None:
    """The tier of who published a document, where it is known."""
    publisher = entities.get(publisher_of(ref, entities) or "")
    return None if publisher is None else publisher.tier


def _leans_on_others(attribution: Attribution, entities: Mapping[str, Entity]) -> bool:
    """Whether it rests on a document that rewrites or copies what others wrote."""
    tiers = (_tier(attribution.said_in, entities), _tier(attribution.read_in, entities))
    return WEAK in tiers or tiers[0] == COPY


def voice(
    attribution: Attribution, concerned: frozenset[str], entities: Mapping[str, Entity]
) -> Voice:
    """Tell who speaks in an attribution.

    Args:
        attribution: the attribution.
        concerned: references of the statement's subject and object.
        entities: all entities and documents, by reference.

    Returns:
        The voice.
    """
    if attribution.claimant is not None:
        return Voice.PARTY
    if _leans_on_others(attribution, entities):
        return Voice.WEAK
    if attribution.stance == "Reports":
        return Voice.PARTY
    document = entities.get(attribution.said_in)
    if document is not None and "Record" in document.kinds:
        return Voice.RECORD
    owners = {last_owner(ref, entities) for ref in concerned}
    return Voice.OWN if origin(attribution.said_in, entities) in owners else Voice.SOURCE


def _speaker(attribution: Attribution, entities: Mapping[str, Entity]) -> str:
    """Who is counted: a claimant once, however often repeated; else the document that was read.

    What one article tells of several documents rests on that article alone.

    Returns:
        A reference.
    """
    return attribution.claimant or origin(attribution.read_in, entities)


def _standing(
    statement: Statement, entities: Mapping[str, Entity]
) -> tuple[dict[str, Voice], dict[str, Voice], bool]:
    """Return who affirms, who denies, and whether anybody retracted, retractions carried out."""
    concerned = frozenset(
        ref for ref in (statement.subject, statement.object_ref) if ref is not None
    )
    affirming: dict[str, Voice] = {}
    denying: dict[str, Voice] = {}
    retracted = {_speaker(a, entities) for a in statement.attributions if a.stance == "Retracts"}
    for attribution in statement.attributions:
        side = (
            affirming
            if attribution.stance in AFFIRMS
            else denying
            if attribution.stance in DENIES
            else None
        )
        speaker = _speaker(attribution, entities)
        if side is not None and not (speaker in retracted and side is affirming):
            weight = voice(attribution, concerned, entities)
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


def _known_since(statement: Statement, entities: Mapping[str, Entity]) -> date | None:
    days = [
        document.published.bounds.latest_start
        for a in statement.attributions
        if isinstance(document := entities.get(a.read_in), Document)
        and document.published is not None
    ]
    return min((day for day in days if day is not None), default=None)


def assess(statement: Statement, entities: Mapping[str, Entity]) -> Assessment:
    """Derive how well a statement stands from who says so.

    Args:
        statement: the statement, with all its attributions.
        entities: all entities and documents, by reference.

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
    affirming, denying, retracted = _standing(statement, entities)
    status = _status(affirming, denying, retracted)
    return Assessment(
        status=statement.override.status if statement.override is not None else status,
        source_count=_count(affirming),
        known_since=_known_since(statement, entities),
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
