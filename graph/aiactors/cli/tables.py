"""Tables in the terminal: aligned, as wide as it is, and never cut; plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from aiactors.cli.text import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAP = 2
"""Columns of the screen between two columns of a table."""

LONG = 24
"""Width of a word that may be broken: an address, a hash."""

WIDEST = 1_000_000
"""Width where the output is no terminal: nothing is wrapped there."""


def console() -> Console:
    """Return a console as wide as the terminal, or one that never wraps where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDEST
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


def fit(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Share the room among columns: narrow ones keep their width, the widest give way first.

    Widths are in characters: ``natural`` of the widest cell, ``least`` of the longest word,
    ``room`` for all columns without the gaps. Each column gets at least 1.

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
    """Return how wide the columns of a table are."""
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

    By default the widths fit these rows; numeric columns are aligned to the right.
    """
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if out.width >= WIDEST:
        rows = [
            [Text(" ").join(cell.split("\n", allow_blank=True)) for cell in row] for row in rows
        ]
    if widths is None:
        widths = widths_of(rows, out.width - indent)
    if out.width >= WIDEST or sum(widths) + GAP * (len(widths) - 1) + indent > out.width:
        # No terminal, or one with less room than there are columns: it breaks the lines itself.
        _print_lines(out, rows, widths, indent, numeric)
        return
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for index, width in enumerate(widths):
        right = index < len(numeric) and numeric[index]
        table.add_column(width=width, overflow="fold", justify="right" if right else "left")
    for row in rows:
        table.add_row(*row)
    out.print(Padding(table, (0, 0, 0, indent), expand=False))


def print_table(
    out: Console,
    header: Sequence[str],
    rows: Iterable[Iterable[str]],
    numeric: Sequence[bool] = (),
) -> None:
    """Print a table with a header and a rule beneath it.

    Where a terminal has so little room that words would be broken, each row is printed as a
    block of its own, one line for each column.
    """
    from rich.text import Text

    head = [Text(clean(name), style="bold") for name in header]
    newline = " " if out.width >= WIDEST else "\n"
    body = [[Text(cell.replace("\n", newline)) for cell in row] for row in rows]
    if out.width < WIDEST and _breaks_words([head, *body], out.width):
        _print_blocks(out, head, body)
        return
    widths = widths_of([head, *body], out.width)
    print_rows(out, [head], widths, numeric=numeric)
    typer.echo("─" * (sum(widths) + GAP * (len(widths) - 1)))
    print_rows(out, body, widths, numeric=numeric)


def _breaks_words(rows: Sequence[Sequence[Text]], room: int) -> bool:
    columns = list(zip(*rows, strict=True))
    words = [min(LONG, max(map(_longest_word, cells))) for cells in columns]
    return sum(words) + GAP * (len(words) - 1) > room


def _print_blocks(out: Console, head: Sequence[Text], body: Sequence[Sequence[Text]]) -> None:
    names = max(map(_width, head))
    widths = [names, max(1, out.width - names - GAP)]
    for row in body:
        lines = [(name, cell) for name, cell in zip(head, row, strict=True) if cell.plain]
        print_rows(out, lines, widths)
        out.print()


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
            text = cell.plain
            right = index < len(numeric) and numeric[index]
            cells.append(space + text if right else text + space)
        lines.append(" " * indent + (" " * GAP).join(cells).rstrip() + "\n")
    out.file.write("".join(lines))
