"""Names in an index of texts stand for the same entities as names in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiactors
from aiactors.errors import AmbiguousNameError, NotFoundError
from aiactors.model import DossierSet
from aiactors.query import NameIndex
from aiactors.rdf import to_trig
from aiactors.search import SearchIndex
from aiactors.search.names import IndexedNames
from aiactors.store import FORMATS, Store
from tests.strategies import dossier_sets, examples, shipped_dossiers


def both(dossiers: DossierSet) -> tuple[NameIndex, IndexedNames]:
    """Names in memory and names in an index."""
    store = Store()
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    return NameIndex.of_store(store), IndexedNames(SearchIndex.of_store(store))


@examples(40)
@given(dossiers=dossier_sets(), data=st.data())
def test_the_same_entities(dossiers: DossierSet, data: st.DataObject) -> None:
    """Whole names, words of them, ids, signs, and what nobody is called."""
    plain, indexed = both(dossiers)
    names = [name.text for entity in dossiers.entities.values() for name in entity.all_names]
    words = [word for name in names for word in name.split()]
    for name in data.draw(st.lists(st.sampled_from([*names, *words, "&", "nobody", " "]))):
        assert indexed.matches(name) == plain.matches(name), name
    for entity in dossiers.entities.values():
        assert indexed.matches(entity.id) == indexed.matches(entity.ref) == [entity.ref]


@pytest.mark.heavy
def test_the_shipped_names() -> None:
    """Every name, and every word of a name, of real entities."""
    plain, indexed = both(shipped_dossiers().curated)
    entities = list(shipped_dossiers().curated.entities.values())[::7]
    for name in {name.text for entity in entities for name in entity.all_names}:
        assert indexed.matches(name) == plain.matches(name), name
        assert indexed.matches(name.split()[-1]) == plain.matches(name.split()[-1]), name


def test_what_is_told_of_other_names(world: Path) -> None:
    """The nearest names are offered, and those that one name stands for are listed."""
    indexed = IndexedNames(aiactors.open(world).search_index)
    with pytest.raises(NotFoundError, match="Ada Gray"):
        indexed.find("Ada Grayyy")
    with pytest.raises(NotFoundError):
        indexed.find("☃")
    with pytest.raises(AmbiguousNameError, match="Ada Gray"):
        indexed.find("Gray")
    for hostile in ("Ada Gray " * 60, "Ada\udcff", "\udcff", "Ada\0", '"', "id:\udcff", "NEAR("):
        with pytest.raises(NotFoundError):
            indexed.find(hostile)
