"""Cutting words into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from aiactors.search.pieces import asked, cut, filed, may_be_wrong
from aiactors.search.tables import LONGEST_WORD
from aiactors.search.text import allowed_typos
from tests.strategies import examples


@pytest.mark.parametrize("length", range(1, LONGEST_WORD + 1))
def test_pieces_are_the_word_and_none_is_empty(length: int) -> None:
    """For each number of letters that may be wrong in what stands for it."""
    assert may_be_wrong(length)
    for wrong in may_be_wrong(length):
        pieces = cut(length, wrong)
        assert len(pieces) == wrong + 1
        assert pieces[0][0] == 0
        assert pieces[-1][1] == length
        assert all(one[1] == other[0] for one, other in pairwise(pieces))
        assert all(end > start for start, end in pieces)


@given(st.data())
@examples(400)
def test_a_word_that_is_like_one_shares_a_piece_with_it(data: st.DataObject) -> None:
    """Whatever letters are wrong, with swaps at any place: finding misspelt words rests on it."""
    signs = data.draw(st.sampled_from(["ab", "abcdefgh"]))
    word = other = data.draw(st.text(signs, min_size=1, max_size=20))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(other)))
        letter = data.draw(st.sampled_from(["", *signs]))
        swapped = other[:at] + other[at : at + 2][::-1] + other[at + 2 :]
        changed = other[:at] + letter + other[at + data.draw(st.integers(0, 1)) :]
        other = data.draw(st.sampled_from([swapped, changed]))
    if other and OSA.distance(word, other) <= (most := allowed_typos(word)):
        lists = {piece: words for piece, words, _ in filed(len(other), [other], [])}
        assert any(lists.get(piece) == other for piece in asked(word, most))


def test_words_are_filed_apart_from_names() -> None:
    """And in the order of their pieces, for which there is no need to look for a place."""
    rows = list(filed(5, ["orion", "orson"], ["opena"]))
    assert [piece for piece, _, _ in rows] == sorted(piece for piece, _, _ in rows)
    assert rows[0] == ("0510op", "", "opena")
    assert rows[1] == ("0510or", "orion orson", "")
