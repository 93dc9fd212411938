"""What the server holds, told to machines.

Source: `Describing Linked Datasets with the VoID Vocabulary <https://www.w3.org/TR/void/>`_.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from aiactors.graph.reader import columns_beside
from aiactors.server.access import Access
from aiactors.server.answering import write_triples
from aiactors.server.asgi import Receive, Request, read_body
from aiactors.server.description import VOID, A, Sketch, count_of, counts_of, sizes_of
from aiactors.server.formats import TRIPLES, content_type, media_of
from aiactors.server.limits import Limits
from aiactors.server.outbox import Outbox
from aiactors.server.part import Part
from aiactors.server.pool import Pool
from aiactors.server.reply import Reply
from aiactors.server.snapshots import Snapshots
from aiactors.store import Store
from aiactors.vocabulary import iri

PATH = "/.well-known/void"

_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_CLASSES = "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c"
_PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"


@dataclass(frozen=True, slots=True)
class Void:
    """Asks for the description of what the server holds, in VoID.

    Attributes:
        base: the address of the server, without a slash at its end.
        accept: the header ``Accept``.
        released: a file of Turtle that describes it; one is made where it is not there.
    """

    base: str
    accept: str
    released: Path | None = None

    def __call__(self, store: Store, limits: Limits) -> Reply:
        """Describe what the server holds."""
        media = media_of(self.accept, (), TRIPLES)
        described = self.released is not None and self.released.is_file()
        found = self._released() if described else self._made(store)
        body = write_triples(found, media, limits)
        return Reply(200, content_type(media), body, {"vary": "accept"})

    def _released(self) -> Iterator[ox.Triple]:
        """What the release says of itself, and where it is asked here."""
        kind = ox.NamedNode(VOID + "Dataset")
        for number, quad in enumerate(
            ox.parse(path=str(self.released), format=ox.RdfFormat.TURTLE)
        ):
            yield quad.triple
            if number == 0 and isinstance(quad.subject, ox.NamedNode):
                yield ox.Triple(quad.subject, A, kind)
                yield ox.Triple(quad.subject, *self._endpoint)

    @property
    def _endpoint(self) -> tuple[ox.NamedNode, ox.NamedNode]:
        return ox.NamedNode(VOID + "sparqlEndpoint"), ox.NamedNode(f"{self.base}/sparql")

    def _made(self, store: Store) -> list[ox.Triple]:
        """The description made by counting what the store holds."""
        made = Sketch()
        whole = ox.NamedNode(f"{self.base}/.well-known/void#all")
        made.add(whole, A.value, ox.NamedNode(VOID + "Dataset"))
        made.triples.append(ox.Triple(whole, *self._endpoint))
        beside = columns_beside(store)
        if beside is not None:
            _add_classes(made, whole, beside)
            return made.triples
        made.add(whole, VOID + "triples", sizes_of(store)[""])
        made.add(whole, VOID + "distinctSubjects", count_of(store, _SUBJECTS))
        for query, part, term, counted in (
            (_CLASSES, "classPartition", "class", "entities"),
            (_PROPERTIES, "propertyPartition", "property", "triples"),
        ):
            for name, size in sorted(counts_of(store, query).items()):
                piece = made.thing(VOID + "Dataset")
                made.add(whole, VOID + part, piece)
                made.add(piece, VOID + term, ox.NamedNode(name))
                made.add(piece, VOID + counted, size)
        return made.triples


def _add_classes(made: Sketch, whole: ox.NamedNode, beside: Path) -> None:
    """What columns can count: to go through all triples would take longer than a request may."""
    from aiactors.columns import Columns

    columns = Columns.read(beside)
    counts = Counter({"Statement": len(columns)})
    for (kinds, _), many in columns.declared.items():
        counts.update(dict.fromkeys(kinds, many))
    made.add(whole, VOID + "entities", sum(columns.declared.values()))
    for kind, many in sorted(counts.items()):
        piece = made.thing(VOID + "Dataset")
        made.add(whole, VOID + "classPartition", piece)
        made.add(piece, VOID + "class", ox.NamedNode(iri(f"ai:{kind}")))
        made.add(piece, VOID + "entities", many)


class WellKnown(Part):
    """An ASGI application that answers with the description.

    ``released`` is a file of Turtle; a description is made where it is not there.
    """

    def __init__(
        self,
        pool: Pool,
        snapshots: Snapshots,
        limits: Limits,
        access: Access,
        outbox: Outbox,
        released: Path | None = None,
    ) -> None:
        """Store the arguments."""
        super().__init__(pool, snapshots, limits, access, outbox)
        self._released = released

    async def answer(self, request: Request, receive: Receive) -> Reply | None:
        """Return the description; see :meth:`Part.answer`."""
        await read_body(request, receive, self._limits.body, self._limits)
        question = Void(request.base, request.header("accept"), self._released)
        return await self.ask(receive, question)
