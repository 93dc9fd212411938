"""``aiactors export``: the graph as a file of RDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.common import StoreOption, open_store

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

    Example: aiactors export ai-actors.ttl
    """
    from aiactors.export import export_text
    from aiactors.files import write_atomically

    name = format_ if format_ is not None else out.suffix.removeprefix(".").lower()
    data = export_text(open_store(store).dossiers, name).encode()
    write_atomically(out, data)
    typer.echo(f"{out}  {len(data):,} bytes")
