"""Names that people write, and the entities that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given

from aiactors.errors import AmbiguousNameError, NotFoundError
from aiactors.model import Document
from aiactors.query import NameIndex
from aiactors.query.find import fold
from aiactors.rdf import to_trig
from aiactors.store import FORMATS, Store
from tests.strategies import TEXT, examples, shipped_dossiers

NAMES = [
    ("id:elon-musk", "Elon Musk"),
    ("id:elon-musk", "伊隆·马斯克"),
    ("id:elon-musk", "إيلون ماسك"),
    ("id:musk-foundation", "Musk Foundation"),
    ("id:deepseek", "DeepSeek"),
    ("id:deepseek", "深度求索"),
    ("id:x", "X"),
    ("id:x-corp", "X"),
    ("id:aerospatiale", "Aérospatiale  Été"),
    ("id:strasse", "Straße AG"),
    ("id:tm", "Grok™ ²"),
]
INDEX = NameIndex(NAMES)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("elon-musk", "id:elon-musk"),
        ("id:elon-musk", "id:elon-musk"),
        ("Elon Musk", "id:elon-musk"),
        ("  ELON   musk\t", "id:elon-musk"),
        ("élon müsk", "id:elon-musk"),
        ("e\u0301lon musk", "id:elon-musk"),
        ("elon", "id:elon-musk"),
        ("伊隆·马斯克", "id:elon-musk"),
        ("إيلون ماسك", "id:elon-musk"),
        ("إِيلُون مَاسك", "id:elon-musk"),
        ("深度求索", "id:deepseek"),
        ("\uff24\uff45\uff45\uff50\uff33\uff45\uff45\uff4b", "id:deepseek"),
        ("aerospatiale ete", "id:aerospatiale"),
        ("STRASSE AG", "id:strasse"),
        ("straße", "id:strasse"),
        ("groktm 2", "id:tm"),
        ("x", "id:x"),
        ("x-corp", "id:x-corp"),
        ("foundation", "id:musk-foundation"),
    ],
)
def test_names(name: str, found: str) -> None:
    """Accents, case, width and spaces aside; an id goes before names, a name before its words."""
    assert INDEX.find(name) == found


def test_a_name_of_several_is_a_list_and_no_guess() -> None:
    """With the id to name one by, and the name of each."""
    with pytest.raises(AmbiguousNameError) as caught:
        INDEX.find("musk")
    assert str(caught.value) == (
        "'musk' stands for 2 entities; name one by its id:\n"
        "  elon-musk  Elon Musk\n"
        "  musk-foundation  Musk Foundation"
    )
    assert caught.value.exit_code == 2
    assert isinstance(caught.value, LookupError)


def test_the_very_name_goes_before_longer_ones() -> None:
    """``Musk`` of one is not asked about against the ``Musk`` of others."""
    index = NameIndex([*NAMES, ("id:musk", "Musk")])
    assert index.find("musk") == "id:musk"
    assert index.matches("Musk") == ["id:musk"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Elon Msuk", ("Elon Musk",)),
        ("depseek", ("DeepSeek",)),
        ("id:elon-musl", ("Elon Musk",)),
        ("zzzzzz", ()),
        ("lon", ()),
        ("", ()),
        ("   ", ()),
        ("\u0301", ()),
    ],
)
def test_unknown_names_offer_the_nearest(name: str, near: tuple[str, ...]) -> None:
    """Or say what was tried; a part of a word is no name."""
    with pytest.raises(NotFoundError) as caught:
        INDEX.find(name)
    assert set(near) <= set(caught.value.near)
    assert bool(caught.value.near) == bool(near)
    if not near:
        assert "Names of all languages were tried" in str(caught.value)


@examples(200)
@given(TEXT)
def test_folding_is_stable(text: str) -> None:
    """Folded again, or written in capitals, a name stays the same; none has spaces at its ends."""
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip()
    if "\u0131" not in text:
        assert fold(text.upper()) == folded


@examples(100)
@given(TEXT, TEXT)
def test_every_name_finds_its_entity(one: str, other: str) -> None:
    """Whatever it is made of, unless nothing of it remains, or it is another one's too."""
    index = NameIndex([("id:one", one), ("id:other", other)])
    if fold(one) and fold(one) != fold(other):
        assert index.find(one) == "id:one"


@pytest.mark.heavy
def test_the_names_of_a_store() -> None:
    """All names and aliases of its entities, and none of the ontology's."""
    store = Store()
    store.load(to_trig(shipped_dossiers()).encode(), FORMATS[".trig"])
    index = NameIndex.of_store(store)
    for ref, entity in shipped_dossiers().entities.items():
        assert index.find(entity.id) == ref
        for name in entity.all_names:
            found = index.matches(name.text)
            before = found == [f"id:{name.text}"] or isinstance(entity, Document)
            assert ref in found or (found and before)
    with pytest.raises(NotFoundError):
        index.find("chief executive of")


def test_an_actor_goes_before_a_document_of_the_same_name() -> None:
    """Who writes the name of a company means the company, not an article about it."""
    names = [("id:orion", "Orion"), ("id:paper", "Orion"), ("id:note", "A note on Vega")]
    index = NameIndex(names, documents=["id:paper", "id:note"])
    assert index.matches("orion") == ["id:orion"]
    assert index.matches("vega") == ["id:note"]


def test_words_of_a_name_go_before_words_of_a_title() -> None:
    """A surname finds the person, and not the news."""
    names = [("id:ada-gray", "Ada Gray"), ("id:news", "What Gray said")]
    assert NameIndex(names, documents=["id:news"]).matches("gray") == ["id:ada-gray"]
    assert NameIndex(names).matches("gray") == ["id:ada-gray", "id:news"]
