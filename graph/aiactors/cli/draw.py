"""``aiactors draw``: the network as one HTML file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from aiactors.cli.clocks import AsOfOption, KnownByOption, StanceOption, seen_from
from aiactors.cli.common import LangOption, StoreOption, keep_for_next_time, one_of, open_store, say
from aiactors.cli.progress import shown_progress
from aiactors.cli.text import clean
from aiactors.errors import InputError
from aiactors.progress import SILENT

if TYPE_CHECKING:
    from aiactors.graph import Graph

KINDS = ("person", "organization", "product", "event", "group", "document", "proposition")

MOST = 2_000
"""The most relations that are drawn of a large store, unless more are asked for."""

ENDINGS = (".html", ".htm")


def _page(out: Path) -> Path:
    """What is written is one page: refuse, before any work, a name that says something else."""
    device = out.is_relative_to("/dev") or (out.exists() and not out.is_file())
    if device or out.suffix.lower() in ENDINGS:
        return out
    hint = "The page itself saves PNG and SVG" if out.suffix else "Whom to draw, --focus tells"
    named = out.with_suffix(".html")
    raise InputError(f"{out}: the network is drawn as a page of HTML: name it {named}. {hint}")


OutArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="The file to write, which ends in .html or .htm.", callback=_page
    ),
]
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
MostOption = Annotated[
    int | None,
    typer.Option(
        "--most",
        metavar="N",
        min=1,
        help="Draw so many relations at the most, between those of whom most is said. Of a large "
        f"store, {MOST:,} if left out.",
        show_default=False,
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
    out: OutArgument = Path("ai-actors.html"),
    focus: FocusOption = None,
    hops: Annotated[
        int, typer.Option("--hops", min=0, max=10, help="How far from the focus, in relations.")
    ] = 1,
    kinds: KindsOption = None,
    bulk: Annotated[
        bool,
        typer.Option("--bulk", help="Draw what stands in bulk dossiers alone as well."),
    ] = False,
    most: MostOption = None,
    sparql: SparqlOption = True,
    story: StoryOption = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    stance: StanceOption = None,
    store: StoreOption = None,
    lang: LangOption = "en",
) -> None:
    """Draw the network as one HTML file that opens offline in any browser.

    Of a store that is too large for one drawing, the part between those of whom most is said, or
    around --focus; what is left out is told.

    Example: aiactors draw musk.html --focus Musk --hops 2
    """
    from aiactors.files import write_atomically

    names = None if kinds is None else [name.strip() for name in kinds.split(",")]
    for name in names or ():
        one_of("kind", name, KINDS)
    graph = whole = open_store(store)
    most = MOST if most is None and graph.is_large else most
    progress = shown_progress() if graph.is_large else SILENT
    with progress.step("choosing, reading and placing"):
        graph = _seen(graph, Wanted(focus or (), hops, names, bulk, most), as_of, known_by, stance)
        network = graph.network(focus or (), hops, names, bulk=bulk, most=most)
        page = graph.page(
            focus or (), hops, names, lang, sparql=sparql, story=story, network=network
        ).encode()
    write_atomically(out, page)
    typer.echo(f"{clean(out)}  {len(page):,} bytes")
    if network.left_out:
        say(f"{network.left_out}: --most N draws more, --focus NAME what is around one")
    keep_for_next_time(whole)


class Wanted(NamedTuple):
    """What is to be drawn."""

    focus: Collection[str]
    hops: int
    kinds: Collection[str] | None
    bulk: bool
    most: int | None


def _seen(
    graph: Graph, wanted: Wanted, as_of: str | None, known_by: str | None, stance: str | None
) -> Graph:
    """The graph from a standpoint; of a large one, the part that is to be drawn."""
    if not graph.is_large or as_of is known_by is stance is None:
        return seen_from(graph, as_of, known_by, stance)
    from aiactors.model import parse_day

    middle = [graph.entity(name).ref for name in wanted.focus]
    day = None if as_of is None else parse_day(as_of)
    edges = graph.edges(middle, wanted.hops, wanted.kinds or (), day, bulk=wanted.bulk)
    part = graph.holding(edges.drawn(wanted.most).statements, middle)
    say("of a large store, its part is chosen by all that is told, and then looked at from there")
    return seen_from(part, as_of, known_by, stance)
