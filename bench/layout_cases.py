"""What is measured of layouts and communities: each case gives a title and a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.cases import Effort
from bench.measure import run
from bench.report import number, table

EDGES = 2.2
"""Edges for each node."""


def layouts(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure layouts of networks with communities: the time, and how well they are drawn."""
    rows = []
    for count in _counts(effort):
        found = _measured("layout", count)
        before, after = found["before"], found["after"]
        reached = (
            found["cpu"] < 5.0
            and before["preserved"] >= 0.18
            and after["preserved"] >= 0.14
            and before["crossing"] <= 0.006
        )
        rows.append(
            [
                f"{count:,}",
                f"{found['edges']:,}",
                number(found["cpu"]),
                number(found["cpu"] - found["cpu_before"]),
                f"{before['preserved']:.3f} → {after['preserved']:.3f}",
                f"{before['crossing']:.2%} → {after['crossing']:.2%}",
                # The aims are for this size: fewer communities leave more to cross.
                ("yes" if reached else "**no**") if count == 10_000 else "",
            ]
        )
    head = ["nodes", "edges", "CPU s", "of which push", "neighbours kept", "crossings"]
    aims = "< 5 s, ≥ 0.18 → 0.14, ≤ 0.6 % before"
    title = (
        f"Layout of networks with communities, before → after overlaps are pushed apart ({aims})"
    )
    return title, table([*head, "reached"], rows)


def divisions(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure how networks are divided into communities, beside networkx."""
    rows = []
    for count in _counts(effort):
        found = _measured("communities", count)
        row = [f"{count:,}", f"{found['edges']:,}"]
        for name in ("aiactors", "networkx"):
            ours = found.get(name)
            row += (
                [number(ours["cpu"]), str(ours["communities"]), f"{ours['modularity']:.3f}"]
                if ours
                else ["", "", ""]
            )
        rows.append(row)
    head = ["nodes", "edges"]
    for name in ("aiactors", "networkx"):
        head += [f"{name} CPU s", "communities", "modularity"]
    return "Communities of the same networks, beside Louvain of networkx", table(head, rows)


def _counts(effort: Effort) -> Sequence[int]:
    return (1_000, 10_000, 100_000) if effort.rdflib else (1_000,)


def _measured(what: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.networks", what, str(count), str(EDGES)]
    return dict(json.loads(run(command)[1]))


LAYOUT_CASES = (layouts, divisions)
