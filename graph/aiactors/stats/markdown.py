"""Counts as Markdown."""

from __future__ import annotations

import re

from aiactors.stats.tables import Stats, Table

_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(counted: Stats, level: int = 2) -> str:
    """Return counts as Markdown.

    Args:
        counted: the counts.
        level: how deep the headings are: 2 for ``##``.

    Returns:
        A heading and a table for each; it ends with a newline.

    Example:
        >>> print(as_markdown(Stats(Table("The whole", "", {"entities": 2}), (), ())), end="")
        ## The whole
        <BLANKLINE>
        | | number |
        |---|---:|
        | entities | 2 |
    """
    return "\n".join(_section(table, level) for table in counted)


def _section(table: Table, level: int) -> str:
    head = f"| {_plain(table.key)} | number |" if table.key else "| | number |"
    rows = [f"| {_plain(name)} | {number:,} |" for name, number in table.rows.items()]
    return "\n".join([f"{'#' * level} {_plain(table.title)}", "", head, "|---|---:|", *rows, ""])


def _plain(text: str) -> str:
    """A name as itself, whatever signs it holds."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
