"""Writing what was measured into ``docs/performance.md``: tables, and drawings beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bench.aims import aims_table
from bench.cases import ROOT
from bench.growth import Growth
from bench.growth_tables import growth_tables
from bench.record import Record

PAGE = ROOT / "docs" / "performance.md"
IMAGES = ROOT / "docs" / "images"


def between(page: str, name: str, text: str) -> str:
    """Return a page with another text between two of its marks.

    Args:
        page: the page, with the marks ``<!-- name -->`` and ``<!-- end -->``.
        name: the first mark.
        text: what shall stand there.

    Returns:
        The page.
    """
    marks = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    return marks.sub(lambda _: f"\n{text}\n\n", page, count=1)


def measured(record: Record, order: Sequence[str]) -> str:
    """Return the tables of all cases; under each, on what it was measured, where that changes.

    Args:
        record: what was measured.
        order: names of the cases.

    Returns:
        Markdown.
    """
    parts, last = [], ""
    for name in order:
        if (found := record.cases.get(name)) is None:
            continue
        if found.on != last:
            parts.append(f"Measured: {found.on}.")
            last = found.on
        parts.append(f"### {found.title}\n\n{found.table}")
    return "\n\n".join(parts)


def growth_section(record: Record, growths: Mapping[str, Growth]) -> str:
    """Return the tables of growth, and on what they were measured.

    Args:
        record: what was measured.
        growths: all paths.

    Returns:
        Markdown.
    """
    # How busy the machine was differs from path to path.
    days = {
        record.growths[name].on.partition("; load")[0] for name in growths.keys() & record.growths
    }
    tables = growth_tables(record, growths)
    return "\n\n".join([*(f"Measured: {day}." for day in sorted(days)), tables])


def write_page(record: Record, order: Sequence[str], growths: Mapping[str, Growth]) -> None:
    """Write all tables into the page, and draw what it shows.

    Args:
        record: what was measured.
        order: names of the cases.
        growths: all paths.
    """
    from bench.plots import draw

    page = PAGE.read_text("utf-8")
    page = between(page, "aims", aims_table(record))
    page = between(page, "growth", growth_section(record, growths))
    page = between(page, "measured", measured(record, order))
    PAGE.write_text(page, "utf-8")
    draw(record, growths, IMAGES)
