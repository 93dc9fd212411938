"""Synthetic records: the same for the same seed, shaped as real ones are, and without a fault."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aiactors.build import check_graph
from aiactors.model import DossierSet
from aiactors.records import read_records
from bench import records as generator
from bench.names import artifact, company, house, person, publisher
from bench.records import records, write_records
from tests.processes import printed

MANY = 4_000


@pytest.fixture(scope="module")
def every() -> list[dict[str, Any]]:
    """All records of some dossiers."""
    return [json.loads(line) for text in records(MANY) for line in text.splitlines()]


@pytest.fixture(scope="module")
def statements(every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The statements among them."""
    return [record["statement"] for record in every if "statement" in record]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DossierSet:
    """A few small dossiers, as the package reads them."""
    monkeypatch.setattr(generator, "SIZE", 200)
    write_records(tmp_path / "records.jsonl", 600)
    return read_records(tmp_path / "records.jsonl")


def test_one_seed_gives_one_file() -> None:
    """Whatever hashes are; another seed gives another file."""
    code = (
        "import hashlib; from bench.records import records;"
        "print(hashlib.sha256(''.join(records(300)).encode()).hexdigest())"
    )
    one, other = printed(code)
    assert one == other
    assert "".join(records(300)) != "".join(records(300, seed=8))


def test_nothing_is_wrong_in_them(small: DossierSet) -> None:
    """Neither by the model, nor by the rules and shapes of the graph."""
    assert len(small.statements) == 600
    assert not check_graph(small)


def test_some_statements_stand_in_two_dossiers(small: DossierSet) -> None:
    """With what both say of them."""
    told = Counter(s.ref for dossier in small.dossiers for s in dossier.statements)
    twice = [ref for ref, times in told.items() if times == 2]
    assert len(small.dossiers) == 3
    assert len(twice) == 2
    single = {s.ref: s for dossier in small.dossiers for s in dossier.statements}
    for ref in twice:
        merged = small.statements[ref].attributions
        assert len(merged) > len(single[ref].attributions)


def test_every_statement_is_another_one(statements: list[dict[str, Any]]) -> None:
    """But for those that stand in two dossiers."""
    said = {json.dumps({**s, "attributions": 0}, sort_keys=True) for s in statements}
    assert len(said) == MANY


def test_shares(statements: list[dict[str, Any]]) -> None:
    """Of what is actual, denied, said by several; of ranks."""
    counted = Counter[str]()
    for statement in statements:
        stances = [a.get("stance") for a in statement["attributions"]]
        counted["actual"] += "modality" not in statement
        counted["denied"] += "Denies" in stances
        counted["several"] += len(stances) - ("Denies" in stances) > 1
        counted["preferred"] += statement.get("rank") == "Preferred"
        counted["amount"] += "amount" in statement
        counted["undated"] += "when" not in statement
    share = {what: number / len(statements) for what, number in counted.items()}
    assert 0.82 < share["actual"] < 0.88
    assert 0.06 < share["denied"] < 0.10
    assert 0.27 < share["several"] < 0.42
    assert 0.01 < share["preferred"] < 0.05
    assert 0.1 < share["amount"] < 0.3
    assert 0.01 < share["undated"] < 0.05


def test_few_hubs_and_many_leaves(statements: list[dict[str, Any]]) -> None:
    """Most entities are named once or twice, one by a tenth of all statements."""
    ends = [s[end] for s in statements for end in ("subject", "object") if str(s[end])[:3] == "id:"]
    named = Counter(ends)
    assert sum(times <= 2 for times in named.values()) > len(named) / 2
    assert max(named.values()) > MANY / 10


def test_dates_of_all_kinds(statements: list[dict[str, Any]]) -> None:
    """Days, months, years, intervals, open and unknown ends, uncertain dates."""
    dates = [s["when"] for s in statements if "when" in s]
    single = Counter(len(date) for date in dates if "/" not in date)
    assert single.keys() >= {4, 7, 10}
    assert all(any(date.endswith(end) for date in dates) for end in ("/..", "/", "?", "~", "%"))
    assert any(date.startswith("/") for date in dates)
    assert len({s["predicate"] for s in statements}) > 12


def test_as_many_entities_as_asked_for() -> None:
    """Each is named by a statement: there cannot be more of them than statements."""
    found = sum(
        '"entity":{"id":"' + kind in line
        for text in records(2_000, 2_000)
        for line in text.splitlines()
        for kind in "pot"
    )
    assert 2_000 <= found <= 2_020


def test_a_handful_of_statements(tmp_path: Path) -> None:
    """Even one alone is read."""
    for many in (1, 2, 7):
        write_records(tmp_path / "few.jsonl", many)
        assert len(read_records(tmp_path / "few.jsonl").statements) == many


def test_names_differ() -> None:
    """Also where all pairs of first and last names are used up."""
    for named, last in ((person, 400_000), (company, 30_000), (publisher, 9_000), (house, 900)):
        numbers = [*range(0, last, 7), last]
        assert len({named(number) for number in numbers}) == len(numbers)
    assert len({artifact(number) for number in range(6_000)}) == 6_000
