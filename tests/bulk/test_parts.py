"""Parts of records: many statements at a time are the same as one after the other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pydantic_core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.bulk import BuiltFolder, build_folder
from aiactors.bulk.parts import Made, Row, make_part, rows_of, statements_in
from aiactors.bulk.reference_index import Problems, World, read_world
from aiactors.columns import StatementRow
from aiactors.errors import DossierError
from aiactors.model import DossierSet
from aiactors.rdf.pieces import statement_turtle
from aiactors.records import Line, iter_lines, record_lines
from tests.bulk.test_incremental import story
from tests.strategies import dossier_sets, examples


def made(file: Path, together: int) -> tuple[Made, list[str]]:
    """What becomes of the statements of a file, and how the world looks; so many at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aiactors.bulk.reference_index.TOGETHER", together)
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


def _made(folder: Path, lines: list[str]) -> BuiltFolder:
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return build_folder(folder / "a.jsonl", folder / "out")


def test_keys_as_programs_write_them(tmp_path: Path) -> None:
    """Every key with null for what is not there, or with letters as numbers: nothing is lost."""
    plain = [json.dumps(record) for record in story()]
    empty: dict[str, Any] = {"title": {}, "entity": None, "document": None, "statement": None}
    every = [json.dumps(empty | record) for record in story()]
    numbered = [line.replace('"statement"', r'"st\u0061temen\u0074"') for line in plain]
    expected = _made(tmp_path / "plain", plain)
    assert _made(tmp_path / "every", every) == expected
    assert _made(tmp_path / "numbered", numbered) == expected


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    """A line that seems to hold a statement, and holds something else, is not passed over."""
    plain = [json.dumps(record) for record in story()]
    last = plain[1][:-1] + ', "statement": {"a": 1}, "statement": null}'
    with pytest.raises(DossierError, match=r"a\.jsonl:2: the key 'statement' stands here twice"):
        _made(tmp_path / "a", [plain[0], last, *plain[2:]])
