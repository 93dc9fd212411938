"""Where builds go: nothing of anybody else is lost, whatever happens and whenever."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aiactors.bulk import build_folder, build_store, target
from aiactors.bulk.journal import Journal
from aiactors.bulk.lock import hold, release
from aiactors.errors import DossierError, FileError
from aiactors.progress import SILENT
from tests.bulk.test_incremental import contents, story
from tests.waiting import PATIENCE

pytestmark = pytest.mark.heavy

Build = Callable[..., Any]
BUILDS = (build_store, build_folder)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The story, in a folder of its own."""
    file = tmp_path / "records" / "a.jsonl"
    file.parent.mkdir()
    file.write_text("".join(json.dumps(record) + "\n" for record in story()), "utf-8")
    return file


def is_built(out: Path) -> bool:
    """Whether a build is there, and nothing of the way there."""
    left = {path.name for path in out.iterdir()} & {target.JOURNAL, ".old", "parts"}
    return (out / target.SUMMARY).is_file() and not left


@pytest.mark.parametrize("build", BUILDS)
def test_what_looks_like_a_build(build: Build, records: Path, tmp_path: Path) -> None:
    """Other programs have such files as well: a database, a project in JavaScript."""
    out = tmp_path / "mine"
    out.mkdir()
    (out / "CURRENT").write_text("MANIFEST-000001\n")
    (out / "build.json").write_text('{"name": "mine"}')
    (out / "thesis.tex").write_text("x")
    with pytest.raises(FileError, match="holds other things"):
        build(records, out)
    assert (out / "thesis.tex").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "records"]


@pytest.mark.parametrize("build", BUILDS)
def test_neighbours(build: Build, records: Path, tmp_path: Path) -> None:
    """A folder beside it is nobody's business."""
    (tmp_path / "out.old").mkdir()
    (tmp_path / "out.old" / "thesis.tex").write_text("x")
    for _ in range(2):
        build(records, tmp_path / "out")
        os.utime(records, ns=(10**18, 10**18))
        (tmp_path / "out" / ".state.sqlite").unlink(missing_ok=True)
    assert (tmp_path / "out.old" / "thesis.tex").exists()
    assert is_built(tmp_path / "out")


@pytest.mark.parametrize("build", BUILDS)
def test_records_in_the_folder_that_is_replaced(
    build: Build, records: Path, tmp_path: Path
) -> None:
    """What is read is not removed."""
    build(records, tmp_path / "out")
    inside = tmp_path / "out" / "a.jsonl"
    shutil.copy(records, inside)
    with pytest.raises(FileError, match=r"holds a\.jsonl, which is read"):
        build(inside, tmp_path / "out")
    assert inside.exists()


@pytest.mark.parametrize("build", BUILDS)
def test_links(build: Build, records: Path, tmp_path: Path) -> None:
    """A link stays a link, to a folder that is built where it lies; so do links to records."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk/built")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "other.jsonl").symlink_to(records)
    for _ in range(2):
        build(tmp_path / "linked", tmp_path / "out")
        assert (tmp_path / "out").is_symlink()
        assert is_built(tmp_path / "disk" / "built")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "linked", "out", "records"]
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["built"]


@pytest.mark.parametrize("build", BUILDS)
def test_no_places(
    build: Build, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told at once what is wrong with a place, and not when all is done."""
    (tmp_path / "here" / "in").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "in")
    for place, why in (
        (Path(), "the folder that you are in"),
        (Path(".."), "the folder that you are in, or holds it"),
        (Path("a\0b"), "cannot be used"),
        (tmp_path / ("x" * 300), "cannot be used: File name too long"),
        (records / "x", "cannot be"),
        (Path("/proc"), "a disk of its own"),
    ):
        with pytest.raises(FileError, match=why):
            build(records, place)


