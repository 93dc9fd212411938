"""The commands on a store of records: they tell what they leave out, and how to see more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.bulk import build_store
from bench.records import write_records

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was built of some hundred records."""
    folder = tmp_path_factory.mktemp("large")
    write_records(folder / "records.jsonl", 300)
    build_store(folder / "records.jsonl", folder / "store")
    return folder / "store"


def test_a_part_is_drawn(aiactors: Run, store: Path, tmp_path: Path) -> None:
    """As much as is asked for; all of it, where that is not too much."""
    part = aiactors("draw", tmp_path / "part.html", "--store", store, "--most", "40")
    assert part.code == 0
    assert "40 of " in part.err
    assert part.err.endswith(": --most N draws more, --focus NAME what is around one\n")
    whole = aiactors("draw", tmp_path / "whole.html", "--store", store)
    assert whole.code == 0
    assert "--most" not in whole.err
    assert {path.name for path in tmp_path.iterdir()} == {"part.html", "whole.html"}


def test_a_part_is_drawn_as_of_a_day(aiactors: Run, store: Path, tmp_path: Path) -> None:
    """What cannot have held by then is not in it."""
    out = tmp_path / "then.html"
    then = aiactors("draw", out, "--store", store, "-f", "o0", "--as-of", "2012-01-01")
    assert then.code == 0
    assert "its part is chosen" in then.err
    now = aiactors("draw", tmp_path / "now.html", "--store", store, "-f", "o0")
    assert now.code == 0
    assert out.stat().st_size < (tmp_path / "now.html").stat().st_size


def test_counts(aiactors: Run, store: Path) -> None:
    """All statements; what is not counted is told beside them."""
    done = aiactors("stats", "--store", store, "--format", "json")
    assert json.loads(done.out)["The whole"]["statements"] == 300
    assert "tiers of sources" in done.err


def test_export(aiactors: Run, store: Path, tmp_path: Path) -> None:
    """As a stream; named graphs are refused, and nothing is left of the file."""
    done = aiactors("export", tmp_path / "graph.nt", "--store", store)
    lines = (tmp_path / "graph.nt").read_bytes().splitlines()
    assert done.code == 0
    assert lines == sorted(set(lines))
    refused = aiactors("export", tmp_path / "graph.nq", "--store", store)
    assert refused.code != 0
    assert "no named graphs" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]
