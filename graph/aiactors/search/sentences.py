"""What statements say, in words: made when one is found, and kept nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from aiactors.schema import load_ontology

Triple = tuple[str, str, str]

DEEPEST = 3
"""How many statements are told within one another."""

_LANGUAGES = ("en", "fr")


def in_language(labels: Mapping[str, str], lang: str) -> str:
    """Return the label in a language, or else in English, or else the first one, or else "".

    Example:
        >>> in_language({"fr": "procès"}, "en")
        'procès'
    """
    return labels.get(lang) or labels.get("en") or next(iter(labels.values()), "")


class Sentences:
    """Says in words what is found."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Store the connection."""
        self._connection = connection
        self._ontology = load_ontology()

    def name(self, ref: str, lang: str) -> str:
        """Return the name of an entity in a language, or else in another; "" where it has none."""
        rows = self._connection.execute("SELECT lang, text FROM labels WHERE ref = ?", [ref])
        return in_language(dict(rows.fetchall()), lang)

    def sentence(self, triple: Triple, lang: str, depth: int = DEEPEST) -> str:
        """Return a statement (subject, predicate, object) as a short sentence.

        ``depth`` limits how many statements are told within one another.
        """
        lang = lang if lang in _LANGUAGES else "en"
        subject, predicate, object_ = triple
        relation = self._ontology.relations.get(predicate)
        label = predicate if relation is None else self._ontology.label(predicate, lang)
        return f" {label} ".join(self._words(end, lang, depth - 1) for end in (subject, object_))

    def _words(self, ref: str, lang: str, depth: int) -> str:
        if (inner := self._inner(ref)) is not None:
            return f"({self.sentence(inner, lang, depth)})" if depth else "…"
        if name := self.name(ref, lang):
            return name
        local = ref.removeprefix("ai:")
        if local in self._ontology.concepts:
            return self._ontology.label(local, lang)
        return ref.removeprefix("money:")

    def _inner(self, ref: str) -> Triple | None:
        sql = "SELECT subject, predicate, object FROM told WHERE ref = ?"
        row: Triple | None = self._connection.execute(sql, [ref]).fetchone()
        return row
