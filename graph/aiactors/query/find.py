"""From a name that a person writes to the entity that it stands for."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from aiactors.errors import AmbiguousNameError, NotFoundError, nearest
from aiactors.store import Store
from aiactors.vocabulary import curie

MOST_NEAR = 3
"""References that are offered in the place of one that nobody has."""

_NAMES = """
SELECT DISTINCT ?entity ?name {
  ?entity skos:prefLabel|skos:altLabel ?name
  FILTER (STRSTARTS(STR(?entity), STR(id:)))
}
"""
_DOCUMENTS = """
SELECT DISTINCT ?document {
  ?document dcterms:title ?title
  FILTER (STRSTARTS(STR(?document), STR(id:)))
}
"""


def fold(text: str) -> str:
    """Return a text as names are compared: without accents, case, and extra spaces.

    Example:
        >>> fold("  Élon  MUSK ")
        'elon musk'
    """
    if text.isascii():  # most names, and nothing to take apart
        return " ".join(text.lower().split())
    # Twice: taking a sign apart may bring out capitals (™ is TM), and casefold, accents.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(bare.split())


class Names(ABC):
    """Finds entities by what people call them, in every language.

    Accents, case and extra spaces do not count. Documents come last: who writes a name that is
    that of an actor and the title of an article means the actor.
    """

    def find(self, name: str) -> str:
        """Return the entity that an id, a name, an alias or words of one stand for.

        Raises NotFoundError, with the nearest names, or AmbiguousNameError, with all that it may
        be.
        """
        found = self.matches(name)
        if len(found) == 1:
            return found[0]
        if found:
            shown = [f"{ref.removeprefix('id:')}  {self.shown(ref)}" for ref in found]
            raise AmbiguousNameError("entity", name, shown)
        raise NotFoundError("entity", name, self.near(name), "Names of all languages were tried")

    @abstractmethod
    def matches(self, name: str) -> list[str]:
        """Return the entities that a name may stand for.

        An id and a whole name go before words of a name, and in both, all else goes before
        documents: the next are looked at only where nothing was found.
        """

    @abstractmethod
    def shown(self, ref: str) -> str:
        """Return a name of an entity, to tell it from others."""

    @abstractmethod
    def near(self, name: str) -> list[str]:
        """Return names that are nearly spelled like an unknown one, the nearest first."""

    def near_refs(self, ref: str) -> list[str]:
        """Return references that are nearly spelled like an unknown one, the nearest first."""
        name = ref.removeprefix("id:").replace("-", " ")
        found = (ref for near in self.near(name) for ref in self.matches(near))
        return list(dict.fromkeys(found))[:MOST_NEAR]


class NameIndex(Names):
    """Every name and alias in every language, in memory.

    Example:
        >>> index = NameIndex([("id:elon-musk", "Elon Musk"), ("id:xai", "xAI")])
        >>> index.find("XAI"), index.find("musk")
        ('id:xai', 'id:elon-musk')
    """

    def __init__(self, names: Iterable[tuple[str, str]], documents: Iterable[str] = ()) -> None:
        """Fold the names."""
        self._documents = frozenset(documents)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for ref, name in names:
            self._by_name[fold(name)].add(ref)
            self._shown.setdefault(ref, name)

    @classmethod
    def of_store(cls, store: Store) -> NameIndex:
        """Read the names of all entities of a store."""
        rows: Any = store.query(_NAMES)
        documents: Any = store.query(_DOCUMENTS)
        return cls(
            ((curie(entity.value), name.value) for entity, name in rows),
            (curie(document.value) for (document,) in documents),
        )

    def matches(self, name: str) -> list[str]:
        """Return the entities that a name may stand for: see :meth:`Names.matches`."""
        ref = name if name.startswith("id:") else f"id:{name}"
        if ref in self._shown:
            return [ref]
        folded = fold(name)
        if not folded:
            return []
        if folded in self._by_name:
            return self._first(self._by_name[folded])
        words = f" {folded} "
        with_first = self._with_word.get(folded.partition(" ")[0], ())
        return self._first(
            {ref for name in with_first if words in f" {name} " for ref in self._by_name[name]}
        )

    @cached_property
    def _with_word(self) -> Mapping[str, list[str]]:
        """Word → the names that have it."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            for word in dict.fromkeys(name.split(" ")):
                found[word].append(name)
        return found

    def _first(self, refs: set[str]) -> list[str]:
        """Those that are no documents; where there are none, all."""
        return sorted(refs - self._documents or refs)

    def shown(self, ref: str) -> str:
        """Return a name of an entity."""
        return self._shown[ref]

    def near(self, name: str) -> list[str]:
        """Return the names that are written nearly so."""
        return list(dict.fromkeys(self._label(n) for n in nearest(fold(name), self._by_name)))

    def near_refs(self, ref: str) -> list[str]:
        """Return the references that are written nearly so."""
        return list(nearest(ref, self._shown, MOST_NEAR))

    def _label(self, folded: str) -> str:
        return self._shown[sorted(self._by_name[folded])[0]]
