"""Tables of measurements, in Markdown: for the terminal and for ``docs/performance.md``."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.measure import Cost

PACKAGES = (
    "pyoxigraph",
    "rdflib",
    "oxrdflib",
    "numpy",
    "scipy",
    "pyarrow",
    "pydantic",
    "PyYAML",
    "typer",
    "rich",
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached.

    Attributes:
        cpu: CPU seconds at most.
        ratio: times the CPU time of what is compared with, at most.
        memory: bytes at most.
    """

    cpu: float | None = None
    ratio: float | None = None
    memory: int | None = None

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


def size(count: int) -> str:
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
    """Return the table of some costs.

    Args:
        costs: what was measured → its cost.
        base: the one that the others are compared with.
        aims: what was measured → what is to be reached.
        against: heading of the column of ratios.

    Returns:
        Markdown.
    """
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
