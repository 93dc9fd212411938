"""The words of the pages: the same in both languages, all of them used, numbers as people read."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import aiactors.server.site
from aiactors.search import Hit
from aiactors.server.site.request import PageRequest
from aiactors.server.site.search_page import search
from aiactors.server.site.words import WORDS

SITE = Path(aiactors.server.site.__file__).parent


def test_both_languages_say_the_same() -> None:
    """The same keys, with the same places to fill in."""

    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    assert set(WORDS["fr"]) - set(WORDS["en"]) == set()
    assert {k: places(v) for k, v in WORDS["en"].items()} == {
        k: places(v) for k, v in WORDS["fr"].items()
    }


def test_no_words_lie_about_unused() -> None:
    """What no page shows is wrong before anybody notices."""
    sources = [*SITE.rglob("*.j2"), *SITE.glob("*.py")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources if file.stem != "words")
    told_here = {"no-source", "one-source", "many-sources"}
    unused = {key for key in WORDS["en"] if not re.search(rf"\b{key}\b", text)}
    assert unused == told_here


def test_french_has_its_spaces() -> None:
    """No line may begin with a colon, or end with an opening mark."""
    for key, text in WORDS["fr"].items():
        assert not re.search(r" [:;?!»]|« ", text), key


class _Found:
    """A graph in which so many things are found."""

    def __init__(self, many: int) -> None:
        self.many = many

    def search(self, text: str, *, limit: int, lang: str) -> list[Hit]:
        """Return what is found."""
        hit = Hit(
            ref="id:ada", name=text, kind="person", field="name", lang=lang, text=text,
            matched=(), score=1.0, how="exact",
        )  # fmt: skip
        return [hit] * min(self.many, limit)


@pytest.mark.parametrize(
    ("many", "lang", "told"),
    [
        (0, "en", "Nothing was found for “x”"),
        (1, "en", "1 found for “x”"),
        (1, "fr", "1 résultat pour «\u00a0x\u00a0»"),
        (2, "fr", "2 résultats pour «\u00a0x\u00a0»"),
        (40, "en", "40 found for “x”"),
        (41, "en", "The 40 that fit “x” best; more words find fewer"),
        (900, "fr", "Les 40 qui correspondent le mieux à «\u00a0x\u00a0»"),
    ],
)
def test_the_count_of_a_search_is_no_more_than_is_known(many: int, lang: str, told: str) -> None:
    """The first forty of hundreds are not all there is."""
    visit = PageRequest("/search", {"q": ["x"], "lang": [lang]}, {}, "http://a.example")
    page = search(_Found(many), visit).body.decode()  # type: ignore[arg-type]
    assert told in page
    assert page.count("<li>") == min(many, 40)
    if many:
        assert {"en": "person", "fr": "personne"}[lang] + "</span>" in page
