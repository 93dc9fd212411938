"""``aiactors export``: the graph as a file of RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from aiactors.cli.common import StoreOption, keep_for_next_time, one_of, open_store
from aiactors.cli.progress import shown_progress
from aiactors.cli.text import clean
from aiactors.errors import InputError

if TYPE_CHECKING:
    from aiactors.graph import Graph

FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")


def export(
    out: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file to write; its ending gives the format."),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of {', '.join(FORMATS)}; by default the ending of the file.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the graph as RDF to take away: the same bytes for the same content.

    A store that was built of records has no named graphs: it becomes .nt, .ttl, .jsonld or .rdf.

    Example: aiactors export ai-actors.ttl
    """
    name = _format(out, format_)
    from aiactors.files import opened_to_write

    graph = open_store(store)
    scratch = None if out.exists() and not out.is_file() else out.parent
    with opened_to_write(out) as file:
        size = _write(graph, name, file, scratch)
    typer.echo(f"{clean(out)}  {size:,} bytes")
    keep_for_next_time(graph)


def _write(graph: Graph, name: str, file: BinaryIO, scratch: Path | None) -> int:
    """Write the model, or of a large store without named graphs what it holds, as a stream."""
    from aiactors.export import write_export, write_union

    if not graph.is_large or graph.store.graphs():
        return write_export(graph.dossiers, name, file, scratch=scratch)
    many, progress = len(graph.columns), shown_progress()
    store = graph.store.inner
    return write_union(store, name, file, statements=many, scratch=scratch, progress=progress)


def _format(out: Path, format_: str | None) -> str:
    """The format that is asked for, or that the file's ending names."""
    if format_ is not None:
        return one_of("format", format_.lower(), FORMATS)
    ending = out.suffix.removeprefix(".").lower()
    if ending not in FORMATS:
        raise InputError(
            f"{out}: the ending names no format: let it be one of .{', .'.join(FORMATS)}, "
            "or add --format"
        )
    return ending
