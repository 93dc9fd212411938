"""``aiactors export``: the graph as a file of RDF, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import aiactors as library
from aiactors.export import WRITERS, export_text

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("format_", WRITERS)
def test_the_ending_names_the_format(
    format_: str, aiactors: Run, trig: Path, world: Path, tmp_path: Path
) -> None:
    """And the file holds what the library writes."""
    out = tmp_path / f"graph.{format_.upper()}"
    done = aiactors("export", out, "--store", trig)
    text = export_text(library.open(world).dossiers, format_)
    assert out.read_text("utf-8") == text
    size = len(text.encode())
    assert (done.code, done.out, done.err) == (0, f"{out}  {size:,} bytes\n", "")


def test_an_option_names_the_format(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """Whatever the ending is."""
    out = tmp_path / "graph.txt"
    assert aiactors("export", out, "--format", "NT", "-s", trig).code == 0
    assert out.read_text("utf-8").startswith("<https://w3id.org/ai-actors/")


@pytest.mark.heavy
def test_the_release_exports_to_itself(aiactors: Run, root: Path, tmp_path: Path) -> None:
    """The same bytes as in the release."""
    assert aiactors("export", tmp_path / "out.trig").code == 0
    released = root / "exports" / "ai-actors.trig"
    assert (tmp_path / "out.trig").read_bytes() == released.read_bytes()


@pytest.mark.parametrize("store", ["ai-actors.trig", "store"])
def test_it_is_the_same_from_every_store_with_graphs(
    store: str, aiactors: Run, release: Path, tmp_path: Path
) -> None:
    """On disk or not."""
    assert aiactors("export", tmp_path / "out.trig", "-s", release / store).code == 0
    assert (tmp_path / "out.trig").read_bytes() == (release / "ai-actors.trig").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["out"], 1, "out: the ending names no format: let it be one of .ttl, .trig, .nt"),
        (["out.csv"], 1, "out.csv: the ending names no format"),
        (["out.ttl", "--format", "turtle"], 1, "unknown format 'turtle'. Did you mean ttl?"),
        (["out.ttl", "--format", "xls"], 1, "unknown format 'xls'. Use ttl, trig, nt, nq"),
        (["folder.ttl"], 4, "folder.ttl: cannot be written: Is a directory"),
        (["missing/out.ttl"], 4, "out.ttl: cannot be written: No such file or directory"),
        (["file/out.ttl"], 4, "out.ttl: cannot be written: Not a directory"),
        (["out.ttl", "--store", "gone.trig"], 4, "gone.trig: no such file or folder"),
        (["out.ttl", "--store", "foreign.nt"], 1, "holds no entity and no statement"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    arguments: list[str],
    code: int,
    says: str,
    aiactors: Run,
    trig: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "foreign.nt").write_text("<http://x.example/> <http://x.example/> <x:y> .\n")
    there = sorted(tmp_path.rglob("*"))
    more: list[str | Path] = [] if "--store" in arguments else ["-s", trig]
    done = aiactors("export", *arguments, *more)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert sorted(tmp_path.rglob("*")) == there


def test_a_device_can_be_written(aiactors: Run, trig: Path) -> None:
    """It takes all; and one that is full says so."""
    assert aiactors("export", "/dev/null", "-f", "nt", "-s", trig).code == 0
    assert Path("/dev/null").is_char_device()
    done = aiactors("export", "/dev/full", "-f", "nt", "-s", trig)
    assert (done.code, done.out) == (4, "")
    assert done.err == "aiactors: /dev/full: cannot be written: No space left on device\n"
