"""Writes what was measured, and the aims of issue 6, into ``docs/performance.md``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.growth import ScalingCase
from bench.record import Record
from bench.report import ROOT, number, scaling_tables, size, table

PAGE = ROOT / "docs" / "performance.md"
IMAGES = ROOT / "docs" / "images"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that is to be reached."""

    name: str  # the path
    figure: str  # the one of its figures, or of a case
    unit: str  # what it is counted in: ``s``, ``ms``, ``MB/s``, ``times``, or ``B`` for bytes
    at: int | None = MILLION  # number of statements; of a case, None
    most: float | None = None  # what it must not exceed …
    least: float | None = None  # … or must reach
    against: str = ""  # path or figure that it is divided by

    def found(self, record: Record) -> float | None:
        """Return what was measured."""
        if self.at is None:
            case = record.cases.get(self.name)
            return None if case is None else case.figures.get(self.figure)
        result = record.growths.get(self.name)
        value = None if result is None else result.at(self.at, self.figure)
        if value is None or not self.against:
            return value
        other = record.baseline(self.name, self.against, self.figure, self.at)
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
class Goal:
    """One row of the issue."""

    path: str  # which path
    measure: str  # what is measured
    aim: str  # what is to be reached
    parts: Sequence[Target]  # the figures that tell


GOALS = (
    Goal(
        "load",
        "records of 1 M statements → store on disk, with columns and index",
        "≤ 1.5 times `oxigraph load`, < 2 GiB",
        (
            Target("load", "cpu", "times", most=1.5, against="oxigraph-load"),
            Target("load", "memory", "B", most=2 * 2**30),
        ),
    ),
    Goal(
        "canonical Turtle",
        "model → bytes, 100 k statements",
        "≥ 60 MB a CPU second, ≥ 10 times rdflib",
        (
            Target("turtle", "mb_s", "MB/s", at=100_000, least=60),
            Target("turtle", "mb_s", "times", at=10_000, least=10, against="rdflib-turtle"),
        ),
    ),
    Goal(
        "canonical N-Quads",
        "sorted, 1 M statements in 64 MiB",
        "≥ 60 MB a CPU second, memory bounded",
        (Target("quads", "mb_s", "MB/s", least=60), Target("quads", "memory", "B")),
    ),
    Goal(
        "derivation",
        "direct triples, bounds, known since, status of 1 M statements",
        "< 20 CPU s, streaming",
        (Target("derive", "s", "s", most=20), Target("derive", "memory", "B")),
    ),
    Goal(
        "incremental build",
        "one dossier of 1,000 changed, of 1 M statements",
        "< 1 s",
        (Target("again", "cpu", "s", most=1),),
    ),
    Goal(
        "queries",
        "14 shapes, SPARQL → Python values",
        "≤ 1.1 times pyoxigraph, ≥ 50 times rdflib",
        (
            Target("shapes", "ratio", "times", at=None, most=1.1),
            Target("shapes", "rdflib", "times", at=None, least=50),
        ),
    ),
    Goal(
        "as of a day",
        "network and counts, 1 M statements",
        "< 50 ms",
        (Target("as-of-network", "ms", "ms", most=50), Target("as-of-counts", "ms", "ms", most=50)),
    ),
    Goal(
        "search",
        "typo-tolerant, 1 M entities: 95 of 100 names",
        "< 10 ms",
        (Target("names", "p95_ms", "ms", most=10),),
    ),
    Goal(
        "paths",
        "5 cited paths, 1 M statements",
        "< 100 ms after load",
        (Target("paths-cited", "ms", "ms", most=100),),
    ),
    Goal(
        "validation",
        "shapes and violations, 100 k statements",
        "< 5 CPU s",
        (Target("validation", "checks", "s", at=100_000, most=5),),
    ),
    Goal(
        "network metrics",
        "PageRank, betweenness (sampled), communities, 1 M statements",
        "< 30 s",
        (Target("metrics", "s", "s", most=30),),
    ),
    Goal(
        "growth",
        "10 M statements load and answer look-ups",
        "close to linear",
        (
            Target("load", "cpu", "s", at=10 * MILLION),
            Target("load", "memory", "B", at=10 * MILLION),
            Target("lookups", "ms", "ms", at=10 * MILLION),
        ),
    ),
)
"""The rows of the issue's table; one that nothing measures yet shows no figure."""


def aims_table(record: Record) -> str:
    """Return the table of goals, and what was reached."""
    rows = []
    for goal in GOALS:
        found = [(part, part.found(record)) for part in goal.parts]
        known = [(part, value) for part, value in found if value is not None]
        reached = ", ".join(part.words(value) for part, value in known)
        good = all(part.reached(value) for part, value in known)
        whole = bool(found) and len(known) == len(found)
        verdict = "not measured" if not whole else "yes" if good else "**no**"
        rows.append([goal.path, goal.measure, goal.aim, reached, verdict])
    return table(["path", "measured", "aim", "found", "reached"], rows)


def between(page: str, name: str, text: str) -> str:
    """Return a page with another text between two of its marks."""
    marks = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    return marks.sub(lambda _: f"\n{text}\n\n", page, count=1)


def measured(record: Record, order: Sequence[str]) -> str:
    """Return the tables of all cases; under each, on what it was measured, where that changes."""
    parts, last = [], ""
    for name in order:
        if (found := record.cases.get(name)) is None:
            continue
        if found.on != last:
            parts.append(f"Measured: {found.on}.")
            last = found.on
        parts.append(f"### {found.title}\n\n{found.table}")
    return "\n\n".join(parts)


def scaling_section(record: Record, cases: Mapping[str, ScalingCase]) -> str:
    """Return the tables of growth, and on what they were measured."""
    # How busy the machine was differs from path to path.
    days = {
        record.growths[name].on.partition("; load")[0] for name in cases.keys() & record.growths
    }
    tables = scaling_tables(record, cases)
    return "\n\n".join([*(f"Measured: {day}." for day in sorted(days)), tables])


def write_page(record: Record, order: Sequence[str], cases: Mapping[str, ScalingCase]) -> None:
    """Write all tables into the page, and draw what it shows."""
    from bench.plots import draw

    page = PAGE.read_text("utf-8")
    page = between(page, "aims", aims_table(record))
    page = between(page, "growth", scaling_section(record, cases))
    page = between(page, "measured", measured(record, order))
    PAGE.write_text(page, "utf-8")
    draw(record, cases, IMAGES)
