"""A part of a graph tells of its statements what the whole tells of them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given

from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet
from aiactors.rdf import derive, excerpt, statements_about, to_trig, to_turtle
from aiactors.store import FORMATS, Store
from tests.strategies import dossier_sets, examples


def store_of(dossiers: DossierSet) -> ox.Store:
    """Return a store with the union of its graphs, as commands have it."""
    store = Store()
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    return store.inner


def same_as_in_the_whole(part: DossierSet, whole: DossierSet) -> None:
    """Hold what a part tells against what the whole does."""
    assessments, in_whole = derive(part).assessments, derive(whole).assessments
    for ref, statement in part.statements.items():
        assert statement == whole.statements[ref]
        assert assessments[ref] == in_whole[ref]
        assert (ref in part.curated.statements) == (ref in whole.curated.statements)
    for ref, entity in part.entities.items():
        assert entity == whole.entities[ref]
    known = {d.name: d for d in whole.dossiers}
    for dossier in part.dossiers:
        one = known[dossier.name]
        assert (dossier.title, dossier.about, dossier.bulk) == (one.title, one.about, one.bulk)


def test_a_store_of_the_union_alone(root: Path) -> None:
    """As records in bulk fill it: in one graph, with what is derived."""
    whole = read_dossiers(root / "tests" / "golden")
    store = ox.Store()
    store.bulk_load(to_turtle(whole, derive(whole)).encode(), ox.RdfFormat.TURTLE)
    part = excerpt(store, whole.statements, whole.entities)
    assert [dossier.name for dossier in part.dossiers] == ["union"]
    assert part.statements == whole.statements
    assert part.entities == whole.entities


@pytest.mark.parametrize("story", ["golden", "world"])
def test_each_statement_is_as_in_the_whole(story: str, root: Path) -> None:
    """With every key of the form, and whatever it rests on."""
    whole = read_dossiers(root / "tests" / story)
    store = store_of(whole)
    for ref in whole.statements:
        part = excerpt(store, [ref])
        assert ref in part.statements
        same_as_in_the_whole(part, whole)


@examples(25)
@given(dossier_sets())
def test_any_statements_are_as_in_the_whole(whole: DossierSet) -> None:
    """Whatever the dossiers, whichever statements of them."""
    store = store_of(whole)
    some = list(whole.statements)[::2]
    part = excerpt(store, some, list(whole.entities)[:1])
    assert set(some) <= part.statements.keys()
    assert set(list(whole.entities)[:1]) <= part.entities.keys()
    same_as_in_the_whole(part, whole)
    for ref in list(whole.entities)[:5]:
        assert statements_about(store, ref) == taking_part(whole, ref)


def taking_part(whole: DossierSet, ref: str) -> list[str]:
    """Return the statements in which an entity takes part, one by one."""
    return sorted(
        s.ref
        for s in whole.statements.values()
        if ref in (s.subject, s.object) or any(ref in (a.said_in, a.via) for a in s.attributions)
    )


def test_little_is_read(root: Path) -> None:
    """Not what has nothing to do with it."""
    whole = read_dossiers(root / "tests" / "golden")
    (sale,) = (ref for ref, s in whole.statements.items() if s.predicate == "renamedTo")
    (founding,) = (ref for ref, s in whole.statements.items() if s.predicate == "founded")
    part = excerpt(store_of(whole), [sale])
    assert set(part.statements) == {sale, founding}  # which it depends on
    assert len(part.entities) < len(whole.entities)


def test_an_entity_alone() -> None:
    """What is not there is left out, and what is no reference of ours finds nothing."""
    assert excerpt(ox.Store(), ["st:00000000000000000000"], ["id:nobody"]) == DossierSet()
    assert statements_about(ox.Store(), "id:nobody") == []


def test_an_owner_that_owns_itself_is_read_once(root: Path) -> None:
    """Circles come to an end."""
    whole = read_dossiers(root / "tests" / "world")
    entity = next(e for d in whole.dossiers for e in d.entities)
    dossier = next(d for d in whole.dossiers if entity in d.entities)
    circle = entity.model_copy(update={"owner": entity.ref})
    others = tuple(e for e in dossier.entities if e != entity)
    changed = dossier.model_copy(update={"entities": (circle, *others)})
    dossiers = tuple(changed if d == dossier else d for d in whole.dossiers)
    store = store_of(DossierSet(dossiers=dossiers))
    assert excerpt(store, (), [entity.ref]).entities == {entity.ref: circle}
