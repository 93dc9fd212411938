"""Rows are counted in what the engine wrote, in a time that does not depend on what they say."""

from __future__ import annotations

import time

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


def test_counts_rows_of_long_texts_quickly() -> None:
    """A text of many megabytes takes no time and no memory of its own."""
    body = b'{"results":{"bindings":[{"a":{"value":"' + b'x\\"' * 8_000_000 + b'"}}]}}'
    begun = time.process_time()
    assert count_rows(body, "application/json") == 1
    assert time.process_time() - begun < 5
