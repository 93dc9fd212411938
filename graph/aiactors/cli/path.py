"""``aiactors path``: the ties between actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.clocks import AsOfOption
from aiactors.cli.common import LangOption, StoreOption, keep_for_next_time, one_of, open_store
from aiactors.cli.streams import write_bytes
from aiactors.cli.tables import WIDEST, console, print_rows, widths_of
from aiactors.cli.text import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from aiactors.paths import Hop, Tie, Ties

FORMATS = ("text", "json")
ONLY = ("established",)
WORDS = {
    "en": {
        "and": "{} and {}",
        "one": "one hop",
        "several": "{} hops",
        "none": "Nothing ties them so; --disputed, --bulk or --longest looks further.",
        "weakest": "weakest: {}",
        "sources": "Sources",
        "source": "1 source",
        "of": "{} sources",
        "best": "best of {}",
    },
    "fr": {
        "and": "{} et {}",
        "one": "un pas",
        "several": "{} pas",
        "none": "Rien ne les lie ainsi\u00a0; --disputed, --bulk ou --longest cherche plus loin.",
        "weakest": "le plus faible\u00a0: {}",
        "sources": "Sources",
        "source": "1 source",
        "of": "{} sources",
        "best": "le meilleur de {}",
    },
}
INDENT = 5
_STYLES = {"established": "green", "reported": "green", "claimed": "yellow"}


CountOption = Annotated[
    int, typer.Option("-k", metavar="N", help="How many ties of each two, at the most.")
]
OnlyOption = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="STATUS",
        help="established: leave out what is reported without a second source.",
        show_default=False,
    ),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        "-w",
        metavar="RELATION",
        help="Leave out a relation, such as competes-with. May be given several times.",
        show_default=False,
    ),
]
LongestOption = Annotated[
    int, typer.Option("--longest", metavar="N", help="How many hops a tie may have.")
]
DisputedOption = Annotated[
    bool,
    typer.Option(
        "--disputed", help="Go over statements that are claimed, disputed or denied as well."
    ),
]
BulkOption = Annotated[
    bool, typer.Option("--bulk", help="Go over what stands in bulk dossiers alone as well.")
]


def path(
    start: Annotated[
        str, typer.Argument(metavar="FROM", help="An id, name or alias in any language.")
    ],
    end: Annotated[str, typer.Argument(metavar="TO", help="Another one.")],
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="MORE", help="Further ones: each two of all are tied."),
    ] = None,
    store: StoreOption = None,
    k: CountOption = 5,
    only: OnlyOption = None,
    as_of: AsOfOption = None,
    without: WithoutOption = None,
    longest: LongestOption = 6,
    disputed: DisputedOption = False,
    bulk: BulkOption = False,
    lang: LangOption = "en",
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = "text",
) -> None:
    """Show how actors are tied: the shortest ways from one to another, with sources.

    A way goes over what holds: established or reported statements about what is or was so,
    between people, organisations, products and events. Shorter ways go first, and of those what
    is better attested; the weakest hop of each is named.

    Example: aiactors path "Elon Musk" "Google DeepMind"
    """
    format_ = one_of("format", format_.lower(), FORMATS)
    if only is not None:
        only = one_of("status", only.lower(), ONLY)
    graph = open_store(store)
    ties = graph.paths(
        start,
        end,
        *(more or ()),
        k=k,
        only=only,
        as_of=as_of,
        without=without or (),
        longest=longest,
        disputed=disputed,
        bulk=bulk,
        lang=lang,
        every=format_ == "json",  # of the others, people are told how many there are
    )
    if format_ == "json":
        write_bytes(_json(ties))
    else:
        _print(ties, console(), WORDS[lang])
    keep_for_next_time(graph)


def _json(ties: Ties) -> bytes:
    import json
    from dataclasses import asdict

    return (json.dumps(asdict(ties), ensure_ascii=False, indent=2) + "\n").encode()


def _print(ties: Ties, out: Console, words: dict[str, str]) -> None:
    from rich.text import Text

    widths = _widths(ties, out, words)
    for number, (one, other) in enumerate(ties.pairs):
        if number:
            out.print()
        title = words["and"].format(clean(ties.names[one]), clean(ties.names[other]))
        out.print(Text(title, style="bold"))
        found = ties.between(one, other)
        if not found:
            out.print(words["none"])
        for rank, tie in enumerate(found, 1):
            out.print()
            _print_tie(tie, rank, out, words, widths)
    if ties.sources:
        _print_sources(ties, out, words)


def _widths(ties: Ties, out: Console, words: dict[str, str]) -> list[int] | None:
    """The same columns all the way down, where lines are wrapped."""
    rows = [_row(hop, words) for tie in ties for hop in tie.hops]
    return None if out.width >= WIDEST or not rows else widths_of(rows, out.width - INDENT)


def _print_tie(
    tie: Tie, rank: int, out: Console, words: dict[str, str], widths: list[int] | None
) -> None:
    from rich.text import Text

    count = words["one"] if len(tie) == 1 else words["several"].format(len(tie))
    head = Text(f"{rank:>2}.  ").append(clean(tie.hops[0].start_name), style="bold")
    head.append(f"  {count}", style="dim")
    out.print(head)
    print_rows(out, [_row(hop, words) for hop in tie.hops], widths, indent=INDENT)
    if len({(hop.best.status, hop.best.source_count) for hop in tie.hops}) > 1:
        weakest = words["weakest"].format(clean(tie.hops[tie.weakest].best.sentence))
        room = [max(1, out.width - INDENT)]
        print_rows(out, [[Text(weakest, style="dim")]], room, indent=INDENT)


def _row(hop: Hop, words: dict[str, str]) -> list[Text]:
    """Where it leads, and over which relation; then when, how well it stands, and its source."""
    from rich.text import Text

    best = hop.best
    way = Text(clean(best.relation) + " ").append(clean(hop.end_name), style="bold")
    if best.details:
        way.append(clean(f" ({', '.join(best.details)})"))
    count = words["source"] if best.source_count == 1 else words["of"].format(best.source_count)
    standing = Text(clean(f"{best.when}, ") if best.when else "")
    standing.append(clean(best.status_words), style=_STYLES.get(best.status, "red"))
    standing.append(f", {count} [{best.source}]")
    if len(hop.statements) > 1:
        standing.append(f", {words['best'].format(len(hop.statements))}", style="dim")
    return [way, standing]


def _print_sources(ties: Ties, out: Console, words: dict[str, str]) -> None:
    """The documents of the statements that were shown, in the order of their numbers."""
    from rich.text import Text

    shown = sorted({hop.best.source for tie in ties for hop in tie.hops})
    width = len(f"[{shown[-1]}]")
    widths = [width, max(1, out.width - 2 - width - 2)]
    out.print()
    out.print(Text(words["sources"].upper(), style="bold cyan"))
    for number in shown:
        source = ties.sources[number - 1]
        mark = f"[{number}]".ljust(width)
        print_rows(out, [[Text(mark), Text(clean(source.text))]], widths, indent=2)
        if source.address is not None:
            # Left to the terminal to break, so that it can be clicked and copied in one piece.
            address = " " * (width + 4) + clean(source.address)
            out.print(Text(address, style="dim"), soft_wrap=True)
