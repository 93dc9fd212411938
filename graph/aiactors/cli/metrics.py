"""``aiactors metrics``: where the actors stand in the network."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, fields
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.clocks import AsOfOption
from aiactors.cli.common import LangOption, StoreOption, keep_for_next_time, one_of, open_store
from aiactors.cli.streams import write_bytes
from aiactors.cli.tables import console, print_table
from aiactors.cli.text import clean
from aiactors.errors import InputError

if TYPE_CHECKING:
    from aiactors.metrics import ActorMetrics

FORMATS = ("table", "csv", "json")
MEASURES = ("pagerank", "betweenness", "degree")
HEADERS = {
    "en": ("actor", "PageRank", "betweenness", "community", "ties"),
    "fr": ("acteur", "PageRank", "intermédiarité", "communauté", "liens"),
}
NUMERIC = (False, True, True, True, True)


def metrics(
    store: StoreOption = None,
    top: Annotated[
        int, typer.Option("--top", "-n", metavar="N", help="How many actors are told of.")
    ] = 20,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="MEASURE", help=f"What they are ranked by: {', '.join(MEASURES)}."
        ),
    ] = "pagerank",
    as_of: AsOfOption = None,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="Count what stands in bulk dossiers alone as well.")
    ] = False,
    sources: Annotated[
        int,
        typer.Option(
            "--sources",
            metavar="N",
            help="From how many actors shortest paths are looked at for betweenness; where there "
            "are more actors than that, it is an estimate.",
        ),
    ] = 256,
    lang: LangOption = "en",
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = "table",
) -> None:
    """Show which actors are central: PageRank, betweenness, communities, number of ties.

    PageRank is high for those to whom the well connected are tied, betweenness for those who
    stand between others. Both are of the direct triples between people, organisations, groups,
    products and events. Communities are numbered, the largest is 0.

    Example: aiactors metrics --by betweenness --top 10
    """
    from aiactors.cli.progress import shown_progress

    format_ = one_of("format", format_.lower(), FORMATS)
    by = one_of("measure", by.lower(), MEASURES)
    if top < 1:
        raise InputError(f"top {top}: use a number from 1")
    graph = open_store(store)
    rows = graph.metrics(as_of, bulk=bulk, sources=sources, lang=lang, progress=shown_progress())
    rows.sort(key=lambda row: -getattr(row, by))
    if format_ == "table":
        _print(rows[:top], lang)
    else:
        write_bytes(_csv(rows[:top]) if format_ == "csv" else _json(rows[:top]))
    keep_for_next_time(graph)


def _print(rows: list[ActorMetrics], lang: str) -> None:
    body = [
        (
            clean(row.name),
            f"{row.pagerank:.5f}",
            f"{row.betweenness:.5f}",
            f"{row.community}",
            f"{row.degree:,}",
        )
        for row in rows
    ]
    print_table(console(), HEADERS[lang], body, NUMERIC)


def _json(rows: list[ActorMetrics]) -> bytes:
    return (json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n").encode()


def _csv(rows: list[ActorMetrics]) -> bytes:
    import csv
    import io

    from aiactors.metrics import ActorMetrics

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(ActorMetrics))
    writer.writerows(map(astuple, rows))
    return out.getvalue().encode()
