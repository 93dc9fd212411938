"""Tables of how paths grow: figures, memory, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.growth import Growth, exponent
from bench.record import Grown, Record
from bench.report import number, size, table

HEAD = "### Growth: the same work on more and more synthetic statements"
UNITS = {"cpu": "CPU s, whole process", "mb_s": "MB a CPU second"}


def unit(figure: str) -> str:
    """Return in words what a figure is counted in."""
    return UNITS.get(figure, "CPU ms" if figure.endswith("ms") else "CPU s")


def growth_tables(record: Record, growths: Mapping[str, Growth]) -> str:
    """Return the tables of all paths that were measured.

    Args:
        record: what was measured.
        growths: all paths.

    Returns:
        Markdown; empty where none was measured.
    """
    shown = [growth for growth in growths.values() if growth.name in record.growths]
    if not shown:
        return ""
    sizes = sorted({n for growth in shown for n in record.growths[growth.name].sizes})
    parts = [
        HEAD,
        _figures(record, shown, sizes),
        "Peak memory of the process:",
        _memory(record, shown, sizes),
    ]
    if beside := _beside(record, shown):
        parts += ["Beside others, at the largest size at which both were measured:", beside]
    return "\n\n".join(parts)


def _rows(
    record: Record,
    shown: Sequence[Growth],
    sizes: Sequence[int],
    cell: Callable[[Growth, Grown, int], str],
) -> list[list[str]]:
    rows = []
    for growth in shown:
        grown = record.growths[growth.name]
        rows.append(
            [growth.title, *(cell(growth, grown, n) if n in grown.sizes else "" for n in sizes)]
        )
    return rows


def _figures(record: Record, shown: Sequence[Growth], sizes: Sequence[int]) -> str:
    def cell(growth: Growth, grown: Grown, n: int) -> str:
        found = grown.at(n, growth.figure)
        return "" if found is None else number(found)

    rows = _rows(record, shown, sizes, cell)
    for growth, row in zip(shown, rows, strict=True):
        power = exponent(record.growths[growth.name].sizes, growth.figure)
        row.insert(1, unit(growth.figure))
        row.append("" if power is None else f"{power:.2f}")
    return table(["", "in", *(f"{n:,}" for n in sizes), "power of the size"], rows)


def _memory(record: Record, shown: Sequence[Growth], sizes: Sequence[int]) -> str:
    rows = _rows(record, shown, sizes, lambda _, grown, n: size(int(grown.sizes[n]["memory"])))
    return table(["", *(f"{n:,}" for n in sizes)], rows)


@dataclass(frozen=True, slots=True)
class Compared:
    """A path, and what is beside it.

    Attributes:
        at: the number of statements.
        ours: the figure.
        theirs: that of the other.
        ratio: of our time to theirs: less is better.
    """

    at: int
    ours: float
    theirs: float
    ratio: float


def compared(record: Record, growth: Growth) -> Compared | None:
    """Return what a path and what is beside it take.

    Args:
        record: what was measured.
        growth: the path.

    Returns:
        Both, at the largest size at which both were measured; None where there is none.
    """
    grown = record.growths.get(growth.name)
    if grown is None or not growth.against:
        return None
    other = record.growths.get(growth.against)
    for n in sorted(grown.sizes, reverse=True):
        ours = grown.at(n, growth.figure)
        theirs = grown.at(n, growth.against)
        if theirs is None and other is not None:
            theirs = other.at(n, growth.figure)
        if ours and theirs:
            ratio = theirs / ours if growth.figure == "mb_s" else ours / theirs
            return Compared(n, ours, theirs, ratio)
    return None


def _beside(record: Record, shown: Sequence[Growth]) -> str:
    rows = []
    for growth in shown:
        if (found := compared(record, growth)) is not None:
            figures = (number(found.ours), growth.beside, number(found.theirs))
            times = number(found.ratio)
            rows.append([growth.title, f"{found.at:,}", unit(growth.figure), *figures, times])
    head = ["", "statements", "in", "aiactors", "beside", "", "ratio of the times"]
    return table(head, rows) if rows else ""
