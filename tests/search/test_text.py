"""Words, their places in a text, and how many letters of one may be wrong."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.search.text import allowed_typos, is_wide, spans, words

TEXTS = st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" … ! 🦊", []),
        ("GPT-4o", ["gpt", "4o"]),
        ("Noé Léger", ["noe", "leger"]),
        ("snake_case", ["snake", "case"]),
        ("\uff2f\uff50en\uff21\uff29", ["openai"]),
        ("Straße", ["strasse"]),
        ("مِيرا", ["ميرا"]),
        ("\udcff", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Letters and digits, folded; all else parts them."""
    assert words(text) == found


@given(TEXTS)
def test_words_are_the_same_when_folded_again(text: str) -> None:
    """What the index holds and what is asked for are compared as they are."""
    once = words(text)
    assert words(" ".join(once)) == once


@given(TEXTS, TEXTS)
def test_places_lie_in_the_text_and_apart(text: str, needle: str) -> None:
    """Whatever is looked for, in whatever is written."""
    found = spans(text, words(needle))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


@given(TEXTS)
def test_each_word_of_a_text_is_found_in_it(text: str) -> None:
    """Where it stands, as it is written."""
    for word in words(text.lower()):
        assert spans(text.lower(), [word])


@pytest.mark.parametrize(
    ("text", "needles", "shown"),
    [
        ("The AI of xAI", ["ai"], ["AI"]),  # the whole word, where there is one
        ("OpenAI and opener", ["open"], ["Open", "open"]),
        ("xAI", ["ai"], ["AI"]),
        ("\uff25\u0301lon Musk", ["elon"], ["\uff25\u0301lon"]),
        ("OpenAI", ["open", "ai"], ["OpenAI"]),
        ("[DeepSeek-R1 发布]", ["发布"], ["发布"]),
        ("Musk", ["x"], []),
    ],
)
def test_places(text: str, needles: list[str], shown: list[str]) -> None:
    """Whole words go before beginnings, and those before parts of words."""
    assert [text[start:end] for start, end in spans(text, needles)] == shown


def test_wide_scripts() -> None:
    """Those without spaces between words, also when they are folded."""
    for text in ("智谱", "ムーンショット", "네이버", "ไทย"):
        assert is_wide(text)
        assert all(map(is_wide, words(text)))
    for text in ("Мистраль", "ميرا", "Ελλάδα", "हिन्दी", ""):
        assert not is_wide(text)


@given(st.text("ab", max_size=80))
def test_longer_words_may_have_more_wrong_letters(word: str) -> None:
    """And short ones none."""
    assert allowed_typos(word) <= allowed_typos(word + "a") <= 3
    assert allowed_typos(word[:2]) == 0
