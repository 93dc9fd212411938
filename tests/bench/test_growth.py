"""Scaling cases: measured in processes of their own, recorded, shown in tables and drawings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.growth import Dataset, ScalingCase, expected_cpu, exponent, scaling_cases
from bench.page import GOALS, Goal, Target, aims_table, between, measured, scaling_section
from bench.plots import draw, draw_bars
from bench.record import CaseResult, Record
from bench.report import compared, scaling_tables, unit

OURS = ScalingCase("ours", "What we do", figure="s", against="theirs", beside="the others")
RATE = ScalingCase("rate", "What we write", figure="mb_s", against="slow_mb_s", beside="rdflib")
ANSWER = ScalingCase("answer", "What we answer", figure="ms")
THEIRS = ScalingCase("theirs", "What others do", figure="s")
CASES = {case.name: case for case in (OURS, RATE, ANSWER, THEIRS)}


@pytest.fixture
def record() -> Record:
    """Two sizes of everything, and a third of one."""
    made = Record({"help": CaseResult("Help", "| a |\n| - |", "today", {"ratio": 1.25})})
    for name, figure, one, other in (
        ("ours", "s", 0.5, 5.0),
        ("rate", "mb_s", 80.0, 40.0),
        ("answer", "ms", 3.0, 3.0),
        ("theirs", "s", 0.4, 4.0),
    ):
        for n, value in ((1_000, one), (10_000, other)):
            figures = {figure: value, "wall": value, "memory": 1.5e8}
            made.add(name, n, {**figures, "slow_mb_s": 4.0}, "today")
    made.add("ours", 100_000, {"s": 50.0, "wall": 60.0, "memory": 2e9}, "tomorrow")
    return made


def test_the_power_with_which_a_case_scales(record: Record) -> None:
    """Between its two largest sizes; of a rate, that of the time."""
    power = {name: exponent(record.growths[name].sizes, CASES[name].figure) for name in CASES}
    assert power == pytest.approx(
        {"ours": 1.0, "rate": 1.301, "answer": 0.0, "theirs": 1.0}, abs=1e-3
    )
    assert exponent({1_000: {"s": 1.0}}, "s") is None


def test_what_would_take_too_long_is_left_out() -> None:
    """As it grew so far, or in line; and never above the most."""
    found = {10: {"cpu": 1.0}, 100: {"cpu": 100.0}}
    assert expected_cpu({}, 10) == 0.0
    assert expected_cpu({100: {"cpu": 2.0}}, 1_000) == pytest.approx(20.0)
    assert expected_cpu(found, 1_000) == pytest.approx(10_000.0)
    case = ScalingCase("x", "X", most=1_000)
    assert case.is_worth(found, 1_000, longest=20_000)
    assert not case.is_worth(found, 1_000, longest=9_000)
    assert not case.is_worth({}, 2_000)


def test_a_case_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    """What it needs is made; if it fails, the error has what it wrote to its error output."""
    data = Dataset(tmp_path, 200)
    figures = scaling_cases()["quads"].measured(data)
    assert figures["bytes"] > 200 * 1_000
    assert figures["cpu"] > figures["s"] > 0
    assert figures["memory"] > 2**20
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]
    data.records.write_text("{", "utf-8")
    with pytest.raises(RuntimeError, match="AssertionError"):
        scaling_cases()["quads"].measured(data)


def test_cases_have_names_titles_and_baselines() -> None:
    """Titles differ, every baseline is there, and goals are of cases that exist."""
    cases = scaling_cases()
    assert len({case.title for case in cases.values()}) == len(cases)
    for case in cases.values():
        assert (case.work is None) != (case.command is None)
        assert bool(case.against) == bool(case.beside)
        assert case.against in cases or "_" in case.against or not case.against
    targets = [target for goal in GOALS for target in goal.parts if target.at is not None]
    assert {target.name for target in targets} <= cases.keys()


def test_a_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    """Also when one case was measured again."""
    path = tmp_path / "measured.json"
    assert Record.read(path) == Record()
    record.write(path)
    assert Record.read(path) == record
    record.add("ours", 10_000, {"s": 4.0, "wall": 4.0, "memory": 1.0}, "later")
    record.write(path)
    assert Record.read(path) == record
    assert [record.growths["ours"].at(n, "s") for n in (1_000, 10_000)] == [0.5, 4.0]


def test_tables(record: Record) -> None:
    """Of figures, of memory, and of what stands beside."""
    text = scaling_tables(record, CASES)
    lines = {
        line.split("|")[1].strip(): line for line in reversed(text.splitlines()) if "|" in line
    }
    assert "| 1,000" in lines[""] and "100,000" in lines[""]
    assert [c.strip() for c in lines["What we do"].split("|")[2:8]] == [
        "CPU s",
        "0.5",
        "5",
        "50",
        "1.00",
        "",
    ]
    assert "1.86 GiB" in text
    assert scaling_tables(Record(), CASES) == ""
    assert {unit(f) for f in ("cpu", "s", "ms", "raw_ms", "mb_s")} == {
        "CPU s, whole process",
        "CPU s",
        "CPU ms",
        "MB a CPU second",
    }


def test_ratios_are_of_times(record: Record) -> None:
    """At the largest size of both; less is better, of rates as well."""
    ours, rate = compared(record, OURS), compared(record, RATE)
    assert ours is not None
    assert rate is not None
    assert ours.at == 10_000
    assert ours.ratio == pytest.approx(1.25)
    assert rate.ratio == pytest.approx(0.1)
    assert compared(record, ANSWER) is None
    assert compared(Record(), OURS) is None


def test_aims(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is reached, what is not, and what nobody has measured."""
    parts = {
        "yes": Target("ours", "s", "times", at=10_000, most=1.5, against="theirs"),
        "**no**": Target("rate", "mb_s", "MB/s", at=10_000, least=60),
        "not measured": Target("ours", "s", "s", most=1),
    }
    case = Target("help", "ratio", "times", at=None, most=1.1)
    wanted = [Goal(v, "", "", (part,)) for v, part in parts.items()] + [Goal("x", "", "", (case,))]
    monkeypatch.setattr("bench.page.GOALS", wanted)
    rows = [[c.strip() for c in line.split("|")] for line in aims_table(record).splitlines()[2:]]
    assert [row[5] for row in rows] == [*parts, "**no**"]
    assert [row[4] for row in rows] == ["1.25 times", "40 MB/s", "", "1.25 times"]


