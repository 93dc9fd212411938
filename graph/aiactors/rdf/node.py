"""What a graph says of one subject, read by short names of predicates."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from aiactors.errors import RdfError
from aiactors.model import LangString
from aiactors.vocabulary import curie, iri

Term = ox.NamedNode | ox.Literal
Properties = Mapping[str, list[Term]]


def local_name(term: Term) -> str:
    """Return the local name of a term of the ontology, or the short form of another address.

    Example:
        >>> local_name(ox.NamedNode("https://w3id.org/ai-actors/ns#Merger"))
        'Merger'
    """
    return curie(term.value).removeprefix("ai:")


def plain(quad: ox.Quad, file: str) -> tuple[str, str, Term]:
    """Return subject, predicate (both full addresses) and object; RdfError for a blank node."""
    if not isinstance(quad.subject, ox.NamedNode) or not isinstance(
        quad.object, ox.NamedNode | ox.Literal
    ):
        raise RdfError(file, f"{quad} has a blank node; name every node by an address")
    return quad.subject.value, quad.predicate.value, quad.object


class _Addresses(dict[str, str]):
    """Short name → address: the same few come again and again."""

    def __missing__(self, short: str) -> str:
        address = self[short] = iri(short)
        return address


_ADDRESSES = _Addresses()


class Node:
    """What a graph says of one subject: predicate (a full address) → objects."""

    def __init__(self, properties: Properties) -> None:
        """Store what is said."""
        self.properties = properties

    def all(self, short: str) -> list[Term]:
        """Return every object of a predicate."""
        return self.properties.get(_ADDRESSES[short], [])

    def addresses(self, short: str) -> list[str]:
        """Return every object of a predicate, as plain text."""
        return [o.value for o in self.all(short)]

    def one(self, short: str) -> str | None:
        """Return the first object of a predicate, as plain text; None where there is none."""
        found = self.properties.get(_ADDRESSES[short])
        return found[0].value if found else None

    def ref(self, short: str) -> str | None:
        """Return the first object of a predicate, as a reference."""
        value = self.one(short)
        return None if value is None else curie(value)

    def refs(self, short: str) -> list[str]:
        """Return every object of a predicate, as references in order."""
        return sorted(curie(o.value) for o in self.all(short))

    def name(self, short: str) -> str | None:
        """Return the first object of a predicate, as a local name."""
        ref = self.ref(short)
        return None if ref is None else ref.removeprefix("ai:")

    def texts(self, short: str) -> tuple[LangString, ...]:
        """Return every object of a predicate, as texts in languages."""
        return tuple(
            [
                LangString(o.language or "und", o.value)
                for o in self.all(short)
                if isinstance(o, ox.Literal)
            ]
        )

    def number(self, short: str) -> int | None:
        """Return the first object of a predicate, as a whole number."""
        value = self.one(short)
        return None if value is None else int(value)
