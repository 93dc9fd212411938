"""What issue 6 wants to be reached, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.record import Record
from bench.report import number, size, table

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One figure that is to be reached.

    Attributes:
        name: the path.
        figure: the one of its figures, or of a case.
        most: what it must not exceed …
        least: … or must reach.
        unit: what it is counted in: ``s``, ``ms``, ``MB/s``, ``times``, or ``B`` for bytes.
        at: number of statements; of a case, None.
        against: path or figure that it is divided by.
    """

    name: str
    figure: str
    unit: str
    at: int | None = MILLION
    most: float | None = None
    least: float | None = None
    against: str = ""

    def found(self, record: Record) -> float | None:
        """Return what was measured."""
        if self.at is None:
            case = record.cases.get(self.name)
            return None if case is None else case.figures.get(self.figure)
        grown = record.growths.get(self.name)
        value = None if grown is None else grown.at(self.at, self.figure)
        if grown is None or value is None or not self.against:
            return value
        other = grown.at(self.at, self.against)
        if other is None and self.against in record.growths:
            other = record.growths[self.against].at(self.at, self.figure)
        return None if not other else value / other

    def words(self, value: float) -> str:
        """Return a value with its unit."""
        return size(int(value)) if self.unit == "B" else f"{number(value)} {self.unit}"

    def reached(self, value: float) -> bool:
        """Tell whether a value is good enough."""
        return (self.most is None or value <= self.most) and (
            self.least is None or value >= self.least
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row of the issue.

    Attributes:
        path: which path.
        measure: what is measured.
        aim: what is to be reached.
        parts: the figures that tell.
    """

    path: str
    measure: str
    aim: str
    parts: Sequence[Part]


AIMS = (
    Wanted(
        "load",
        "records of 1 M statements → store on disk, with columns and index",
        "≤ 1.5 times `oxigraph load`, < 2 GiB",
        (
            Part("load", "cpu", "times", most=1.5, against="oxigraph-load"),
            Part("load", "memory", "B", most=2 * 2**30),
        ),
    ),
    Wanted(
        "canonical Turtle",
        "model → bytes, 100 k statements",
        "≥ 60 MB a CPU second, ≥ 10 times rdflib",
        (
            Part("turtle", "mb_s", "MB/s", at=100_000, least=60),
            Part("turtle", "mb_s", "times", at=10_000, least=10, against="rdflib-turtle"),
        ),
    ),
    Wanted(
        "canonical N-Quads",
        "sorted, 1 M statements in 64 MiB",
        "≥ 60 MB a CPU second, memory bounded",
        (Part("quads", "mb_s", "MB/s", least=60), Part("quads", "memory", "B")),
    ),
    Wanted(
        "derivation",
        "direct triples, bounds, known since, status of 1 M statements",
        "< 20 CPU s, streaming",
        (Part("derive", "s", "s", most=20), Part("derive", "memory", "B")),
    ),
    Wanted(
        "incremental build",
        "one dossier of 1,000 changed, of 1 M statements",
        "< 1 s",
        (Part("again", "cpu", "s", most=1),),
    ),
    Wanted(
        "queries",
        "14 shapes, SPARQL → Python values",
        "≤ 1.1 times pyoxigraph, ≥ 50 times rdflib",
        (
            Part("shapes", "ratio", "times", at=None, most=1.1),
            Part("shapes", "rdflib", "times", at=None, least=50),
        ),
    ),
    Wanted(
        "as of a day",
        "network and counts, 1 M statements",
        "< 50 ms",
        (Part("as-of-network", "ms", "ms", most=50), Part("as-of-counts", "ms", "ms", most=50)),
    ),
    Wanted(
        "search",
        "typo-tolerant, 1 M entities: 95 of 100 names",
        "< 10 ms",
        (Part("names", "p95_ms", "ms", most=10),),
    ),
    Wanted(
        "paths",
        "5 cited paths, 1 M statements",
        "< 100 ms after load",
        (Part("paths-cited", "ms", "ms", most=100),),
    ),
    Wanted(
        "validation",
        "shapes and violations, 100 k statements",
        "< 5 CPU s",
        (Part("validation", "checks", "s", at=100_000, most=5),),
    ),
    Wanted(
        "network metrics",
        "PageRank, betweenness (sampled), communities, 1 M statements",
        "< 30 s",
        (Part("metrics", "s", "s", most=30),),
    ),
    Wanted(
        "growth",
        "10 M statements load and answer look-ups",
        "close to linear",
        (
            Part("load", "cpu", "s", at=10 * MILLION),
            Part("load", "memory", "B", at=10 * MILLION),
            Part("lookups", "ms", "ms", at=10 * MILLION),
        ),
    ),
)
"""The rows of the issue's table; one that nothing measures yet shows no figure."""


def aims_table(record: Record) -> str:
    """Return what was wanted and what was reached.

    Args:
        record: what was measured.

    Returns:
        Markdown.
    """
    rows = []
    for wanted in AIMS:
        found = [(part, part.found(record)) for part in wanted.parts]
        known = [(part, value) for part, value in found if value is not None]
        reached = ", ".join(part.words(value) for part, value in known)
        good = all(part.reached(value) for part, value in known)
        whole = bool(found) and len(known) == len(found)
        verdict = "not measured" if not whole else "yes" if good else "**no**"
        rows.append([wanted.path, wanted.measure, wanted.aim, reached, verdict])
    return table(["path", "measured", "aim", "found", "reached"], rows)
