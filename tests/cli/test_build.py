"""``aiactors build``: dossiers to a release, or nothing at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import aiactors as library

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FILES = ["ai-actors.html", "ai-actors.trig", "ai-actors.ttl", "description.ttl", "positions.json"]


@pytest.fixture
def dossiers(world: Path, tmp_path: Path) -> Path:
    """A copy of the small world, to be spoilt."""
    return shutil.copytree(world, tmp_path / "dossiers")


def spoil(folder: Path, old: str, new: str) -> None:
    """Change one thing in a copy of the small world."""
    path = folder / "story.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def content(folder: Path) -> dict[str, bytes]:
    """Return name and bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_release_is_built(aiactors: Run, world: Path, tmp_path: Path) -> None:
    """What was written stands on the output, how it went on the error output."""
    out = tmp_path / "out"
    done = aiactors("build", world, "--out", out)
    assert done.code == 0
    assert sorted(path.name for path in out.iterdir()) == FILES
    listed = [line.split()[0] for line in done.out.splitlines()]
    assert sorted(listed) == sorted(str(out / name) for name in FILES)
    for line in done.out.splitlines():
        name, size, unit = line.split()
        assert Path(name).stat().st_size == int(size.replace(",", ""))
        assert unit == "bytes"
    assert "2 dossiers, 18 entities, 16 statements in " in done.err
    assert "checking …" in done.err


def test_the_release_is_the_same_every_time(aiactors: Run, release: Path, world: Path) -> None:
    """And the places are kept."""
    out = release.parent / f"{release.name}-again"
    shutil.copytree(release, out, ignore=shutil.ignore_patterns("store"))
    before = content(out)
    assert aiactors("build", world, "-o", out).code == 0
    assert content(out) == before
    shutil.rmtree(out)


def test_without_a_place_it_is_written_to_exports(
    aiactors: Run, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder where one is; the shipped dossiers are the default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("aiactors.resources.dossiers_path", lambda: world)
    assert aiactors("build").code == 0
    assert sorted(path.name for path in (tmp_path / "exports").iterdir()) == FILES


def test_a_store_is_filled_as_well(aiactors: Run, world: Path, tmp_path: Path) -> None:
    """Twice, and it answers."""
    for _ in range(2):
        done = aiactors("build", world, "-o", tmp_path / "out", "-s", tmp_path / "store")
        assert done.code == 0
        answer = aiactors("query", "founders", "organization=Mindful", "-s", tmp_path / "store")
        assert "Ada Gray" in answer.out


def test_dossiers_that_are_wrong_build_nothing(
    aiactors: Run, dossiers: Path, tmp_path: Path
) -> None:
    """Every problem is told in one run, each on a line that editors can jump to."""
    spoil(dossiers, "relation: owns", "relation: owms")
    spoil(dossiers, "when: 2020-01-05", "when: 2020-02-30")
    spoil(dossiers, "publisher: tribunal", "publsher: tribunal")
    out = tmp_path / "out"
    done = aiactors("build", dossiers, "--out", out)
    assert (done.code, done.out) == (1, "")
    problems = [line for line in done.err.splitlines() if "story.yaml:" in line]
    assert len(problems) == 3
    assert all(line.startswith(f"{dossiers / 'story.yaml'}:") for line in problems)
    assert done.err.endswith("\naiactors: 3 problems\n")
    assert not out.exists()


def test_a_graph_that_breaks_a_rule_builds_nothing(
    aiactors: Run, dossiers: Path, tmp_path: Path
) -> None:
    """The rule is named, and what breaks it; the release before stays."""
    out = tmp_path / "out"
    assert aiactors("build", dossiers, "--out", out).code == 0
    before = content(out)
    spoil(dossiers, "when: 2019-04\n", "when: 2030\n")
    done = aiactors("build", dossiers, "--out", out)
    assert (done.code, done.out) == (1, "")
    assert "[told_before]" in done.err
    assert "aiactors: " in done.err.splitlines()[-1]
    assert content(out) == before


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["gone"], 4, "gone: "),
        (["empty"], 4, "empty: holds no dossier"),
        (["dossiers", "--out", "file"], 4, "file: cannot be made: File exists"),
        (["dossiers", "--out", "file/out"], 4, "file/out: cannot be made: Not a directory"),
        (["dossiers", "--store", "dossiers"], 4, "dossiers: holds other things than a store"),
        (["dossiers", "--store", "file"], 4, "file: cannot be opened as a store"),
        (["dossiers", "--out", "broken"], 4, "positions.json: does not hold positions"),
        (["dossiers", "more"], 2, "more"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    arguments: list[str],
    code: int,
    says: str,
    aiactors: Run,
    dossiers: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing is left behind."""
    folder = dossiers.parent
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    (folder / "broken").mkdir()
    (folder / "broken" / "positions.json").write_text("{}}")
    (folder / "file").touch()
    there = sorted(folder.rglob("*"))
    done = aiactors("build", *arguments)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert sorted(folder.rglob("*")) == there


def test_a_release_of_one_dossier(aiactors: Run, dossiers: Path, tmp_path: Path) -> None:
    """A file may be named as well as a folder."""
    people = dossiers / "people.yaml"
    people.write_text(people.read_text("utf-8").replace("acquisition", "company"), "utf-8")
    done = aiactors("build", people, "-o", tmp_path / "out")
    assert done.code == 0, done.err
    assert len(library.open(tmp_path / "out" / "ai-actors.trig").dossiers.entities) == 13
