"""``aiactors metrics``: which actors are central, from the terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.cli.metrics import HEADERS

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_table_is_shown(aiactors: Run, trig: Path) -> None:
    """The highest PageRank first, each with its community and the number of its ties."""
    done = aiactors("metrics", "-s", trig)
    assert (done.code, done.err) == (0, "")
    header, rule, *rows = done.out.splitlines()
    assert header.split() == list(HEADERS["en"])
    assert set(rule) == {"─"}
    ranks = [float(row.split()[-4]) for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    assert any(row.startswith("Mindful ") for row in rows)


def test_every_measure_can_rank(aiactors: Run, trig: Path) -> None:
    """And the top of it is told alone."""
    for measure in ("pagerank", "betweenness", "degree"):
        done = aiactors("metrics", "-s", trig, "--by", measure, "--top", "3", "-f", "json")
        rows = json.loads(done.out)
        assert len(rows) == 3
        values = [row[measure] for row in rows]
        assert values == sorted(values, reverse=True)


def test_csv_and_json_hold_the_same(aiactors: Run, trig: Path) -> None:
    """Every actor, with its reference."""
    rows = json.loads(aiactors("metrics", "-s", trig, "-f", "json", "--top", "99").out)
    table = aiactors("metrics", "-s", trig, "-f", "csv", "--top", "99").out
    read = list(csv.DictReader(io.StringIO(table)))
    assert [row["ref"] for row in read] == [row["ref"] for row in rows]
    assert [float(row["pagerank"]) for row in read] == [row["pagerank"] for row in rows]
    assert set(rows[0]) == {"ref", "name", "pagerank", "betweenness", "community", "degree"}


def test_on_a_day_and_in_french(aiactors: Run, trig: Path) -> None:
    """Fewer ties are there then."""
    out = aiactors("metrics", "-s", trig, "--as-of", "2019-06-01", "-l", "fr").out
    assert out.splitlines()[0].split() == list(HEADERS["fr"])
    assert len(out.splitlines()) < len(aiactors("metrics", "-s", trig).out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--by", "fame"], "unknown measure 'fame'"),
        (["--format", "xml"], "unknown format 'xml'"),
        (["--as-of", "tomorrow"], "tomorrow"),
        (["--top", "0"], "top 0: use a number from 1"),
        (["--sources", "0"], "sources 0: use a number from 1"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], says: str, aiactors: Run, trig: Path) -> None:
    """With what to do, and no table."""
    done = aiactors("metrics", "-s", trig, *arguments)
    assert done.code > 0
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err
