"""``aiactors export``: the graph as a file of RDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.common import StoreOption, one_of, open_store
from aiactors.cli.text import clean
from aiactors.errors import InputError

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
    name = _format(out, format_)
    from aiactors.export import write_export
    from aiactors.files import opened_to_write

    dossiers = open_store(store).dossiers
    scratch = None if out.exists() and not out.is_file() else out.parent
    with opened_to_write(out) as file:
        size = write_export(dossiers, name, file, scratch=scratch)
    typer.echo(f"{clean(out)}  {size:,} bytes")


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
