"""Texts in languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aiactors.model import LangString, in_language, texts
from aiactors.model.text import Texts
from tests.strategies import TEXTS, examples

READ: TypeAdapter[tuple[LangString, ...]] = TypeAdapter(Texts)


def test_equal_content_is_equal() -> None:
    """Order and repetition do not count."""
    fr, en = ("fr", "oui"), ("en", "yes")
    assert READ.validate_python((fr, en, fr)) == (LangString("en", "yes"), LangString("fr", "oui"))


def test_language_tags_are_small_letters() -> None:
    """As tools of RDF keep them."""
    assert READ.validate_python((("zh-Hant", "是"),))[0].lang == "zh-hant"


@pytest.mark.parametrize("lang", ["", "e", "engl", "en_US", "en-", "en-toolongtag", "e n", 'en"'])
def test_other_tags_are_refused(lang: str) -> None:
    """They could not be written as RDF."""
    with pytest.raises(ValidationError):
        READ.validate_python(((lang, "x"),))


def test_an_empty_text_is_refused() -> None:
    """It says nothing."""
    with pytest.raises(ValidationError):
        READ.validate_python((("en", ""),))


@examples(100)
@given(TEXTS, st.sampled_from(["en", "fr", "zh", "xx"]))
def test_in_language_falls_back(values: tuple[LangString, ...], lang: str) -> None:
    """The language wanted, or English, or the first."""
    by_language = {value.lang: value.text for value in values}
    expected = by_language.get(lang, by_language.get("en", values[0].text))
    assert in_language(values, lang) == expected
    assert in_language((), lang) is None


def test_texts_of_a_mapping() -> None:
    """One text a language, or several."""
    assert texts({"fr": ["b", "a"], "en": "c"}) == (
        LangString("en", "c"),
        LangString("fr", "a"),
        LangString("fr", "b"),
    )
