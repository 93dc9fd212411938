"""What was measured, kept in ``bench/measured.json``: tables and drawings are made of it.

A part that is measured again replaces what it found before, and leaves the rest alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiactors.files import write_atomically
from bench.growth import Figures

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a case found: its table in Markdown, and figures that others need."""

    title: str
    table: str
    on: str  # the machine and the day
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScalingResult:
    """The figures of a scaling case at each number of statements."""

    on: str  # the machine and the day of the last measurement
    sizes: Mapping[int, Figures]

    def at(self, statements: int, figure: str) -> float | None:
        """Return a figure at a size, if it was measured."""
        return self.sizes.get(statements, {}).get(figure)


@dataclass(slots=True)
class Record:
    """All that was measured, by name."""

    cases: dict[str, CaseResult] = field(default_factory=dict)
    growths: dict[str, ScalingResult] = field(default_factory=dict)

    def add(self, name: str, statements: int, figures: Figures, on: str) -> None:
        """Add what was measured at one size."""
        known = self.growths.get(name)
        sizes = {**(known.sizes if known is not None else {}), statements: figures}
        self.growths[name] = ScalingResult(on, dict(sorted(sizes.items())))

    def baseline(self, name: str, against: str, figure: str, statements: int) -> float | None:
        """Return what a case is compared with: a figure of its own, or the one of another case."""
        own = self.growths[name].at(statements, against)
        if own is None and against in self.growths:
            return self.growths[against].at(statements, figure)
        return own

    def write(self, path: Path = FILE) -> None:
        """Write it as JSON, in order."""
        cases = {
            name: {
                "title": found.title,
                "on": found.on,
                "figures": _rounded(found.figures),
                "table": found.table.splitlines(),
            }
            for name, found in sorted(self.cases.items())
        }
        growths = {
            name: {
                "on": found.on,
                "sizes": {str(n): _rounded(figures) for n, figures in found.sizes.items()},
            }
            for name, found in sorted(self.growths.items())
        }
        text = json.dumps({"cases": cases, "growths": growths}, indent=1, ensure_ascii=False)
        write_atomically(path, f"{text}\n".encode())

    @classmethod
    def read(cls, path: Path = FILE) -> Record:
        """Read it; nothing was measured where there is no file."""
        if not path.exists():
            return cls()
        held: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
        return cls(
            {
                name: CaseResult(**{**case, "table": "\n".join(case["table"])})
                for name, case in held["cases"].items()
            },
            {
                name: ScalingResult(of["on"], {int(n): f for n, f in of["sizes"].items()})
                for name, of in held["growths"].items()
            },
        )


def _rounded(figures: Figures) -> dict[str, float]:
    """Four significant digits: the fifth is chance."""
    return {name: float(f"{value:.4g}") for name, value in figures.items()}
