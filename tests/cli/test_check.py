"""``aiactors check``: are the dossiers right, and does the evidence still stand?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from aiactors.build import make, write
from aiactors.check import Finding
from aiactors.progress import SILENT

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ALL_RIGHT = "2 dossiers, 18 entities, 16 statements: all right\n"
TEXT = Path(__file__).parent.parent / "check" / "gazette.txt"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine takes longer than a second, and would be told how far it is."""
    monkeypatch.setattr("aiactors.cli.progress.shown_progress", lambda: SILENT)


@pytest.fixture
def dossiers(world: Path, tmp_path: Path) -> Path:
    """A copy of the small world, to be spoilt."""
    return shutil.copytree(world, tmp_path / "dossiers")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the one text that there is."""
    folder = tmp_path / "texts"
    folder.mkdir()
    shutil.copy(TEXT, folder)
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    """Change one thing in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_dossiers_that_are_right(aiactors: Run, world: Path) -> None:
    """Say how many they are."""
    done = aiactors("check", world)
    assert (done.code, done.out, done.err) == (0, ALL_RIGHT, "")


def test_questions_of_facts_are_listed(aiactors: Run, dossiers: Path) -> None:
    """With the statements that they are about, and only where they are asked for."""
    done = aiactors("check", dossiers, "--questions")
    assert (done.code, done.out, done.err) == (0, f"{ALL_RIGHT}questions: none\n", "")
    path = next(path for path in dossiers.glob("*.yaml") if "relation: founded" in path.read_text())
    text = path.read_text("utf-8")
    founding = re.search(r"(?m)^  - .*(?:\n    .*)*?relation: founded(?:\n    .*)*", text)
    assert founding is not None
    other = re.sub(r"when: .*", "when: 1999", founding[0])
    assert other != founding[0]
    path.write_text(text.replace(founding[0], f"{founding[0]}\n{other}"), "utf-8")
    done = aiactors("check", dossiers, "--questions")
    lines = done.out.splitlines()
    assert (done.code, lines[1:3]) == (0, ["questions: 1 rival date", "rival date:"])
    assert len(lines) == 5 and lines[3].startswith(f"  {path.name}: “")


@pytest.mark.heavy
def test_the_dossiers_that_ship_are_right(aiactors: Run) -> None:
    """They are the default."""
    done = aiactors("check")
    assert done.code == 0
    assert done.out.endswith(": all right\n")


def test_every_problem_of_every_file_is_reported(aiactors: Run, dossiers: Path) -> None:
    """With file and line, in their order."""
    spoil(dossiers / "story.yaml", "relation: owns", "relation: owms")
    spoil(dossiers / "people.yaml", "kind: court", "kind: cuort")
    (dossiers / "broken.yaml").write_text("dossier: [")
    (dossiers / "latin.yaml").write_bytes(b"dossier: \xe9\n")
    done = aiactors("check", dossiers)
    assert (done.code, done.out) == (1, "")
    *problems, last = done.err.splitlines()
    assert last == f"aiactors: {len(problems)} problems"
    assert problems == sorted(problems)
    for name in ("broken", "latin", "people", "story"):
        assert any(line.startswith(f"{dossiers / name}.yaml:") for line in problems), name


def test_one_problem_is_one(aiactors: Run, dossiers: Path) -> None:
    """The line that counts them is English."""
    spoil(dossiers / "people.yaml", "kind: court", "kind: cuort")
    done = aiactors("check", dossiers)
    assert "court" in done.err
    assert done.err.endswith("\naiactors: 1 problem\n")


def test_rules_of_the_whole_graph_are_checked(aiactors: Run, dossiers: Path) -> None:
    """A newspaper of 2020 cannot tell as done what is of 2030."""
    spoil(dossiers / "story.yaml", "when: 2019-04\n", "when: 2030\n")
    done = aiactors("check", dossiers)
    assert (done.code, done.out) == (1, "")
    assert "[told_before]" in done.err


