"""The answers. The schema that developers read is made of these classes, and of their parts."""

from __future__ import annotations

from pydantic import Field

from aiactors.answers.parts import Concept, Named, Part, Source, Statement


class EntityAnswer(Part):
    """All that is said of an entity."""

    id: str
    """Its id."""

    address: str
    """Its address, by which it can be cited."""

    name: str
    """Its name."""

    kinds: tuple[Concept, ...]
    """What it is."""

    aliases: tuple[str, ...]
    """Its other names, and its names in other languages."""

    note: str
    """A remark; empty where there is none."""

    published: str
    """Of a document: its publisher and date; empty for all else."""

    elsewhere: tuple[str, ...]
    """Addresses of its own, and of the same thing elsewhere on the web."""

    total: int
    """How many statements there are, of which this answer may hold a part."""

    statements: tuple[Statement, ...]
    """The statements with it as subject or object; of a document, those that it carries too."""

    sources: tuple[Source, ...]
    """The documents that carry the statements."""


class StatementAnswer(Part):
    """A statement."""

    statement: Statement
    """The statement."""

    sources: tuple[Source, ...]
    """The documents that carry it."""


class Found(Part):
    """Something that was found."""

    ref: str
    """Its reference: `id:` and the id of an entity, or `st:` and the hash of a statement."""

    address: str
    """Its address, by which it can be cited."""

    name: str
    """Its name; of a statement, its sentence."""

    kind: Concept
    """What it is; `statement` for a statement."""

    field: str
    """Where the words stand: `name`, `alias`, `title`, `gist` or `note`."""

    how: str
    """How well they fit: `exact`, `prefix`, `word`, `start`, `inside`, `typo` or `some`."""

    text: str
    """The text in which they stand."""

    lang: str
    """The language of that text."""

    matched: tuple[tuple[int, int], ...]
    """First and last position of each part of the text that fits."""

    score: float = Field(ge=0, le=1)
    """Between 0 and 1; better hits have more."""

    sources: tuple[int, ...]
    """Of a statement, numbers of the documents that carry it; of a document, its own."""


class SearchAnswer(Part):
    """What was found."""

    hits: tuple[Found, ...]
    """What was found, best first."""

    sources: tuple[Source, ...]
    """The documents that carry what was found."""


class NetworkEntity(Named):
    """An entity of a network."""

    kind: str
    """What it is drawn as: `person`, `organization`, `product`, `event` and so on."""

    hops: int | None
    """How many statements away from the focus it is; null in the whole network."""


class NetworkAnswer(Part):
    """The network, or what is around some entities: entities, and the statements between them."""

    total: int
    """How many statements there are, of which this answer may hold a part."""

    entities: tuple[NetworkEntity, ...]
    """The entities, in the order of their ids."""

    statements: tuple[Statement, ...]
    """The statements, those nearest to the focus and best supported first."""

    sources: tuple[Source, ...]
    """The documents that carry the statements."""


class Hop(Part):
    """A step of a tie, from one entity to another."""

    start: Named
    """Where it starts."""

    end: Named
    """Where it leads."""

    relation: str
    """The relation of the best statement behind it, in words, read along the way."""

    total: int
    """How many statements there are behind it."""

    statements: tuple[str, ...]
    """Ids of the best of them, the best one first: they are among the statements of this answer."""


class Tie(Part):
    """A way from one entity to another, over what is said."""

    text: str
    """The whole of it in one line."""

    hops: tuple[Hop, ...]
    """Its steps."""

    weakest: int
    """Which of the steps stands least well, from 0."""


class PathAnswer(Part):
    """How entities are tied: the best ways from one to another, the shortest first."""

    ties: tuple[Tie, ...]
    """The ties, of one pair after the other."""

    untied: tuple[tuple[str, str], ...]
    """Pairs of ids between which there is no way, under the conditions that were asked for."""

    statements: tuple[Statement, ...]
    """The statements behind the steps."""

    sources: tuple[Source, ...]
    """The documents that carry the statements."""
