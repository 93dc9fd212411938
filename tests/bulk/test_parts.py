"""Parts of records: many statements at a time are the same as one after the other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pydantic_core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.bulk.parts import Made, Row, make_part, rows_of, statements_in
from aiactors.bulk.world import Problems, World, read_world
from aiactors.columns import StatementRow
from aiactors.model import DossierSet
from aiactors.rdf.pieces import statement_turtle
from aiactors.records import Line, iter_lines, record_lines
from tests.strategies import dossier_sets, examples


def made(file: Path, together: int) -> tuple[Made, list[str]]:
    """What becomes of the statements of a file, and how the world looks; so many at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aiactors.bulk.world.TOGETHER", together)
        patch.setattr("aiactors.bulk.parts.TOGETHER", together)
        world, told = World(), list[str]()
        read_world(world, [file], lambda entity, name: told.append(f"{name} {entity}"), _nothing)
        lines = [line for line in iter_lines(file) if line.is_statement]
        found = make_part(
            lines,
            world,
            world.sources(),
            lambda s, how, _: f"{statement_turtle(s)}{how}",
            Problems(),
            _nothing,
        )
        return found, told


def _nothing(_: int) -> None:
    """Tell nobody."""


@examples(15)
@given(dossiers=dossier_sets(8))
def test_many_at_a_time(dossiers: DossierSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same texts, rows and declarations, in the same order."""
    file = tmp_path_factory.mktemp("parts") / "records.jsonl"
    file.write_text("".join(record_lines(dossiers)), encoding="utf-8")
    assert made(file, 3) == made(file, 1)


def test_wrong_lines_are_told_in_their_order() -> None:
    """Those that cannot be read, and those that name what there is not, among each other."""
    said = {"said_in": "id:d", "evidence": [{"document": "id:d", "where": "p. 1"}]}
    good = {"subject": "id:a", "object": "id:b", "attributions": [said]}
    wrong = [json.dumps({"dossier": "a", "statement": {**good, "predicate": "nope"}}), "{"]
    lines = [Line("a.jsonl", n, wrong[n % 3 % 2].encode()) for n in range(1, 41)]
    problems = Problems()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aiactors.bulk.parts.TOGETHER", 7)
        found = list(statements_in(lines, World(), problems))
    assert [problem.line for problem in problems] == list(range(1, 41))
    assert [line.number for line, *_ in found] == [n for n in range(1, 41) if n % 3 % 2 == 0]


@given(words=st.lists(st.text(), max_size=5), day=st.none() | st.dates())
def test_rows_are_read_as_they_were_written(words: list[str], day: date | None) -> None:
    """Whatever stands in their texts: ends of lines, commas and quotes among it."""
    rows = [
        Row(
            number,
            StatementRow(
                "0" * 20,
                "id:a",
                "founded",
                None,
                word,
                "Actual",
                "Claimed",
                "Normal",
                "a",
                True,
                None,
                day,
                1,
            ),
            word,
            [("gist", "en", word), ("note", "fr", f"{word}\n,\n")],
        )
        for number, word in enumerate(words)
    ]
    lines = [pydantic_core.to_json(row) for row in rows]
    assert rows_of(b"\n".join(lines)) == rows
    assert rows_of(b"".join(line + b"\n" for line in lines)) == rows
