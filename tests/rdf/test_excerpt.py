"""A part of a graph tells of its statements what the whole tells of them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.dossier import read_dossiers
from aiactors.errors import RdfError
from aiactors.model import Document, Dossier, DossierSet, Entity, parse_time, texts
from aiactors.rdf import derive, excerpt, gather, statements_about, to_trig, to_turtle
from aiactors.rdf.gather import MANY, Kept
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import iri
from tests.paths.conftest import made_graph
from tests.rdf.one_by_one import excerpt_one_by_one
from tests.strategies import dossier_sets, examples


def store_of(dossiers: DossierSet) -> ox.Store:
    """Return a store with the union of its graphs, as commands have it."""
    store = Store()
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    return store.inner


def union_of(dossiers: DossierSet) -> ox.Store:
    """Return a store of the union alone, with what is derived, as records in bulk fill it."""
    store = ox.Store()
    store.bulk_load(to_turtle(dossiers, derive(dossiers)).encode(), ox.RdfFormat.TURTLE)
    return store


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
    part = excerpt(union_of(whole), whole.statements, whole.entities)
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


@examples(25)
@given(dossier_sets(), st.sampled_from([1, 2, 7, 256]), st.booleans())
def test_many_at_a_time_are_as_one_by_one(whole: DossierSet, at_once: int, united: bool) -> None:
    """However many subjects the engine is asked for in one query, in graphs or in their union."""
    store = union_of(whole) if united else store_of(whole)
    asked = [*list(whole.statements)[::2], *list(whole.entities)[:3], "id:nobody"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gather, "AT_ONCE", at_once)
        assert excerpt(store, asked) == excerpt_one_by_one(store, asked)


@examples(25)
@given(dossier_sets(), st.lists(st.integers(0, 50), max_size=12), st.booleans())
def test_what_was_read_before_is_the_same(
    whole: DossierSet, picked: list[int], united: bool
) -> None:
    """One excerpt after the other, with the entities of those before kept."""
    store = union_of(whole) if united else store_of(whole)
    refs = [*whole.statements, *whole.entities, "id:nobody"]
    kept: dict[str, Kept] = {}
    for number in picked:
        asked = [refs[number % len(refs)], refs[-1 - number % 3]]
        assert excerpt(store, asked, (), kept) == excerpt(store, asked)
    for address, one in kept.items():
        assert address == iri(one.entity.ref)


def test_what_is_kept_is_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would grow as long as a server runs."""
    monkeypatch.setattr(gather, "MOST_KEPT", 3)
    whole = read_dossiers(root / "tests" / "golden")
    store, kept = store_of(whole), dict[str, Kept]()
    for ref in whole.entities:
        excerpt(store, (), [ref], kept)
        assert len(kept) <= 3 + 3  # those of the last one may come on top


@pytest.mark.parametrize("united", [True, False])
def test_an_entity_of_which_much_is_said(*, united: bool) -> None:
    """Its own triples lie somewhere among its direct ones."""
    dossiers = made_graph(
        [("hub", "competesWith", f"n{n}", {"sources": 2}) for n in range(2 * MANY)]
    ).dossiers
    store = union_of(dossiers) if united else Store().inner
    if not united:
        store.bulk_load(to_trig(dossiers, derive(dossiers)).encode(), ox.RdfFormat.TRIG)
    (found,) = excerpt(store, (), ["id:hub"]).entities.values()
    assert found == dossiers.entities["id:hub"]


def test_a_document_with_as_much_to_itself() -> None:
    """Nothing is lost where all of the many triples are its own."""
    names = texts({"en": [f"Name {n}" for n in range(3 * MANY)]})
    paper = Entity(id="paper", kinds=("Company",), names=texts({"en": "Paper"}))
    article = Document(
        id="article", kinds=("Article",), names=texts({"en": "A"}), aliases=names,
        publisher=paper.ref, published=parse_time("2019-05"),
    )  # fmt: skip
    dossier = Dossier(
        name="one", title=texts({"en": "One"}), entities=(paper,), documents=(article,)
    )
    whole = DossierSet(dossiers=(dossier,))
    for store in (store_of(whole), union_of(whole)):
        assert excerpt(store, (), [article.ref]).entities == whole.entities


def test_a_blank_node_is_no_part_of_the_model(root: Path) -> None:
    """As where the whole is read."""
    whole = read_dossiers(root / "tests" / "golden")
    store, ref = store_of(whole), next(iter(whole.statements))
    quad = next(store.quads_for_pattern(ox.NamedNode(iri(ref)), None, None, None))
    for graph in list(store.named_graphs()):
        said = ox.NamedNode(iri("ai:attribution"))
        store.add(ox.Quad(quad.subject, said, ox.BlankNode(), graph))
    with pytest.raises(RdfError, match="has a blank node; name every node by an address"):
        excerpt(store, [ref])
