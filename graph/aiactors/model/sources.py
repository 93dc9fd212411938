"""What documents count as, as sources: their origin, their tier, since when they are public.

All that a status takes from entities and documents is gathered here into a few facts for each
document and an owner for each agent. They can be worked out where the entities are at hand, or
elsewhere, and far fewer bytes travel than the entities have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from aiactors.model.entity import Document, Entity
from aiactors.model.memo import Memo


class Links(NamedTuple):
    """What ties an entity to others, as far as sources go.

    Attributes:
        tier: how far one can rest on what it publishes.
        owner: the organisation that it belongs to.
        is_document: whether it is a document.
        is_record: whether it is an official record.
        publisher: who published it.
        copy_of: the document that it copies.
        public: the last day of its date.
    """

    tier: str | None = None
    owner: str | None = None
    is_document: bool = False
    is_record: bool = False
    publisher: str | None = None
    copy_of: str | None = None
    public: date | None = None


def links_of(entity: Entity) -> Links:
    """Return what ties an entity to others."""
    is_record = "Record" in entity.kinds
    if not isinstance(entity, Document):
        return Links(entity.tier, entity.owner, is_record=is_record)
    published = entity.published
    return Links(
        entity.tier,
        entity.owner,
        True,
        is_record,
        entity.publisher,
        entity.copy_of,
        None if published is None else published.bounds.latest_start,
    )


Lookup = Callable[[str], Links | None]
"""Tells the ties of an entity or document by its reference; None where it is unknown."""


def lookup_in(entities: Mapping[str, Entity]) -> Lookup:
    """Return what tells the ties of some entities."""

    def lookup(ref: str) -> Links | None:
        entity = entities.get(ref)
        return None if entity is None else links_of(entity)

    return lookup


class DocumentFacts(NamedTuple):
    """What counts of a document as a source.

    Attributes:
        origin: what it counts as: the last owner of the publisher of the document that it is a
            copy of, directly or over others (or of itself, if it is no copy); that document, where
            its publisher is not known.
        tier: the tier of that publisher.
        is_record: whether it is an official record itself.
        public: the last day of its date; None where it has none.
    """

    origin: str
    tier: str | None = None
    is_record: bool = False
    public: date | None = None


class Sources:
    """Facts of documents, and owners of agents.

    Both mappings must hold every reference that is asked for; ``owners`` leads to the last owner.

    Example:
        >>> paper = Entity(id="paper", kinds=("Company",), names=(("en", "P"),), owner="id:group")
        >>> wire = Document(id="wire", kinds=("Article",), names=(("en", "W"),),
        ...                 publisher="id:paper")
        >>> copy = Document(id="copy", kinds=("Article",), names=(("en", "C"),), copy_of="id:wire")
        >>> sources = Sources.of({e.ref: e for e in (paper, wire, copy)})
        >>> sources.documents["id:copy"].origin, sources.owners["id:paper"]
        ('id:group', 'id:group')
    """

    def __init__(self, documents: Mapping[str, DocumentFacts], owners: Mapping[str, str]) -> None:
        """Store the facts."""
        self.documents = documents
        self.owners = owners

    @classmethod
    def of(cls, entities: Mapping[str, Entity]) -> Sources:
        """Return the facts of some entities; each is worked out when it is first asked for."""
        return cls.looked_up(lookup_in(entities))

    @classmethod
    def looked_up(cls, lookup: Lookup) -> Sources:
        """Return the facts of entities that are known by their ties alone."""
        owners = Memo[str, str](lambda ref: last_owner(ref, lookup))
        return cls(Memo[str, DocumentFacts](lambda ref: _facts(ref, lookup, owners)), owners)


def _facts(ref: str, lookup: Lookup, owners: Mapping[str, str]) -> DocumentFacts:
    own = lookup(ref) or Links()
    copied = original(ref, lookup)
    publisher = own.publisher if copied == ref else (lookup(copied) or Links()).publisher
    if publisher is None:
        return DocumentFacts(copied, None, own.is_record, own.public)
    tier = (lookup(publisher) or Links()).tier
    return DocumentFacts(owners[publisher], tier, own.is_record, own.public)


def original(ref: str, lookup: Lookup) -> str:
    """Return the document at the end of a chain of copies; the document itself if it is no copy.

    Example:
        >>> original("id:copy", {"id:copy": Links(is_document=True, copy_of="id:wire")}.get)
        'id:wire'
    """
    seen = {ref}
    while (document := lookup(ref)) is not None and document.copy_of is not None:
        if document.copy_of in seen:
            break
        ref = document.copy_of
        seen.add(ref)
    return ref


def last_owner(ref: str, lookup: Lookup) -> str:
    """Return who is at the end of a chain of owners.

    The agent itself if it has no owner; of owners that own each other, the first by reference.

    Example:
        >>> last_owner("id:paper", {"id:paper": Links(owner="id:group")}.get)
        'id:group'
    """
    chain = [ref]
    while (agent := lookup(chain[-1])) is not None and agent.owner is not None:
        if agent.owner in chain:
            return min(chain[chain.index(agent.owner) :])
        chain.append(agent.owner)
    return chain[-1]


def publisher_of(ref: str, entities: Mapping[str, Entity]) -> str | None:
    """Return who published a document, or its original; None where that is not known."""
    document = entities.get(original(ref, lookup_in(entities)))
    return document.publisher if isinstance(document, Document) else None
