"""What a record holds: plain data, with everything in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiactors.model import Entity


@dataclass(frozen=True, slots=True)
class Stance:
    """Who takes which stance, where.

    Attributes:
        stance: its key: ``asserts``, ``denies`` …
        words: its name.
        who: the claimant; where a document speaks in its own voice, its publisher, or its title.
        gist: what the passage says.
        source: number of the document in the record's list of sources.
        where: section or paragraph, in words; empty where not known.
    """

    stance: str
    words: str
    who: str
    gist: str
    source: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement, seen from the entity.

    Attributes:
        relation: the relation in words, as read from the entity.
        other: what is at its other end.
        when: when it held, in words; empty where not known.
        details: qualifiers in words.
        modality: key of the modality; ``actual`` where it is or was so.
        status: key of the status.
        modality_words: name of the modality.
        status_words: its name.
        sources: numbers of the documents that carry it.
        sentence: the statement as a sentence, with its modality, qualifiers and time.
        stances: who says so, then who does not, then the rest.
        source_count: how many independent origins affirm it.
        contested: whether anybody denies or disputes it.
        statement: reference of the statement.
        other_ref: reference of what is at its other end; None where that is no entity.
    """

    relation: str
    other: str
    when: str
    details: tuple[str, ...]
    modality: str
    status: str
    modality_words: str
    status_words: str
    sources: tuple[int, ...]
    sentence: str
    stances: tuple[Stance, ...]
    source_count: int
    contested: bool
    statement: str
    other_ref: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that a document carries.

    Attributes:
        sentence: the statement as a sentence, with its modality, qualifiers and time.
        words: name of the stance.
        who: the claimant; empty where the document speaks in its own voice.
        statement: reference of the statement.
    """

    sentence: str
    words: str
    who: str
    statement: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as it is cited.

    Attributes:
        text: title, publisher and date, as far as they are known.
        address: its address; None where it has none.
        document: its reference.
    """

    text: str
    address: str | None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that is said of an entity.

    Attributes:
        entity: the entity.
        name: its name.
        kinds: the names of its classes.
        aliases: its other names, and its name in other languages.
        note: a remark; empty where there is none.
        published: of a document: its publisher and date.
        addresses: where it is found: its own addresses, then those of the same thing elsewhere.
        groups: family of relations → lines, in the order in which they are read.
        told: of a document: the statements that it carries.
        sources: citation of each document, from number 1.
    """

    entity: Entity
    name: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str
    published: str
    addresses: tuple[str, ...]
    groups: Mapping[str, tuple[Line, ...]]
    told: tuple[Told, ...]
    sources: tuple[Citation, ...]

    @property
    def disputes(self) -> tuple[Line, ...]:
        """The lines that somebody denies or disputes."""
        return tuple(line for lines in self.groups.values() for line in lines if line.contested)
