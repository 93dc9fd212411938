"""How far one can rest on a publisher: its tier, or what follows from its kinds."""

from __future__ import annotations

from collections.abc import Mapping

from aiactors.model import Document, Entity, Statement
from aiactors.model.sources import publisher_of
from aiactors.schema import Ontology

TIERS = ("RecordTier", "FirstPartyTier", "OutletTier", "CopyTier", "WeakTier")
"""All tiers, the one that counts most first."""

_BY_KIND: tuple[tuple[str, str | None], ...] = (
    ("Court", "RecordTier"),
    ("PublicBody", "RecordTier"),
    ("MediaOrganization", None),
    ("Agent", "FirstPartyTier"),
)


def tier_of(publisher: Entity, ontology: Ontology) -> str | None:
    """Return the tier of a publisher.

    Returns:
        Local name of the concept: the one that is given, or else what follows from its kinds;
        None for a medium of which nothing is given.

    Example:
        >>> from aiactors.schema import load_ontology
        >>> court = Entity(id="court", kinds=("Court",), names=(("en", "Court"),))
        >>> tier_of(court, load_ontology())
        'RecordTier'
    """
    if publisher.tier is not None:
        return publisher.tier
    return next((t for kind, t in _BY_KIND if ontology.is_a(publisher.kinds, [kind])), None)


class Tiers:
    """The tiers of documents and statements.

    Args:
        entities: all entities and documents, by reference.
        ontology: the ontology.
    """

    def __init__(self, entities: Mapping[str, Entity], ontology: Ontology) -> None:
        """Keep both."""
        self.entities = entities
        self.ontology = ontology

    def document(self, ref: str) -> str | None:
        """Return the tier of a document: of the publisher of what it copies, or of its own.

        Returns:
            Local name of the concept; None where it is not known.
        """
        document = self.entities.get(ref)
        if isinstance(document, Document) and "Record" in document.kinds:
            return "RecordTier"
        publisher = self.entities.get(publisher_of(ref, self.entities) or "")
        return None if publisher is None else tier_of(publisher, self.ontology)

    def statement(self, statement: Statement) -> str | None:
        """Return the best tier among the documents that were read for a statement.

        Returns:
            Local name of the concept; None where none is known.
        """
        known = {self.document(a.read_in) for a in statement.attributions}
        return next((tier for tier in TIERS if tier in known), None)
