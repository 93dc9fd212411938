"""``aiactors build``: dossiers to a release."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.common import AllOption, DossiersArgument, say, say_warnings
from aiactors.cli.text import clean


def build(
    dossiers: DossiersArgument = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the release is written.")
    ] = Path("exports"),
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            "-s",
            metavar="STORE",
            help="A store to fill as well: its folder on disk, or the address of a SPARQL server, "
            "to which only what changed is sent.",
            show_default=False,
        ),
    ] = None,
    every: AllOption = False,
) -> None:
    """Build the graph: read the dossiers, check them, and write the release.

    Nothing is written unless all is right. What has a place in the network keeps it.

    Example: aiactors build graph/dossiers --out exports
    """
    from aiactors.build import known_positions, make, write
    from aiactors.resources import dossiers_path

    begun = time.process_time()
    where = dossiers if dossiers is not None else Path(dossiers_path())
    built = make(where, known_positions(out), step=lambda what: say(f"  {what} …"))
    say_warnings(built.warnings, every=every)
    if published := write(built, out, store):
        say(published)
    model = built.dossiers
    say(
        f"{len(model.dossiers)} dossiers, {len(model.entities):,} entities, "
        f"{len(model.statements):,} statements in {time.process_time() - begun:.1f} s of CPU"
    )
    width = max(len(clean(out / name)) for name in built.files)
    digits = max(len(f"{len(data):,}") for data in built.files.values())
    for name, data in built.files.items():
        typer.echo(f"{clean(out / name):{width}}  {len(data):>{digits},} bytes")
