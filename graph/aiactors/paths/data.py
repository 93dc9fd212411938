"""What a tie is made of: plain data, with everything in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from aiactors.record import Citation


@dataclass(frozen=True, slots=True)
class Support:
    """A statement that a hop rests on.

    Attributes:
        statement: its reference.
        sentence: the statement as a sentence, from its subject to its object.
        relation: the relation in words, read along the way.
        forward: whether the way goes from its subject to its object.
        when: when it held, in words; empty where not known.
        details: qualifiers in words.
        modality: key of the modality: ``actual``.
        status: key of the status: ``established``, ``reported`` …
        status_words: its name.
        source_count: how many independent origins affirm it.
        gist: what the best passage says.
        source: number of the document in which that stands, from 1.
    """

    statement: str
    sentence: str
    relation: str
    forward: bool
    when: str
    details: tuple[str, ...]
    modality: str
    status: str
    status_words: str
    source_count: int
    gist: str
    source: int


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from one entity to another.

    Attributes:
        start: reference of the entity that it starts at.
        end: reference of the one that it leads to.
        start_name: the name of the first.
        end_name: the name of the second.
        supports: the statements that it rests on, the best one first; that one alone, where no
            others were asked for.
        statements: references of all statements that it rests on, in the same order.
    """

    start: str
    end: str
    start_name: str
    end_name: str
    supports: tuple[Support, ...]
    statements: tuple[str, ...]

    @property
    def best(self) -> Support:
        """The statement that stands best."""
        return self.supports[0]


@dataclass(frozen=True, slots=True)
class Tie:
    """A way from one entity to another.

    Attributes:
        hops: its steps.
        weakest: which of them stands least well, from 0.
    """

    hops: tuple[Hop, ...]
    weakest: int

    @property
    def start(self) -> str:
        """Reference of the entity that it starts at."""
        return self.hops[0].start

    @property
    def end(self) -> str:
        """Reference of the one that it leads to."""
        return self.hops[-1].end

    @property
    def refs(self) -> tuple[str, ...]:
        """References of all entities on the way, both ends among them."""
        return (self.start, *(hop.end for hop in self.hops))

    def __str__(self) -> str:
        """Return the way in one line."""
        steps = (f"—{hop.best.relation}→ {hop.end_name}" for hop in self.hops)
        return " ".join([self.hops[0].start_name, *steps])

    def __len__(self) -> int:
        """Return the number of hops."""
        return len(self.hops)


@dataclass(frozen=True, slots=True)
class Ties(Sequence[Tie]):
    """The best ties between some entities: of each two, the shortest first.

    Attributes:
        names: reference → name of the entities that were asked for.
        pairs: which two were tied, in the order in which they were asked for.
        ties: the ties of all of them, pair by pair.
        sources: the documents that are cited, from number 1.
    """

    names: dict[str, str]
    pairs: tuple[tuple[str, str], ...]
    ties: tuple[Tie, ...]
    sources: tuple[Citation, ...]

    def between(self, start: str, end: str) -> tuple[Tie, ...]:
        """Return the ties of two of the entities.

        Args:
            start: reference of the first.
            end: reference of the second.

        Returns:
            The ties, the best one first; none where they are not tied.
        """
        return tuple(tie for tie in self.ties if (tie.start, tie.end) == (start, end))

    @property
    def untied(self) -> tuple[tuple[str, str], ...]:
        """The pairs that nothing ties, under the conditions that were asked for."""
        return tuple(pair for pair in self.pairs if not self.between(*pair))

    @overload
    def __getitem__(self, index: int) -> Tie: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Tie, ...]: ...
    def __getitem__(self, index: int | slice) -> Tie | tuple[Tie, ...]:
        """Return a tie, or several."""
        return self.ties[index]

    def __len__(self) -> int:
        """Return the number of ties."""
        return len(self.ties)

    def __iter__(self) -> Iterator[Tie]:
        """Yield the ties."""
        return iter(self.ties)
