"""Searches for names: a case with its table, and how they scale."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.cases import Budget
from bench.growth import Dataset, Figures, ScalingCase
from bench.measure import Cost, python, run
from bench.names import MISSPELT
from bench.report import number, size, table

MOST = 10.0
"""Milliseconds in which 95 of 100 names shall be found."""


def searches(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure an index of names and gists: building it, and finding names in it."""
    count, path = budget.statements, scratch / "names.sqlite"
    cost, built = _measured("build", count, path)
    _, found = _measured("search", count, path)
    costs = found["asked"]
    p50, p95 = percentiles(cpu for each in costs.values() for cpu in each)
    misspelt = percentiles(cpu for how in MISSPELT for cpu in costs[how])
    slowest = max(costs, key=lambda how: max(costs[how]))
    cells = {
        "entities": f"{count:,}",
        "build CPU s": number(built["cpu"]),
        "peak memory": size(cost.memory),
        "file": size(int(built["size"])),
        "first ms": number(1000 * found["first"]),
        "p50 ms": number(p50),
        "p95 ms": number(p95),
        "misspelt p50 ms": number(misspelt[0]),
        "misspelt p95 ms": number(misspelt[1]),
        "slowest ms": f"{number(1000 * max(costs[slowest]))} ({slowest})",
        "times a CONTAINS": number(1000 * found["others"]["contains"] / p50),
        "times rapidfuzz on all": number(1000 * found["others"]["compared"] / p50),
        "< 10 ms": "yes" if p95 < MOST else "**no**",
    }
    title = "Names found, whole, in part, and misspelt; CPU time"
    return title, table([*cells], [[*cells.values()]])


def _measured(task: str, count: int, path: Path) -> tuple[Cost, dict[str, Any]]:
    cost, answer = run(python("bench.searches", task, count, path))
    return cost, dict(json.loads(answer))


def percentiles(costs: Iterable[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile of CPU seconds, in milliseconds."""
    each = sorted(1000 * cpu for cpu in costs)
    return each[len(each) // 2], each[len(each) * 95 // 100]


def names_found(data: Dataset) -> Figures:
    """Names found among as many entities as there are statements, in every way to write them."""
    from bench.searches import build, search

    path = data.folder / "names.sqlite"
    data.folder.mkdir(parents=True, exist_ok=True)
    built = build(data.statements, path)
    found = search(data.statements, path)
    path.unlink()
    asked: dict[str, list[float]] = found["asked"]
    misspelt = [cpu for how in MISSPELT for cpu in asked[how]]
    written = [cpu for how, costs in asked.items() if how not in MISSPELT for cpu in costs]
    figures = {}
    for what, costs in (("", misspelt + written), ("misspelt_", misspelt), ("written_", written)):
        figures[f"{what}ms"], figures[f"{what}p95_ms"] = percentiles(costs)
    return {
        **figures,
        "compared_ms": 1000 * found["others"]["compared"],
        "first_ms": 1000 * found["first"],
        "index": built["cpu"],
    }


SEARCH_CASES = (searches,)
SCALING = (
    ScalingCase(
        "names",
        "A name, misspelt or not, among as many entities",
        names_found,
        "p95_ms",
        against="compared_ms",
        beside="rapidfuzz on all",
        needs=(),
    ),
)
