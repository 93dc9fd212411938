"""What a worker does with a query: ask the engine, and write the answer within the limits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from aiactors.errors import QueryError
from aiactors.search import SearchIndex, expand, index_beside
from aiactors.search.property_functions import mentions_search
from aiactors.server.formats import ROWS, TRIPLES, content_type, media_of
from aiactors.server.limits import Limits
from aiactors.server.protocol import Operation
from aiactors.server.reply import HttpError, Reply
from aiactors.store import Store
from aiactors.store.prefixed import prefixed_turtle, used_prefixes
from aiactors.store.store import Graphs, Results
from aiactors.vocabulary import PREFIXES

_PREFIXES = {
    **PREFIXES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
"""The project's prefixes, and those of what the server says of itself."""

_FEW = 20_000
"""Triples up to which an answer is written with the prefixes that it needs, each triple once."""

_UNSAID = "text/csv"
"""The format of rows for who sends no ``Accept`` at all: what opens an address as a table does so.

Clients of SPARQL name what they read, and who accepts anything (``*/*``) gets JSON.
"""

_SHORTEST_ROW = 2
_JSON_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"')  # possessive: a text may have many megabytes
_CSV_TEXT = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and how its answer is wanted.

    Attributes:
        operation: what the client asks for.
        accept: its header ``Accept``.
        base: what relative addresses in the query begin with.
    """

    operation: Operation
    accept: str
    base: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to a worker in a third of the time that a dataclass takes by itself."""
        return Question, (self.operation, self.accept, self.base)

    def __call__(self, store: Store, limits: Limits) -> Reply:
        """Answer it; see :func:`answer`."""
        return answer(store, self, limits)


class _Capped:
    """A file in memory that refuses to grow beyond a size."""

    def __init__(self, most: int) -> None:
        self._parts: list[bytes] = []
        self._left = most

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise OSError("too large")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is in memory."""

    def value(self) -> bytes:
        return b"".join(self._parts)


def answer(store: Store, question: Question, limits: Limits) -> Reply:
    """Answer a query.

    HttpError if it is wrong, or its answer too large or in no accepted format.
    """
    operation = question.operation
    try:
        graphs, base = _graphs(operation), question.base or None
        found = store.query(_expanded(store, operation.sparql), graphs=graphs, base=base)
        if isinstance(found, ox.QueryTriples):
            media = media_of(question.accept, operation.formats, TRIPLES)
            body = write_triples(found, media, limits)
        else:
            unsaid = _UNSAID if isinstance(found, ox.QuerySolutions) else ""
            media = media_of(question.accept or unsaid, operation.formats, ROWS)
            body = _rows(found, media, limits)
    except QueryError as error:
        raise HttpError(400, str(error)) from None
    except MemoryError:
        raise HttpError(422, "the query needs more memory than it may take: narrow it") from None
    return Reply(200, content_type(media), body, {"vary": "accept"})


def _expanded(store: Store, sparql: str) -> str:
    """The query with what search finds written into it."""
    return expand(sparql, lambda: _index(store)) if mentions_search(sparql) else sparql


@functools.lru_cache(maxsize=1)  # of the snapshot of now
def _index(store: Store) -> SearchIndex:
    return index_beside(store)


def _graphs(operation: Operation) -> Graphs | None:
    """The graphs that the request names: they go before those that the query names."""
    if not operation.has_graphs:
        return None
    try:
        default = [*map(ox.NamedNode, operation.default_graphs)]
        return [*default], [ox.NamedNode(address) for address in operation.named_graphs]
    except ValueError as error:
        raise HttpError(400, f"the address of a graph is none: {error}") from None


def _rows(found: Results, media: str, limits: Limits) -> bytes:
    file = _Capped(limits.size)
    try:
        found.serialize(file, format=ROWS[media])  # type: ignore[arg-type]
    except OSError as error:
        raise _failure(error, limits) from None
    body = file.value()
    if len(body) > limits.rows * _SHORTEST_ROW and count_rows(body, media) > limits.rows:
        raise _too_many(limits)
    return body


def _failure(error: OSError, limits: Limits) -> HttpError:
    """Tell a cap of ours from a failure while the engine works the query out."""
    if "too large" in str(error):
        return HttpError(
            422, f"the answer is larger than {limits.size:,} bytes: narrow the query, or add LIMIT"
        )
    return HttpError(422, f"the query cannot be answered: {error}")


def _too_many(limits: Limits) -> HttpError:
    return HttpError(422, f"the answer has more than {limits.rows:,} rows: narrow it, or add LIMIT")


def count_rows(body: bytes, media: str) -> int:
    """Count the rows of an answer that the engine wrote.

    Example:
        >>> count_rows(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{}},{"a":{}}]}}',
        ...            "application/json")
        2
    """
    format_ = ROWS[media]
    if format_ == ox.QueryResultsFormat.XML:
        return body.count(b"<result>")
    if format_ == ox.QueryResultsFormat.JSON:
        bare = _JSON_TEXT.sub(b"", body)
        return 0 if b"[]}}" in bare[-4:] else bare.count(b"},{") + 1
    if format_ == ox.QueryResultsFormat.CSV:
        body = _CSV_TEXT.sub(b"", body)
    return max(body.count(b"\n") - 1, 0)


def write_triples(found: Iterable[ox.Triple], media: str, limits: Limits) -> bytes:
    """Write triples; HttpError if they are too many or too large."""
    file = _Capped(limits.size)
    triples = list(_at_most(found, limits))
    try:
        _write(triples, TRIPLES[media], file)
    except OSError as error:
        raise _failure(error, limits) from None
    return file.value()


def _write(triples: list[ox.Triple], format_: ox.RdfFormat, file: _Capped) -> None:
    """Write each triple once, with the prefixes that they need, where they are few."""
    if len(triples) > _FEW:
        ox.serialize(triples, file, format=format_)  # type: ignore[arg-type]
        return
    once = list(dict.fromkeys(triples))
    if format_ == ox.RdfFormat.TURTLE:
        file.write(prefixed_turtle(once, _PREFIXES))
    else:
        used = used_prefixes(once, _PREFIXES)
        ox.serialize(once, file, format=format_, prefixes=used)  # type: ignore[arg-type]


def _at_most(found: Iterable[ox.Triple], limits: Limits) -> Iterator[ox.Triple]:
    try:
        for number, triple in enumerate(found):
            if number == limits.rows:
                raise _too_many(limits)
            yield triple
    except OSError as error:
        raise _failure(error, limits) from None
