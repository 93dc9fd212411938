"""One server: where it is, what it is, and the few things that are asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from aiactors.errors import AiActorsError, QueryError, ServerError
from aiactors.remote.address import Address, Endpoints, endpoints
from aiactors.remote.answers import (
    ROWS,
    TRIPLES,
    as_answered,
    checked,
    count_rows,
    parsed_triples,
    rows_in,
    triples_of,
    truth_of,
)
from aiactors.remote.client import Client, Reply
from aiactors.remote.settings import Settings
from aiactors.remote.text import Parts
from aiactors.store.limit import rows_again, triples_again

Fields = Sequence[tuple[str, str]]

_CAPPED = "x-sparql-maxrows"
_ROUND = 1_000
"""A number of rows that this divides may be what a server gives at the most."""

_AT_ONCE = 1_000
_ABSENT = frozenset({404, 405, 501})


class CutError(ServerError):
    """An answer that the server cut after some rows."""

    def __init__(self, address: str, rows: int) -> None:
        """Store the number of rows."""
        super().__init__(address, _CUT)
        self.rows = rows


class Server:
    """A SPARQL 1.1 server.

    Without settings, it is spoken to as the environment says.

    Example:
        >>> Server("http://localhost:7878/query").shown
        'http://localhost:7878/query'
    """

    def __init__(self, address: str, settings: Settings | None = None) -> None:
        """Prepare; nothing is asked of the server yet."""
        self._address = Address.of(address)
        self.shown = self._address.shown
        self._client = Client(self._address, settings or Settings.of_environment())
        self.name = ""
        """How it calls itself, once it was asked something."""

    @property
    def is_virtuoso(self) -> bool:
        """Whether it is a Virtuoso, which has ways of its own."""
        return self.name.startswith("Virtuoso")

    @cached_property
    def endpoints(self) -> Endpoints:
        """The addresses for queries, updates and graphs, by the kind of server."""
        if not self.name:
            self.ask("ASK {}")
        settings = self._client.settings
        settings = replace(settings, user=settings.user or self._address.user)
        return endpoints(self._address.url, settings, self.name)

    def _ask(self, sparql: str, fields: Fields, accept: str) -> Reply:
        form = [("query", sparql), *fields]
        reply = self._client.send("POST", self._address.url, form=form, headers={"accept": accept})
        self.name = self.name or reply.headers.get("server", "")
        return checked(reply)

    def ask(self, sparql: str, fields: Fields = ()) -> ox.QueryBoolean:
        """Ask an ASK query; ``fields`` of the form name the graphs."""
        return truth_of(self._ask(sparql, fields, ROWS))

    def triples(
        self, sparql: str, fields: Fields = (), *, in_pages: bool = True
    ) -> ox.QueryTriples:
        """Ask a CONSTRUCT or DESCRIBE; the answer is complete, see :meth:`select`."""
        if not self.is_virtuoso:  # which fails where there are too many, and says nothing of pages
            return triples_of(self._ask(sparql, fields, TRIPLES))
        try:
            parts = Parts.of(sparql)
        except (QueryError, ValueError):  # DESCRIBE, for one
            return triples_of(self._ask(sparql, fields, TRIPLES))
        if not parts.template:
            return triples_of(self._ask(sparql, fields, TRIPLES))
        solutions = parts.solutions()
        rows = self.select(solutions.text(), parts.variables, fields, in_pages=in_pages)
        return triples_again(_filled(parts, rows))

    def select(
        self,
        sparql: str,
        columns: Sequence[str],
        fields: Fields = (),
        *,
        in_pages: bool = True,
    ) -> ox.QuerySolutions:
        """Ask a SELECT; the answer is complete.

        An answer that the server cuts is put together of pages; CutError if ``in_pages`` is False.
        ``fields`` of the form name the graphs.
        """
        reply = self._ask(sparql, fields, ROWS)
        rows = count_rows(reply)
        is_cut = _CAPPED in reply.headers
        if not rows or not (is_cut or rows % _ROUND == 0):
            return as_answered(columns, reply, is_exact=not self.is_virtuoso)
        if is_cut and not in_pages:
            raise CutError(self.shown, rows)
        pages = self._pages(sparql, columns, fields, rows, is_cut=is_cut)
        if pages is None:
            return as_answered(columns, reply, is_exact=not self.is_virtuoso)
        reply.body.close()
        return rows_again(columns, chain.from_iterable(rows_in(columns, page) for page in pages))

    def _pages(
        self, sparql: str, columns: Sequence[str], fields: Fields, size: int, *, is_cut: bool
    ) -> list[Reply] | None:
        """All pages of an answer; None where the first rows were all of them."""
        try:
            parts = Parts.of(sparql)
        except (QueryError, ValueError):
            if is_cut:
                raise CutError(self.shown, size) from None
            return None
        if not is_cut and not self._has_more(parts, columns, fields, size):
            return None
        pages = []
        offset, last = 0, size
        while last == size and (left := _left(parts, offset, size)):
            pages.append(self._page(parts, columns, fields, offset, left))
            last = count_rows(pages[-1])
            offset += last
        return pages

    def _has_more(self, parts: Parts, columns: Sequence[str], fields: Fields, size: int) -> bool:
        if not _left(parts, size, 1):
            return False
        try:
            return count_rows(self._page(parts, columns, fields, size, 1)) > 0
        except AiActorsError:  # it was no more than a guess that there is more
            return False

    def _page(
        self, parts: Parts, columns: Sequence[str], fields: Fields, offset: int, size: int
    ) -> Reply:
        text = parts.page(columns, offset, size, wrapped=self.is_virtuoso)
        return self._ask(text, fields, ROWS)

    def update(self, sparql: str, *, again: bool = False) -> None:
        """Send an update; with ``again``, it does the same if it is done twice.

        ServerError if it is refused, or it is not known whether it was carried out.
        """
        form = [("update", sparql)]
        try:
            reply = self._client.send("POST", self.endpoints.update, form=form, again=again)
        except ServerError as error:
            if again:
                raise
            why = f"{error.why} Whether the update was carried out is not known"
            raise ServerError(self.shown, why) from None
        checked(reply, asked=False).body.close()

    def get(self, graph: str) -> list[ox.Triple] | None:
        """Read a whole graph; None where the server gives no whole graphs."""
        reply = self._client.send("GET", self._place(graph), headers={"accept": TRIPLES})
        try:
            return list(parsed_triples(checked(reply, asked=False)))
        except ServerError:
            return None

    def _place(self, graph: str) -> str:
        url = self.endpoints.graphs
        which = urlencode({"graph": graph}) if graph else "default"
        return f"{url}{'&' if '?' in url else '?'}{which}"

    def put(self, graph: str, turtle: bytes) -> bool:
        """Replace a graph, the default graph for ""; False, and no change, if the server cannot."""
        headers = {"content-type": "text/turtle"}
        reply = self._client.send("PUT", self._place(graph), content=turtle, headers=headers)
        if reply.status in _ABSENT:
            return False
        checked(reply, asked=False).body.close()
        return True

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


_CUT = "cuts its answer, and this query cannot be asked page by page: narrow it, or add LIMIT"


def _left(parts: Parts, offset: int, size: int) -> int:
    return size if parts.limit is None else max(0, min(size, parts.limit - offset))


def _filled(parts: Parts, rows: Any) -> Iterator[ox.Triple]:
    """The template of a CONSTRUCT, filled with rows: by our own engine, some rows at a time."""
    names = " ".join(f"?{name}" for name in parts.variables)
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        lines = (" ".join("UNDEF" if t is None else str(t) for t in row) for row in some)
        table = " ".join(f"({line})" for line in lines)
        query = f"{parts.prologue} CONSTRUCT {parts.template} {{ VALUES ({names}) {{ {table} }} }}"
        answer: Any = ox.Store().query(query)
        yield from answer