def test_warnings_are_told_and_do_not_fail(
    aiactors: Run, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are for a person to decide."""
    warning = Finding("rule", "id:a", "look \x1b[31mat this", error=False)
    monkeypatch.setattr("aiactors.build.check_store", lambda *_: (warning,))
    done = aiactors("check", world)
    assert (done.code, done.out) == (0, ALL_RIGHT)
    assert done.err == "warning: id:a: look �[31mat this [rule]\nwarnings: 1 rule\n"


def test_many_warnings_of_one_rule_are_counted(
    aiactors: Run, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first few show what it is about; all of them are there for who asks."""
    many = [Finding("rule", f"id:x{i}", "look", error=False) for i in range(5)]
    monkeypatch.setattr("aiactors.build.check_store", lambda *_: tuple(many))
    few = aiactors("check", world).err.splitlines()
    assert few[:3] == [f"warning: id:x{i}: look [rule]" for i in range(3)]
    assert few[3:] == ["warning: … and 2 more [rule]: --all prints them", "warnings: 5 rule"]
    every = aiactors("check", world, "--all").err.splitlines()
    assert every == [*(f"warning: {finding}" for finding in many), "warnings: 5 rule"]


# --- stores ---------------------------------------------------------------------------------


def built(world: Path, folder: Path) -> Path:
    """Build a release, and a store beside it."""
    write(make(world, {}), folder, folder / "store")
    return folder


@pytest.mark.parametrize("name", ["store", "ai-actors.trig", "ai-actors.ttl"])
def test_a_store_or_a_file_is_checked(
    name: str, aiactors: Run, world: Path, tmp_path: Path
) -> None:
    """Against the same rules."""
    done = aiactors("check", built(world, tmp_path) / name)
    assert (done.code, done.out, done.err) == (0, "16 statements: all right\n", "")


def test_what_is_wrong_in_a_file_is_told_in_words(
    aiactors: Run, world: Path, tmp_path: Path
) -> None:
    """By the names in it, of statements that its rules and shapes find."""
    file = built(world, tmp_path) / "ai-actors.ttl"
    spoil(file, "rdf:predicate ai:competesWith", "rdf:predicate ai:chiefExecutiveOf")
    spoil(file, "ai:rank ai:Normal", "ai:rank ai:Common")
    done = aiactors("check", file)
    assert (done.code, done.out) == (1, "")
    told = done.err.splitlines()
    sentence = re.compile(r"st:[0-9a-f]{20}: “[A-Z].* .+”")
    for rule in ("subject_class", "shape"):
        assert any(sentence.match(line) and line.endswith(f"[{rule}]") for line in told), rule


def test_a_store_of_another_program_is_checked_as_well(
    aiactors: Run, world: Path, tmp_path: Path
) -> None:
    """It has neither the union of its graphs nor the ontology."""
    other = ox.Store(str(tmp_path / "other"))
    other.load(path=str(built(world, tmp_path) / "ai-actors.trig"), format=ox.RdfFormat.TRIG)
    other.flush()
    del other
    done = aiactors("check", tmp_path / "other")
    assert (done.code, done.out, done.err) == (0, "16 statements: all right\n", "")


def test_what_is_wrong_in_a_store_of_another_program_is_told(
    aiactors: Run, world: Path, tmp_path: Path
) -> None:
    """As of a file."""
    file = built(world, tmp_path) / "ai-actors.trig"
    spoil(file, "rdf:predicate ai:competesWith", "rdf:predicate ai:chiefExecutiveOf")
    other = ox.Store(str(tmp_path / "other"))
    other.load(path=str(file), format=ox.RdfFormat.TRIG)
    other.flush()
    del other
    done = aiactors("check", tmp_path / "other")
    assert (done.code, done.out) == (1, "")
    assert "[subject_class]" in done.err


@pytest.mark.parametrize("folder", [True, False])
def test_records_are_no_dossiers(aiactors: Run, tmp_path: Path, *, folder: bool) -> None:
    """Who built a store of them checks that one; as YAML, every line of them would be wrong."""
    file = tmp_path / "news.jsonl"
    file.write_text('{"dossier": "a", "title": {"en": "A"}}\n', "utf-8")
    done = aiactors("check", tmp_path if folder else file)
    assert done.code == 1
    assert "holds records: make a store of them first, with aiactors build" in done.err


def test_texts_go_with_dossiers(aiactors: Run, world: Path, texts: Path, tmp_path: Path) -> None:
    """A store does not hold the words of passages."""
    done = aiactors("check", built(world, tmp_path) / "ai-actors.ttl", "-d", texts)
    assert (done.code, done.out) == (1, "")
    assert "--documents goes with dossiers" in done.err


# --- documents ------------------------------------------------------------------------------


def test_passages_that_stand_are_counted(aiactors: Run, world: Path, texts: Path) -> None:
    """All is right."""
    (texts / "picture.png").write_bytes(b"\x89PNG\xff")
    done = aiactors("check", world, "--documents", texts)
    assert (done.code, done.out) == (0, ALL_RIGHT)
    assert done.err == "passages: 2 found; documents without a text here: 0\n"


def test_passages_that_moved_or_vanished_are_told(aiactors: Run, world: Path, texts: Path) -> None:
    """Each on a line, and the check fails."""
    spoil(texts / "gazette.txt", "Ada Gray founded", "Today: Ada Gray founded")
    spoil(texts / "gazette.txt", "has run", "runs")
    done = aiactors("check", world, "-d", texts)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "warning: gazette.txt: the text of id:gazette-2020 has changed",
        "passages: 1 moved, 1 vanished; documents without a text here: 0",
        "gazette.txt: passage 0-25 of id:gazette-2020: moved, now at 7",
        "gazette.txt: passage 27-59 of id:gazette-2020: vanished",
        "aiactors: 2 problems",
    ]


