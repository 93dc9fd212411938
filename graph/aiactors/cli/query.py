"""``aiactors query``: ask the graph."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiactors.cli.common import StoreOption, keep_for_next_time, one_of, open_store
from aiactors.cli.streams import read_input, write_bytes
from aiactors.cli.tables import console, print_table
from aiactors.cli.text import clean
from aiactors.errors import InputError
from aiactors.vocabulary import PREFIXES

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
        typer.Argument(metavar="NAME=VALUE", help="Parameters of a named query or a file."),
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
    format_ = one_of("format", format_.lower(), FORMATS)
    values = _parameters(parameters or [])
    graph = open_store(store)
    answer = graph.answer(read_input() if query == "-" else query, values)
    if format_ == "table":
        from aiactors.query import Result

        _print(Result(answer))
    else:
        from aiactors.query import serialize

        write_bytes(serialize(answer, format_))
    keep_for_next_time(graph)


def _parameters(texts: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise InputError(f"parameter {text!r}: write NAME=VALUE, such as organization=OpenAI")
        if name in values:
            raise InputError(f"parameter {name!r} is given twice: leave one out")
        values[name] = value
    return values


def _print(result: Result) -> None:
    if result.kind == "truth":
        typer.echo("yes" if result else "no")
        return
    numeric = [
        all(isinstance(value, int | float | Decimal | None) for value in column)
        for column in zip(*result, strict=True)
    ]
    # The engine gives triples in no order; rows are in the order that was asked for.
    rows = sorted(result, key=str) if result.kind == "triples" else result
    print_table(console(), result.columns, (map(_shown, row) for row in rows), numeric)
    typer.echo(f"{len(result)} {'row' if len(result) == 1 else 'rows'}")


def _shown(value: Any) -> str:
    """A value as a person reads it: addresses short, nothing where nothing is bound."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text.startswith("http"):
        for prefix, namespace in PREFIXES.items():
            local = text.removeprefix(namespace)
            if local != text and local.isidentifier():
                return f"{prefix}:{local}"
    return clean(text)
