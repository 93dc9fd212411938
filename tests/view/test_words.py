"""The words of the interface: the same in both languages, and good typography."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aiactors.view import assets

SOURCES = assets.VIEW / "src"
FILES = sorted((SOURCES / "words").glob("*.json"))
LANGUAGES = ("en", "fr")


def texts(path: Path) -> dict[str, dict[str, str]]:
    """Return language → key → text."""
    found: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return found


def places(text: str) -> set[str]:
    """Return the names that are filled in."""
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_say_the_same(path: Path) -> None:
    """Each key has a text in both, and the same is filled in."""
    words = texts(path)
    assert set(words) == set(LANGUAGES)
    # What is said of one and of none may be a matter of grammar in one language alone.
    numbers = set(words["en"].keys() ^ words["fr"].keys())
    assert {key for key in numbers if not key.endswith(("-one", "-zero"))} == set()
    for key in words["en"].keys() & words["fr"].keys():
        text = words["en"][key]
        assert text.strip()
        assert words["fr"][key].strip()
        # "one" and "none" are words in one language and numbers in the other.
        if not key.endswith(("-one", "-zero")):
            assert places(text) == places(words["fr"][key]), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_french_is_set_as_french_is(path: Path) -> None:
    """Spaces before double signs do not break, apostrophes and quotation marks are round."""
    for key, text in texts(path)["fr"].items():
        assert not re.search(r"[ \w]['\"]\w| [;?!:»]|« ", text), (key, text)


def test_no_two_files_mean_different_things_by_a_key() -> None:
    """The page knows one list of words."""
    seen: dict[str, str] = {}
    for path in FILES:
        for key, text in texts(path)["en"].items():
            assert seen.setdefault(key, text) == text, (key, path.name)


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    """A key that is written out in the sources has a text."""
    known = {key for path in FILES for key in texts(path)["en"]}
    sources = "\n".join(p.read_text("utf-8") for p in sorted(SOURCES.rglob("*.ts")))
    asked = set(re.findall(r"\bwords\.tn?\(\s*\"([a-z][a-z0-9-]*)\"", sources))
    assert asked - known == set()


def test_every_file_is_read() -> None:
    """words.ts imports them all."""
    source = (SOURCES / "words.ts").read_text("utf-8")
    for path in FILES:
        assert f"./words/{path.name}" in source
