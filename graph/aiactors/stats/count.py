"""Counting: by relation, year, status, tier and sources, and where there is little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from aiactors.model import Document, DossierSet, Statement
from aiactors.network.kinds import kind_of
from aiactors.rdf import Derived
from aiactors.schema import Ontology, load_ontology, short
from aiactors.stats.tables import Stats, Table, most
from aiactors.stats.tiers import TIERS, Tiers

TWO = 2
"""Independent sources from which on a statement no longer rests on one alone."""

FEW = 5
"""A relation with fewer statements is thin."""

SENSITIVE: Mapping[str, frozenset[str]] = {
    "money": frozenset(
        {
            "investedIn",
            "investor",
            "funded",
            "lentTo",
            "fined",
            "amount",
            "valuation",
            "revenue",
            "acquired",
        }
    ),
    "lawsuits": frozenset({"sued", "plaintiff", "defendant", "court"}),
    "departures": frozenset({"left", "dismissed"}),
}
"""What should have two sources: a name → local names of relations."""

UNREALISED = ("Attempted", "Sought", "Planned", "Conditional", "Predicted", "Supposed")
CONTESTED = ("Disputed", "Denied")


def table_of_sources(counts: Mapping[int, int]) -> Table:
    """Return the table of statements by number of sources.

    Args:
        counts: number of independent sources, 4 for all above → how many statements.

    Returns:
        The table, without what there is none of.
    """
    names = {
        0: "none: parties or weak pages alone, or nobody affirms it",
        1: "one",
        2: "two",
        3: "three",
        4: "four or more",
    }
    rows = {name: counts[number] for number, name in names.items() if counts.get(number)}
    return Table("Statements by number of independent sources", "sources", rows)


def table_of_thin_entities(counts: Mapping[int, int]) -> Table:
    """Return the table of entities of which little is said.

    Args:
        counts: number of statements → how many entities.
    """
    names = {0: "none (publishers, for the most part)", 1: "one", 2: "two"}
    rows = {name: counts.get(number, 0) for number, name in names.items()}
    return Table("Entities with few statements", "statements", rows)


class _Counting:
    """Goes through the statements once for each table."""

    def __init__(self, dossiers: DossierSet, derived: Derived, ontology: Ontology) -> None:
        self.every = dossiers
        self.dossiers = dossiers.curated
        self.derived = derived
        self.ontology = ontology
        self.statements = list(self.dossiers.statements.values())
        self.tiers = Tiers(self.every.entities, ontology)
        self.things = {
            r: e for r, e in self.dossiers.entities.items() if not isinstance(e, Document)
        }

    def status(self, statement: Statement) -> str:
        return self.derived.assessments[statement.ref].status

    def sources(self, statement: Statement) -> int:
        """How many speak in a voice of their own: parties are counted where nobody else is."""
        assessment = self.derived.assessments[statement.ref]
        return 0 if assessment.status == "Claimed" else assessment.source_count

    def totals(self) -> Table:
        said = self.statements
        unsettled = (s for s in said if s.modality in UNREALISED or self.status(s) in CONTESTED)
        rows = {
            "dossiers": len(self.dossiers.dossiers),
            "entities": len(self.things),
            "documents": len(self.dossiers.documents),
            "statements": len(said),
            "statements with two or more independent sources": sum(
                self.sources(s) >= TWO for s in said
            ),
            "statements disputed, denied, or of what did not (yet) happen": sum(
                1 for _ in unsettled
            ),
            "attributions": sum(len(s.attributions) for s in said),
        }
        return Table("The whole", "", rows)

    def by_relation(self) -> Table:
        counts = Counter(self.ontology.label(s.predicate) for s in self.statements)
        return Table("Statements by relation", "relation", most(counts))

    def by_year(self) -> Table:
        counts = Counter(_year(s) for s in self.statements)
        return Table(
            "Statements by the year in which they begin", "year", dict(sorted(counts.items()))
        )

    def by_concept(self, title: str, key: str, names: Iterable[str]) -> Table:
        counts = Counter(self.ontology.label(name) for name in names)
        return Table(title, key, most(counts))

    def by_tier(self, title: str, tiers: Iterable[str | None]) -> Table:
        counts = Counter(tiers)
        rows = {self.ontology.label(tier): counts[tier] for tier in TIERS}
        return Table(title, "tier", rows | {"not known": counts[None]})

    def by_sources(self) -> Table:
        return table_of_sources(Counter(min(self.sources(s), 4) for s in self.statements))

    def by_kind(self) -> Table:
        counts: Counter[str] = Counter(kind_of(e, self.ontology) for e in self.things.values())
        return Table("Entities by kind", "kind", most(counts))

    def by_language(self) -> Table:
        counts = Counter(d.language or "not given" for d in self.dossiers.documents.values())
        return Table("Documents by language", "language", most(counts))

    def by_name_language(self) -> Table:
        counts = Counter(
            lang for e in self.things.values() for lang in {name.lang for name in e.all_names}
        )
        return Table("Entities with a name in a language", "language", most(counts))

    def by_dossier(self) -> Table:
        rows = {d.name: len(d.statements) for d in self.dossiers.dossiers}
        return Table("Statements by dossier", "dossier", rows)

    def single_source(self) -> Table:
        rows = {}
        for name, relations in SENSITIVE.items():
            about = [s for s in self.statements if s.predicate in relations]
            rows[f"{name}: fewer than two"] = sum(self.sources(s) < TWO for s in about)
            rows[f"{name}: two or more"] = sum(self.sources(s) >= TWO for s in about)
        return Table("Money, lawsuits, departures by independent sources", "", rows)

    def thin_relations(self) -> Table:
        counts = Counter(s.predicate for s in self.statements)
        few = {short(r): counts[r] for r in sorted(self.ontology.relations) if counts[r] < FEW}
        return Table(f"Relations with fewer than {FEW} statements", "relation", few)

    def thin_entities(self) -> Table:
        told = Counter(chain.from_iterable((s.subject, s.object_ref) for s in self.statements))
        return table_of_thin_entities(Counter(min(told[ref], 3) for ref in self.things))

    def bulk(self) -> tuple[Table, ...]:
        """What bulk dossiers hold; nothing where there are none."""
        bulk = self.every.in_bulk
        if not bulk.dossiers:
            return ()
        rows = {
            "dossiers": len(bulk.dossiers),
            "entities": len(bulk.entities) - len(bulk.documents),
            "documents": len(bulk.documents),
            "statements": len(bulk.statements),
            "statements that curated dossiers make as well": len(
                bulk.statements.keys() & self.dossiers.statements.keys()
            ),
        }
        by_dossier = {d.name: len(d.statements) for d in bulk.dossiers}
        return (
            Table("In bulk dossiers, counted apart", "", rows),
            Table("Statements by bulk dossier", "dossier", by_dossier),
        )


def _year(statement: Statement) -> str:
    if statement.when is None:
        return "no date"
    bounds = statement.when.bounds
    day = bounds.earliest_start or bounds.latest_end
    return str(day.year) if day is not None else "no date"


def count(dossiers: DossierSet, derived: Derived) -> Stats:
    """Count what the curated dossiers of a graph hold, and apart from them the bulk ones.

    How a statement stands follows from all that the graph holds, as it does in every query.

    Example:
        >>> from aiactors.rdf import derive
        >>> count(DossierSet(), derive(DossierSet())).totals.rows["statements"]
        0
    """
    counting = _Counting(dossiers, derived, load_ontology())
    said = counting.statements
    stances = (a.stance for s in said for a in s.attributions)
    return Stats(
        totals=counting.totals(),
        tables=(
            counting.by_relation(),
            counting.by_concept("Statements by status", "status", map(counting.status, said)),
            counting.by_concept("Statements by modality", "modality", (s.modality for s in said)),
            counting.by_concept("Attributions by stance", "stance", stances),
            counting.by_tier(
                "Statements by the best tier among their sources",
                map(counting.tiers.statement, said),
            ),
            counting.by_tier(
                "Documents by tier",
                map(counting.tiers.document, counting.dossiers.documents),
            ),
            counting.by_sources(),
            counting.single_source(),
            counting.by_year(),
            counting.by_kind(),
            counting.by_language(),
            counting.by_name_language(),
            counting.by_dossier(),
        ),
        thin=(counting.thin_relations(), counting.thin_entities()),
        bulk=counting.bulk(),
    )
