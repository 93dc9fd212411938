"""``aiactors query``: ask the graph."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.clocks import AsOfOption, KnownByOption, StanceOption, seen_from
from aiactors.cli.common import StoreOption, keep_for_next_time, one_of, open_store, say
from aiactors.cli.deadline import TimeoutOption, within
from aiactors.cli.streams import read_input, write_bytes
from aiactors.cli.tables import console, print_table
from aiactors.cli.text import clean
from aiactors.errors import InputError

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.query import Result
    from aiactors.store.store import Results

FORMATS = (
    *("table", "csv", "tsv", "json", "xml", "md", "html", "parquet"),
    *("ttl", "nt", "jsonld"),
)

MOST_WARNINGS = 5
"""Terms that are told of because the graph does not have them."""


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
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            min=0,
            help="Give at most so many rows, or triples, of the answer.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    stance: StanceOption = None,
    timeout: TimeoutOption = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Tell what the engine did, on the error output."),
    ] = False,
) -> None:
    """Ask the graph a question, in SPARQL or by name.

    Prefixes of the project (ai:, id:, st: and so on) are known. Entities may be given by any of
    their names.

    Example: aiactors query founders organization=OpenAI
    """
    format_ = one_of("format", format_.lower(), FORMATS)
    if format_ == "parquet" and sys.stdout.isatty():
        raise InputError("parquet is no text: send it to a file, with > answer.parquet behind it")
    values = _parameters(parameters or [])
    text = read_input() if query == "-" else query

    def ask() -> tuple[Graph, Result | bytes, str]:
        graph = open_store(store)
        seen = seen_from(graph, as_of, known_by, stance)
        answer, told = _answer(seen, text, values, limit, explain)
        return graph, _read(answer, text, format_), told

    graph, result, told = within(timeout, "the query", ask)
    if isinstance(result, bytes):
        write_bytes(result)
    else:
        _print(result)
    if told:
        sys.stdout.flush()
        say(told)
    keep_for_next_time(graph)


def _answer(
    graph: Graph, text: str, values: dict[str, str], limit: int | None, explain: bool
) -> tuple[Results, str]:
    """The engine's answer, and what there is to tell of it."""
    from aiactors.graph.queries import explained, with_unknown_terms

    if explain:
        answer, explanation = explained(graph, text, values, limit)
        return answer, str(explanation)
    answer, unknown = with_unknown_terms(graph, text, values, limit)
    lines = [f"aiactors: warning: {term}" for term in unknown[:MOST_WARNINGS]]
    if len(unknown) > MOST_WARNINGS:
        lines.append(f"aiactors: warning: … and {len(unknown) - MOST_WARNINGS} more like these")
    return answer, "\n".join(lines)


def _read(answer: Results, text: str, format_: str) -> Result | bytes:
    """The answer, read to its end: for a table, or as the bytes of a format."""
    from aiactors.query import Result, as_query, serialize

    if format_ == "table":
        return Result(answer)
    asked = as_query(text)
    return serialize(answer, format_, title="Answer" if asked is None else asked.title)


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
    from aiactors.query.text import counted, is_number, shown

    numeric = [
        all(value is None or is_number(value) for value in column)
        for column in zip(*result, strict=True)
    ]
    # The engine gives triples in no order; rows are in the order that was asked for.
    rows = sorted(result, key=str) if result.kind == "triples" else result
    cells = ((clean(shown(value)) for value in row) for row in rows)
    print_table(console(), result.columns, cells, numeric)
    typer.echo(counted(len(result)))
