"""Terms that a query names and a graph does not have: mostly slips of the finger.

An answer without rows does not tell a misspelt relation from one that nobody has. So the terms of
the project's own namespaces are looked up; what others call their terms is their affair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from aiactors.errors import did_you_mean, nearest
from aiactors.schema import load_ontology
from aiactors.store.tokens import Token, prefixes, tokens
from aiactors.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    from aiactors.query.find import Names
    from aiactors.store import Store

OWN = ("ai", "id", "st", "at", "ev", "money", "dossier")
"""Prefixes of the namespaces that are the project's own."""

MOST = 100
"""The most terms of one query that are looked up."""

_LOCAL = re.compile(r"[\w.~%-]+")

# What the ontology says of its terms is no use of them.
_LOOK = """
SELECT ?term ?there {{
  VALUES ?term {{ {terms} }}
  FILTER NOT EXISTS {{ ?s ?term ?o }}
  FILTER NOT EXISTS {{ ?subject ?p ?term FILTER (!STRSTARTS(STR(?subject), "{ai}")) }}
  BIND (EXISTS {{ ?term ?q ?value }} AS ?there)
}}
"""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A term of a query that nothing in the graph uses.

    Attributes:
        term: the term, short: ``ai:foundd``.
        near: the terms most like it that there are, best first.
        is_defined: whether the ontology defines it; then it is not misspelt.

    Example:
        >>> print(Unknown("ai:foundd", ("ai:founded",)))
        the graph has no ai:foundd. Did you mean ai:founded?
    """

    term: str
    near: tuple[str, ...] = ()
    is_defined: bool = False

    def __str__(self) -> str:
        """Return it in words."""
        if self.is_defined:
            return f"nothing in the graph uses {self.term}, which the ontology defines"
        return f"the graph has no {self.term}.{did_you_mean(self.near)}"


def own_terms(sparql: str) -> list[str]:
    """Return the terms of the project's namespaces that a query asks for.

    They are short, each once; those that a CONSTRUCT only makes are left out.

    Example:
        >>> own_terms("CONSTRUCT { ?a ai:knows ?b } { ?a ai:founded id:xai . ?a foaf:name ?b }")
        ['ai:founded', 'id:xai']
    """
    found = tokens(sparql)
    spaces = PREFIXES | prefixes(found)
    addresses = (_address(token, spaces) for token in _asked_for(found))
    short = (_short(address) for address in addresses if address is not None)
    return list(islice(dict.fromkeys(term for term in short if term is not None), MOST))


def _asked_for(found: Sequence[Token]) -> Iterator[Token]:
    """Leave out the template of a CONSTRUCT: it may name what there shall be."""
    depth, template = 0, False
    for before, token in zip([None, *found], found, strict=False):
        if token.text == "{":
            template |= before is not None and before.text.upper() == "CONSTRUCT"
            depth += template
        elif token.text == "}" and template:
            depth -= 1
            template = depth > 0
        elif not template:
            yield token


def _address(token: Token, spaces: dict[str, str]) -> str | None:
    if token.kind == "address":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    if token.kind != "name" or not colon or prefix not in spaces:
        return None
    return spaces[prefix] + local.replace("\\", "")


def _short(address: str) -> str | None:
    for prefix in OWN:
        if address.startswith(PREFIXES[prefix]):
            local = address.removeprefix(PREFIXES[prefix])
            return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else None
    return None


def unknown_terms(
    store: Store, terms: Iterable[str], names: Callable[[], Names | None]
) -> tuple[Unknown, ...]:
    """Return the terms that nothing in a store uses, in the order given, by one query.

    ``names`` gives the names of entities to find near ones, or None where that would cost too much.

    Example:
        >>> from aiactors.store import Store
        >>> [one.near[0] for one in unknown_terms(Store(), ["ai:fonded"], lambda: None)]
        ['ai:founded']
    """
    missing = _missing(store, list(terms))
    return tuple(
        Unknown(term, () if is_defined else _near(term, store, names), is_defined)
        for term, is_defined in missing.items()
    )


def _missing(store: Store, terms: Sequence[str]) -> dict[str, bool]:
    """The terms that are not used, each with whether the ontology defines it."""
    if not terms:
        return {}
    addresses = {iri(term): term for term in terms}
    listed = " ".join(f"<{address}>" for address in addresses)
    rows: Any = store.query(_LOOK.format(terms=listed, ai=PREFIXES["ai"]))
    there = {addresses[row[0].value]: row[1].value == "true" for row in rows}
    defined = load_ontology().names if there else frozenset()
    found = {}
    for term in terms:
        prefix, _, local = term.partition(":")
        is_defined = prefix == "ai" and local in defined
        if term in there and (is_defined or not there[term]):
            found[term] = is_defined
    if any(term.startswith("dossier:") for term in found) and not store.is_far:
        graphs = set(store.graphs())  # what others filled may have a graph of which it says nothing
        found = {term: known for term, known in found.items() if iri(term) not in graphs}
    return found


def _near(term: str, store: Store, names: Callable[[], Names | None]) -> tuple[str, ...]:
    prefix, _, local = term.partition(":")
    if prefix == "ai":
        return tuple(f"ai:{name}" for name in nearest(local, load_ontology().names))
    if prefix == "id" and (known := names()) is not None:
        return tuple(known.near_refs(term))
    if prefix == "dossier" and not store.is_far:
        space = PREFIXES[prefix]
        slugs = [g.removeprefix(space) for g in store.graphs() if g.startswith(space)]
        return tuple(f"dossier:{slug}" for slug in nearest(local, slugs))
    return ()
