"""Finding entities by their names in an index of texts, where they are too many for memory."""

from __future__ import annotations

from collections.abc import Callable

from aiactors.query.find import Names, fold
from aiactors.search.fill import normal
from aiactors.search.hits import FIELDS
from aiactors.search.index import MOST_WORDS, SearchIndex, without_surrogates
from aiactors.search.sentences import in_language
from aiactors.search.tables import NAMED
from aiactors.search.text import words

Row = tuple[str, str]

_FIELDS = tuple((FIELDS.index(field), field) for field in NAMED)

_WHOLE = """
SELECT ref, text FROM texts JOIN things ON things.id = thing
WHERE texts.field = ? AND squeezed = replace(?, ' ', '') AND normal IS NOT NULL
"""
_WITHIN = """
SELECT ref, text FROM {0} JOIN texts ON texts.id = {0}.rowid JOIN things ON things.id = thing
WHERE {0} MATCH ?
"""
_SIGNS = "SELECT ref, text FROM texts JOIN things ON things.id = thing WHERE texts.field = ?"
"""Signs alone, without a letter or digit, are in no table of words."""


class IndexedNames(Names):
    """The names that an index has, found as :class:`aiactors.query.NameIndex` finds them.

    ``every`` gives all names in memory, where they are few enough, to correct misspelt ones.

    Example:
        >>> from aiactors.opening import open_graph
        >>> IndexedNames(open_graph().search_index).find("sutskever")
        'id:ilya-sutskever'
    """

    def __init__(self, index: SearchIndex, every: Callable[[], Names] | None = None) -> None:
        """Store the index."""
        self._index = index
        self._every = every

    def matches(self, name: str) -> list[str]:
        """Return the entities that a name may stand for: see :meth:`Names.matches`."""
        name = without_surrogates(name)
        ref = name if name.startswith("id:") else f"id:{name}"
        if self._index.rows("SELECT 1 FROM labels WHERE ref = ?", ref):
            return [ref]
        if not (folded := fold(name)):
            return []
        # What is named in the field of titles is a document.
        bare, spaced = normal(name), f" {folded} "
        for field, _ in _FIELDS:
            rows = self._index.rows(_WHOLE, field, bare)
            if found := {ref for ref, text in rows if fold(text) == folded}:
                return sorted(found)
        for field, table in _FIELDS:
            rows = self._within(table, field, bare)
            if found := {ref for ref, text in rows if spaced in f" {fold(text)} "}:
                return sorted(found)
        return []

    def called(self, name: str) -> list[str]:
        """Return the references that have exactly a text for a name, in order."""
        bare = normal(name)
        rows = (row for field, _ in _FIELDS for row in self._index.rows(_WHOLE, field, bare))
        return sorted({ref for ref, text in rows if text == name})

    def _within(self, table: str, field: int, bare: str) -> list[Row]:
        """Names that have some words one after the other, and others that have not."""
        if bare:
            return self._index.rows(_WITHIN.format(table), f'"{bare}"')
        return self._index.rows(_SIGNS, field)

    def shown(self, ref: str) -> str:
        """Return a name of an entity."""
        if self._every is not None:
            return self._every().shown(ref)
        labels = dict(self._index.rows("SELECT lang, text FROM labels WHERE ref = ?", ref))
        return in_language(labels, "en") or ref

    def near(self, name: str) -> list[str]:
        """Return the names that are written nearly so."""
        if self._every is not None:
            return self._every().near(name)
        if not 1 <= len(words(name)) <= MOST_WORDS:
            return []
        hits = self._index.search(name, fields=NAMED, limit=3)
        return list(dict.fromkeys(hit.text for hit in hits))

    def near_refs(self, ref: str) -> list[str]:
        """Return the references that are written nearly so."""
        return super().near_refs(ref) if self._every is None else self._every().near_refs(ref)
