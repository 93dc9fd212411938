"""What was measured, kept in ``bench/measured.json``: tables and drawings are made of it.

A part that is measured again takes the place of what it found before, and leaves the rest alone.
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
class Found:
    """What a case found.

    Attributes:
        title: of its table.
        table: in Markdown.
        on: the machine and the day.
        figures: what others than its table need of it.
    """

    title: str
    table: str
    on: str
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grown:
    """How a path grew.

    Attributes:
        on: the machine and the day of the last measurement.
        sizes: statements → figures.
    """

    on: str
    sizes: Mapping[int, Figures]

    def at(self, statements: int, figure: str) -> float | None:
        """Return a figure at a size, if it was measured."""
        return self.sizes.get(statements, {}).get(figure)


@dataclass(slots=True)
class Record:
    """All that was measured.

    Attributes:
        cases: name → what was found.
        growths: name → how it grew.
    """

    cases: dict[str, Found] = field(default_factory=dict)
    growths: dict[str, Grown] = field(default_factory=dict)

    def grew(self, name: str, statements: int, figures: Figures, on: str) -> None:
        """Take in what was measured of a path at one size."""
        known = self.growths.get(name)
        sizes = {**(known.sizes if known is not None else {}), statements: figures}
        self.growths[name] = Grown(on, dict(sorted(sizes.items())))

    def write(self, path: Path = FILE) -> None:
        """Write it as JSON, in order."""
        cases = {
            name: {
                "title": found.title,
                "on": found.on,
                "figures": _short(found.figures),
                "table": found.table.splitlines(),
            }
            for name, found in sorted(self.cases.items())
        }
        growths = {
            name: {
                "on": grown.on,
                "sizes": {str(n): _short(figures) for n, figures in grown.sizes.items()},
            }
            for name, grown in sorted(self.growths.items())
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
            {name: _found(case) for name, case in held["cases"].items()},
            {
                name: Grown(grown["on"], {int(n): f for n, f in grown["sizes"].items()})
                for name, grown in held["growths"].items()
            },
        )


def _found(case: Mapping[str, Any]) -> Found:
    return Found(case["title"], "\n".join(case["table"]), case["on"], case["figures"])


def _short(figures: Figures) -> dict[str, float]:
    """Four digits that count: the fifth is chance."""
    return {name: float(f"{value:.4g}") for name, value in figures.items()}
