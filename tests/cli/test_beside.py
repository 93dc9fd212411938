"""On a store with columns beside it, ``path`` and ``show`` say the same, and read but a part."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import aiactors as package
from aiactors.dossier import read_dossiers
from aiactors.errors import NotFoundError
from aiactors.graph import Graph
from aiactors.network.kinds import DRAWN
from aiactors.query import NameIndex
from tests.paths.beside import store_with_columns

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module", params=["golden", "world"])
def told(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """The dossiers of a story, and a store of them with columns."""
    dossiers = root / "tests" / str(request.param)
    folder = tmp_path_factory.mktemp("beside") / "store"
    return dossiers, store_with_columns(read_dossiers(dossiers), folder)


@pytest.fixture
def nothing_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the whole model of a store fails."""
    before = Graph.dossiers.func  # type: ignore[attr-defined]

    def dossiers(graph: Graph) -> object:
        assert graph._dossiers is not None, "the whole model is read"
        return before(graph)

    monkeypatch.setattr(Graph, "dossiers", property(dossiers))


@pytest.mark.parametrize("more", [[], ["--disputed"], ["-l", "fr", "-f", "json"]])
@pytest.mark.usefixtures("nothing_whole")
def test_path_says_the_same(more: list[str], told: tuple[Path, Path], aiactors: Run) -> None:
    """Word for word, between each two of all that can be tied."""
    dossiers, store = told
    kinds = package.open(dossiers).projector.kinds
    names = [ref.removeprefix("id:") for ref, kind in kinds.items() if kind in DRAWN][:6]
    expected = aiactors("path", *names, "-s", dossiers, *more)
    done = aiactors("path", *names, "-s", store, *more)
    assert (done.code, done.out, done.err) == (expected.code, expected.out, expected.err)
    assert done.code == 0


@pytest.mark.parametrize(
    "more", [[], ["-l", "fr"], ["--as-of", "2020-01-01"], ["--known-by", "2024-01-01"]]
)
@pytest.mark.usefixtures("nothing_whole")
def test_show_says_the_same(more: list[str], told: tuple[Path, Path], aiactors: Run) -> None:
    """Of every entity, and of every document."""
    dossiers, store = told
    for ref in list(package.open(dossiers).dossiers.entities)[:12]:
        expected = aiactors("show", ref, "-s", dossiers, *more)
        done = aiactors("show", ref, "-s", store, *more)
        assert (done.code, done.out, done.err) == (expected.code, expected.out, expected.err)
        assert done.code == 0


@pytest.mark.usefixtures("nothing_whole")
def test_show_tells_the_best_of_many(
    told: tuple[Path, Path], aiactors: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those with most sources, and that there are others; all of them where that is asked for."""
    dossiers, store = told
    monkeypatch.setattr(import_module("aiactors.cli.show"), "AT_ONCE", 2)
    graph = package.open(dossiers)
    counts = {ref: len(graph.mentions_of(ref)) for ref in graph.dossiers.entities}
    ref = max(counts, key=lambda ref: (counts[ref], ref))
    left = counts[ref] - 2
    assert left > 1
    whole = aiactors("show", ref, "-s", dossiers)
    assert "left out" not in whole.err  # what is small is shown whole
    done = aiactors("show", ref, "-s", store)
    assert done.err == f"left out: {left} statements with fewer sources; --all shows them\n"
    assert set(_relations(done.out)) < set(_relations(whole.out))
    every = aiactors("show", ref, "-s", store, "--all")
    assert (every.code, every.out, every.err) == (0, whole.out, "")
    assert aiactors("show", ref, "-s", dossiers, "-a").out == whole.out


def _relations(out: str) -> list[str]:
    """The lines of a record, each without the numbers of its sources, which follow from others."""
    lines = [line.partition("[")[0].split() for line in out.splitlines() if line.startswith("  ")]
    return [" ".join(words[-3:]) for words in lines if words]


def test_metrics_say_the_same(told: tuple[Path, Path], aiactors: Run) -> None:
    """Columns are the same, whoever made them."""
    dossiers, store = told
    assert aiactors("metrics", "-s", store).out == aiactors("metrics", "-s", dossiers).out


@pytest.mark.usefixtures("nothing_whole")
def test_who_is_unknown_is_told_in_the_same_words(told: tuple[Path, Path], aiactors: Run) -> None:
    """With the nearest names."""
    dossiers, store = told
    for command in (["path", "nobody at all", "id:nobody"], ["show", "nobody at all"]):
        expected = aiactors(*command, "-s", dossiers)
        done = aiactors(*command, "-s", store)
        assert (done.code, done.out, done.err) == (expected.code, expected.out, expected.err)
        assert "no entity is named" in done.err


def test_an_id_is_found_without_the_names_of_all(
    told: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a million names takes long: they stay in the index, and are found there."""
    dossiers, store = told
    refs = list(package.open(dossiers).dossiers.entities)
    graph = package.open(store)
    monkeypatch.setattr(NameIndex, "of_store", lambda store: pytest.fail("names are read"))
    for ref in refs:
        assert graph.find(ref) == graph.find(ref.removeprefix("id:")) == ref
        assert graph.matches(ref) == [ref]


@pytest.mark.usefixtures("nothing_whole")
def test_a_part_is_asked_for_by_name(told: tuple[Path, Path]) -> None:
    """And what is named and has no class is no entity, as in the whole."""
    _, store = told
    graph = package.open(store)
    assert graph.has_columns
    assert graph.entity("mira" if graph.names.matches("mira") else "Ada Gray").ref.startswith("id:")
    with pytest.raises(NotFoundError):
        graph.entity("nobody at all")
