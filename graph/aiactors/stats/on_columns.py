"""Counting a large graph from its columns: what :mod:`aiactors.stats.count` counts of a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from aiactors.columns.parts import MISSING
from aiactors.network.kinds import kind_of_classes
from aiactors.schema import load_ontology, short
from aiactors.stats.count import (
    CONTESTED,
    FEW,
    SENSITIVE,
    TWO,
    UNREALISED,
    table_of_sources,
    table_of_thin_entities,
)
from aiactors.stats.tables import Stats, Table, most

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aiactors.columns import Columns
    from aiactors.columns.parts import Coded, Mask

NOT_COUNTED = "tiers of sources, languages of documents and names"
"""What columns do not tell."""


def count_columns(
    columns: Columns, stances: Mapping[str, int], dossiers: Iterable[tuple[str, bool]]
) -> Stats:
    """Count what the curated dossiers of a graph hold, and apart from them the bulk ones.

    Args:
        columns: the graph in columns.
        stances: local name of a stance → how many attributions have it, of all dossiers.
        dossiers: name of each dossier, and whether it is a bulk one.

    Returns:
        The counts: the tables of :func:`aiactors.stats.count`, but for :data:`NOT_COUNTED`. A
        statement counts for the first dossier that tells it.
    """
    counting = _Counting(columns, stances, Counter(bulk for _, bulk in dossiers))
    ontology = counting.ontology
    attributions = {ontology.label(name): many for name, many in stances.items()}
    return Stats(
        totals=counting.totals(),
        tables=(
            counting.by_concept("Statements by relation", "relation", columns.predicate),
            counting.by_concept("Statements by status", "status", columns.status),
            counting.by_concept("Statements by modality", "modality", columns.modality),
            Table(f"Attributions by stance{counting.as_well}", "stance", most(attributions)),
            table_of_sources(_numbers(np.minimum(counting.sources[counting.curated], 4))),
            counting.single_source(),
            counting.by_year(),
            Table("Entities by kind", "kind", most(counting.kinds(bulk=False))),
            counting.by_dossier("Statements by dossier", counting.curated, in_order=True),
        ),
        thin=(counting.thin_relations(), counting.thin_entities()),
        bulk=counting.bulk(),
    )


class _Counting:
    """Goes through the columns once for each table."""

    def __init__(
        self, columns: Columns, stances: Mapping[str, int], dossiers: Mapping[bool, int]
    ) -> None:
        self.columns, self.dossiers = columns, dossiers
        self.ontology = load_ontology()
        self.curated: Mask = ~columns.bulk
        self.attributions = sum(stances.values())
        self.as_well = ", those of bulk dossiers as well" if dossiers[True] else ""
        # Parties are counted where nobody else speaks.
        self.sources: NDArray[np.int32] = np.where(
            columns.status.among("Claimed"), 0, columns.source_count
        )

    def totals(self) -> Table:
        columns, curated = self.columns, self.curated
        unsettled = columns.modality.among(*UNREALISED) | columns.status.among(*CONTESTED)
        rows = {
            "dossiers": self.dossiers[False],
            "entities": sum(self.kinds(bulk=False).values()),
            "documents": self.documents(bulk=False),
            "statements": int(curated.sum()),
            "statements with two or more independent sources": int(
                (self.sources[curated] >= TWO).sum()
            ),
            "statements disputed, denied, or of what did not (yet) happen": int(
                (unsettled & curated).sum()
            ),
            f"attributions{self.as_well}": self.attributions,
        }
        return Table("The whole", "", rows)

    def by_concept(self, title: str, key: str, column: Coded) -> Table:
        counts = _by_name(column, self.curated)
        return Table(title, key, most({self.ontology.label(n): c for n, c in counts.items()}))

    def by_year(self) -> Table:
        first = self.columns.earliest_start[self.curated]
        first = np.where(first == MISSING, self.columns.latest_end[self.curated], first)
        known = first[first != MISSING].astype("datetime64[D]")
        years = _numbers(known.astype("datetime64[Y]").astype(np.int64) + 1970)
        rows = {str(year): many for year, many in years.items()}
        if missing := len(first) - len(known):
            rows["no date"] = missing
        title = "Statements by the year in which they begin"
        return Table(title, "year", dict(sorted(rows.items())))

    def kinds(self, *, bulk: bool) -> dict[str, int]:
        """Entities that are no documents, by what they are drawn as."""
        counts: Counter[str] = Counter()
        for kinds, many in self._declared(bulk=bulk).items():
            if not self.ontology.is_a(kinds, ["Document"]):
                counts[kind_of_classes(kinds, self.ontology)] += many
        return dict(counts)

    def documents(self, *, bulk: bool) -> int:
        declared = self._declared(bulk=bulk)
        return sum(n for kinds, n in declared.items() if self.ontology.is_a(kinds, ["Document"]))

    def _declared(self, *, bulk: bool) -> Mapping[tuple[str, ...], int]:
        declared = self.columns.declared.items()
        return {kinds: many for (kinds, is_bulk), many in declared if is_bulk is bulk}

    def by_dossier(self, title: str, rows: Mask, *, in_order: bool) -> Table:
        counts = _by_name(self.columns.dossier, rows)
        return Table(title, "dossier", dict(sorted(counts.items())) if in_order else most(counts))

    def single_source(self) -> Table:
        rows = {}
        for name, relations in SENSITIVE.items():
            about = self.sources[self.curated & self.columns.predicate.among(*relations)]
            rows[f"{name}: fewer than two"] = int((about < TWO).sum())
            rows[f"{name}: two or more"] = int((about >= TWO).sum())
        return Table("Money, lawsuits, departures by independent sources", "", rows)

    def thin_relations(self) -> Table:
        counts = _by_name(self.columns.predicate, self.curated)
        relations = sorted(self.ontology.relations)
        few = {short(r): counts.get(r, 0) for r in relations if counts.get(r, 0) < FEW}
        return Table(f"Relations with fewer than {FEW} statements", "relation", few)

    def thin_entities(self) -> Table:
        columns = self.columns
        ends = np.concatenate([columns.subject[self.curated], columns.object[self.curated]])
        told = np.bincount(ends[ends >= 0], minlength=len(columns.refs))
        things = columns.things(lambda kinds: not self.ontology.is_a(kinds, ["Document"]))
        counts = Counter(np.minimum(told[things], 3).tolist())
        counts[0] += sum(self.kinds(bulk=False).values()) - len(things)
        return table_of_thin_entities(counts)

    def bulk(self) -> tuple[Table, ...]:
        """What bulk dossiers alone hold; nothing where there are none."""
        if not self.dossiers[True]:
            return ()
        alone = self.columns.bulk
        rows = {
            "dossiers": self.dossiers[True],
            "entities": sum(self.kinds(bulk=True).values()),
            "documents": self.documents(bulk=True),
            "statements that no curated dossier makes": int(alone.sum()),
        }
        return (
            Table("In bulk dossiers, counted apart", "", rows),
            self.by_dossier("Statements by bulk dossier", alone, in_order=True),
        )


def _numbers(values: NDArray[Any]) -> dict[int, int]:
    """How often each number comes."""
    there, counts = np.unique(values, return_counts=True)
    return dict(zip(there.tolist(), counts.tolist(), strict=True))


def _by_name(column: Coded, rows: Mask) -> dict[str, int]:
    """How many of some rows have each of the names that come there."""
    counts = np.bincount(column.codes[rows], minlength=len(column.names)).tolist()
    return {name: many for name, many in zip(column.names, counts, strict=True) if many}
