"""``aiactors draw``: the network as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.common import LangOption, StoreOption, open_store
from aiactors.errors import InputError

KINDS = ("person", "organization", "product", "event", "group", "document", "proposition")


def draw(
    out: Annotated[Path, typer.Argument(metavar="[FILE]", help="The HTML file to write.")] = Path(
        "ai-actors.html"
    ),
    focus: Annotated[
        list[str] | None,
        typer.Option(
            "--focus",
            "-f",
            metavar="NAME",
            help="An entity in the middle; may be given several times.",
            show_default=False,
        ),
    ] = None,
    hops: Annotated[
        int, typer.Option("--hops", min=0, max=10, help="How far from the focus, in relations.")
    ] = 1,
    kinds: Annotated[
        str | None,
        typer.Option(
            "--kinds",
            metavar="KINDS",
            help=f"What is drawn, with commas: {', '.join(KINDS)}. The first five if left out.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    lang: LangOption = "en",
) -> None:
    """Draw the network as one HTML file that opens offline in any browser.

    Example: aiactors draw musk.html --focus Musk --hops 2
    """
    from aiactors.files import write_atomically

    page = open_store(store).page(focus or (), hops, _kinds(kinds), lang)
    write_atomically(out, page.encode())
    typer.echo(f"{out}  {len(page.encode()):,} bytes")


def _kinds(text: str | None) -> list[str] | None:
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in KINDS:
            raise InputError(f"unknown kind {name!r}: use {', '.join(KINDS)}")
    return names
