"""The parts of which answers are made: what a statement is, and what it rests on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of an answer: it never changes, and has no other fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Concept(Part):
    """A relation, a status or another word of the ontology."""

    key: str
    """Its name, as dossiers and queries write it: `chief-executive-of`, `established`."""

    words: str
    """Its name in the language that was asked for."""


class Named(Part):
    """What stands at one end of a statement: an entity, or a value."""

    id: str | None
    """The id of the entity; null where it is a value, a concept or another statement."""

    address: str | None
    """Its address, by which it can be cited; null where it is a value."""

    name: str
    """Its name, or the value in words."""


class When(Part):
    """The time in the world at which a statement held or happened."""

    edtf: str
    """The time, as precise as the source and no more, in EDTF: `2015-12~`, `2018/..`."""

    words: str
    """The same in words."""


class Source(Part):
    """A document that carries a statement of the answer."""

    number: int
    """The number by which the statements of this answer refer to it."""

    id: str
    """Its id."""

    title: str
    """Its title."""

    publisher: str | None
    """Who published it; null where not known."""

    date: str | None
    """When it was published, in EDTF; null where not known."""

    address: str | None
    """Where it can be read; null where it has no address."""

    text: str
    """Title, publisher and date in one line, ready to be cited."""


class Stance(Part):
    """Who takes which stance on a statement, where."""

    stance: Concept
    """What is done: `asserts`, `denies`, `disputes` and so on."""

    who: str
    """The claimant; where a document speaks in its own voice, its publisher or its title."""

    gist: str
    """What the passage says, in the project's own words."""

    where: str
    """Where in the document it stands; empty where not known."""

    source: int
    """Number of the document among the sources of this answer."""


class Statement(Part):
    """A statement: what it says, how well it stands, and who says so."""

    id: str
    """Its hash."""

    address: str
    """Its address, by which it can be cited."""

    sentence: str
    """The whole of it as a sentence."""

    subject: Named
    """What it is about."""

    relation: Concept
    """How the subject relates to the object."""

    object: Named
    """What it is related to."""

    family: Concept
    """What sort of relation it is."""

    when: When | None
    """The time in the world; null where no source tells it."""

    details: tuple[str, ...]
    """Role, share and amount in words."""

    modality: Concept
    """What it says happened: `actual`, `attempted`, `planned` and so on."""

    status: Concept
    """How well it stands: `established`, `reported`, `claimed`, `disputed` and so on."""

    contested: bool
    """Whether anybody denies or disputes it."""

    source_count: int
    """How many independent origins say so."""

    known_since: str | None
    """The earliest day on which a document told it; null where no document is dated."""

    stances: tuple[Stance, ...]
    """Who says so, then who does not, then the rest."""

    sources: tuple[int, ...]
    """Numbers of the documents that carry it, among the sources of this answer."""
