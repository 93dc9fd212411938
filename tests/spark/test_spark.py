"""Spark builds the same bytes as one machine, of text and of Parquet, and goes on where it was."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyspark.sql import SparkSession
from typer.testing import CliRunner

from aiactors.bulk import build_folder
from aiactors.cli import app
from aiactors.dossier import read_dossiers
from aiactors.errors import DossierError, FileError, InputError
from aiactors.model import DossierSet
from aiactors.records import record_lines
from aiactors.spark import build_with_spark, make
from aiactors.spark.session import session
from bench.records import records
from tests.strategies import dossier_sets

pytestmark = pytest.mark.usefixtures("spark")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it, without what one machine keeps for later."""
    paths = sorted(path for path in folder.rglob("[!.]*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def golden(root: Path) -> list[str]:
    """The golden story, as records."""
    return list(record_lines(read_dossiers(root / "tests" / "golden")))


def check(source: Path, folder: Path, plain: Path | None = None, *, packed: bool = False) -> None:
    """Both engines make the same files."""
    build_folder(plain or source, folder / "one", packed=packed)
    build_with_spark(source, folder / "many", parts=3, packed=packed)
    assert files(folder / "one") == files(folder / "many")


def test_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Who builds on a cluster gets what one machine makes, of many records in any order."""
    source = tmp_path / "records"
    source.mkdir()
    lines = [*golden(root), *records(600)]
    random.Random(7).shuffle(lines)
    (source / "a.jsonl").write_text("".join(lines[:700]), encoding="utf-8")
    (source / "b.ndjson").write_text("\n\n".join(lines[700:]), encoding="utf-8", newline="\r\n")
    (source / "notes.txt").write_text("no records")
    check(source, tmp_path, packed=True)


@given(dossiers=dossier_sets(8))
@settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_same_bytes_of_anything(
    dossiers: DossierSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Hostile texts and rare facets come out as on one machine."""
    folder = tmp_path_factory.mktemp("random")
    (folder / "a.jsonl").write_text("".join(record_lines(dossiers)), encoding="utf-8")
    check(folder / "a.jsonl", folder)


def _record(dossier: str, **what: Any) -> str:
    return json.dumps({"dossier": dossier, **what}) + "\n"


def _told(said_in: str, **facets: Any) -> dict[str, Any]:
    evidence = [{"document": said_in, "where": "p. 1", "gist": {"en": "So it is."}}]
    attributions = [{"said_in": said_in, "evidence": evidence}]
    base = {"subject": "id:a", "predicate": "founded", "object": "id:b"}
    return {**base, "attributions": attributions, **facets}


def _ties() -> list[str]:
    """Chains of copies and of owners, also in circles, and a statement told again and again."""
    agents: dict[str, dict[str, Any]] = {
        "a": {},
        "b": {"owner": "id:c"},
        "c": {"owner": "id:d"},
        "d": {"owner": "id:c"},
    }
    papers: dict[str, dict[str, Any]] = {
        "p": {"publisher": "id:b", "copy_of": "id:q", "published": "2020"},
        "q": {"publisher": "id:a", "copy_of": "id:r", "published": "2019-05"},
        "r": {"copy_of": "id:q"},
        "s": {"copy_of": "id:s", "publisher": "id:d"},
        "t": {"kinds": ["Record"], "publisher": "id:a", "published": "2018-01-02"},
    }
    reason = {"en": "One of them is wrong."}
    told = [
        ("two", _told("id:p", rank="Preferred", note={"en": "Two."})),
        (
            "two",
            _told(
                "id:q",
                override={"status": "Disputed", "reason": reason},
                date_expression={"en": "long ago"},
            ),
        ),
        (
            "one",
            _told("id:s", override={"status": "Denied", "reason": reason}, note={"en": "One."}),
        ),
        ("one", _told("id:s", override={"status": "Established", "reason": reason})),
        ("one", _told("id:t", when="2017")),
        ("three", _told("id:t", when="2018", rank="Preferred")),
        ("three", _told("id:t", when="2018", rank="Deprecated")),
    ]
    return [
        _record("one", title={"en": "Early"}, bulk=True),
        *(
            _record("world", entity={"id": i, "kinds": ["Company"], "names": {"en": i}} | more)
            for i, more in agents.items()
        ),
        *(
            _record("world", document={"id": i, "kinds": ["Article"], "names": {"en": i}} | more)
            for i, more in papers.items()
        ),
        *(_record(dossier, statement=statement) for dossier, statement in told),
        _record("one", title={"en": "Late"}),
    ]


def test_ties(tmp_path: Path) -> None:
    """What several records tell of one thing is put together in the order of the records."""
    (tmp_path / "a.jsonl").write_text("".join(_ties()), encoding="utf-8")
    check(tmp_path / "a.jsonl", tmp_path)


def test_parquet(root: Path, tmp_path: Path, spark: SparkSession) -> None:
    """Tables with a column for each field are records as well, and so is a column of them."""
    plain = tmp_path / "plain.jsonl"
    lines = [line for line in _ties() if '"override"' not in line]
    plain.write_text("".join(lines), encoding="utf-8")
    spark.read.json(str(plain)).coalesce(1).write.parquet(str(tmp_path / "nested"))
    check(tmp_path / "nested", tmp_path / "a", plain)
    text = tmp_path / "golden.jsonl"
    text.write_text("".join(golden(root)), encoding="utf-8")
    as_text = spark.read.text(str(text)).withColumnRenamed("value", "record")
    as_text.write.parquet(str(tmp_path / "text.parquet"))
    check(tmp_path / "text.parquet", tmp_path / "b", text)


WRONG = (
    '{"dossier": "a", "entity": {"id": "x", "kinds": ["Persn"], "names": {"en": "X"}}}',
    '{"dossier": "A b", "title": {"en": "T"}}',
    '{"dossier": "a", "dossier": "b", "title": {"en": "T"}}',
    '{"dossier": "a"',
    "\ufeff[]",
    '{"dossier": "a", "title": {"en": "\udcff"}}',
)


def test_wrong_records(tmp_path: Path) -> None:
    """All that is wrong is told with its line, and nothing is written."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(("\n" + "\n".join(WRONG) + "\n").encode("utf-8", "surrogateescape"))
    with pytest.raises(DossierError) as raised:
        build_with_spark(file, tmp_path / "out", parts=2)
    problems = str(raised.value).splitlines()
    assert problems[0] == f"{file}:2: kinds: unknown class 'Persn'. Did you mean Person?"
    assert problems[2] == f"{file}:4: the record names its dossier twice. Keep one."
    lines = [int(line.removeprefix(f"{file}:").split(":")[0]) for line in problems]
    assert lines == [2, 3, 4, 5, 6, 7]
    assert sorted(tmp_path.iterdir()) == [file]


def test_wrong_references(tmp_path: Path) -> None:
    """What no record declares, or two do, is told as on one machine."""
    file = tmp_path / "a.jsonl"
    lines = [line for line in _ties() if '"id": "b"' not in line]
    again = _record("two", entity={"id": "p", "kinds": ["Company"], "names": {"en": "P"}})
    about = _record("two", statement=_told("id:a", contradicts=["st:" + "0" * 20]))
    file.write_text("".join((*lines, again, about)), encoding="utf-8")
    with pytest.raises(DossierError) as raised:
        build_with_spark(file, tmp_path / "out", parts=2)
    told = {str(problem).removeprefix(f"{file}:") for problem in raised.value.problems}
    last = len(lines) + 2
    assert told == {
        f"{last - 1}: the id 'p' is declared twice. Keep one.",
        "5: no record declares the entity id:b. Add one.",
        f"{last}: no record declares the document id:a. Add one.",
        f"{last}: no record declares the statement st:{'0' * 20}. Add one.",
    }


def test_going_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was cut off leaves nothing half-written, and what it did is not done again."""
    file, out = tmp_path / "a.jsonl", tmp_path / "out"
    file.write_text("".join(_ties()), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(make, "assessed", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_with_spark(file, out, parts=3)
    assert not out.exists()
    unfinished = tmp_path / "out.building"
    marks = sorted((unfinished / "parts" / "graphs").iterdir(), key=lambda m: m.stat().st_size)
    whole = json.loads(marks.pop().read_text("utf-8").splitlines()[0])["file"]
    kept = (unfinished / whole).stat().st_ino
    for mark in marks:
        mark.unlink()  # as if the tasks of these parts had not come to their end
    with monkeypatch.context() as patch:
        patch.setattr(make, "write_columns", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_with_spark(file, out, parts=5)
    assert (unfinished / whole).stat().st_ino == kept
    build_with_spark(file, out)
    assert not unfinished.exists()
    build_folder(file, tmp_path / "plain")
    assert files(out) == files(tmp_path / "plain")


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["missing.jsonl", "empty", "s3://bucket/records"])
def test_nothing_to_read(tmp_path: Path, name: str) -> None:
    """A path that is wrong is told in one line."""
    (tmp_path / "empty").mkdir()
    where = name if "://" in name else str(tmp_path / name)
    with pytest.raises(FileError, match=r"cannot be read|holds no records"):
        build_with_spark(where, tmp_path / "out")
    assert not (tmp_path / "out.building").exists()


def test_no_place(tmp_path: Path) -> None:
    """Nothing of anybody else is overwritten."""
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(FileError, match="holds other things"):
        build_with_spark(tmp_path / "a.jsonl", tmp_path)
    with pytest.raises(FileError, match="a folder of this machine"):
        build_with_spark(tmp_path / "a.jsonl", Path("hdfs:///out"))


def test_the_command(tmp_path: Path) -> None:
    """The command takes an engine, and says what it needs."""
    file = tmp_path / "a.jsonl"
    file.write_text("".join(_ties()), encoding="utf-8")
    build = ["build", str(file), "--engine"]
    done = CliRunner().invoke(app, [*build, "spark", "--out", str(tmp_path / "out")])
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'out'}\n")
    assert "4 dossiers, 9 entities, 3 statements" in done.stderr
    for arguments in (["spark"], ["flink", "--out", "x"], ["spark", "--out", "x", "--store", "y"]):
        failed = CliRunner().invoke(app, [*build, *arguments])
        assert isinstance(failed.exception, InputError)


def test_no_java(monkeypatch: pytest.MonkeyPatch, spark: SparkSession) -> None:
    """Without Java, it is told what to install."""
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    with pytest.raises(FileError, match="apt-get install"), session("local[1]"):
        pass
