"""Small graphs to search, written for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_dossiers
from aiactors.graph import Graph
from aiactors.search import SearchIndex
from aiactors.store import Store
from aiactors.vocabulary import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())

Name = tuple[str, str] | tuple[str, str, str]
"""An id and a name, and the local name of its class, where that is not Company."""


def _store_of(names: Iterable[Name], more: str = "") -> Store:
    store = Store()
    blocks = [HEAD]
    for id_, name, *kind in names:
        text = ox.Literal(name, language="en")
        blocks.append(f"id:{id_} a ai:{(kind or ['Company'])[0]} ; skos:prefLabel {text} .\n")
    store.load("".join([*blocks, more]).encode(), ox.RdfFormat.TURTLE)
    return store


@pytest.fixture
def store_of() -> Callable[..., Store]:
    """Make a store of some names, and of Turtle."""
    return _store_of


@pytest.fixture
def index_of() -> Callable[..., SearchIndex]:
    """Make an index of some names, and of Turtle."""
    return lambda names, more="": SearchIndex.of_store(_store_of(names, more))


@pytest.fixture(scope="session")
def golden(root: Path) -> Graph:
    """The golden story, which has every field of the form."""
    return Graph.of_dossiers(read_dossiers(root / "tests" / "golden"))


@pytest.fixture(scope="session")
def story(golden: Graph) -> SearchIndex:
    """Its index."""
    return SearchIndex.of_store(golden.store)
