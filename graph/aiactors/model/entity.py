"""Entities: whatever the graph is about, documents included."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from aiactors.errors import InputError
from aiactors.model.frozen import Frozen
from aiactors.model.ids import EntityRef, LanguageTag, Slug, TermName
from aiactors.model.text import LangString, Texts, in_language
from aiactors.model.time import When

Kinds = Annotated[tuple[TermName, ...], AfterValidator(lambda kinds: tuple(sorted(set(kinds))))]
"""Local names of classes of the ontology, in alphabetical order."""

# What engines of RDF take for an address (RFC 3987), without spaces and invisible signs.
_SIGNS = (
    r"A-Za-z0-9._~!$&'()*+,;=\-\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
)
_ADDRESS = re.compile(
    "https?://(?:{}*@)?{}+(?::[0-9]*)?(?:/{}*)?(?:[?]{}*)?(?:#{}*)?".format(
        *(rf"(?:[{_SIGNS}{more}]|%[0-9A-Fa-f]{{2}})" for more in (":", "", ":@/", ":@/?", ":@/?"))
    )
)


def _is_address(value: str) -> str:
    if _ADDRESS.fullmatch(value) is None:
        why = "write http:// or https:// and the rest, other signs as % and two digits: [ is %5B"
        raise InputError(f"{value!r} is not a web address; {why}")
    return value


Address = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`\x00-\x20]+$", max_length=2000),
    AfterValidator(_is_address),
]
"""A web address; nothing but ``http`` and ``https`` can get in."""

Addresses = Annotated[tuple[Address, ...], AfterValidator(lambda a: tuple(sorted(set(a))))]
Sha256 = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class Entity(Frozen):
    """A person, organisation, product, event or other thing with a name.

    Attributes:
        id: its slug.
        kinds: local names of its classes.
        names: its name, one for each language.
        aliases: other names.
        same_as: addresses of the same thing elsewhere.
        homepage: its official address.
        note: a remark in the project's own words.
        tier: local name of the concept: how far one can rest on what it publishes.
        owner: the organisation that it belongs to.

    Example:
        >>> musk = Entity(id="elon-musk", kinds=("Person",), names=(("en", "Elon Musk"),))
        >>> musk.name("fr"), musk.ref
        ('Elon Musk', 'id:elon-musk')
    """

    id: Slug
    kinds: Kinds = Field(min_length=1)
    names: Texts = Field(min_length=1)
    aliases: Texts = ()
    same_as: Addresses = ()
    homepage: Address | None = None
    note: Texts = ()
    tier: TermName | None = None
    owner: EntityRef | None = None

    @cached_property
    def ref(self) -> str:
        """Its reference: ``id:`` and the slug."""
        return f"id:{self.id}"

    def name(self, lang: str = "en") -> str:
        """Return its name in a language, or else in English, or else in any."""
        return in_language(self.names, lang) or self.id

    @property
    def all_names(self) -> tuple[LangString, ...]:
        """Names and aliases, names first."""
        return self.names + self.aliases


class Document(Entity):
    """A text, or a collection of texts, that can be cited. Its names are its titles.

    Attributes:
        publisher: who published it.
        published: when.
        language: the language of its text.
        url: its address.
        copy_of: the document that it copies, translates or excerpts.
        file: the name of the file of its text, for those who have it.
        text_hash: hash of its text.
        accessed: the day on which it was last read.
    """

    publisher: EntityRef | None = None
    published: When | None = None
    language: LanguageTag | None = None
    url: Address | None = None
    copy_of: EntityRef | None = None
    file: str | None = None
    text_hash: Sha256 | None = None
    accessed: date | None = None
