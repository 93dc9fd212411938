"""Entities and documents: what they may hold, and nothing else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aiactors.model import Document, Entity, LangString
from aiactors.model.entity import Address
from tests.strategies import ADDRESSES, examples

ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
MIRA = Entity(id="mira", kinds=("Person",), names=(LangString("en", "Mira"),))


def test_names_and_references() -> None:
    """A name in a language, or else in English, or else in any."""
    named = MIRA.model_copy(
        update={
            "names": (LangString("en", "Mira"), LangString("zh", "米拉")),
            "aliases": (LangString("ar", "ميرا"),),
        }
    )
    assert (named.ref, named.name("zh"), named.name("fr")) == ("id:mira", "米拉", "Mira")
    assert [n.text for n in named.all_names] == ["Mira", "米拉", "ميرا"]


def test_equal_content_is_equal() -> None:
    """Kinds, names, aliases and addresses are sets."""
    one, other = (
        Entity.model_validate(
            {
                "id": "x",
                "kinds": kinds,
                "names": names,
                "same_as": same_as,
            }
        )
        for kinds, names, same_as in (
            (("B", "A", "A"), (("fr", "f"), ("en", "e")), ("http://b.example", "http://a.example")),
            (("A", "B"), (("en", "e"), ("fr", "f")), ("http://a.example", "http://b.example")),
        )
    )
    assert one == other


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Mira M"},
        {"kinds": ()},
        {"kinds": ("ai:Person",)},
        {"names": ()},
        {"homepage": "javascript:alert(1)"},
        {"same_as": ("urn:x",)},
        {"nickname": "M"},
    ],
)
def test_what_an_entity_must_not_hold(change: dict[str, object]) -> None:
    """An id that is none, no kind, no name, an address that runs, an unknown field."""
    with pytest.raises(ValidationError):
        Entity.model_validate(MIRA.model_dump() | change)


def test_everything_is_frozen() -> None:
    """A change makes a new object."""
    with pytest.raises(ValidationError, match="frozen"):
        MIRA.__setattr__("id", "other")


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://a.example/b?c=d&e#f",
        "https://www.wikidata.org/entity/Q1",
        "https://zh.wikipedia.org/wiki/人工智能",
        "https://fr.wikipedia.org/wiki/L’Oréal_(entreprise)",
        "https://a.example:8080/%5Bx%5D",
        "http://u:p@a.example/",
        "https://a.example/?q=a/b?c",
    ],
)
def test_addresses(address: str) -> None:
    """Web addresses of all scripts."""
    assert ADDRESS.validate_python(address) == address
    assert ox.NamedNode(address).value == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "HTTP://a.example",
        "http://",
        "http:///path",
        "http://:80/",
        "http://a.example:port/",
        "http://a.example/a b",
        "http://a.example/\n",
        "http://a.example/\u00a0",
        "http://a.example/\u202e",
        "http://a.example/\u200b",
        "http://a.example/\ufeff",
        "http://a.example/\ue000",
        "http://a.example/[x]",
        "http://a.example/%zz",
        "http://a.example/%4",
        "http://a.example/#b#c",
        "http://a@b@c.example/",
        "http://[::1]/",
        "http://a.example/>",
        'http://a.example/"',
        "http://a.example/{x}",
        "http://a.example/\\",
        "http://a.example/^`|",
        "http://a.example/" + "x" * 2000,
    ],
)
def test_what_is_no_address(address: str) -> None:
    """What would run, break out of Turtle, deceive the eye, or be refused by an engine."""
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)


@examples(300)
@given(
    st.one_of(
        ADDRESSES,
        st.text(":/?#[]@!$&'()*+,;=-._~%a1 é人\u00a0\u200b\ue000<>\\^").map("http://".__add__),
    )
)
def test_an_address_is_one_for_the_engine_as_well(address: str) -> None:
    """What the model lets in, the store takes."""
    try:
        ADDRESS.validate_python(address)
    except ValidationError:
        return
    assert ox.NamedNode(address).value == address


def test_documents_are_entities() -> None:
    """With dates, addresses and hashes that are checked."""
    document = Document.model_validate(
        {"id": "d", "kinds": ("Article",), "names": (("fr", "T"),), "published": "2024-03"}
    )
    assert isinstance(document, Entity)
    assert str(document.published) == "2024-03"
    for change in (
        {"text_hash": "sha256:xyz"},
        {"publisher": "gazette"},
        {"copy_of": "st:0123456789abcdef0123"},
        {"published": "yesterday"},
        {"language": "French"},
    ):
        with pytest.raises(ValidationError):
            Document.model_validate(document.model_dump() | change)
