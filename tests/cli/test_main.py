"""The command as a whole: help, exit codes, and streams that are full, closed or cut off."""

from __future__ import annotations

import errno
import itertools
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aiactors.cli import app
from tests.commands import COMMANDS
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

SERVING = ("mcp", "serve")
"""Those that write when they are asked something: they have tests of their own."""

SMALL = 4096
"""Bytes of a disk that is as good as full."""


def arguments(command: str, world: Path, trig: Path, out: Path) -> list[str | Path]:
    """Return what a command needs to do its work."""
    needed: dict[str, list[str | Path]] = {
        "build": [world, "--out", out / "new"],
        "check": [world],
        "draw": [out / "new.html", "-s", trig],
        "export": [out / "new.nt", "-s", trig],
        "metrics": ["-s", trig],
        "path": ["Ada Gray", "Mindful", "-s", trig],
        "queries": [],
        "query": ["SELECT * { ?s ?p ?o }", "-s", trig],
        "search": ["Mindful", "-s", trig],
        "show": ["Mindful", "-s", trig],
        "stats": ["-s", trig],
        "version": [],
    }
    return needed[command]


# --- help -----------------------------------------------------------------------------------


def test_the_commands_are_these() -> None:
    """The list that the tests below go through."""
    names = [getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert sorted(names) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_each_command_has_help(command: str, option: str, aiactors: Run) -> None:
    """What it does, its options, and an example; paragraphs are wrapped by the terminal alone."""
    done = aiactors(command, option)
    assert (done.code, done.err) == (0, "")
    assert f"Example: aiactors {command}" in done.out
    lines = [line.strip() for line in done.out.partition("╭")[0].splitlines() if line.strip()]
    for before, line in itertools.pairwise(lines):
        assert line[0].isupper() or len(before) > 60, "a line is broken before it is full"


def test_without_a_command_there_is_help(aiactors: Run) -> None:
    """It lists the commands."""
    done = aiactors("--help")
    assert (done.code, done.err) == (0, "")
    for command in COMMANDS:
        assert f"│ {command} " in done.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "check"),
        (["query"], "QUERY"),
        (["query", "ASK {}", "--foramt", "csv"], "--format"),
        (["show", "a", "b"], "b"),
        (["--versoin"], "--version"),
    ],
)
def test_a_wrong_command_is_named(arguments: list[str], says: str, aiactors: Run) -> None:
    """With what is near, where anything is."""
    done = aiactors(*arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_help_is_quick() -> None:
    """Nothing heavy is imported before a command runs; the time itself is for the bench."""
    code = "import sys, aiactors.cli; print(*{m.partition('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"networkx", "numpy", "pydantic", "pyoxigraph", "pyshacl", "pyvis", "rdflib", "scipy"}
    assert heavy.isdisjoint(done.stdout.split())


# --- the output -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in SERVING])
@pytest.mark.heavy
def test_a_full_output_is_said(
    command: str, process: Callable[..., Done], world: Path, trig: Path, tmp_path: Path
) -> None:
    """The exit code is not zero: whoever redirects to a file must know."""
    with Path("/dev/full").open("wb") as full:
        done = process(
            command,
            *arguments(command, world, trig, tmp_path),
            capture_output=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.code == 4
    last = done.err.splitlines()[-1]
    assert last == "aiactors: the output cannot be written: No space left on device"
    assert "Traceback" not in done.err
    assert "Exception ignored" not in done.err


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_a_full_output_is_said_in_every_format(
    format_: str, process: Callable[..., Done], trig: Path
) -> None:
    """Bytes go another way than text."""
    with Path("/dev/full").open("wb") as full:
        done = process(
            "query", "SELECT * { ?s ?p ?o }", "-s", trig, "-f", format_,
            capture_output=False, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.code == 4
    assert done.err == "aiactors: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("command", ["queries", "query", "show", "version"])
@pytest.mark.heavy
def test_a_reader_that_has_had_enough_is_no_mistake(command: str, world: Path, trig: Path) -> None:
    """As in ``aiactors query … | head -1``: not a word."""
    words = [sys.executable, "-m", "aiactors", command]
    words += map(str, arguments(command, world, trig, world))
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    running.wait(timeout=PATIENCE)
    assert said == b""


def test_head_gets_its_line(trig: Path) -> None:
    """And all of the pipe is quiet."""
    command = f"{sys.executable} -m aiactors query 'SELECT * {{ ?s ?p ?o }}' -s {trig} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["o", "p", "s"]
    assert done.stderr == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_closed_stream_is_no_mistake(closed: str, trig: Path) -> None:
    """Some programs start others so."""
    command = f"{sys.executable} -m aiactors show Mindful -s {trig} {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("Mindful" in done.stdout) == (">&-" not in closed.replace("2>&-", ""))


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_a_poor_terminal_shows_what_it_can(
    env: dict[str, str], process: Callable[..., Done], trig: Path
) -> None:
    """A letter that it lacks is a question mark, and no failure."""
    done = process("show", "noe leger", "-s", trig, env=env)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("No? L?ger\n")
    done = process("show", "Ad\u00e9 Gray", "-s", trig, env=env)
    assert done.code == 2
    assert "Did you mean" in done.err


# --- a full disk ----------------------------------------------------------------------------


@pytest.fixture(params=["limit", "disk"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder in which there is little room, and how to start a process in it.

    Two ways: a process that may write small files only, and a disk that is small.
    """
    folder = tmp_path / "full"
    folder.mkdir()
    if request.param == "limit":
        limits = (SMALL, SMALL)
        yield folder, {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)}
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={4 * SMALL}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk may be mounted here")
    try:
        yield folder, {}
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("command", ["draw", "export"])
@pytest.mark.heavy
def test_a_full_disk_leaves_the_old_file(
    command: str,
    full: tuple[Path, dict[str, Any]],
    process: Callable[..., Done],
    world: Path,
    trig: Path,
) -> None:
    """And no half-written one beside it."""
    folder, more = full
    words = arguments(command, world, trig, folder)
    path = Path(words[0])
    path.write_bytes(b"old")
    done = process(command, *words, **more)
    assert (done.code, done.out) == (4, "")
    why = os.strerror(errno.EFBIG if more else errno.ENOSPC)
    assert done.err == f"aiactors: {path}: cannot be written: {why}\n"
    assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [(path.name, b"old")]


@pytest.mark.heavy
def test_a_full_disk_leaves_the_old_release(
    full: tuple[Path, dict[str, Any]], process: Callable[..., Done], world: Path
) -> None:
    """All of it: half a new one is none."""
    folder, more = full
    (folder / "ai-actors.ttl").write_bytes(b"# old")
    (folder / "description.ttl").write_bytes(b"# old")
    there = sorted(folder.iterdir())
    done = process("build", world, "--out", folder, **more)
    assert (done.code, done.out) == (4, "")
    assert "cannot be written: " in done.err.splitlines()[-1]
    assert sorted(folder.iterdir()) == there
    assert {path.read_bytes() for path in there} == {b"# old"}


@pytest.mark.heavy
def test_a_disk_that_is_read_only_is_said(
    tmp_path: Path, process: Callable[..., Done], world: Path, trig: Path
) -> None:
    """By every command that writes."""
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(tmp_path)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk may be mounted here")
    try:
        for command in ("build", "draw", "export"):
            done = process(command, *arguments(command, world, trig, tmp_path))
            assert (done.code, done.out) == (4, "")
            assert "Read-only file system" in done.err
            assert "Traceback" not in done.err
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


# --- interruptions --------------------------------------------------------------------------


def held_up(where: str, *words: str | Path) -> subprocess.Popen[str]:
    """Run a command as far as a function that it calls, which then waits until it is ended."""
    code = """if True:
        import importlib, sys
        from aiactors.cli import main
        def wait(*_):
            print("held up", file=sys.stderr, flush=True)
            sys.stdin.read()
        module, _, name = sys.argv.pop(1).rpartition(".")
        setattr(importlib.import_module(module), name, wait)
        main()
    """
    running = subprocess.Popen(
        [sys.executable, "-c", code, where, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    assert "held up\n" in iter(running.stderr.readline, "")
    return running


@pytest.mark.heavy
def test_an_interrupted_build_leaves_nothing(world: Path, tmp_path: Path) -> None:
    """Ctrl-C while it works: no release, no traceback, and the exit code of an interruption."""
    out = tmp_path / "out"
    running = held_up("aiactors.build._check", "build", world, "--out", out)
    running.send_signal(signal.SIGINT)
    said, err = running.communicate(timeout=PATIENCE)
    assert running.returncode == 130
    assert said == ""
    assert "Traceback" not in err
    assert not out.exists()


def test_an_interruption_while_writing_leaves_the_old_file(trig: Path, tmp_path: Path) -> None:
    """In the middle of a file."""
    out = tmp_path / "out.nt"
    out.write_bytes(b"old")
    running = held_up("os.fsync", "export", out, "-s", trig)
    running.send_signal(signal.SIGINT)
    said, err = running.communicate(timeout=PATIENCE)
    assert running.returncode == 130
    assert said == ""
    assert "Traceback" not in err
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.nt", b"old")]


def test_a_lack_of_memory_is_said(aiactors: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""

    def fail() -> None:
        raise MemoryError

    monkeypatch.setattr("aiactors.resources.package_version", fail)
    done = aiactors("version")
    assert (done.code, done.err) == (4, "aiactors: there is not enough memory for this\n")


def test_any_other_trouble_with_a_file_is_said(
    aiactors: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its name."""

    def fail() -> None:
        raise PermissionError(13, "Permission denied", "/secret")

    monkeypatch.setattr("aiactors.resources.package_version", fail)
    done = aiactors("version")
    assert (done.code, done.err) == (4, "aiactors: /secret: Permission denied\n")
