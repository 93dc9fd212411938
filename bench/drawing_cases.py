"""What is measured of the page of the network, beside the pages that pyvis itself writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.cases import EXPORTS, Budget
from bench.chromium import Opened, chromium, opened
from bench.measure import printed, python, run
from bench.pages import DEFAULT, GIVEN, OURS
from bench.report import number, size, table

NO_CHROMIUM = "Not measured: Chromium is not installed (Debian: `scripts/setup --browser`)."
RELEASE = "the shipped release"

USED = {
    "slider": "slider ms",
    "search": "search ms",
    "focus": "focus ms",
    "repaints": "repaints/s",
    "longest": "longest task ms",
}
Pages = Mapping[tuple[str, str], Path]
"""What is drawn, and by whom → the page."""


@dataclass(frozen=True, slots=True)
class Size:
    """A network to draw: how many actors and relations, and by whom it is drawn."""

    nodes: int
    edges: int
    kinds: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.nodes:,} / {self.edges:,}"


SMALL = Size(1_000, 2_500, (OURS, GIVEN))
SIZES = (
    Size(1_000, 2_500, (OURS, GIVEN, DEFAULT)),
    Size(10_000, 25_000, (OURS, GIVEN)),
    Size(100_000, 250_000, (OURS, GIVEN)),
)
"""Physics that settles in the page is measured at the smallest alone: it takes a minute there."""

WHOLE = {str(SIZES[0]), str(SIZES[1])}
"""Opened with all that they hold; larger ones open as an overview, the release with its start."""


def pages(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure pages in headless Chromium, in turns."""
    title = "The page of a network, actors / relations, in headless Chromium"
    if chromium() is None:
        return title, NO_CHROMIUM
    full = bool(budget.rdflib)
    written = _written(SIZES if full else (SMALL,), scratch)
    found: dict[tuple[str, str], list[Opened]] = {}
    for turn in range(3 if full else 1):
        for key, path in written.items():
            if turn and key[1] == DEFAULT:
                continue  # a minute each
            whole = "#scope=all" if key[0] in WHOLE else ""
            found.setdefault(key, []).append(opened(path, ours=key[1] == OURS, hash_=whole))
    empty = scratch / "empty.html"
    empty.write_text("<!doctype html><script>kg = {ready: Promise.resolve()}</script>", "utf-8")
    return title, _table(written, found, opened(empty, ours=True, use=False).cpu)


def _written(sizes: Sequence[Size], scratch: Path) -> Pages:
    """Write every page, each by a process of its own."""
    written = {(RELEASE, OURS): EXPORTS / "ai-actors.html"}
    for each in sizes:
        for kind in each.kinds:
            path = scratch / f"{each.nodes}-{each.kinds.index(kind)}.html"
            run(python("bench.pages", kind, each.nodes, each.edges, path))
            written[str(each), kind] = path
    return written


def _table(written: Pages, found: Mapping[tuple[str, str], Sequence[Opened]], empty: float) -> str:
    rows = []
    for (what, kind), loads in found.items():
        cpu = _typical(loads, "cpu") - empty
        given = found.get((what, GIVEN))
        ratio = cpu / (_typical(given, "cpu") - empty) if given else None
        rows.append(
            {
                "": what,
                "drawn by": kind,
                "file": f"{written[what, kind].stat().st_size / 1e6:.2f} MB",
                "ready s": number(_typical(loads, "wall")),
                "CPU s": number(cpu),
                "times pyvis, places given": "" if ratio is None else number(ratio),
                "heap": size(_typical(loads, "heap")),
                **{
                    USED[name]: number(_typical(loads, name))
                    if getattr(loads[0], name) is not None
                    else ""
                    for name in USED
                },
            }
        )
    return table([*rows[0]], [[*row.values()] for row in rows])


def _typical(loads: Sequence[Opened], name: str) -> float:
    return float(median(getattr(load, name) for load in loads))


PAGE_CASES = (pages,)


EDGES = 2.2
"""Edges for each node."""


def layouts(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure layouts of networks with communities: the time, and how well they are drawn."""
    rows = []
    for count in _counts(budget):
        found = printed(python("bench.networks", "layout", count, EDGES))
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


def divisions(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure how networks are divided into communities, beside networkx."""
    rows = []
    for count in _counts(budget):
        found = printed(python("bench.networks", "communities", count, EDGES))
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


def _counts(budget: Budget) -> Sequence[int]:
    return (1_000, 10_000, 100_000) if budget.rdflib else (1_000,)


LAYOUT_CASES = (layouts, divisions)
