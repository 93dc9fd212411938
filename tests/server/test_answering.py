"""Rows are counted in what the engine wrote, whatever they say."""

from __future__ import annotations

import tracemalloc

import pyoxigraph as ox
import pytest

from aiactors.server.answering import count_rows
from aiactors.server.formats import ROWS

HARD = ['a"},{"b', "line\nbreak", "\\", '\\"', "", "<result>", '""', "ü"]


@pytest.mark.parametrize("media", ROWS)
@pytest.mark.parametrize("count", [0, 1, len(HARD)])
def test_counts_rows(media: str, count: int) -> None:
    """Texts that look like the ends of rows are none."""
    values = " ".join(str(ox.Literal(text)) for text in HARD[:count])
    found = ox.Store().query(f"SELECT ?x ?none {{ VALUES ?x {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=ROWS[media])
    assert body is not None
    assert count_rows(body, media) == count


def test_counts_rows_of_long_texts_without_going_back() -> None:
    """A pattern that could go back in a text would remember a hundred bytes for each sign of it."""
    body = b'{"results":{"bindings":[{"a":{"value":"' + b'x\\"' * 800_000 + b'"}}]}}'
    tracemalloc.start()
    assert count_rows(body, "application/json") == 1
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < len(body)
