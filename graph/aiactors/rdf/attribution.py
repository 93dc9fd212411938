"""Whose word an attribution is, since when it is public, and what follows from one party's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from aiactors.model import Attribution, Document, Entity
from aiactors.model.sources import publisher_of
from aiactors.model.status import AFFIRMS, DENIES


def public_since(attribution: Attribution, entities: Mapping[str, Entity]) -> date | None:
    """Return the last day of the date of an attribution's document, by which it was public.

    None where it has no date.
    """
    document = entities.get(attribution.read_in)
    if not isinstance(document, Document) or document.published is None:
        return None
    return document.published.bounds.latest_start


def party_of(attribution: Attribution, entities: Mapping[str, Entity]) -> str | None:
    """Return the party behind an attribution: claimant, else publisher, else None."""
    if attribution.claimant is not None:
        return attribution.claimant
    return publisher_of(attribution.said_in, entities)


def is_told_by(attribution: Attribution, party: str, entities: Mapping[str, Entity]) -> bool:
    """Tell whether a party is the claimant, or published the document that speaks for itself."""
    return party_of(attribution, entities) == party


def word_of(attributions: Iterable[Attribution]) -> str:
    """Return the status of a statement by the word of one party, which is believed.

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
