"""What entities are drawn as, and the title and the order of legends of the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from aiactors.errors import InputError
from aiactors.model import Entity
from aiactors.network.model import Kind
from aiactors.schema import Ontology

TITLE: Mapping[str, str] = {
    "en": "The actors of artificial intelligence",
    "fr": "Les acteurs de l’intelligence artificielle",
}
"""Title of the network, by language."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All kinds."""

DRAWN: frozenset[Kind] = frozenset({"person", "organization", "product", "event", "group"})
"""The kinds that are drawn unless others are asked for."""

# The first that fits; an e-mail is an event and a document, and is drawn as a document.
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("Person", "person"),
    ("AgentGroup", "group"),
    ("Agent", "organization"),
    ("Artifact", "product"),
    ("Document", "document"),
    ("Event", "event"),
    ("Proposition", "proposition"),
)
MODALITIES = (
    "Actual", "Attempted", "Sought", "Planned", "Conditional", "Predicted", "Supposed",
)  # fmt: skip
STATUSES = (
    "Established", "Reported", "Claimed", "Disputed", "Denied", "Unknown", "Retracted",
)  # fmt: skip
FAMILIES = (
    "RoleRelation", "MoneyRelation", "ControlRelation", "ConflictRelation", "AllianceRelation",
    "ProductRelation", "EventRelation", "CommunicationRelation", "ThoughtRelation",
    "MeasureRelation",
)  # fmt: skip


def kind_of(entity: Entity, ontology: Ontology) -> Kind:
    """Return what an entity is drawn as."""
    return kind_of_classes(entity.kinds, ontology)


def kind_of_classes(classes: Iterable[str], ontology: Ontology) -> Kind:
    """Return what an entity is drawn as, given the local names of its classes."""
    classes = tuple(classes)
    return next((kind for name, kind in _KINDS if ontology.is_a(classes, [name])), "event")


def known_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """Return kinds that were asked for; InputError if one is unknown."""
    wanted = frozenset(kinds)
    for kind in sorted(wanted.difference(KINDS)):
        raise InputError(f"unknown kind {kind!r}: use {', '.join(KINDS)}")
    return wanted
