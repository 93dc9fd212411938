"""What is measured of searches: each case gives a title and a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.cases import Effort
from bench.growth import Ground, Growth
from bench.measure import Cost, run
from bench.report import number, size, table
from bench.search_names import MISSPELT

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
        misspelt = _halves(cpu for how in MISSPELT for cpu in found["asked"][how])
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
                *map(number, misspelt),
                f"{number(1000 * each[-1])} ({slowest})",
                *(number(found["others"][how] / middle) for how in ("contains", "compared")),
                "yes" if each[len(each) * 95 // 100] < AIM else "**no**",
            ]
        )
    head = ["entities", "build CPU s", "peak memory", "file", "first ms", "p50 ms", "p95 ms"]
    head += [
        "misspelt p50 ms",
        "misspelt p95 ms",
        "slowest ms",
        "times a CONTAINS",
        "times rapidfuzz on all",
        "< 10 ms",
    ]
    return "Names found, whole, in part, and misspelt; CPU time", table(head, rows)


def by_how(count: int, scratch: Path) -> tuple[str, str]:
    """Measure one size, with a row for each way in which a name is written."""
    path = scratch / f"{count}.sqlite"
    _measured("build", count, path)
    _, found = _measured("search", count, path)
    costs: dict[str, list[float]] = dict(found["asked"])
    groups = {False: "all that are well written", True: "all that are misspelt"}
    for how, some in found["asked"].items():
        costs.setdefault(groups[how in MISSPELT], []).extend(some)
    rows = [
        [how, *map(number, _halves(some)), number(1000 * max(some))] for how, some in costs.items()
    ]
    title = f"Names among those of {count:,} entities, by how they are written; CPU time"
    return title, table(["", "p50 ms", "p95 ms", "slowest ms"], rows)


def _measured(task: str, count: int, path: Path) -> tuple[Cost, dict[str, Any]]:
    cost, answer = run([sys.executable, "-m", "bench.searches", task, str(count), str(path)])
    return cost, dict(json.loads(answer))


def _halves(costs: Iterable[float]) -> tuple[float, float]:
    """What half of the searches take at the most, and what 95 of 100 do: milliseconds."""
    each = sorted(1000 * cpu for cpu in costs)
    return each[len(each) // 2], each[len(each) * 95 // 100]


def names_found(ground: Ground) -> dict[str, float]:
    """Names found among as many entities as there are statements, in every way to write them."""
    from bench.searches import build, search

    path = ground.folder / "names.sqlite"
    ground.folder.mkdir(parents=True, exist_ok=True)
    built = build(ground.statements, path)
    found = search(ground.statements, path)
    path.unlink()
    asked: dict[str, list[float]] = found["asked"]
    misspelt = [cpu for how in MISSPELT for cpu in asked[how]]
    written = [cpu for how, costs in asked.items() if how not in MISSPELT for cpu in costs]
    every, wrong, right = map(_halves, (misspelt + written, misspelt, written))
    return {
        "ms": every[0],
        "p95_ms": every[1],
        "misspelt_ms": wrong[0],
        "misspelt_p95_ms": wrong[1],
        "written_ms": right[0],
        "written_p95_ms": right[1],
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
