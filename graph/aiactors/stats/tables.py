"""What counting gives: tables of names and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


def most(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts, the largest first; equal ones by name, the same in every run.

    Args:
        counts: name → number.

    Returns:
        The same, in order.

    Example:
        >>> most({"b": 1, "a": 1, "c": 2})
        {'c': 2, 'a': 1, 'b': 1}
    """
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under one heading.

    Attributes:
        title: what is counted.
        key: heading of the first column.
        rows: name → number, in the order in which they are read.
    """

    title: str
    key: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stats:
    """What a graph holds, in numbers.

    Attributes:
        totals: the whole, in a few numbers.
        tables: the counts by relation, status and so on.
        thin: where there is little.
        bulk: what bulk dossiers hold, which the other tables leave out.
    """

    totals: Table
    tables: tuple[Table, ...]
    thin: tuple[Table, ...]
    bulk: tuple[Table, ...] = ()

    def __iter__(self) -> Iterator[Table]:
        """Yield every table, in the order in which they are read."""
        yield self.totals
        yield from self.tables
        yield from self.thin
        yield from self.bulk

    def as_data(self) -> dict[str, dict[str, int]]:
        """Return the numbers as plain values, for JSON.

        Returns:
            Title of a table → name → number.

        Example:
            >>> Stats(Table("The whole", "", {"entities": 2}), (), ()).as_data()
            {'The whole': {'entities': 2}}
        """
        return {table.title: dict(table.rows) for table in self}
