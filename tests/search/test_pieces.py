"""Cutting words into pieces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from aiactors.search.pieces import RUN, around, cut, runs
from tests.strategies import examples

WORDS = st.text("abc", min_size=1, max_size=24)


@given(WORDS, st.dictionaries(st.text("abc^$", min_size=2, max_size=3), st.integers(0, 99)))
def test_pieces_lie_in_the_word_and_apart(word: str, often: dict[str, int]) -> None:
    """As many as are asked for; short ones only where there is no room, and never at the end."""
    padded = f"^{word}$"
    most = 1 + (len(word) > 5) + (len(word) > 11)
    pieces = cut(padded, most + 1, often) if len(word) >= 3 else cut(padded, 1, often)
    assert len(pieces) == (most + 1 if len(word) >= 3 else 1)
    assert all(one[1] <= other[0] for one, other in pairwise(pieces))
    for start, end in pieces:
        assert end - start >= RUN or (end < len(padded) and len(padded) < RUN * (most + 1))


@given(st.data())
@examples(300)
def test_one_piece_is_right_or_what_stands_around_a_cut(data: st.DataObject) -> None:
    """Whatever letters are wrong: that is what finding misspelt words rests on."""
    word = data.draw(st.text("abc", min_size=7, max_size=20))
    other, most = word, 2 if len(word) < 12 else 3
    for _ in range(most):
        at = data.draw(st.integers(0, len(other)))
        letter = data.draw(st.sampled_from(["", "a", "b", "c"]))
        swapped = other[:at] + other[at : at + 2][::-1] + other[at + 2 :]
        changed = other[:at] + letter + other[at + data.draw(st.integers(0, 1)) :]
        other = data.draw(st.sampled_from([swapped, changed]))
    padded = f"^{word}$"
    pieces = cut(padded, most + 1, {run: data.draw(st.integers(0, 9)) for run in runs(padded)})
    parts = [*(padded[start:end] for start, end in pieces), *around(padded, pieces)]
    if OSA.distance(word, other) <= most:
        assert any(part in f"^{other}$" for part in parts)
