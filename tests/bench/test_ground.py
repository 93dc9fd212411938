"""What growth is measured on, and that every path can be measured."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.growth import Dataset, scaling_cases
from bench.work import RecordReader

pytestmark = pytest.mark.heavy

MANY = 300


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A small one, with everything."""
    made = Dataset(tmp_path_factory.mktemp("ground"), MANY, patience=0.0)
    made.make("triples")
    return made


def test_the_triples_are_those_of_the_store(ground: Dataset) -> None:
    """All of them, each once: what others load is what we have built."""
    inner = ox.Store.read_only(str(ground.store))
    held = {f"{q.triple} ." for q in inner.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    lines = ground.triples.read_text("utf-8").splitlines()
    assert len(lines) == len(held) > MANY * 10
    assert {f"{triple} ." for triple in ox.parse(path=ground.triples)} == held


def test_what_is_there_is_not_made_again(ground: Dataset) -> None:
    """Neither the records, nor the store, nor the triples."""
    before = ground.triples.stat().st_mtime_ns
    ground.make("triples")
    assert ground.triples.stat().st_mtime_ns == before


def test_statements_are_told_once(ground: Dataset) -> None:
    """And the time that reading takes is known."""
    told = RecordReader(ground.records)
    assert len([*told.each()]) == MANY
    assert told.reading > 0
    assert len(told.dossiers) == 1


@pytest.mark.parametrize(
    "name", [name for name, g in scaling_cases().items() if g.work is not None]
)
def test_every_path_can_be_measured(name: str, ground: Dataset) -> None:
    """Its figures are numbers, and the one that is shown is among them."""
    growth = scaling_cases()[name]
    assert growth.work is not None
    figures = growth.work(ground)
    assert all(value >= 0 for value in figures.values())
    assert growth.figure in {*figures, "cpu"}


def test_programs_are_there(ground: Dataset) -> None:
    """Those that paths are, or are compared with."""
    other = Dataset(ground.folder / "other", MANY)
    other.make("records")
    for growth in scaling_cases().values():
        if growth.command is not None:
            assert Path(growth.command(other)[0]).exists()
