"""Records: the model to JSON Lines and back, and everything that can be wrong with a line."""

from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from aiactors.errors import DossierError, FileError
from aiactors.model import DossierSet
from aiactors.rdf import to_trig
from aiactors.records import (
    Line,
    Record,
    is_records,
    iter_lines,
    json_schema,
    parse,
    read,
    read_records,
    record_files,
    record_lines,
)
from tests.strategies import dossier_sets, examples, shipped_dossiers

ENTITY = {"id": "mira", "kinds": ["Person"], "names": {"en": "Mira"}}
DOCUMENT = {"id": "news", "kinds": ["Article"], "names": {"en": "News"}, "published": "2024"}
SAID = {"said_in": "id:news", "evidence": [{"document": "id:news", "where": "p. 1"}]}
STATEMENT = {
    "subject": "id:mira",
    "predicate": "founded",
    "object": "id:orion",
    "attributions": [SAID],
}
ORION = {"id": "orion", "kinds": ["Company"], "names": {"en": "Orion"}}


def lines(*records: dict[str, Any]) -> str:
    """Records as a file holds them, all of one dossier."""
    return "".join(json.dumps({"dossier": "a", **record}) + "\n" for record in records)


def whole(**statement: Any) -> str:
    """A file that is right, but for what is said of the statement."""
    return lines(
        {"entity": ENTITY},
        {"entity": ORION},
        {"document": DOCUMENT},
        {"statement": STATEMENT | statement},
    )


def problems_of(text: str, tmp_path: Path) -> list[str]:
    """What is wrong with the text of a file."""
    file = tmp_path / "a.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        read_records(file)
    return [str(problem).removeprefix(str(file)) for problem in caught.value.problems]


