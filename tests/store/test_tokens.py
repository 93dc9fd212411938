"""The parts of a query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aiactors.store.tokens import tokens


@given(st.text(max_size=60))
def test_tokens_cover_all_but_space(text: str) -> None:
    """None overlaps another, and each stands where it says."""
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end


def test_a_long_query_is_quick() -> None:
    """No pattern of the tokens goes back and forth."""
    for text in ("a:" + "." * 50_000, "(" * 50_000, ":%" * 50_000, "a." * 50_000, "<" * 50_000):
        tokens(text)
