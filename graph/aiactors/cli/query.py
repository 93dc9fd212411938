"""``aiactors query``: ask the graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import StoreOption, clean, console, open_store, write_bytes
from aiactors.errors import InputError

if TYPE_CHECKING:
    from aiactors.query import Result

FORMATS = ("table", "csv", "tsv", "json", "ttl", "nt", "jsonld")


def query(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL, a file that ends in .rq, the name of a named query, or - to read SPARQL "
            "from the standard input.",
        ),
    ],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME=VALUE]...", help="Parameters of a named query or a file."),
    ] = None,
    store: StoreOption = None,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = "table",
) -> None:
    """Ask the graph a question, in SPARQL or by name.

    Prefixes of the project (ai:, id:, st: and so on) are known. Entities may be given by any of
    their names.

    Example: aiactors query founders organization=OpenAI
    """
    if format_ not in FORMATS:
        raise InputError(f"unknown format {format_!r}: use one of {', '.join(FORMATS)}")
    values = dict(map(_parameter, parameters or []))
    text = sys.stdin.read() if query == "-" else query
    answer = open_store(store).answer(text, values)
    if format_ == "table":
        from aiactors.query import Result

        _print_table(Result(answer))
        return
    from aiactors.query import serialize

    write_bytes(serialize(answer, format_))


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise InputError(f"parameter {text!r}: write NAME=VALUE, such as organization=OpenAI")
    return name, value


def _print_table(result: Result) -> None:
    from rich import box
    from rich.table import Table

    out = console()
    if result.kind == "truth":
        out.print("yes" if result else "no")
        return
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in result.columns:
        table.add_column(clean(column), overflow="fold")
    for row in result:
        table.add_row(*("" if value is None else clean(value) for value in row))
    out.print(table)
    rows = "row" if len(result) == 1 else "rows"
    out.print(f"{len(result)} {rows}", style="dim")
