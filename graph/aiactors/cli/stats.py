"""``aiactors stats``: what the graph holds, in numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.clocks import AsOfOption
from aiactors.cli.common import StoreOption, keep_for_next_time, one_of, open_store, say
from aiactors.cli.progress import shown_progress
from aiactors.cli.tables import console, print_rows
from aiactors.cli.text import clean

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.stats import Stats

FORMATS = ("table", "md", "json")


def stats(
    store: StoreOption = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, md (Markdown) or json.",
            callback=lambda value: one_of("format", value, FORMATS),
        ),
    ] = "table",
    as_of: AsOfOption = None,
) -> None:
    """Count what the graph holds: by relation, year, status, tier and sources; where it is thin.

    With --as-of, what can have held on a day, by relation and status.

    Example: aiactors stats --format json
    """
    from aiactors.stats.markdown import as_markdown

    graph = open_store(store)
    counted = _counted(graph, as_of)
    if format_ == "json":
        typer.echo(json.dumps(counted.as_data(), ensure_ascii=False, indent=2))
    elif format_ == "md":
        typer.echo(as_markdown(counted), nl=False)
    else:
        _print(counted)
    keep_for_next_time(graph)


def _counted(graph: Graph, as_of: str | None) -> Stats:
    from aiactors.model import parse_day
    from aiactors.stats import count_on

    if as_of is not None:
        return count_on(graph.columns, parse_day(as_of))
    if not graph.is_large:
        return graph.counted()
    from aiactors.stats.on_columns import NOT_COUNTED

    say(f"counted from the columns beside the store, which do not tell: {NOT_COUNTED}")
    with shown_progress().step("counting"):
        return graph.counted()


def _print(counted: Stats) -> None:
    from rich.text import Text

    out = console()
    for at, table in enumerate(counted):
        if at:
            typer.echo()
        out.print(Text(table.title, style="bold"))
        rows = [[Text(clean(name)), Text(f"{number:,}")] for name, number in table.rows.items()]
        print_rows(out, rows, indent=2, numeric=(False, True))
