"""Text from outside cannot steer a terminal."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from aiactors.cli.text import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Zoë · 人工 🤖 — “x”", "Zoë · 人工 🤖 — “x”"),
        ("38\u00a0millions\u202f!", "38\u00a0millions\u202f!"),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("a\tb", "a b"),
        ("\x1b[31mred\x1b]0;title\x07", "�[31mred�]0;title�"),
        ("\x9b31m", "�31m"),
        ("over\rwritten\b", "over�written�"),
        ("\u202eevil\u2066\u200b", "�evil��"),
        ("\u2028\u2029\x85\x00\x7f", "�����"),
        ("\ud800", "�"),
        (None, "None"),
        (12, "12"),
    ],
)
def test_what_steers_is_shown_as_such(text: object, shown: str) -> None:
    """Everything else stays as it is."""
    assert clean(text) == shown


def test_no_control_character_is_left() -> None:
    """Whatever Unicode has of them; only line breaks are let through."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character)[0] in "C" or character in "\u2028\u2029":
            assert clean(character) in ("�", " ", "\n"), hex(code)
