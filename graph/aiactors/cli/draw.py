"""``aiactors draw``: the network as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiactors.cli.clocks import AsOfOption, KnownByOption, StanceOption, seen_from
from aiactors.cli.common import LangOption, StoreOption, one_of, open_store
from aiactors.cli.text import clean

KINDS = ("person", "organization", "product", "event", "group", "document", "proposition")


FocusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--focus",
        "-f",
        metavar="NAME",
        help="An entity in the middle; may be given several times.",
        show_default=False,
    ),
]
KindsOption = Annotated[
    str | None,
    typer.Option(
        "--kinds",
        metavar="KINDS",
        help=f"What is drawn, with commas: {', '.join(KINDS)}. The first five if left out.",
        show_default=False,
    ),
]
SparqlOption = Annotated[
    bool,
    typer.Option(
        "--sparql/--no-sparql",
        help="Put the engine into the file that answers SPARQL, offline.",
    ),
]
StoryOption = Annotated[
    Path | None,
    typer.Option(
        "--story",
        metavar="FILE",
        help="A story to step through: YAML with captions, each with what is shown.",
        show_default=False,
    ),
]


def draw(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The HTML file to write.")] = Path(
        "ai-actors.html"
    ),
    focus: FocusOption = None,
    hops: Annotated[
        int, typer.Option("--hops", min=0, max=10, help="How far from the focus, in relations.")
    ] = 1,
    kinds: KindsOption = None,
    bulk: Annotated[
        bool,
        typer.Option("--bulk", help="Draw what stands in bulk dossiers alone as well."),
    ] = False,
    sparql: SparqlOption = True,
    story: StoryOption = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    stance: StanceOption = None,
    store: StoreOption = None,
    lang: LangOption = "en",
) -> None:
    """Draw the network as one HTML file that opens offline in any browser.

    Example: aiactors draw musk.html --focus Musk --hops 2
    """
    from aiactors.files import write_atomically

    names = None if kinds is None else [name.strip() for name in kinds.split(",")]
    for name in names or ():
        one_of("kind", name, KINDS)
    graph = seen_from(open_store(store), as_of, known_by, stance)
    page = graph.page(
        focus or (), hops, names, lang, bulk=bulk, sparql=sparql, story=story
    ).encode()
    write_atomically(out, page)
    typer.echo(f"{clean(out)}  {len(page):,} bytes")
