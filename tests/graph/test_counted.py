"""A graph in columns: from beside its store where they lie there, and else from the model."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

import aiactors
from aiactors.columns import seal
from aiactors.dossier import read_dossiers
from aiactors.errors import DateError, FileError
from aiactors.graph import Graph
from aiactors.rdf import derive, to_trig
from aiactors.search.sidecar import stamp
from aiactors.store import FORMATS, Store
from tests.columns.conftest import GOLDEN, written

DAY = date(2016, 1, 1)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The golden story."""
    return aiactors.open(GOLDEN)


def on_disk(folder: Path) -> Path:
    """The golden story as a store on disk, with columns beside it."""
    dossiers = read_dossiers(GOLDEN)
    store = Store.on_disk(folder)
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    store.inner.flush()
    del store
    seal(written(dossiers, derive(dossiers), folder / "columns"), stamp(folder))
    return folder


def test_counts_are_those_of_the_graph_on_that_day(graph: Graph) -> None:
    """By relation and status; a day may be text."""
    assert graph.counts().relations == Counter(s.predicate for s in graph.statements())
    seen = graph.at(as_of=DAY)
    for counts in (graph.counts(DAY), graph.counts("2016-01-01"), seen.counts(DAY)):
        statuses = Counter(seen.derived.assessments[s.ref].status for s in seen.statements())
        assert counts.statuses == statuses
        assert counts.statements == len(seen.statements()) < len(graph.statements())
        assert counts.direct == sum(counts.direct_relations.values())


def test_columns_beside_a_store_are_read_and_the_model_is_not(graph: Graph, tmp_path: Path) -> None:
    """The same counts and triples; another opening finds them as well."""
    for _ in range(2):
        kept = aiactors.open(on_disk(tmp_path) if not [*tmp_path.iterdir()] else tmp_path)
        assert kept.counts(DAY) == graph.counts(DAY)
        mine, theirs = (g.columns for g in (kept, graph))
        triples = [[*c.triples(c.on(DAY).direct)] for c in (mine, theirs)]
        assert triples[0] == triples[1] != []
        assert "dossiers" not in vars(kept)


def test_columns_of_another_state_of_the_store_are_refused(tmp_path: Path) -> None:
    """Wrong answers would be worse; what to do is told."""
    store = Store.on_disk(on_disk(tmp_path))
    store.load(b"<http://a.example/a> a <http://a.example/b> .", FORMATS[".ttl"])
    store.inner.flush()
    del store
    kept = aiactors.open(tmp_path)
    with pytest.raises(FileError, match=r"not of what the store holds now.*build .* anew"):
        kept.counts(DAY)
    (tmp_path / "columns" / "state").unlink()
    with pytest.raises(FileError, match="not finished"):
        kept.counts(DAY)


def test_a_graph_that_is_seen_from_somewhere_counts_what_is_there(graph: Graph) -> None:
    """What was known, what one party tells; and on another day than the one it is seen on."""
    known = graph.at(known_by="2024-02-29")
    assert known.counts().relations == Counter(s.predicate for s in known.statements())
    assert known.counts().statuses != graph.counts().statuses
    mira = graph.at(told_by="Mira")
    assert mira.counts().relations == Counter(s.predicate for s in mira.statements())
    early = graph.at(as_of="2000-01-01")
    assert early.counts(DAY) == graph.counts(DAY) != early.counts()
    for seen in (known, mira, early, known.at(as_of=DAY)):
        columns = seen.columns
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, term in columns.triples(columns.direct):
            found[subject, predicate].append(term)
        assert found == {
            (s, p): terms for s, pairs in seen.derived.direct.items() for p, terms in pairs.items()
        }


@pytest.mark.parametrize("day", ["2024", "2024-02-30", "", "today"])
def test_a_day_that_is_none(day: str, graph: Graph) -> None:
    """Is told as one."""
    with pytest.raises(DateError):
        graph.counts(day)
