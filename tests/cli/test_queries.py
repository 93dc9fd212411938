"""``aiactors queries``: what can be asked by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.errors import ResourceError
from aiactors.query import named_queries

if TYPE_CHECKING:
    from tests.cli.conftest import Run


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

    def missing() -> Path:
        raise ResourceError("release/ai-actors.trig")

    monkeypatch.setattr("aiactors.opening.release_path", missing)
    done = aiactors("queries")
    assert (done.code, done.err) == (0, "")
    assert "Who founded openai?" in done.out


def test_an_unknown_language_is_named(aiactors: Run) -> None:
    """As for every command."""
    done = aiactors("queries", "--lang", "english")
    assert (done.code, done.out) == (1, "")
    assert done.err == "aiactors: unknown language 'english'. Use en, fr.\n"
