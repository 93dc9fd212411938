"""``aiactors show``: the record of one entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.clocks import AsOfOption, KnownByOption, StanceOption, seen_from
from aiactors.cli.common import LangOption, StoreOption, keep_for_next_time, open_store, say
from aiactors.cli.progress import shown_progress
from aiactors.cli.tables import WIDEST, console, print_rows, widths_of
from aiactors.cli.text import clean
from aiactors.progress import SILENT

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from aiactors.graph import Graph
    from aiactors.record import Citation, Line, Now, Record, Told

WORDS = {
    "now": {"en": "Now", "fr": "À présent"},
    "seen": {"en": "last seen {}", "fr": "dernière mention {}"},
    "also": {"en": "also: ", "fr": "aussi\u00a0: "},
    "disputed": {"en": "Both sides", "fr": "Les deux côtés"},
    "told": {"en": "What it says", "fr": "Ce qu’il dit"},
    "sources": {"en": "Sources", "fr": "Sources"},
    "nothing": {"en": "nothing is said of it yet", "fr": "rien n’en est encore dit"},
}
INDENT = 2
AT_ONCE = 200
"""Statements that are shown of a large store, unless all are asked for."""

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
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    stance: StanceOption = None,
    store: StoreOption = None,
    lang: LangOption = "en",
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            "-a",
            help=f"Show all that is said of it: of a large store, those {AT_ONCE} statements are "
            "shown otherwise that have most sources.",
        ),
    ] = False,
) -> None:
    """Show an entity: what holds now, all that is said of it, disputes, and sources.

    Example: aiactors show Sutskever
    """
    graph = open_store(store)
    ref = graph.entity(entity).ref
    anywhere = as_of is known_by is stance is None
    if graph.is_large and anywhere and not every:
        record = _best(graph, ref, lang)
    else:
        record = _all(graph, ref, lang, as_of, known_by, stance)
    from aiactors.record import holding_now

    _print(record, holding_now(graph.store, ref, lang) if anywhere else None, console(), lang)
    keep_for_next_time(graph)


def _all(
    graph: Graph, ref: str, lang: str, as_of: str | None, known_by: str | None, stance: str | None
) -> Record:
    """All that is said of it, from a standpoint; where that can be, no more is read than that."""
    progress = shown_progress() if graph.is_large else SILENT
    # What is left out of the whole is told, so that there the whole is read.
    whole = not graph.is_large and (known_by is not None or stance is not None)
    part = graph if whole else graph.about(ref, progress=progress)
    with progress.step("putting it into words"):
        from aiactors.record import RecordMaker

        seen = seen_from(part, as_of, known_by, stance)
        return RecordMaker(seen.projector, lang).record(ref)


def _best(graph: Graph, ref: str, lang: str) -> Record:
    """What is said of it with most sources; of the large graph, no more is read."""
    from aiactors.columns.mentions import best
    from aiactors.record import RecordMaker

    every = graph.mentions_of(ref)
    told = frozenset(one.statement for one in best(every, AT_ONCE))
    if len(told) < len(every):
        left = len(every) - len(told)
        many = "statement" if left == 1 else "statements"
        say(f"left out: {left:,} {many} with fewer sources; --all shows them")
    part = graph.holding(told, [ref])
    return RecordMaker(part.projector, lang).record(ref, told)


def _print(record: Record, now: Now | None, out: Console, lang: str) -> None:
    _print_head(record, out, lang)
    if now is not None:
        _heading(out, f"{WORDS['now'][lang]}, {now.day}")
        print_rows(out, list(_now_rows(now, lang)), indent=INDENT)
    if not record.groups and not record.told:
        out.print(WORDS["nothing"][lang])
    _print_groups(record, out)
    if record.disputes:
        _heading(out, WORDS["disputed"][lang])
        for line in record.disputes:
            _print_dispute(out, line)
    if record.told:
        _heading(out, WORDS["told"][lang])
        print_rows(out, list(_told_rows(record.told)), indent=INDENT)
    if record.sources:
        _heading(out, WORDS["sources"][lang])
        _print_sources(out, record.sources)


def _print_head(record: Record, out: Console, lang: str) -> None:
    out.print(clean(record.name), style="bold")
    parts = [*record.kinds]
    if record.aliases:
        parts.append(WORDS["also"][lang] + ", ".join(record.aliases))
    out.print(clean(" · ".join(parts)), style="dim")
    if record.published:
        out.print(clean(record.published), style="dim")
    for address in record.addresses:
        _print_address(out, address)
    if record.note:
        out.print(clean(record.note))


def _print_address(out: Console, address: str, indent: int = 0) -> None:
    # Left to the terminal to break, so that it can be clicked and copied in one piece.
    out.print(" " * indent + clean(address), style="dim", soft_wrap=True)


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(clean(text).upper(), style="bold cyan")


def _text(value: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(clean(value), style=style)


def _print_groups(record: Record, out: Console) -> None:
    groups = {family: list(_rows(lines)) for family, lines in record.groups.items()}
    every = [row for rows in groups.values() for row in rows]
    # The same columns all the way down; where nothing is wrapped, one long name is enough to
    # push them apart, and each group has its own.
    widths = None if out.width >= WIDEST else widths_of(every, out.width - INDENT)
    for family, rows in groups.items():
        _heading(out, family)
        print_rows(out, rows, widths, indent=INDENT)


def _rows(lines: tuple[Line, ...]) -> Iterator[tuple[Text, ...]]:
    before = ""
    for line in lines:
        details = f" ({', '.join(line.details)})" if line.details else ""
        yield (
            _text("" if line.relation == before else line.relation),
            _text(line.other + details),
            _text(line.when),
            _standing(line),
            _text(_numbers(line.sources), "dim"),
        )
        before = line.relation


def _now_rows(now: Now, lang: str) -> Iterator[tuple[Text, ...]]:
    before = ""
    for fact in now.facts:
        role = f" ({fact.role})" if fact.role else ""
        seen = WORDS["seen"][lang].format(fact.last_seen) if fact.last_seen else ""
        yield (
            _text("" if fact.relation == before else fact.relation),
            _text(fact.other + role),
            _text(fact.when),
            _text(seen, "dim"),
        )
        before = fact.relation


def _standing(line: Line) -> Text:
    """What is worth a word: what is not so, and what is not certain."""
    words = [] if line.modality == "actual" else [line.modality_words]
    if line.status not in _QUIET or not words:
        words.append(line.status_words)
    return _text(", ".join(words), _STYLES.get(line.status, ""))


def _numbers(sources: tuple[int, ...]) -> str:
    return " ".join(f"[{number}]" for number in sources)


def _print_dispute(out: Console, line: Line) -> None:
    heading = _text(line.sentence + " — ")
    heading.append_text(_text(line.status_words, _STYLES.get(line.status, "")))
    print_rows(out, [[heading]], indent=INDENT)
    rows = []
    before = ("", "")
    for stance in line.stances:
        same = (stance.words, stance.who) == before
        before = (stance.words, stance.who)
        rows.append(
            [
                _text("" if same else stance.words),
                _text("" if same else stance.who),
                _text(stance.gist),
                _text(_numbers((stance.source,)), "dim"),
            ]
        )
    print_rows(out, rows, indent=2 * INDENT)


def _told_rows(told: tuple[Told, ...]) -> Iterator[tuple[Text, ...]]:
    for item in told:
        yield _text(item.sentence), _text(item.who), _text(item.words)


def _print_sources(out: Console, sources: tuple[Citation, ...]) -> None:
    width = len(f"[{len(sources)}]")
    for number, source in enumerate(sources, 1):
        mark = f"[{number}]".ljust(width)
        widths = [width, max(1, out.width - INDENT - width - 2)]
        print_rows(out, [[_text(mark), _text(source.text)]], widths, indent=INDENT)
        if source.address is not None:
            _print_address(out, source.address, INDENT + width + 2)
