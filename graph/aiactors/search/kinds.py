"""Kinds of things, as searches name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from aiactors.schema import load_ontology, short
from aiactors.search.tables import OTHER_TITLE

STATEMENT = "statement"
"""The kind of a statement."""

OF_STATEMENTS = ("Statement",)
"""Its classes."""

_PARTS = MappingProxyType({"name": "name", "alias": "alias", "note": "note"})
_OF_DOCUMENT = MappingProxyType({"name": "title", "alias": OTHER_TITLE, "note": "note"})


def kinds_above(kinds: Iterable[str]) -> Iterator[str]:
    """Yield the short names of classes, and of all above them; of a statement, its kind alone.

    Example:
        >>> sorted(kinds_above(["ResearchLab"])), list(kinds_above(OF_STATEMENTS))
        (['agent', 'entity', 'organization', 'research-lab'], ['statement'])
    """
    kinds = tuple(kinds)
    if kinds == OF_STATEMENTS:
        yield STATEMENT
        return
    ontology = load_ontology()
    for name in set(kinds).union(*(ontology.ancestors(kind) for kind in kinds)):
        yield short(name)


def kind_of(kinds: tuple[str, ...]) -> str:
    """Return the short name of the first of some classes; "" where there is none.

    Example:
        >>> kind_of(("Company", "Nonprofit")), kind_of(OF_STATEMENTS), kind_of(())
        ('company', 'statement', '')
    """
    if kinds == OF_STATEMENTS:
        return STATEMENT
    return short(kinds[0]) if kinds else ""


@cache
def parts_of(kinds: tuple[str, ...]) -> Mapping[str, str]:
    """Return where names, aliases and remarks of a thing are searched.

    The names of a document, for example, are titles.

    Example:
        >>> parts_of(("Person",))["name"], parts_of(("Article",))["name"]
        ('name', 'title')
    """
    return _OF_DOCUMENT if load_ontology().is_a(kinds, ["Document"]) else _PARTS
