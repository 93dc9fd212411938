"""``aiactors build``: dossiers to a release, or records to a store."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.common import AllOption, one_of, say, say_warnings
from aiactors.cli.text import clean
from aiactors.errors import InputError


def _engine(value: str | None) -> str | None:
    return None if value is None else one_of("engine", value, ("spark",))


SourceArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="SOURCE",
        help="A folder of dossiers, or one dossier; or records: a file of JSON Lines, or a "
        "folder of them. Without it: the curated dossiers.",
        show_default=False,
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="Where the release is written; exports, if left out. Of records: sorted N-Quads, "
        "and columns in Parquet.",
        show_default=False,
    ),
]
FilledOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        help="A store to fill: its folder on disk, or the address of a SPARQL server, "
        "to which only what changed is sent. Of records: a folder.",
        show_default=False,
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="What builds the files of records: spark, where one machine cannot; SOURCE may "
        "then be Parquet as well, and any path that Spark reads.",
        callback=_engine,
        show_default=False,
    ),
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="ADDRESS",
        help="Where Spark works: the address of a cluster, or local[2]; else what SPARK_MASTER "
        "says, or this machine.",
        show_default=False,
    ),
]


GzipOption = Annotated[
    bool,
    typer.Option(
        "--gzip",
        help="Pack the N-Quads that --out makes of records: a tenth of the room or less, and "
        "most servers load them as they are.",
    ),
]


def build(
    source: SourceArgument = None,
    out: OutOption = None,
    store: FilledOption = None,
    engine: EngineOption = None,
    master: MasterOption = None,
    packed: GzipOption = False,
    every: AllOption = False,
) -> None:
    """Build the graph: read the dossiers, check them, and write the release.

    Nothing is written unless all is right. What has a place in the network keeps it.
    Records become a store, as many as there are; a run that was cut off goes on where it was.

    Example: aiactors build graph/dossiers --out exports
    """
    from aiactors.records import is_records
    from aiactors.resources import dossiers_path

    where = Path(source or dossiers_path())
    if engine is not None or master is not None:
        _with_spark(source, out, store, master, packed=packed)
    elif is_records(where):
        _records(where, out, store, packed=packed)
    elif packed:
        raise InputError(f"--gzip packs what is made of records, and {where} holds dossiers")
    else:
        _dossiers(where, out or Path("exports"), store, every=every)


def _cpu() -> float:
    """CPU seconds of this process, and of those that it began and that have ended."""
    return sum(os.times()[:4])


def _dossiers(where: Path, out: Path, store: str | None, *, every: bool) -> None:
    from aiactors.build import Words, known_occurrences, known_positions, make, write

    begun = _cpu()
    built = make(
        where,
        known_positions(out),
        step=lambda what: say(f"  {what} …"),
        occurrences=known_occurrences(out),
    )
    say_warnings(built.warnings, Words(built.dossiers, built.derived).finding, every=every)
    if published := write(built, out, store):
        say(published)
    model = built.dossiers
    say(
        f"{len(model.dossiers)} dossiers, {len(model.entities):,} entities, "
        f"{len(model.statements):,} statements in {_cpu() - begun:.1f} s of CPU"
    )
    width = max(len(clean(out / name)) for name in built.files)
    digits = max(len(f"{len(data):,}") for data in built.files.values())
    for name, data in built.files.items():
        typer.echo(f"{clean(out / name):{width}}  {len(data):>{digits},} bytes")


def _records(where: Path, out: Path | None, store: str | None, *, packed: bool) -> None:
    from aiactors.bulk import build_folder, build_store
    from aiactors.cli.progress import shown_progress
    from aiactors.remote import is_address

    if out is None and store is None:
        raise InputError(f"{where} holds records: name where they go, with --store or --out")
    if store is not None and is_address(store):
        raise InputError(f"--store {store}: records go into a folder; load its files from --out")
    if packed and out is None:
        raise InputError("--gzip packs the files of --out, and a store has none: name --out")
    to_folder = partial(build_folder, packed=packed)
    builds = [(build, Path(to)) for build, to in ((to_folder, out), (build_store, store)) if to]
    for build, to in builds:
        begun = _cpu()
        try:
            built = build(where, to, shown_progress())
        except KeyboardInterrupt:
            say(_stopped(to))
            raise
        say(
            f"{built.dossiers:,} dossiers, {built.entities:,} entities, "
            f"{built.statements:,} statements in {_cpu() - begun:.1f} s of CPU"
        )
        typer.echo(clean(to))


def _stopped(to: Path) -> str:
    return f"stopped: nothing in {to} is half-written; run the same again to go on from here"


def _with_spark(
    source: str | None, out: Path | None, store: str | None, master: str | None, *, packed: bool
) -> None:
    from aiactors.cli.progress import shown_progress
    from aiactors.spark import build_with_spark

    if source is None or out is None or store is not None:
        raise InputError("Spark makes files of records: name the records, and --out FOLDER alone")
    begun = time.monotonic()
    try:
        built = build_with_spark(source, out, shown_progress(), master=master, packed=packed)
    except KeyboardInterrupt:
        say(_stopped(out))
        raise
    say(
        f"{built.dossiers:,} dossiers, {built.entities:,} entities, "
        f"{built.statements:,} statements in {time.monotonic() - begun:.1f} s"
    )
    typer.echo(clean(out))
