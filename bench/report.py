"""Tables of measurements, in Markdown: for the terminal and for ``docs/performance.md``."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.growth import ScalingCase, exponent
from bench.measure import Cost
from bench.record import Record

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = "pyoxigraph rdflib oxrdflib numpy scipy pyarrow pydantic PyYAML typer rich".split()


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached."""

    cpu: float | None = None  # CPU seconds at most
    ratio: float | None = None  # times the CPU time of what is compared with, at most
    memory: int | None = None  # bytes at most

    def __str__(self) -> str:
        """Return the aim in words."""
        parts = [
            None if self.cpu is None else f"< {self.cpu:g} s",
            None if self.ratio is None else f"≤ {self.ratio:g} times",
            None if self.memory is None else f"< {size(self.memory)}",
        ]
        return ", ".join(part for part in parts if part is not None)

    def reached(self, cost: Cost, ratio: float) -> bool:
        """Tell whether a measurement reaches it."""
        return (
            (self.cpu is None or cost.cpu < self.cpu)
            and (self.ratio is None or ratio <= self.ratio)
            and (self.memory is None or cost.memory < self.memory)
        )


NO_AIM = Aim()


def size(count: float) -> str:
    """Return a number of bytes as a person reads it."""
    return f"{count / 2**30:.3g} GiB" if count >= 2**30 else f"{count / 2**20:.0f} MiB"


def number(value: float) -> str:
    """Return a number with three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, its columns aligned; all but the first are numbers."""
    cells = [list(head), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = ["-" * width if at == 0 else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in (cells[0], rule, *cells[1:])
    )


def costs_table(costs: Mapping[str, Cost], base: str, aims: Mapping[str, Aim], against: str) -> str:
    """Return the table of some costs."""
    rows = []
    for name, cost in costs.items():
        aim, ratio = aims.get(name, NO_AIM), cost.cpu / costs[base].cpu
        verdict = "" if aim == NO_AIM else "yes" if aim.reached(cost, ratio) else "**no**"
        parts = ", ".join(f"{part} {number(cpu)}" for part, cpu in cost.parts.items())
        rows.append(
            [name, number(cost.cpu), parts, size(cost.memory), number(ratio), str(aim), verdict]
        )
    head = ["", "CPU s", "of which", "peak memory", against, "aim", "reached"]
    return table(head, rows)


def machine() -> str:
    """Return what it was measured on, and when."""
    cpus = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", cpus.read_text()) if cpus.is_file() else None
    model = found[1] if found is not None else platform.processor()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{date.today().isoformat()}, {os.cpu_count()} cores of {model}, "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, {packages}; "
        f"load average {os.getloadavg()[0]:.1f} at the start"
    )


HEAD = "### Growth: the same work on more and more synthetic statements"
UNITS = {"cpu": "CPU s, whole process", "mb_s": "MB a CPU second"}


def unit(figure: str) -> str:
    """Return in words what a figure is counted in."""
    return UNITS.get(figure, "CPU ms" if figure.endswith("ms") else "CPU s")


def scaling_tables(record: Record, cases: Mapping[str, ScalingCase]) -> str:
    """Return the tables of the cases that were measured: figures, memory, and comparisons."""
    shown = [case for case in cases.values() if case.name in record.growths]
    if not shown:
        return ""
    sizes = sorted({n for case in shown for n in record.growths[case.name].sizes})
    figures, memory, against = [], [], []
    for case in shown:
        result = record.growths[case.name]
        power = exponent(result.sizes, case.figure)
        figures.append(
            [
                case.title,
                unit(case.figure),
                *_cells(number, (result.at(n, case.figure) for n in sizes)),
                "" if power is None else f"{power:.2f}",
            ]
        )
        memory.append([case.title, *_cells(size, (result.at(n, "memory") for n in sizes))])
        if (found := compared(record, case)) is not None:
            cells = (number(found.ours), case.beside, number(found.theirs), number(found.ratio))
            against.append([case.title, f"{found.at:,}", unit(case.figure), *cells])
    heads = [f"{n:,}" for n in sizes]
    parts = [HEAD, table(["", "in", *heads, "power of the size"], figures)]
    parts += ["Peak memory of the process:", table(["", *heads], memory)]
    if against:
        head = ["", "statements", "in", "aiactors", "beside", "", "ratio of the times"]
        parts += ["Beside others, at the largest size at which both were measured:"]
        parts += [table(head, against)]
    return "\n\n".join(parts)


def _cells(word: Callable[[float], str], values: Iterable[float | None]) -> list[str]:
    return ["" if value is None else word(value) for value in values]


@dataclass(frozen=True, slots=True)
class Compared:
    """A case and what it is compared with, at the largest size at which both were measured."""

    at: int  # statements
    ours: float
    theirs: float
    ratio: float  # of our time to theirs: less is better


def compared(record: Record, case: ScalingCase) -> Compared | None:
    """Compare a case with its baseline; None where there is none."""
    result = record.growths.get(case.name)
    if result is None or not case.against:
        return None
    for n in sorted(result.sizes, reverse=True):
        ours = result.at(n, case.figure)
        theirs = record.baseline(case.name, case.against, case.figure, n)
        if ours and theirs:
            ratio = theirs / ours if case.figure == "mb_s" else ours / theirs
            return Compared(n, ours, theirs, ratio)
    return None
