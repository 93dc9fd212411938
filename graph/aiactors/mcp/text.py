"""Answers as plain text, short enough for an assistant to read and exact enough to cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aiactors.answers import (
    EntityAnswer,
    PathAnswer,
    SearchAnswer,
    Source,
    Statement,
    StatementAnswer,
    Tie,
)
from aiactors.mcp.table import TableAnswer

_NONE = "no independent source"


def entity_text(answer: EntityAnswer) -> str:
    """Return what is said of an entity."""
    kinds = ", ".join(kind.words for kind in answer.kinds)
    head = [f"{answer.name} ({kinds})", answer.address]
    if answer.aliases:
        head.append(f"Also: {', '.join(answer.aliases)}")
    head += [text for text in (answer.published, answer.note) if text]
    head.append(f"{len(answer.statements)} of {answer.total} statements:")
    return _joined(head, _statements(answer.statements), _sources(answer.sources))


def statement_text(answer: StatementAnswer) -> str:
    """Return a statement with all that is said for and against it."""
    one = answer.statement
    known = [f"Known since {one.known_since}."] if one.known_since else []
    lines = [*_statement(one, stances=True), *known]
    return _joined(lines, _sources(answer.sources))


def search_text(answer: SearchAnswer) -> str:
    """Return what was found."""
    if not answer.hits:
        return "Nothing was found. Fewer or other words may find more."
    lines = []
    for hit in answer.hits:
        where = "" if hit.text == hit.name else f" — {hit.field}: “{hit.text}”"
        lines.append(f"- {hit.name} ({hit.kind.words}){where}{_numbers(hit.sources)}")
        lines.append(f"  {hit.address}")
    return _joined(lines, _sources(answer.sources))


def table_text(answer: TableAnswer) -> str:
    """Return the answer of a query, with tabs between its values."""
    if answer.truth is not None:
        rows = ["yes" if answer.truth else "no"]
    else:
        cells = [answer.columns, *answer.rows]
        rows = ["\t".join(" ".join((cell or "").split()) for cell in row) for row in cells]
        rows.append(f"({len(answer.rows)} rows)")
    told = ["Statements behind it:", *_statements(answer.statements)] if answer.statements else []
    return _joined(rows, answer.notes, told, _sources(answer.sources))


def path_text(answer: PathAnswer) -> str:
    """Return how actors are tied."""
    if not answer.ties:
        return "Nothing ties them, under these conditions."
    ties = [line for tie in answer.ties for line in _tie(tie)]
    statements = ["Statements behind the steps:", *_statements(answer.statements)]
    return _joined(ties, statements, _sources(answer.sources))


def _tie(tie: Tie) -> Iterator[str]:
    yield f"- {tie.text}"
    if len(tie.hops) > 1:
        weakest = tie.hops[tie.weakest]
        yield f"  Weakest step: {weakest.start.name} —{weakest.relation}→ {weakest.end.name}"


def _joined(*blocks: Iterable[str]) -> str:
    return "\n\n".join(text for block in blocks if (text := "\n".join(map(_line, block))))


def _line(text: str) -> str:
    """One line, whatever was written in it: nothing from outside looks like the answer's own."""
    return "".join(one if one.isprintable() or one == "\t" else " " for one in text)


def _statements(statements: Iterable[Statement]) -> Iterator[str]:
    for one in statements:
        yield from _statement(one, stances=one.contested)


def _statement(one: Statement, *, stances: bool) -> Iterator[str]:
    count = {0: _NONE, 1: "1 independent source"}
    support = count.get(one.source_count, f"{one.source_count} independent sources")
    yield f"- {one.sentence}. {one.status.words.capitalize()}, {support}.{_numbers(one.sources)}"
    yield f"  {one.address}"
    for stance in one.stances if stances else ():
        where = f", {stance.where}" if stance.where else ""
        yield f"  · {stance.who} {stance.stance.words} [{stance.source}{where}]: “{stance.gist}”"


def _numbers(sources: Iterable[int]) -> str:
    text = "".join(f"[{number}]" for number in sources)
    return f" {text}" if text else ""


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    for number, one in enumerate(sources):
        if number == 0:
            yield "Sources:"
        yield f"[{one.number}] {one.text}. {one.address or 'no address'}"
