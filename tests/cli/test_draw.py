"""``aiactors draw``: the network as one file of HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.cli.draw import KINDS as OFFERED
from aiactors.network.kinds import KINDS
from tests.dossier.test_bulk import CASE, TABLE

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run


def test_the_whole_network_is_drawn(aiactors: Run, release: Path, tmp_path: Path) -> None:
    """The same page as in the release, and the same every time."""
    out = tmp_path / "network.html"
    done = aiactors("draw", out, "--store", release / "ai-actors.trig")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{out}  {out.stat().st_size:,} bytes\n"
    assert out.read_bytes() == (release / "ai-actors.html").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]


def test_without_a_name_it_is_written_here(
    aiactors: Run, trig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``ai-actors.html``."""
    monkeypatch.chdir(tmp_path)
    assert aiactors("draw", "-s", trig).code == 0
    assert (tmp_path / "ai-actors.html").is_file()


@pytest.mark.parametrize("name", ["out.HTML", "out.htm", "/dev/stdout"])
def test_pages_may_be_called_so(
    name: str, process: Callable[..., Done], trig: Path, tmp_path: Path
) -> None:
    """What is no file at all may have any name."""
    done = process("draw", name, "--no-sparql", "-s", trig, cwd=tmp_path)
    assert done.code == 0
    page = done.out if name.startswith("/") else (tmp_path / name).read_text("utf-8")
    assert page.startswith("<!doctype html>")


def test_a_part_of_it_is_drawn(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """Around some, as far as is asked for, of some kinds."""
    out = tmp_path / "part.html"

    def drawn(*arguments: str) -> str:
        assert aiactors("draw", out, *arguments, "--no-sparql", "-s", trig).code == 0
        return out.read_text("utf-8")

    near = drawn("--focus", "Bob Gray")
    assert '"Bob Gray"' in near
    assert '"noe-leger"' not in near
    far = drawn("--focus", "bob gray", "--hops", "3")
    assert '"noe-leger"' in far
    both = drawn("-f", "Bob Gray", "-f", "Noé Léger", "--hops", "0")
    assert '"Bob Gray"' in both
    assert '"noe-leger"' in both
    thoughts = drawn("--kinds", "person, proposition")
    assert '"Openness pays"' in thoughts
    assert '"Mindful"' not in thoughts
    assert '<html lang="fr"' in drawn("--lang", "fr")


def test_the_page_opens_around_what_it_was_drawn_around(
    aiactors: Run, trig: Path, tmp_path: Path
) -> None:
    """As far as it holds."""
    out = tmp_path / "part.html"
    assert aiactors("draw", out, "-f", "Bob Gray", "--hops", "2", "-s", trig).code == 0
    assert '"start":{"focus":["bob-gray"],"hops":2}' in out.read_text("utf-8")
    assert aiactors("draw", out, "-s", trig).code == 0
    assert '"start":{"focus":[],"hops":1}' in out.read_text("utf-8")


def test_the_engine_can_be_left_out(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """It is most of a small page."""
    out = tmp_path / "network.html"
    assert aiactors("draw", out, "-s", trig).code == 0
    assert 'id="kg-wasm"' in out.read_text("utf-8")
    large = out.stat().st_size
    assert aiactors("draw", out, "--no-sparql", "-s", trig).code == 0
    assert 'id="kg-wasm"' not in out.read_text("utf-8")
    assert out.stat().st_size < large - 1_500_000


def test_a_story_is_told(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """With names as people write them; what is wrong in it is told with its line."""
    out, story = tmp_path / "network.html", tmp_path / "story.yaml"
    story.write_text(
        "title: A quarrel\nsteps:\n- {title: One, text: It begins., state: {focus: A. Gray}}\n"
    )
    command = ("draw", out, "--story", story, "--no-sparql", "-s", trig)
    assert aiactors(*command).code == 0
    assert '"state":"focus=ada-gray"' in out.read_text("utf-8")
    out.unlink()
    story.write_text("title: A quarrel\nsteps:\n- {title: One, state: {focus: A. Grey}}\n")
    done = aiactors(*command)
    assert (done.code, done.out) == (1, "")
    assert "story.yaml:3: the key 'text' is missing here. Add it." in done.err
    assert "story.yaml:3: no entity is named 'A. Grey'. Did you mean" in done.err
    assert not out.exists()
    story.unlink()
    assert aiactors(*command).code == 4


def test_bulk_dossiers_are_drawn_where_they_are_asked_for(aiactors: Run, tmp_path: Path) -> None:
    """And left out otherwise, with a word on it where nothing else is to be drawn."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "table.yaml").write_text(TABLE)
    out = tmp_path / "network.html"
    assert aiactors("draw", out, "-s", tmp_path).code == 0
    assert '"Parrot"' not in out.read_text("utf-8")
    assert aiactors("draw", out, "--bulk", "--focus", "Parrot", "-s", tmp_path).code == 0
    assert '"Parrot"' in out.read_text("utf-8")
    assert '"Mira"' not in out.read_text("utf-8")
    done = aiactors("draw", out, "--focus", "Parrot", "-s", tmp_path)
    assert done.code == 1
    assert "bulk dossiers are left out unless they are asked for" in " ".join(done.err.split())


def test_the_kinds_are_those_of_the_network() -> None:
    """The command has a list of its own, since looking there would cost it time."""
    assert OFFERED == KINDS


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["out.html", "--focus", "Bobb Gray"], 2, "Did you mean Bob Gray"),
        (["out.html", "--focus", "Gray"], 2, "stands for"),
        (["out.html", "--focus", "Lone Wolf"], 1, "nothing is drawn around 'Lone Wolf'"),
        (["out.html", "--kinds", "persons"], 1, "unknown kind 'persons'. Did you mean person?"),
        (["out.html", "--kinds", ""], 1, "unknown kind ''. Use person, organization"),
        (["out.html", "--hops", "-1"], 2, "--hops"),
        (["out.html", "--hops", "many"], 2, "--hops"),
        (["out.html", "--lang", "de"], 1, "unknown language 'de'. Use en, fr."),
        (["out.svg"], 1, "out.svg: the network is drawn as a page of HTML: name it out.html"),
        (["out.svg", "-f", "Nobody"], 1, "The page itself saves PNG and SVG"),
        (["Bob Gray"], 1, "name it Bob Gray.html. Whom to draw, --focus tells"),
        (["folder"], 4, "folder: cannot be written: Is a directory"),
        (["missing/out.html"], 4, "missing/out.html: cannot be written: No such file"),
        (["/dev/full"], 4, "/dev/full: cannot be written: No space left on device"),
        (["out.html", "--store", "broken"], 4, "positions.json: does not hold positions"),
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
    (tmp_path / "folder").mkdir()
    there = sorted(tmp_path.rglob("*"))
    if "broken" in arguments:
        monkeypatch.setattr("aiactors.opening.release_path", lambda: _broken(tmp_path, trig))
        files = ("ai-actors.trig", "ai-actors.ttl", "positions.json")
        there = sorted([*there, *(tmp_path / name for name in files)])
        arguments = arguments[:1]
    monkeypatch.chdir(tmp_path)
    more: list[str | Path] = [] if "positions" in says else ["-s", trig]
    done = aiactors("draw", *arguments, *more)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert sorted(tmp_path.rglob("*")) == there


def _broken(folder: Path, trig: Path) -> Path:
    """Make a release whose places are none."""
    for path in (trig, trig.with_suffix(".ttl")):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "positions.json").write_text("[]")
    return folder