@examples(40)
@given(dossiers=dossier_sets())
def test_round_trip(dossiers: DossierSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is written is read again: the same model, and the same graph to the byte."""
    file = tmp_path_factory.mktemp("records") / "all.jsonl"
    file.write_text("".join(record_lines(dossiers)), encoding="utf-8")
    if dossiers.dossiers:
        found = read_records(file)
        assert found == dossiers
        assert to_trig(found) == to_trig(dossiers)


@examples(20)
@given(dossiers=dossier_sets())
def test_the_schema_knows_what_is_written(dossiers: DossierSet) -> None:
    """Other programs may hold records against the schema."""
    validator = Draft202012Validator(json_schema())
    for line in record_lines(dossiers):
        validator.validate(json.loads(line))


@pytest.mark.heavy
def test_the_shipped_dossiers(tmp_path: Path) -> None:
    """Every term and every reference of real statements is accepted."""
    file = tmp_path / "release.jsonl"
    file.write_text("".join(record_lines(shipped_dossiers())), encoding="utf-8")
    assert read_records(file).statements == shipped_dossiers().statements


def test_texts_in_every_form(tmp_path: Path) -> None:
    """A mapping, a mapping of several, or pairs: the same texts."""
    forms: list[Any] = [
        {"fr": ["b", "a"], "en": "c"},
        [["fr", "a"], ["en", "c"], ["fr", "b"]],
    ]
    found = [Record.model_validate({"dossier": "a", "title": form}).title for form in forms]
    assert found[0] == found[1] == (("en", "c"), ("fr", "a"), ("fr", "b"))


def test_any_order_and_no_title(tmp_path: Path) -> None:
    """A statement may come before what it names; a dossier without a title has its name."""
    records = whole().splitlines()
    (tmp_path / "a.jsonl").write_text("\n".join(reversed(records)) + "\n\n", encoding="utf-8")
    (dossier,) = read_records(tmp_path / "a.jsonl").dossiers
    assert (dossier.title, dossier.bulk) == ((("en", "a"),), False)
    assert len(dossier.statements) == 1


def test_files_and_folders(tmp_path: Path) -> None:
    """A folder of files is read as one, packed or not; other files in it are left alone."""
    first, *rest = whole().splitlines()
    (tmp_path / "1.jsonl").write_text(first + "\n", encoding="utf-8")
    (tmp_path / "2.jsonl.gz").write_bytes(gzip.compress("\n".join(rest).encode()))
    (tmp_path / "README").write_text("no record")
    assert is_records(tmp_path)
    assert [file.name for file in record_files(tmp_path)] == ["1.jsonl", "2.jsonl.gz"]
    assert len(read_records(tmp_path).statements) == 1
    assert not is_records(tmp_path / "README")
    with pytest.raises(FileError, match="holds no records"):
        record_files(tmp_path / "README")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", ":1: Invalid JSON: EOF"),
        ("[]\n", ":1: "),
        ('{"dossier": "a"}\n', "a record holds one thing"),
        (lines({"entity": ENTITY, "document": DOCUMENT}), "a record holds one thing"),
        (lines({"entity": ENTITY | {"nme": 1}}), "the key 'nme' is not known here"),
        (lines({"entity": ENTITY}, {"entity": ENTITY}), ":2: the id 'mira' is declared twice"),
        (lines({"entity": ENTITY | {"kinds": ["Persn"]}}), "Did you mean Person?"),
        (lines({"entity": ENTITY | {"tier": "Weak"}}), "tier: unknown 'Weak'"),
        (lines({"entity": ENTITY | {"owner": "id:none"}}), "no record declares the entity id:none"),
        (lines({"document": DOCUMENT | {"published": "2024-13"}}), "there is no such day"),
        (lines({"document": DOCUMENT | {"copy_of": "id:x"}}), "declares the document id:x"),
        (whole(predicate="fonded"), "Did you mean founded"),
        (whole(modality="Actul"), "Did you mean Actual?"),
        (whole(object="id:nobody"), ":4: no record declares the entity id:nobody"),
        (whole(object=12), "founded: 12 is a number"),
        (whole(object={"currency": "USD", "value": "1"}), "is money, which it does not take"),
        (whole(object="ai:Rejected"), "unknown concept 'Rejected'"),
        (whole(object={"text": "x"}), "'x' is a text"),
        (whole(condition="st:" + "0" * 20), "no record declares the statement st:000"),
        (whole(attributions=[]), "attributions is empty"),
        (whole(attributions=[SAID | {"said_in": "id:mira"}]), "declares the document id:mira"),
        (whole(attributions=[SAID | {"stance": "Says"}]), "stance: unknown 'Says'"),
        (whole(attributions=[SAID | {"claimant": "id:x"}]), "declares the entity id:x"),
        (whole(override={"status": "Tru", "reason": {"en": "x"}}), "status: unknown 'Tru'"),
        (whole(subject="id:Mira"), "(in statement)"),
    ],
)
def test_what_is_wrong(text: str, expected: str, tmp_path: Path) -> None:
    """Each problem is told with its file and line."""
    found = problems_of(text, tmp_path)
    assert any(expected in problem for problem in found), found
    assert all(problem[0] == ":" and problem[1].isdigit() for problem in found)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """One run tells all that is wrong, in every line."""
    found = problems_of(whole(predicate="fonded") + "{}\n" + lines({"entity": ENTITY}), tmp_path)
    assert [problem.split(":")[1] for problem in found] == ["4", "5", "6"]


def test_a_broken_archive(tmp_path: Path) -> None:
    """What is packed and cut off is told of as such."""
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(whole().encode() * 100)[:-20])
    with pytest.raises(FileError, match="cannot be read"):
        list(iter_lines(file))


def test_only_some_lines(tmp_path: Path) -> None:
    """Those that are wanted, as they are among all."""
    file = tmp_path / "a.jsonl"
    file.write_text("{}\n\n[]\n{}\n", encoding="utf-8")
    found = list(iter_lines(file))
    assert list(iter_lines(file, only={2, 3, 9})) == [line for line in found if line.number == 3]
    assert list(iter_lines(file, 3, {1, 3, 4})) == found[2:]


@pytest.mark.parametrize("at", [20, 30, 40, 60])
def test_a_damaged_archive(at: int, tmp_path: Path) -> None:
    """What cannot be unpacked any further is told of, whatever the reason."""
    file = tmp_path / "a.jsonl.gz"
    data = bytearray(gzip.compress(whole().encode() * 50))
    data[at : at + 40] = bytes(byte ^ 0x5A for byte in data[at : at + 40])
    file.write_bytes(data)
    with pytest.raises(FileError, match="cannot be read"):
        list(iter_lines(file))


def test_a_line_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read of it than the longest line may have."""
    monkeypatch.setattr(read, "LONGEST", 1000)
    file = tmp_path / "a.jsonl.gz"
    for text, is_right in (("x" * 999 + "\n", True), ("x" * 1000 + "\n", False)):
        file.write_bytes(gzip.compress(f"[]\n{text}".encode()))
        if is_right:
            assert [line.number for line in iter_lines(file)] == [1, 2]
        else:
            with pytest.raises(FileError, match="line 2 is longer than"):
                list(iter_lines(file))
    with file.open("wb") as packed:
        packed.write(gzip.compress(b"x" * (1 << 28)))
    tracemalloc.start()
    with pytest.raises(FileError, match="line 1 is longer than"):
        list(iter_lines(file))
    assert tracemalloc.get_traced_memory()[1] < 1 << 22
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("\ufeff[]".encode(), "begins with a mark of its coding. Save the file as UTF-8"),
        ("[]".encode("utf-16"), "begins with UTF-16"),
        (b"\xff", "Write one JSON object to a line"),
        (b'{"dossier": "\\ud800"}', "Write one JSON object to a line"),
        (b'{"dossier":' + b"[" * 100_000, "recursion limit exceeded"),
        (b"\0\0", "Write one JSON object to a line"),
    ],
)
def test_what_is_no_text(data: bytes, what: str) -> None:
    """It is told what to do about it."""
    (problem,) = parse(Line("a.jsonl", 1, data))
    assert what in str(problem)


def test_files_that_are_none(tmp_path: Path) -> None:
    """A name that leads nowhere, a pipe, hidden files, names that are no text."""
    with pytest.raises(FileError, match="no such file or folder"):
        record_files(tmp_path / "none.jsonl")
    os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(FileError, match="is no file"):
        record_files(tmp_path / "pipe.jsonl")
    (tmp_path / "pipe.jsonl").unlink()
    (tmp_path / "._a.jsonl").write_bytes(b"\0")
    assert not is_records(tmp_path)
    with pytest.raises(FileError, match="holds no records"):
        record_files(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path / "a") + b"\xff.jsonl")).write_text("")
    with pytest.raises(FileError, match="rename it"):
        record_files(tmp_path)


def test_a_statement_is_told_by_its_key() -> None:
    """And not by a text that looks like one."""
    name = {"names": {"en": 'a "statement": in quotes'}}
    assert not Line("a", 1, lines({"entity": ENTITY | name}).encode()).is_statement
    assert Line("a", 1, b'{"statement" : {}}').is_statement
    assert isinstance(parse(Line("a", 1, b'{"statement" : {}}')), list)
    assert not Line("a", 1, b'{"entity": {}, "statement" : null}').is_statement
    assert Line("a", 1, rb'{"\u0073tat\u0065m\u0065nt": {}}').is_statement
    assert Line("a", 1, rb'{"stateme\u006Et" : {}}').is_statement
    assert not Line("a", 1, rb'{"\u0073tatement":null, "entity": {"note": "\u0073"}}').is_statement
