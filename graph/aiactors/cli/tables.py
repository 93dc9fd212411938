"""Tables in the terminal: aligned, as wide as it is, and never cut; plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAP = 2
"""Columns of the screen between two columns of a table."""

WIDEST = 1_000_000
"""Width where the output is no terminal: nothing is wrapped there."""


def console() -> Console:
    """Return a console of the terminal's width, or one that never wraps where there is none.

    Returns:
        The console.
    """
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDEST
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


def fit(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Share the room among columns: narrow ones keep their width, the widest give way first.

    Args:
        natural: width of the widest cell of each column.
        least: width of the longest word of each column: below it, words are broken.
        room: width that is there for all columns, the gaps between them left out.

    Returns:
        The width of each column, at least 1; together not more than the room, if they can be.

    Example:
        >>> fit([10, 60], [8, 12], 50)
        [10, 40]
        >>> fit([30, 60], [8, 50], 62)
        [12, 50]
    """
    for floors in (least, [1] * len(natural)):
        for most in range(max(natural, default=0), 0, -1):
            widths = [
                max(1, min(width, max(most, floor)))
                for width, floor in zip(natural, floors, strict=True)
            ]
            if sum(widths) <= room:
                return widths
    return [1] * len(natural)


def widths_of(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Return how wide the columns of a table are.

    Args:
        rows: the cells; every row has as many.
        room: width that the table may take.

    Returns:
        The width of each column.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max((_width(cell) for cell in cells), default=0) for cells in columns]
    gaps = GAP * (len(columns) - 1)
    if sum(natural) + gaps <= room:
        return natural
    least = [max((_longest_word(cell) for cell in cells), default=0) for cells in columns]
    return fit(natural, least, room - gaps)


def _width(cell: Text) -> int:
    return max((line.cell_len for line in cell.split("\n", allow_blank=True)), default=0)


def _longest_word(cell: Text) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, cell.plain.split()), default=0)


def print_rows(
    out: Console,
    rows: Sequence[Sequence[Text]],
    widths: Sequence[int] | None = None,
    *,
    indent: int = 0,
    numeric: Sequence[bool] = (),
) -> None:
    """Print rows in columns.

    Args:
        out: where to.
        rows: the cells; every row has as many.
        widths: the width of each column; by default what fits these rows.
        indent: spaces before each line.
        numeric: whether each column holds numbers, which stand to the right.
    """
    from rich.padding import Padding
    from rich.table import Table

    if widths is None:
        widths = widths_of(rows, out.width - indent)
    if out.width >= WIDEST:
        _print_lines(out, rows, widths, indent, numeric)
        return
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for index, width in enumerate(widths):
        right = index < len(numeric) and numeric[index]
        table.add_column(width=width, overflow="fold", justify="right" if right else "left")
    for row in rows:
        table.add_row(*row)
    out.print(Padding(table, (0, 0, 0, indent), expand=False))


def _print_lines(
    out: Console,
    rows: Sequence[Sequence[Text]],
    widths: Sequence[int],
    indent: int,
    numeric: Sequence[bool],
) -> None:
    """Print one line for each row: for other programs, nothing is wrapped or coloured."""
    lines = []
    for row in rows:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cell.cell_len)
            text = cell.plain.replace("\n", " ")
            right = index < len(numeric) and numeric[index]
            cells.append(space + text if right else text + space)
        lines.append(" " * indent + (" " * GAP).join(cells).rstrip() + "\n")
    out.file.write("".join(lines))
