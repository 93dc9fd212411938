"""Progress as people see it: bars in a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from aiactors.cli.progress import Bars, Lines, shown_progress
from aiactors.progress import SILENT

if TYPE_CHECKING:
    import pytest


def test_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line now and then with rate and time left, and one at the end."""
    clock = iter([0.0, 4.0, 20.0, 25.0, 40.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with Lines().step("reading", 200, "statements") as advance:
        advance(40)  # at 4 s: too soon
        advance(60)  # at 20 s
        advance(100)  # at 25 s: too soon
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "  reading: 100 of 200 statements, 5/s, 20 s left",
        "  reading: 200 statements, 5/s, 40.0 s",
    ]


def test_a_short_step_is_not_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is over within a second needs no line."""
    monkeypatch.setattr("time.monotonic", iter([0.0, 0.9]).__next__)
    with Lines().step("reading"):
        pass
    assert capsys.readouterr().err == ""


def test_bytes_and_minutes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes are told in megabytes, and long times in minutes."""
    clock = iter([0.0, 30.0, 90.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with Lines().step("loading", 900_000_000, "bytes") as advance:
        advance(150_000_000)
    assert capsys.readouterr().err.splitlines() == [
        "  loading: 150 of 900 MB, 5 MB/s, 2 min 30 s left",
        "  loading: 150 MB, 1.7 MB/s, 1 min 30 s",
    ]


def test_what_is_slow_is_not_told_as_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fifth of a megabyte a second is not 0 MB/s; where nothing has a name, none is told."""
    clock = iter([0.0, 15.0, 30.0, 0.0, 20.0, 40.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with Lines().step("loading", 6_000_000, "bytes") as advance:
        advance(3_000_000)
    with Lines().step("betweenness", 4) as advance:
        advance(2)
    assert capsys.readouterr().err.splitlines() == [
        "  loading: 3 of 6 MB, 0.2 MB/s, 15 s left",
        "  loading: 3 MB, 0.1 MB/s, 30.0 s",
        "  betweenness: 2 of 4, 0.1/s, 20 s left",
        "  betweenness: 2, 0.05/s, 40.0 s",
    ]


def test_bars(capsys: pytest.CaptureFixture[str]) -> None:
    """The bar says what is done, of how much, and how fast."""
    with Bars().step("loading", 10, "statements") as advance:
        advance(10)
    said = capsys.readouterr().err
    assert "loading" in said
    assert "10 of 10 statements" in said


def test_which_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets bars, a file or a pipe lines."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert isinstance(shown_progress(), Bars)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert isinstance(shown_progress(), Lines)
    with SILENT.step("nothing") as advance:
        advance(1)
