"""Whose word an attribution is, since when it is public, and what follows from one party's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from aiactors.model import Attribution, Document, Entity
from aiactors.model.sources import publisher_of
from aiactors.model.status import AFFIRMS, DENIES


def public_since(attribution: Attribution, entities: Mapping[str, Entity]) -> date | None:
    """Return the day by which the document in which an attribution was read was public.

    Args:
        attribution: the attribution.
        entities: all entities and documents, by reference.

    Returns:
        The last day of its date; None where it has none.
    """
    document = entities.get(attribution.read_in)
    if not isinstance(document, Document) or document.published is None:
        return None
    return document.published.bounds.latest_start


def party_of(attribution: Attribution, entities: Mapping[str, Entity]) -> str | None:
    """Return whose own an attribution is.

    Args:
        attribution: the attribution.
        entities: all entities and documents, by reference.

    Returns:
        Who is named as claimant, else who published the document that speaks for itself; None
        where that is not known.
    """
    if attribution.claimant is not None:
        return attribution.claimant
    return publisher_of(attribution.said_in, entities)


def is_told_by(attribution: Attribution, party: str, entities: Mapping[str, Entity]) -> bool:
    """Tell whether an attribution is a party's own.

    Args:
        attribution: the attribution.
        party: reference of the party.
        entities: all entities and documents, by reference.

    Returns:
        Whether it is named as claimant, or speaks in a document that it published.
    """
    return party_of(attribution, entities) == party


def word_of(attributions: Iterable[Attribution]) -> str:
    """Return how a statement stands by the word of one party, which is believed.

    Args:
        attributions: its attributions, all of that party.

    Returns:
        Local name of the status.

    Example:
        >>> word_of([])
        'Unknown'
    """
    stances = {attribution.stance for attribution in attributions}
    retracts = "Retracts" in stances
    affirms, denies = bool(stances & AFFIRMS) and not retracts, bool(stances & DENIES)
    if affirms:
        return "Disputed" if denies else "Reported"
    if denies:
        return "Denied"
    return "Retracted" if retracts else "Unknown"
