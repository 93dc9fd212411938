"""``aiactors show``: the record of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import LangOption, StoreOption, clean, console, open_store

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from aiactors.record import Line, Record

WORDS = {
    "also": {"en": "also", "fr": "aussi"},
    "disputed": {"en": "Both sides", "fr": "Les deux côtés"},
    "sources": {"en": "Sources", "fr": "Sources"},
    "nothing": {"en": "nothing is said of it yet", "fr": "rien n’en est encore dit"},
}
_QUIET = ("established", "reported")
_STYLES = {
    "established": "green",
    "reported": "green",
    "claimed": "yellow",
    "disputed": "red",
    "denied": "red",
    "unknown": "dim",
    "retracted": "dim",
}


def show(
    entity: Annotated[
        str,
        typer.Argument(
            metavar="ENTITY",
            help="An id, name or alias in any language; accents and case do not count.",
        ),
    ],
    store: StoreOption = None,
    lang: LangOption = "en",
) -> None:
    """Show what is said of an entity: its relations, disputes with both sides, and sources.

    Example: aiactors show Sutskever
    """
    from aiactors.errors import InputError
    from aiactors.record import RecordMaker

    if lang not in ("en", "fr"):
        raise InputError(f"unknown language {lang!r}: use en or fr")
    graph = open_store(store)
    record = RecordMaker(graph.projector, lang).record(graph.find(entity))
    _print(record, console(), lang)


def _print(record: Record, out: Console, lang: str) -> None:
    out.print(clean(record.name), style="bold")
    kinds = " · ".join(record.kinds)
    also = f" · {WORDS['also'][lang]}: {', '.join(record.aliases)}" if record.aliases else ""
    out.print(clean(f"{kinds}{also}"), style="dim")
    for address in (record.entity.homepage, *record.entity.same_as):
        if address is not None:
            out.print(clean(address), style="dim")
    if not record.groups:
        out.print(WORDS["nothing"][lang])
    for family, lines in record.groups.items():
        _heading(out, family)
        _print_lines(out, lines)
    if record.disputes:
        _heading(out, WORDS["disputed"][lang])
        for line in record.disputes:
            _print_dispute(out, line)
    if record.sources:
        _heading(out, WORDS["sources"][lang])
        _print_sources(out, record.sources)


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(clean(text).upper(), style="bold cyan")


def _print_lines(out: Console, lines: tuple[Line, ...]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for _ in range(5):
        table.add_column(overflow="fold")
    before = ""
    for line in lines:
        relation = "" if line.relation == before else line.relation
        before = line.relation
        other = line.other + (f" ({', '.join(line.details)})" if line.details else "")
        table.add_row(
            clean(f"  {relation}"), clean(other), clean(line.when), _standing(line), _numbers(line)
        )
    out.print(table)


def _standing(line: Line) -> Text:
    """What is worth a word: what is not so, and what is not certain."""
    from rich.text import Text

    words = [] if line.modality == "actual" else [line.modality_words]
    if line.status not in _QUIET or not words:
        words.append(line.status_words)
    return Text(clean(", ".join(words)), style=_STYLES.get(line.status, ""))


def _numbers(line: Line) -> Text:
    from rich.text import Text

    return Text("".join(f"[{number}]" for number in line.sources), style="dim")


def _print_dispute(out: Console, line: Line) -> None:
    from rich.table import Table

    when = f" ({line.when})" if line.when else ""
    out.print(clean(f"  {line.sentence}{when}"))
    table = Table.grid(padding=(0, 2))
    for stance in line.stances:
        table.add_row(
            clean(f"    {stance.words}"),
            clean(stance.who),
            clean(stance.gist),
            f"[{stance.source}]",
        )
    out.print(table)


def _print_sources(out: Console, sources: tuple[str, ...]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 1))
    for number, source in enumerate(sources, 1):
        table.add_row(f"  [{number}]", clean(source))
    out.print(table)
