"""What there is as of a day: which statements, how many, and the network that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiactors.columns.parts import Codes, Mask, Rows

if TYPE_CHECKING:
    from aiactors.columns.columns import Columns


@dataclass(frozen=True, slots=True, eq=False)
class AsOfMask:
    """As of a day, a truth value for each statement.

    Attributes:
        statements: whether it can have held.
        direct: whether it has a direct triple then.
    """

    statements: Mask
    direct: Mask


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements there are as of a day.

    Attributes:
        statements: those that can have held.
        direct: those of them that have a direct triple.
        entities: what these hold between.
        relations: local name of a relation → how many statements.
        statuses: local name of a status → how many statements.
        direct_relations: local name of a relation → how many have a direct triple.
    """

    statements: int
    direct: int
    entities: int
    relations: Mapping[str, int]
    statuses: Mapping[str, int]
    direct_relations: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Subgraph:
    """What holds between entities as of a day: a node for each, an edge for each statement.

    Attributes:
        columns: what it was made of.
        nodes: codes of the entities, in order.
        sources: the subject of each edge, as a place among the nodes.
        targets: the object of each edge, as a place among the nodes.
        rows: the statement of each edge.
    """

    columns: Columns
    nodes: Codes
    sources: Codes
    targets: Codes
    rows: Rows

    def __len__(self) -> int:
        """Return how many edges it has."""
        return len(self.rows)

    def refs(self) -> list[str]:
        """Return the reference of each node."""
        return self.columns.refs.texts(self.nodes)

    def names(self, lang: str = "en") -> list[str]:
        """Return the name of each node."""
        return self.columns.names(self.nodes, lang)

    def relations(self) -> list[str]:
        """Return the relation of each edge, as a local name."""
        names = self.columns.predicate.names
        return [names[code] for code in self.columns.predicate.codes[self.rows].tolist()]

    def statements(self) -> list[str]:
        """Return the statement of each edge, as a reference."""
        return self.columns.statement_refs(self.rows)

    def triples(self) -> Iterator[tuple[str, str, str]]:
        """Yield its edges as direct triples, each once: subject, predicate and object."""
        return self.columns.triples(self.rows)
