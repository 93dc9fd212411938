"""Columns: aligned, as wide as the terminal, and nothing in them is lost."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from aiactors.cli.tables import WIDEST, fit, print_rows, print_table, widths_of


def shown(width: int, rows: list[list[str]], indent: int = 0) -> list[str]:
    """Return the lines of rows that are printed on a console of some width."""
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    print_rows(out, [[Text(cell) for cell in row] for row in rows], indent=indent)
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), min_size=1, max_size=8),
    st.integers(0, 400),
)
def test_room_is_shared(columns: list[tuple[int, int]], room: int) -> None:
    """Nothing wider than it need be, nothing of no width, and no more than there is."""
    natural = [max(pair) for pair in columns]
    least = [min(pair) for pair in columns]
    widths = fit(natural, least, room)
    assert all(1 <= width <= max(1, whole) for width, whole in zip(widths, natural, strict=True))
    assert sum(widths) <= max(room, len(widths))
    if sum(max(1, whole) for whole in natural) <= room:
        assert widths == [max(1, whole) for whole in natural]
    if sum(least) <= room - len(widths):
        assert all(w >= least_ for w, least_ in zip(widths, least, strict=True))


def test_the_widest_give_way_first() -> None:
    """Short columns stay readable."""
    assert fit([24, 13, 17, 100], [24, 13, 17, 9], 80) == [24, 13, 17, 26]


def test_rows_are_aligned() -> None:
    """Two spaces between columns; characters that take two places count as two."""
    assert shown(80, [["a", "b"], ["人工", "c"]], indent=2) == ["  a     b", "  人工  c"]


def test_long_cells_wrap_in_their_column() -> None:
    """At words where there are any, and else anywhere: nothing is cut."""
    lines = shown(30, [["relation", "one two three four five six", "[1]"]])
    assert all(len(line) <= 30 for line in lines)
    assert lines[0].endswith("[1]")
    assert all(line.startswith(" " * 10) for line in lines[1:])
    word = "x" * 100
    assert "".join(shown(30, [["a", word]])).replace(" ", "") == "a" + word


@pytest.mark.parametrize("width", [1, 2, 5, 10])
def test_a_terminal_may_be_narrow(width: int) -> None:
    """Narrower than the columns are many."""
    lines = shown(width, [["ab", "cd", "ef", "gh"]])
    assert sorted("".join(lines).replace(" ", "")) == sorted("abcdefgh")


def test_where_there_is_no_terminal_nothing_is_wrapped() -> None:
    """One line a row, without spaces at its end, whatever is in it."""
    long = "word " * 2000
    assert shown(WIDEST, [["a", long], ["b\nc", ""]]) == [f"a    {long.rstrip()}", "b c"]


def test_no_rows_are_no_widths() -> None:
    """And nothing is printed."""
    assert widths_of([], 80) == []
    assert shown(80, []) == []


def test_a_table_has_a_header_and_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """As wide as its columns; numbers stand to the right."""
    out = Console(width=40, highlight=False, markup=False)
    print_table(out, ["name", "n"], [["a", "1"], ["[b]bc[/b]", "1000"]], [False, True])
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "name          n",
        "───────────────",
        "a             1",
        "[b]bc[/b]  1000",
    ]