@pytest.mark.parametrize("build", BUILDS)
def test_two_at_once(build: Build, records: Path, tmp_path: Path) -> None:
    """The second one is told, and the first one ends its work."""
    held = (
        "import sys; from pathlib import Path; from aiactors.bulk.lock import hold\n"
        "hold(Path(sys.argv[1])); print(1, flush=True); sys.stdin.read()"
    )
    place = tmp_path / "out.building"
    with subprocess.Popen(
        [sys.executable, "-c", held, place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "1\n"
            with pytest.raises(FileError, match="another program builds here"):
                build(records, tmp_path / "out")
        finally:
            other.kill()
    build(records, tmp_path / "out")
    assert is_built(tmp_path / "out")


def test_a_lock_is_released(tmp_path: Path) -> None:
    """By the program that holds it; to take it again is no mistake."""
    for _ in range(2):
        hold(tmp_path / "a")
    release(tmp_path / "a")
    release(tmp_path / "a")
    assert (tmp_path / "a").is_dir()


CUT = (
    "import os, sys, pathlib\n"
    "import aiactors.bulk as bulk\n"
    "build = getattr(bulk, sys.argv[1])\n"
    "from aiactors.bulk import journal, target\n"
    "import shutil\n"
    "def cut(*_, **__): os.kill(os.getpid(), 9)\n"
    "def second(inner, seen=[]):\n"
    "    def run(*args):\n"
    "        seen.append(1)\n"
    "        return cut() if len(seen) == 2 else inner(*args)\n"
    "    return run\n"
    "where = sys.argv[4]\n"
    "if where == 'before': journal.take_place = cut\n"
    "if where == 'between': pathlib.Path.rename = second(pathlib.Path.rename)\n"
    "if where == 'scratch': target.shutil.rmtree = cut\n"
    "build(*map(pathlib.Path, sys.argv[2:4]))\n"
)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("where", ["before", "between", "scratch"])
def test_killed_at_the_end(build: Build, where: str, records: Path, tmp_path: Path) -> None:
    """There is an old build or a new one, or the next run has it, and does not make it again."""
    out = tmp_path / "out"
    build(records, out)
    old = contents(out)
    (out / ".state.sqlite").unlink(missing_ok=True)
    text = records.read_text("utf-8")
    records.write_text(text.replace("Somebody", "Anybody"), "utf-8")
    command = [sys.executable, "-c", CUT, build.__name__, str(records), str(out), where]
    found = subprocess.run(command, check=False, timeout=PATIENCE)
    assert found.returncode == -signal.SIGKILL
    if where == "between":
        # Other records, and wrong ones: what was there is there again.
        shutil.copytree(tmp_path / "out.building", tmp_path / "copy")
        other = tmp_path / "other.jsonl"
        other.write_text("[]\n")
        with pytest.raises(DossierError):
            build(other, out)
        assert contents(out).keys() == old.keys()
        shutil.rmtree(out)
        shutil.copytree(tmp_path / "copy", tmp_path / "out.building")
        shutil.rmtree(tmp_path / "copy")
        other.unlink()
    steps: list[str] = []

    class Steps:
        def step(self, what: str, *_: object) -> Any:
            steps.append(what)
            raise AssertionError(what)

    if build is build_store:
        build(records, out, Steps())
        assert steps == []
    else:
        build(records, out)
    assert is_built(out)
    assert contents(out) != old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records"]


def test_interrupted_as_it_takes_its_place(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old build is in its place again."""
    out = tmp_path / "out"
    build_folder(records, out)
    old = contents(out)
    (out / ".state.sqlite").unlink()
    inner = Path.rename

    def cut(path: Path, to: Path) -> Path:
        if path.name == "out.building":
            raise KeyboardInterrupt
        return inner(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut)
        with pytest.raises(KeyboardInterrupt):
            build_folder(records, out)
    assert contents(out) == old
    build_folder(records, out)
    assert is_built(out)
    assert contents(out) == old


def test_records_that_change_while_they_are_read(records: Path, tmp_path: Path) -> None:
    """What is read twice must be the same both times."""

    class Changes:
        def step(self, what: str, *_: object) -> Any:
            if what == "reading statements":
                records.write_text(records.read_text("utf-8") + "\n", "utf-8")
            return SILENT.step(what)

    for build in BUILDS:
        with pytest.raises(FileError, match="has changed while it was read"):
            build(records, tmp_path / "out", Changes())
        assert not (tmp_path / "out").exists()
    build_folder(records, tmp_path / "out")


def test_a_store_that_was_begun_is_no_folder(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one build left is nothing that another one can go on with."""
    build_folder(records, tmp_path / "plain")
    with monkeypatch.context() as patch:
        patch.setattr("aiactors.bulk.build._load", lambda *_: os.fspath(None))  # type: ignore[call-overload]
        with pytest.raises(TypeError):
            build_store(records, tmp_path / "out")
    assert (tmp_path / "out.building").exists()
    build_folder(records, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "plain")


def test_a_journal_that_was_cut_off(tmp_path: Path) -> None:
    """A step whose line is not whole is not done; those before it are."""
    folder = tmp_path / "a.building"
    journal = Journal(folder, [])
    journal.note("one", {"x": 1})
    journal.note("two")
    journal.let_go()
    path = folder / target.JOURNAL
    path.write_bytes(path.read_bytes()[:-3])
    journal = Journal(folder, [])
    assert (journal.value("one"), journal.has("two")) == ({"x": 1}, False)
    journal.note("three")
    journal.let_go()
    journal = Journal(folder, [])
    assert (journal.has("one"), journal.has("two"), journal.has("three")) == (True, False, True)
    journal.let_go()
    path.write_bytes(b"[]\n\n{")
    assert not Journal(folder, []).has("one")


def test_a_full_disk(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told where, and what to do."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for build, what in ((build_store, "build._write"), (build_folder, "folder.write_sorted")):
        with monkeypatch.context() as patch:
            patch.setattr(f"aiactors.bulk.{what}", full)
            with pytest.raises(FileError, match="No space left on device; make room") as caught:
                build(records, tmp_path / build.__name__)
            assert str(tmp_path) in str(caught.value)
        build(records, tmp_path / build.__name__)
