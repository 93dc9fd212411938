"""The network as it is drawn and exported: nodes, edges, and who says so of each edge.

A :class:`Network` is plain data with every name already in words, so that neither the page nor
an export needs the store. Keys (of relations, families, statuses, modalities, stances) are short
names of the ontology: ``chief-executive-of``, ``role-relation``, ``disputed``, ``attempted``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Attributed", "Edge", "Kind", "Label", "Labels", "Network", "Node", "Relay", "in_words"]

Kind = Literal["person", "organization", "product", "event", "group", "document", "proposition"]
"""What a node is drawn as."""

Labels = Mapping[str, str]
"""Language tag → text."""

Label = str | Labels
"""A text that is the same in every language, or language tag → text."""


def in_words(label: Label | None, lang: str) -> str:
    """Return a label in a language, else in English, else in the first language by tag; else "".

    Example:
        >>> in_words({"en": "founder", "fr": "fondateur"}, "fr")
        'fondateur'
        >>> in_words({"en": "founder"}, "fr"), in_words("xAI", "fr"), in_words(None, "fr")
        ('founder', 'xAI', '')
    """
    if label is None or isinstance(label, str):
        return label or ""
    for tag in (lang, "en", *sorted(label)):
        if tag in label:
            return label[tag]
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity that takes part in at least one edge.

    Attributes:
        id: its slug.
        iri: its address.
        kind: what it is drawn as.
        labels: its name by language.
        types: labels of its classes, (English, French) each.
        aliases: other names.
        same_as: addresses of the same thing elsewhere.
        homepage: its official address.
        note: a remark in the project's own words.
        degree: how many edges it has in the whole network.
    """

    id: str
    iri: str
    kind: Kind
    labels: Labels
    types: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    homepage: str | None = None
    note: Label | None = None
    degree: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The document that relays another one, and that was read.

    Attributes:
        title: its title.
        publisher: who published it.
        url: its address.
        date: when it was published, in EDTF.
        id: its slug.
        accessed: the day on which it was read, ISO 8601.
        language: tag of its language.
    """

    title: Label
    publisher: Label | None = None
    url: str | None = None
    date: str | None = None
    id: str | None = None
    accessed: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One agent takes one stance on a statement, in one document.

    Attributes:
        by: who takes it; None where the document speaks in its own voice.
        stance: key of the stance: ``asserts``, ``denies`` …
        stance_labels: its name by language.
        document: title of the document.
        publisher: who published the document.
        date: when it was published, in EDTF.
        url: its address.
        via: the document that relays it, if it was read there.
        where: section or paragraph, in words.
        gist: what the passage says, in the project's own words.
        quote: the exact words; only in a workspace of one's own.
        id: slug of the document.
        accessed: the day on which it was read, ISO 8601.
        language: tag of its language.
    """

    by: Label | None
    stance: str
    stance_labels: Labels
    document: Label
    publisher: Label | None = None
    date: str | None = None
    url: str | None = None
    via: Relay | None = None
    where: str | None = None
    gist: Label | None = None
    quote: str | None = None
    id: str | None = None
    accessed: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A statement between two nodes.

    Attributes:
        id: hash of the statement.
        iri: its address.
        source: id of the node that is its subject.
        target: id of the node that is its object.
        relation: key of the relation.
        labels: the relation in words, from source to target.
        inverse_labels: the relation in words, from target to source.
        family: key of the relation's family.
        directed: whether it says something else when turned round.
        aspect: ``occurrence`` or ``state``.
        modality: key of the modality: what the statement says happened.
        status: key of the status: how well it stands.
        rank: ``preferred``, ``normal`` or ``deprecated``, among those of its subject and relation.
        when: when it held, in EDTF.
        as_written: the words of the source for the date.
        start: first day on which it may have held, ISO 8601.
        end: last day on which it may have held, ISO 8601.
        known_since: the day since which it is publicly known, ISO 8601.
        source_count: how many independent origins say so.
        qualifiers: (key, text) each: role, amount, share …
        attributions: who says so, and who does not.
        history: (day, status): from each day on, the status that follows from the documents that
            were public by then; nothing where it was not known on any day. None where that is
            not known: then it has had its status since ``known_since``.
        told: (reference, name, status): who tells it, and how it stands by its word alone.
        words: (reference, day, status): from each day on, how it stands by what each of them had
            said by then. None where that is not known: then they have said so since it is known.
    """

    id: str
    iri: str
    source: str
    target: str
    relation: str
    labels: Labels
    inverse_labels: Labels
    family: str
    directed: bool = True
    aspect: str = "occurrence"
    modality: str = "actual"
    status: str = "reported"
    rank: str = "normal"
    when: str | None = None
    as_written: Label | None = None
    start: str | None = None
    end: str | None = None
    known_since: str | None = None
    source_count: int = 0
    qualifiers: tuple[tuple[str, Label], ...] = ()
    attributions: tuple[Attributed, ...] = ()
    history: tuple[tuple[str, str], ...] | None = None
    told: tuple[tuple[str, Label, str], ...] = ()
    words: tuple[tuple[str, str, str], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges, with the names of the keys that the edges use.

    Attributes:
        title: its title by language.
        nodes: every node, each id once.
        edges: every edge, each id once; both ends are among the nodes.
        families: key → name by language, in the order of a legend.
        statuses: key → name by language, in the order of a legend.
        modalities: key → name by language, in the order of a legend.

    Example:
        >>> musk = Node(id="elon-musk", iri="", kind="person", labels={"en": "Elon Musk"})
        >>> Network(title={"en": "One actor"}, nodes=(musk,), edges=()).nodes[0].id
        'elon-musk'
    """

    title: Labels
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    families: Mapping[str, Labels] = field(default_factory=dict)
    statuses: Mapping[str, Labels] = field(default_factory=dict)
    modalities: Mapping[str, Labels] = field(default_factory=dict)
