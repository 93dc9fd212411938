"""The index: made of a store, kept as a file of SQLite, and searched."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from aiactors.errors import FileError, InputError, NotFoundError, nearest
from aiactors.files import written_beside
from aiactors.schema import load_ontology
from aiactors.search.find import Found, find
from aiactors.search.hits import FIELDS, Hit
from aiactors.search.kinds import OF_STATEMENTS, STATEMENT, parts_of
from aiactors.search.sentences import Sentences
from aiactors.search.spelling import Speller
from aiactors.search.tables import APPLICATION, VERSION
from aiactors.search.text import spans, words
from aiactors.search.writer import IndexWriter
from aiactors.store import Store
from aiactors.vocabulary import curie

_KINDS = """
SELECT ?thing ?kind { ?thing a ?kind FILTER (STRSTARTS(STR(?thing), STR(id:)) && isIRI(?kind)) }
"""
_NAMES = """
SELECT ?thing ?part ?text {
  VALUES (?p ?part) { (skos:prefLabel "name") (skos:altLabel "alias") (skos:note "note") }
  ?thing ?p ?text
  FILTER (STRSTARTS(STR(?thing), STR(id:)) && isLiteral(?text))
}
"""
_STATEMENTS = """
SELECT ?s ?subject ?predicate ?object ?sources {
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  OPTIONAL { ?s ai:sourceCount ?sources }
  FILTER isIRI(?s)
}
"""
_SAID = """
SELECT ?s ?part ?text {
  { ?s ai:attribution ?a . ?a ai:evidence ?e . ?e ai:gist ?text . BIND ("gist" AS ?part) }
  UNION { ?s a ai:Statement ; skos:note ?text . BIND ("note" AS ?part) }
  FILTER isLiteral(?text)
}
"""


def gather(store: Store, writer: IndexWriter) -> None:
    """Read all that can be searched; only references stay in memory."""
    _read_entities(store, writer)
    _read_statements(store, writer)


def _rows(store: Store, sparql: str) -> Any:
    return store.query(sparql)


def _read_entities(store: Store, writer: IndexWriter) -> None:
    told: dict[str, list[str]] = {}
    for ref, kind in _rows(store, _KINDS):
        told.setdefault(ref.value, []).append(curie(kind.value).removeprefix("ai:"))
    ontology = load_ontology()
    kinds = {ref: ontology.most_specific(of) for ref, of in told.items()}
    numbers: dict[str, int] = {}
    for ref, part, text in _rows(store, _NAMES):
        of = kinds.get(ref.value, ())
        if ref.value not in numbers:
            numbers[ref.value] = writer.thing(curie(ref.value), of)
        part_ = parts_of(of)[part.value]
        writer.text(numbers[ref.value], part_, text.language or "", text.value)


def _read_statements(store: Store, writer: IndexWriter) -> None:
    numbers: dict[str, int] = {}
    for row in _rows(store, _STATEMENTS):
        if ox.Triple in map(type, row):  # of RDF 1.2: nothing of ours is about one
            continue
        address, subject, predicate, object_ = (term.value for term in tuple(row)[:4])
        sources = row[4].value if row[4] is not None else ""
        triple = curie(subject), curie(predicate).removeprefix("ai:"), curie(object_)
        if address not in numbers:
            weight = int(sources) if sources.isdecimal() and len(sources) < 10 else 0
            numbers[address] = writer.thing(curie(address), OF_STATEMENTS, weight, triple)
    for ref, part, text in _rows(store, _SAID):
        if (number := numbers.get(ref.value)) is not None:
            writer.text(number, part.value, text.language or "", text.value)


MOST_WORDS = 50
"""The most words of one search."""

MOST_HITS = 1000
"""The most hits of one search."""

_MAPPED = 2**31 - 2**16
"""How much of a file is read where the system holds it, and not copied: as much as SQLite can."""


class SearchIndex:
    """Full-text search over a graph; see :meth:`search`.

    Example:
        >>> from aiactors.opening import open_graph
        >>> index = SearchIndex.of_store(open_graph().store)
        >>> [hit.ref for hit in index.search("altmann", kinds=["person"], limit=1)]
        ['id:sam-altman']
    """

    def __init__(self, connection: sqlite3.Connection, name: str | Path = "search index") -> None:
        """Store the connection."""
        self._connection = connection
        self._speller = Speller(connection)
        self._sentences = Sentences(connection)
        self._name = name
        self._one_at_a_time = threading.Lock()
        self._close = weakref.finalize(self, connection.close)

    @classmethod
    def of_store(cls, store: Store) -> SearchIndex:
        """Make an index in memory."""
        with IndexWriter() as writer:
            gather(store, writer)
            return cls(writer.finish())

    @classmethod
    def build(cls, store: Store, path: Path, stamp: str = "") -> None:
        """Make an index, and write it to a file, all or nothing.

        ``stamp`` tells the state of the store.
        """
        with IndexWriter(path) as writer:
            gather(store, writer)
            writer.finish(stamp)

    def write(self, path: Path, stamp: str = "") -> None:
        """Write it to a file, all or nothing; ``stamp`` tells the state of the store."""
        try:
            with written_beside(path) as fresh, closing(sqlite3.connect(fresh)) as copy:
                copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                self._connection.backup(copy)
                with copy:
                    copy.execute("UPDATE meta SET value = ? WHERE key = 'stamp'", [stamp])
        except sqlite3.Error as error:
            raise FileError(path, f"cannot be written: {error}") from None

    @classmethod
    def open(cls, path: Path, stamp: str | None = None) -> SearchIndex:
        """Open the file of an index; several processes may do so at the same time.

        FileError if there is none, it is something else, or of another state than ``stamp``.
        """
        if not path.is_file():
            raise FileError(path, "no such file: build it with SearchIndex.build")
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            index = cls(sqlite3.connect(address, uri=True, check_same_thread=False), path)
            index._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
            found = _stamp(index._connection)
        except (sqlite3.Error, ValueError) as error:
            raise FileError(path, f"cannot be read as a search index: {error}") from None
        if found is None:
            raise FileError(path, "is no search index of this version: delete it")
        if stamp not in (None, found):
            raise FileError(path, "is of another state of its store: delete it")
        return index

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask its tables (:mod:`aiactors.search.tables`).

        FileError if its file is broken.
        """
        try:
            with self._one_at_a_time:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise FileError(self._name, f"cannot be searched: {error}; delete it") from None

    def close(self) -> None:
        """Close the index; its file can be replaced then."""
        self._close()

    def search(
        self,
        text: str,
        kinds: Collection[str] | None = None,
        fields: Collection[str] | None = None,
        limit: int = 10,
        lang: str = "en",
    ) -> list[Hit]:
        """Search.

        All words must be there, the last one at least with its beginning; accents and case do not
        count. Where no name has them, names in which letters are wrong are found, and where
        nothing at all has them, texts with some of them.

        Args:
            text: some words, in any language.
            kinds: classes as dossiers write them (``person``, ``organization`` …), those below
                them included, and ``statement``; of every kind, if left out.
            fields: some of ``names``, ``titles``, ``gists``, ``notes``; all, if left out.
            limit: how many hits at the most.
            lang: the language of names, and of texts that fit equally well.

        Returns:
            Hits, best first: names before titles, gists and notes; of each, whole texts before
            beginnings, words and misspelt words; then what is better connected.

        Raises:
            InputError: if the text has no word, or an argument is wrong.
            NotFoundError: if a kind is unknown.
            FileError: if its file is broken.
        """
        asked = words(without_surrogates(text))
        if not asked:
            raise InputError(f"search {text!r}: it has no letter and no digit; give a word")
        if len(asked) > MOST_WORDS:
            raise InputError(f"the search has more than {MOST_WORDS} words; shorten it")
        if not 1 <= limit <= MOST_HITS:
            raise InputError(f"limit {limit}: use a number from 1 to {MOST_HITS}")
        try:
            with self._one_at_a_time:
                found = find(self._speller, asked, _fields(fields), _kinds(kinds), limit, lang)
                return [self._hit(one, lang) for one in found]
        except sqlite3.Error as error:
            raise FileError(self._name, f"cannot be searched: {error}; delete it") from None

    def _hit(self, found: Found, lang: str) -> Hit:
        if found.triple is None:
            name = self._sentences.name(found.ref, lang) or found.ref
        else:
            name = self._sentences.sentence(found.triple, lang)
        return Hit(
            ref=found.ref,
            name=name,
            kind=found.kind,
            field=found.part,
            how=found.how,
            text=found.text,
            matched=spans(found.text, found.needles),
            lang=found.lang,
            score=found.score,
        )


def _stamp(connection: sqlite3.Connection) -> str | None:
    """The stamp of an index; None for a database of another kind or version."""
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    ]
    if marks != [APPLICATION, VERSION]:
        return None
    ((found,),) = connection.execute("SELECT value FROM meta WHERE key = 'stamp'")
    return str(found)


def without_surrogates(text: str) -> str:
    """Return a text from a terminal with ``?`` for each surrogate."""
    return text.encode("utf-8", "replace").decode()


def _fields(fields: Collection[str] | None) -> tuple[str, ...]:
    for field in [] if fields is None else fields:
        if field not in FIELDS:
            raise InputError(f"unknown field {field!r}: use {', '.join(FIELDS)}")
    return tuple(f for f in FIELDS if fields is None or f in fields)


def _kinds(kinds: Collection[str] | None) -> tuple[str, ...] | None:
    if kinds is None:
        return None
    known = {*load_ontology().kinds, STATEMENT}
    for kind in kinds:
        if kind not in known:
            raise NotFoundError("kind", kind, nearest(kind, sorted(known)))
    return tuple(kinds)
