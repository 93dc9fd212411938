"""``aiactors stats``: the numbers, for people, pages and programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.columns.conftest import GOLDEN
from tests.dossier.test_bulk import CASE, TABLE
from tests.graph.test_counted import on_disk

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_table_for_people(aiactors: Run, world: Path) -> None:
    """A title, and aligned numbers beneath it."""
    done = aiactors("stats", "--store", world)
    assert (done.code, done.err) == (0, "")
    first, *rows = done.out.splitlines()[:8]
    assert first == "The whole"
    assert "  statements " in "\n".join(rows)
    assert len({len(row) for row in rows}) == 1


def test_the_formats_say_the_same(aiactors: Run, world: Path) -> None:
    """JSON for programs, Markdown for pages."""
    data = json.loads(aiactors("stats", "-s", world, "--format", "json").out)
    page = aiactors("stats", "-s", world, "--format", "md").out
    assert data["The whole"]["statements"] == 16
    assert "| statements | 16 |" in page
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(data)


def test_bulk_dossiers_are_counted_apart(aiactors: Run, tmp_path: Path) -> None:
    """In tables of their own, the last ones."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "table.yaml").write_text(TABLE)
    data = json.loads(aiactors("stats", "-s", tmp_path, "--format", "json").out)
    assert data["The whole"]["statements"] == 1
    assert data["In bulk dossiers, counted apart"]["statements"] == 2
    assert list(data)[-2:] == ["In bulk dossiers, counted apart", "Statements by bulk dossier"]
    assert "In bulk dossiers, counted apart" in aiactors("stats", "-s", tmp_path).out


def test_counts_as_of_a_day(aiactors: Run, world: Path) -> None:
    """What can have held then, by relation and status; bulk dossiers apart."""
    early, late = (
        json.loads(aiactors("stats", "-s", world, "--as-of", day, "-f", "json").out)
        for day in ("1900-01-01", "2026-01-01")
    )
    totals = late["As of 2026-01-01"]
    assert totals["statements that can have held"] == sum(late["Statements by status"].values())
    assert early["As of 1900-01-01"] != totals
    assert list(late)[1:] == [
        "Statements by relation",
        "Statements by status",
        "Statements that hold, by relation",
    ]
    table = aiactors("stats", "-s", world, "--as-of", "2026-01-01")
    assert (table.code, table.err, table.out.split("\n")[0]) == (0, "", "As of 2026-01-01")


def test_bulk_dossiers_are_counted_apart_as_of_a_day(aiactors: Run, tmp_path: Path) -> None:
    """What stands in them alone."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "table.yaml").write_text(TABLE)
    done = aiactors("stats", "-s", tmp_path, "--as-of", "2026-01-01", "--format", "json")
    data = json.loads(done.out)
    title = "statements that can have held"
    apart = data["In bulk dossiers, counted apart"][title]
    assert data["As of 2026-01-01"][title] == 1
    assert apart == sum(data["Statements in bulk dossiers by relation"].values()) > 0


def test_a_store_with_columns_is_counted_without_its_model(
    aiactors: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And columns of an older state of it are refused, with what to do."""
    folder = on_disk(tmp_path)
    from_dossiers = aiactors("stats", "-s", GOLDEN, "--as-of", "2016-01-01").out
    monkeypatch.setattr("aiactors.rdf.from_quads", None)
    assert aiactors("stats", "-s", folder, "--as-of", "2016-01-01").out == from_dossiers
    (folder / "columns" / "state").write_text("another")
    done = aiactors("stats", "-s", folder, "--as-of", "2016-01-01")
    assert (done.code, done.out) == (4, "")
    assert "build the graph anew" in " ".join(done.err.split())


@pytest.mark.parametrize("day", ["2016", "2016-02-30", "x"])
def test_a_day_that_is_none_is_refused(day: str, aiactors: Run, world: Path) -> None:
    """Before anything is read."""
    done = aiactors("stats", "-s", world, "--as-of", day)
    assert (done.code, done.out) == (1, "")
    assert day in done.err


def test_an_unknown_format_is_refused(aiactors: Run, world: Path) -> None:
    """With those that there are."""
    done = aiactors("stats", "-s", world, "--format", "xml")
    assert (done.code, done.out) == (1, "")
    assert "table, md, json" in done.err