def test_a_page_takes_tables_between_its_marks(record: Record) -> None:
    """And nothing else of it changes."""
    page = "a\n<!-- aims -->\nold\n<!-- end -->\nb\n<!-- measured -->\nold\n<!-- end -->\nc\n"
    changed = between(between(page, "measured", measured(record, ["help"])), "aims", "new\\1")
    assert changed == (
        "a\n<!-- aims -->\n\nnew\\1\n\n<!-- end -->\nb\n<!-- measured -->\n\nMeasured: today.\n\n"
        "### Help\n\n| a |\n| - |\n\n<!-- end -->\nc\n"
    )


def test_growth_shows_where_it_was_measured(record: Record) -> None:
    """Each machine and day once, however busy it was."""
    for name, on in (("ours", "today, a; load 1"), ("theirs", "today, a; load 9")):
        record.add(name, 1_000, {"s": 1.0, "wall": 1.0, "memory": 1.0}, on)
    text = scaling_section(record, {"ours": OURS, "theirs": THEIRS})
    assert text.startswith("Measured: today, a.\n\n### Growth")


def test_drawings_are_the_same_for_the_same_figures(record: Record, tmp_path: Path) -> None:
    """They name every line, hold no time, and paint nothing behind it."""
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    one, other = (draw(record, CASES, folder) for folder in folders)
    assert [path.name for path in one] == [
        "growth-time.svg",
        "growth-answers.svg",
        "growth-memory.svg",
        "ratios.svg",
    ]
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]
    text = "".join(ElementTree.fromstring(one[0].read_bytes()).itertext())
    assert "What we do" in text
    assert "What others do" in text
    assert "What we answer" not in text
    assert "date" not in one[0].read_text("utf-8").lower()


def test_what_is_not_measured_is_not_drawn(tmp_path: Path) -> None:
    """One size alone is a point; bars may be of any length."""
    alone = Record()
    alone.add("answer", 1_000, {"ms": 1.0, "wall": 1.0, "memory": 1.0}, "today")
    assert draw(Record(), CASES, tmp_path) == []
    assert [path.name for path in draw(alone, CASES, tmp_path)] == ["growth-answers.svg"]
    draw_bars({"a": 0.0001, "b": 1.0, "c": 300.0}, tmp_path / "bars.svg")
    assert "0.0001" in (tmp_path / "bars.svg").read_text("utf-8")


def test_the_command_names_what_it_can_measure() -> None:
    """And says so of what it cannot."""
    listed = _bench("--list")
    assert listed.returncode == 0
    assert {"command-help", "growth", "load"} <= {*listed.stdout.split()}
    unknown = _bench("--only", "nothing")
    assert unknown.returncode == 1
    assert "nothing is named nothing" in unknown.stderr


def _bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