def test_a_changed_text_in_which_all_stands_is_a_warning(
    aiactors: Run, world: Path, texts: Path
) -> None:
    """A line was put at its end."""
    spoil(texts / "gazette.txt", "À bientôt.", "Au revoir.")
    done = aiactors("check", world, "-d", texts)
    assert (done.code, done.out) == (0, ALL_RIGHT)
    assert "warning: gazette.txt: the text of id:gazette-2020 has changed" in done.err


def test_texts_that_are_not_here_are_counted(aiactors: Run, world: Path, tmp_path: Path) -> None:
    """Nobody has them all."""
    done = aiactors("check", world, "-d", tmp_path)
    assert (done.code, done.out) == (0, ALL_RIGHT)
    assert done.err == "passages: none to look for; documents without a text here: 1\n"


def test_a_file_with_a_hostile_name_is_shown_as_such(
    aiactors: Run, world: Path, texts: Path
) -> None:
    """Whoever named it must not steer the terminal."""
    (texts / "gazette.txt").rename(texts / "\x1b[31mred.txt")
    spoil(texts / "\x1b[31mred.txt", "À bientôt.", "Au revoir.")
    (texts / "\x1b[31mred.txt").rename(texts / "gazette.txt")
    done = aiactors("check", world, "-d", texts)
    assert "\x1b" not in done.out + done.err


@pytest.mark.parametrize("where", ["gone", "gazette.txt"])
def test_a_folder_of_texts_that_is_none(
    where: str, aiactors: Run, world: Path, texts: Path
) -> None:
    """A check of nothing must not pass."""
    done = aiactors("check", world, "-d", texts / where)
    assert (done.code, done.out) == (4, "")
    assert "is not a folder: name the one that holds the documents' texts" in done.err


@pytest.mark.heavy
def test_the_article_is_checked_where_its_text_is_at_hand(
    aiactors: Run, root: Path, tmp_path: Path
) -> None:
    """Every passage that the dossiers that ship have a hash of stands where it stood."""
    documents = root.parent / "shared" / "documents"
    if not documents.is_dir():
        pytest.skip("the text is not ours to ship")
    done = aiactors("check", "--documents", documents)
    assert done.code == 0, done.err
    assert " found" in done.err
    assert "moved" not in done.err
