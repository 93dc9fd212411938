"""What is measured of searches: each case gives a title and a table."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.cases import Effort
from bench.growth import Ground, Growth
from bench.measure import Cost, run
from bench.report import number, size, table

AIM = 0.01
"""Seconds in which a name is found."""


def searches(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure searches for names of as many entities as there are statements; see `of_names`."""
    return of_names((effort.statements,), scratch)


def of_names(counts: tuple[int, ...], scratch: Path) -> tuple[str, str]:
    """Measure an index of names and gists: building it, and finding names in it.

    Args:
        counts: how many entities, and as many statements with 1.4 gists each; a row for each.
        scratch: a folder.

    Returns:
        Title and table.
    """
    rows = []
    for count in counts:
        path = scratch / f"{count}.sqlite"
        cost, built = _measured("build", count, path)
        _, found = _measured("search", count, path)
        path.unlink()
        each = sorted(cpu for costs in found["asked"].values() for cpu in costs)
        slowest = max(found["asked"], key=lambda how: max(found["asked"][how]))
        middle = each[len(each) // 2]
        rows.append(
            [
                f"{count:,}",
                number(built["cpu"]),
                size(cost.memory),
                size(int(built["size"])),
                number(1000 * found["first"]),
                number(1000 * middle),
                number(1000 * each[len(each) * 95 // 100]),
                f"{number(1000 * each[-1])} ({slowest})",
                *(number(found["others"][how] / middle) for how in ("contains", "compared")),
                "yes" if each[len(each) * 95 // 100] < AIM else "**no**",
            ]
        )
    head = ["entities", "build CPU s", "peak memory", "file", "first ms", "p50 ms", "p95 ms"]
    head += ["slowest ms", "times a CONTAINS", "times rapidfuzz on all", "< 10 ms"]
    return "Names found, whole, in part, and misspelt; CPU time", table(head, rows)


def by_how(count: int, scratch: Path) -> tuple[str, str]:
    """Measure one size, with a row for each way in which a name is written."""
    path = scratch / f"{count}.sqlite"
    _measured("build", count, path)
    _, found = _measured("search", count, path)
    rows = []
    for how, costs in found["asked"].items():
        each = sorted(costs)
        at = (len(each) // 2, len(each) * 95 // 100, -1)
        rows.append([how, *(number(1000 * each[n]) for n in at)])
    title = f"Names among those of {count:,} entities, by how they are written; CPU time"
    return title, table(["", "p50 ms", "p95 ms", "slowest ms"], rows)


def _measured(task: str, count: int, path: Path) -> tuple[Cost, dict[str, Any]]:
    cost, answer = run([sys.executable, "-m", "bench.searches", task, str(count), str(path)])
    return cost, dict(json.loads(answer))


def names_found(ground: Ground) -> dict[str, float]:
    """Names found among as many entities as there are statements, in every way to write them."""
    from bench.searches import build, search

    path = ground.folder / "names.sqlite"
    ground.folder.mkdir(parents=True, exist_ok=True)
    built = build(ground.statements, path)
    found = search(ground.statements, path)
    path.unlink()
    each = sorted(1000 * cpu for costs in found["asked"].values() for cpu in costs)
    return {
        "ms": each[len(each) // 2],
        "p95_ms": each[len(each) * 95 // 100],
        "compared_ms": 1000 * found["others"]["compared"],
        "first_ms": 1000 * found["first"],
        "index": built["cpu"],
    }


SEARCH_CASES = (searches,)
GROWTHS = (
    Growth(
        "names",
        "A name, misspelt or not, among as many entities",
        names_found,
        figure="p95_ms",
        against="compared_ms",
        beside="rapidfuzz on all",
        needs=(),
    ),
)
