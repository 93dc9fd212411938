"""Which dossiers a change concerns, and what becomes of them: assessed, merged, told directly.

What a dossier says is its own; how its statements stand follows from all that tell the same and
from the documents, and what has a direct triple from all statements of a subject and a relation.
So the circle is drawn wider until nothing outside of it is other than it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aiactors.bulk.lines import Lines, Read
from aiactors.bulk.merging import Merged, Place, Told, merged_of, name_of
from aiactors.bulk.outputs import Direct, direct_of
from aiactors.bulk.previous_build import Before
from aiactors.bulk.reference_index import World
from aiactors.bulk.state import Kept, kept_of
from aiactors.columns import Columns, StatementRow, entity_table, statement_table

_NONE = Direct(frozenset(), frozenset())


class Redo:
    """Makes anew what is at home in some dossiers, and in all that these concern.

    Attributes:
        homes: the dossiers whose files are made anew.
        found: id → the statement; of those that some of these dossiers tell.
        looked_at: ids of all statements that they tell or told.
        direct: which of the statements that are at home there have a direct triple.
    """

    def __init__(self, before: Before, world: World, lines: Lines) -> None:
        """Start empty."""
        self._before, self._world, self._lines = before, world, lines
        self._sources = world.sources()
        self._told: dict[str, Told] = defaultdict(list)
        self.homes: set[str] = set()
        self.found: dict[str, Merged] = {}
        self.looked_at: set[str] = set()
        self.direct = _NONE

    def run(self, dossiers: set[str], read: Iterable[Read]) -> None:
        """Find and make anew all that a change of some dossiers concerns."""
        more = dossiers
        while more:
            self.homes |= more
            ids = self._take(read).union(*map(self._before.ids_of, more))
            self.looked_at |= ids
            homes, told = self._before.homes_of(ids), self._before.told(ids)
            concerned = (self._concerned(i, homes.get(i), told.get(i, [])) for i in sorted(ids))
            more = set[str]().union(*concerned)
            if not more:
                more = self._put_aside()
            files = sorted(self._before.files_of(more)) if more else []
            read = [one for file in files for one in self._lines.read(file, more)]

    def rows(self) -> dict[str, list[StatementRow]]:
        """Return the statements that are at home in the dossiers that are made anew."""
        found: dict[str, list[StatementRow]] = defaultdict(list)
        for merged in self.found.values():
            row = merged.row
            if row.dossier in self.homes:
                found[row.dossier].append(row)
        return found

    def _take(self, read: Iterable[Read]) -> set[str]:
        """Store the statements of records; return their ids."""
        ids = set()
        for line, record in read:
            # As a full build tells them.
            if line.is_statement and not isinstance(record, list) and record.statement is not None:
                self._told[record.statement.id].append((record.dossier, line, record.statement))
                ids.add(record.statement.id)
        return ids

    def _concerned(self, id_: str, home: str | None, places: list[Place]) -> set[str]:
        """Assess a statement anew; return the other dossiers where it was or is at home."""
        others = [place for place in places if place.dossier not in self.homes]
        told = [*self._told.get(id_, ()), *self._lines.told(others)]
        if not told:
            self.found.pop(id_, None)
            return set()
        told.sort(key=lambda one: (name_of(one[1].file), one[1].number))
        merged = self.found[id_] = merged_of(told, self._world, self._sources)
        row = merged.row
        if home == row.dossier and repr(row) == self._before.merged(id_):
            return set()
        return {row.dossier, home or row.dossier} - self.homes

    def _put_aside(self) -> set[str]:
        """Tell what is direct; return the other dossiers for which that is new."""
        direct = Direct(frozenset(), frozenset())
        old = {kept.id: kept for home in self.homes for kept in self._before.at_home(home)}
        rows = [row for of_home in self.rows().values() for row in of_home]
        new = {row.id: kept_of(row, direct) for row in rows}
        pairs = _touched(old, new)
        before = [kept for pair in sorted(pairs) for kept in self._before.of_pair(*pair)]
        left = [kept for kept in before if kept.home not in self.homes]
        now = [*left, *(kept for kept in new.values() if _pair(kept) in pairs)]
        found = direct_of(_columns(now))
        same = [kept for kept in old.values() if _pair(kept) and _pair(kept) not in pairs]
        self.direct = Direct(
            found.all.union(f"st:{kept.id}" for kept in same if kept.direct),
            found.carriers.union(f"st:{kept.id}" for kept in same if kept.carrier),
        )
        return {kept.home for kept in left if _is_other(kept, found)}


Pair = tuple[str, str]


def _pair(kept: Kept) -> Pair | None:
    """Subject and relation of a statement that holds."""
    if kept.subject is None or kept.predicate is None:
        return None
    return kept.subject, kept.predicate


def _touched(old: dict[str, Kept], new: dict[str, Kept]) -> set[Pair]:
    """The subjects and relations of which a statement came, went, or stands otherwise."""
    found: set[Pair | None] = set()
    for id_ in old.keys() | new.keys():
        were, are = (None if one is None else one[2:6] for one in (old.get(id_), new.get(id_)))
        if were != are:
            found.update(_pair(one) for one in (old.get(id_), new.get(id_)) if one is not None)
    return {pair for pair in found if pair is not None}


def _is_other(kept: Kept, direct: Direct) -> bool:
    ref = f"st:{kept.id}"
    return (kept.direct, kept.carrier) != (ref in direct.all, ref in direct.carriers)


def _columns(statements: Iterable[Kept]) -> Columns:
    """Columns of statements that hold: the rest of each does not count here."""
    rows = (
        StatementRow(
            kept.id,
            kept.subject or "",
            kept.predicate or "",
            kept.term,
            None,
            "Actual",
            "Reported",
            "Preferred" if kept.preferred else "Normal",
            kept.home,
            False,
            None,
            None,
            0,
        )
        for kept in statements
    )
    return Columns.of_tables(statement_table(rows), entity_table(()))
