"""``aiactors queries``: what can be asked by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.errors import ResourceError
from aiactors.query import named_queries

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("kept_release")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_query_is_listed_with_its_question(lang: str, aiactors: Run) -> None:
    """One line each; entities that are asked of by default stand there by name."""
    done = aiactors("queries", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    listed = {line.split()[0]: line for line in lines[2:-2]}
    assert list(listed) == list(named_queries())
    assert all("?" in line for line in listed.values())
    assert "OpenAI" in listed["founders"]
    assert listed["founders"].endswith("organization=openai")


def test_the_question_is_in_the_language_asked_for(aiactors: Run) -> None:
    """And so are the headers, and what all of them take."""
    assert "Who founded OpenAI?" in aiactors("queries").out
    french = aiactors("queries", "-l", "fr").out
    assert "Qui a fondé OpenAI\u00a0?" in french.replace(" ?", "\u00a0?")
    assert french.startswith("nom ")
    assert french.splitlines()[-1].startswith("lang=en ou lang=fr")


def test_relations_stand_there_in_words(aiactors: Run) -> None:
    """As the ontology names them."""
    assert "est en concurrence avec" in aiactors("queries", "-l", "fr").out


def test_without_a_release_the_ids_stand_there(
    aiactors: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fresh checkout has none yet."""

    def missing(where: Path | None = None) -> Graph:
        raise ResourceError("release/ai-actors.trig")

    monkeypatch.setattr("aiactors.opening.open_graph", missing)
    done = aiactors("queries")
    assert (done.code, done.err) == (0, "")
    assert "Who founded openai?" in done.out


def test_an_unknown_language_is_named(aiactors: Run) -> None:
    """As for every command."""
    done = aiactors("queries", "--lang", "english")
    assert (done.code, done.out) == (1, "")
    assert done.err == "aiactors: unknown language 'english'. Use en, fr.\n"


# --- one of them ----------------------------------------------------------------------------


def test_one_query_is_shown_in_full(aiactors: Run) -> None:
    """Its question, what it takes, what it answers with, and its text."""
    done = aiactors("queries", "founders")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Who founded OpenAI?\n\nparameter     type    default\n")
    assert "\norganization  entity  openai\n" in done.out
    assert "\ncolumns: founder, when, status\n" in done.out
    assert "# title:" not in done.out
    assert "SELECT DISTINCT ?founder ?when ?status" in done.out


def test_one_query_in_french(aiactors: Run) -> None:
    """All but its text."""
    done = aiactors("queries", "founders", "-l", "fr")
    assert done.out.startswith("Qui a fondé OpenAI")
    assert "paramètre" in done.out
    assert "colonnes\u00a0: founder, when, status" in done.out


@pytest.mark.parametrize("name", named_queries())
def test_every_query_can_be_shown(name: str, aiactors: Run) -> None:
    """What is shown can be asked, once its parameters have values."""
    done = aiactors("queries", name)
    assert (done.code, done.err) == (0, "")
    body = done.out[done.out.index("PREFIX") :]
    assert body.strip() in named_queries()[name].sparql


def test_a_file_is_shown(aiactors: Run, tmp_path: Path) -> None:
    """As those that ship; nothing in it steers the terminal."""
    path = tmp_path / "mine.rq"
    path.write_text("# title: Mine\x1b[31m\n# param: x text\nASK { ?x ?p 'a\x1b' }\n", "utf-8")
    done = aiactors("queries", path)
    assert (done.code, done.err) == (0, "")
    assert "x          text  (to be given)" in done.out
    assert "ASK { ?x ?p 'a" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("foundrs", 2, "no query is named 'foundrs'. Did you mean founders"),
        ("", 2, "no query is named ''"),
        ("missing.rq", 4, "missing.rq: cannot be read: No such file"),
    ],
)
def test_a_query_that_is_not_there_is_said(name: str, code: int, says: str, aiactors: Run) -> None:
    """With the nearest ones."""
    done = aiactors("queries", name)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
