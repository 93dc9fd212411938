"""Data sets of the bench, and that every scaling case can be measured on them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.growth import Dataset, scaling_cases
from bench.work import RecordReader

pytestmark = pytest.mark.heavy

MANY = 300


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A small data set, with everything."""
    made = Dataset(tmp_path_factory.mktemp("data"), MANY, patience=0.0)
    made.make("triples")
    return made


def test_the_triples_are_those_of_the_store(data: Dataset) -> None:
    """All of them, each once: what others load is what we have built."""
    inner = ox.Store.read_only(str(data.store))
    held = {f"{q.triple} ." for q in inner.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    lines = data.triples.read_text("utf-8").splitlines()
    assert len(lines) == len(held) > MANY * 10
    assert {f"{triple} ." for triple in ox.parse(path=data.triples)} == held


def test_what_is_there_is_not_made_again(data: Dataset) -> None:
    """Neither the records, nor the store, nor the triples."""
    before = data.triples.stat().st_mtime_ns
    data.make("triples")
    assert data.triples.stat().st_mtime_ns == before


def test_statements_are_read_once(data: Dataset) -> None:
    """And the time that reading takes is known."""
    reader = RecordReader(data.records)
    assert len([*reader.each()]) == MANY
    assert reader.reading > 0
    assert len(reader.dossiers) == 1


@pytest.mark.parametrize(
    "name", [name for name, g in scaling_cases().items() if g.work is not None]
)
def test_every_case_can_be_measured(name: str, data: Dataset) -> None:
    """Its figures are numbers, and the one that is shown is among them."""
    case = scaling_cases()[name]
    assert case.work is not None
    figures = case.work(data)
    assert all(value >= 0 for value in figures.values())
    assert case.figure in {*figures, "cpu"}


def test_programs_are_there(data: Dataset) -> None:
    """Those that cases run, or are compared with."""
    other = Dataset(data.folder / "other", MANY)
    other.make("records")
    for case in scaling_cases().values():
        if case.command is not None:
            assert Path(case.command(other)[0]).exists()
