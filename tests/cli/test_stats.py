"""``aiactors stats``: the numbers, for people, pages and programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.dossier.test_bulk import CASE, TABLE

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


def test_an_unknown_format_is_refused(aiactors: Run, world: Path) -> None:
    """With those that there are."""
    done = aiactors("stats", "-s", world, "--format", "xml")
    assert (done.code, done.out) == (1, "")
    assert "table, md, json" in done.err
