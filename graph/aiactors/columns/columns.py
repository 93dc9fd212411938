"""The graph in columns: what there is of statements, and what there was as of a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aiactors.columns import arrow, parts
from aiactors.columns.arrays import Arrays, Tables
from aiactors.columns.as_of import AsOfMask, Counts, Subgraph
from aiactors.columns.parquet import Files
from aiactors.columns.parts import MISSING, NONE, Codes, Days, Mask, Rows, day_number
from aiactors.network.kinds import DRAWN, kind_of_classes
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_EVER = 2**31 - 1
"""A day after every day of the calendar."""


_EVERY = slice(None)
_is_statement = re.compile("st:[0-9a-f]{20}").fullmatch


class Columns(Arrays):
    """The statements of a graph, one row each, by subject, predicate and id.

    Make them with :meth:`read`, or of a model with :func:`aiactors.columns.columns_of`.

    Args:
        source: where the columns come from.

    Example:
        >>> from aiactors.model import DossierSet
        >>> from aiactors.rdf import derive
        >>> from aiactors.columns import columns_of
        >>> columns_of(DossierSet(), derive(DossierSet())).counts(date(2019, 1, 1)).statements
        0
    """

    @classmethod
    def read(cls, folder: Path, state: str | None = None) -> Self:
        """Open the columns in a folder.

        Args:
            folder: where their files lie.
            state: the state of the store that they must be of; None where that does not matter.

        Returns:
            The columns; each is read when it is first needed.

        Raises:
            FileError: if a file is missing or broken, or they are of another state.
        """
        return cls(Files(folder, state))

    @classmethod
    def of_tables(cls, statements: Any, entities: Any) -> Self:
        """Return the columns of two tables in memory."""
        return cls(Tables(statements, entities))

    def seen(self, day: date) -> Self:
        """Return the same columns, where what is direct is what holds as of a day.

        Args:
            day: the day.
        """
        found = type(self)(self._source)
        found.direct = self.on(day).direct
        return found

    def direct_rows(self) -> Rows:
        """Return the rows that have a direct triple."""
        return np.flatnonzero(self.direct)

    def on(self, day: date | None) -> AsOfMask:
        """Return which statements there are as of a day: those of ``Graph.at(as_of=day)``.

        A statement can have held by :func:`aiactors.rdf.standpoint.can_hold`: a state between
        the first and the last day on which it may, an occurrence from the first on. Its triple
        is direct then if it holds, whether it is preferred now or not.

        Args:
            day: the day; None for all statements, and the direct triples of now.

        Returns:
            A truth value for each statement. One that cannot have held then, and which another
            one is about, is left out here; ``Graph.at`` keeps it, without a direct triple.
        """
        if day is None:
            return AsOfMask(np.ones(len(self), np.bool_), self.direct)
        number = np.int32(day_number(day))
        # A day that is missing is before every other one, and so are its comparisons right.
        can_hold = (self.earliest_start <= number) & (self._last >= number)
        return AsOfMask(can_hold, can_hold & self.holds)

    @cached_property
    def _last(self) -> Days:
        """The last day on which each can have held: an occurrence goes on counting."""
        relations = load_ontology().relations
        happen = (name for name, r in relations.items() if r.aspect == "Occurrence")
        ever = (self.latest_end == MISSING) | self.predicate.among(*happen)
        return np.where(ever, np.int32(_EVER), self.latest_end)

    def known_by(self, day: date) -> Mask:
        """Return which statements some document with a date had told by a day.

        This is no graph as known by a day. The status of a statement, and thereby what is
        direct, may have been another one then, by fewer documents; and what is about a statement
        that was not yet told is there. For those, ask ``Graph.at(known_by=day)``.

        Args:
            day: the day.
        """
        since, number = self.known_since, day_number(day)
        told: Mask = (since != MISSING) & (since <= number)
        return told

    def counts(self, day: date | None = None, *, bulk: bool = False) -> Counts:
        """Count statements as of a day.

        Args:
            day: the day; None for all statements, and the direct triples of now.
            bulk: whether what stands in bulk dossiers alone is counted as well.
        """
        mask = self._on(day, bulk)
        statements, direct = self._by_both(mask.statements), self._by_both(mask.direct)
        return Counts(
            statements=int(statements.sum()),
            direct=int(direct.sum()),
            entities=int(np.count_nonzero(self._touched(self._edges(mask.direct)))),
            relations=_named(self.predicate.names, statements.sum(1)),
            statuses=_named(self.status.names, statements.sum(0)),
            direct_relations=_named(self.predicate.names, direct.sum(1)),
        )

    def _by_both(self, mask: Mask) -> NDArray[np.intp]:
        """How many statements there are of each relation and status."""
        shape = len(self.predicate.names), len(self.status.names)
        # Numbers of rows, and not the mask: numpy takes by them five times as fast.
        pairs = self._pairs[np.flatnonzero(mask)]
        return np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)

    @cached_property
    def _pairs(self) -> NDArray[np.intp]:
        """Relation and status of each statement, as one number that is counted without a copy."""
        relations = self.predicate.codes.astype(np.intp)
        return relations * len(self.status.names) + self.status.codes

    def network(self, day: date | None = None, *, bulk: bool = False) -> Subgraph:
        """Return what holds between entities as of a day.

        Args:
            day: the day; None for the direct triples of now.
            bulk: whether what stands in bulk dossiers alone is in it as well.

        Returns:
            The network: an edge for each statement that has a direct triple then, and whose
            object is an entity.
        """
        return self._net(self._edges(self._on(day, bulk).direct))

    def _on(self, day: date | None, bulk: bool) -> AsOfMask:
        mask = self.on(day)
        return mask if bulk else AsOfMask(mask.statements & ~self.bulk, mask.direct & ~self.bulk)

    def _edges(self, direct: Mask) -> Rows:
        """Those of some statements that are between entities."""
        return np.flatnonzero(direct & self._between_entities)

    @cached_property
    def _between_entities(self) -> Mask:
        return self._is_entity(self.subject) & self._is_entity(self.object)

    def _is_entity(self, codes: Codes) -> Mask:
        entities = self.refs.entities
        return (codes >= entities.start) & (codes < entities.stop)

    def _touched(self, rows: Rows) -> Mask:
        """Which references are the subject or the object of some statements."""
        there = np.zeros(len(self.refs), np.bool_)
        there[self.subject[rows]] = there[self.object[rows]] = True
        return there

    def _net(self, rows: Rows) -> Subgraph:
        there = self._touched(rows)
        place = np.cumsum(there, dtype=np.int32) - np.int32(1)
        nodes = np.flatnonzero(there).astype(np.int32)
        return Subgraph(self, nodes, place[self.subject[rows]], place[self.object[rows]], rows)

    def statement_refs(self, rows: Any = _EVERY) -> list[str]:
        """Return the references of statements.

        Args:
            rows: a mask, or numbers of rows; every row if left out.
        """
        digits = self._ids[rows].tobytes().hex()
        return [f"st:{digits[at : at + 20]}" for at in range(0, len(digits), 20)]

    @cached_property
    def _ids(self) -> NDArray[np.uint8]:
        """The id of each statement, 10 bytes."""
        column = parts.flat(self._source.statements("statement"))
        held = np.frombuffer(column.buffers()[1] or b"", np.uint8)
        return held[10 * column.offset : 10 * (column.offset + len(column))].reshape(-1, 10)

    def rows_of(self, statements: Iterable[str]) -> NDArray[np.int64]:
        """Return the rows of statements.

        Returns:
            Numbers of rows, in order; of what is not there, none.
        """
        wanted = set(filter(_is_statement, statements))
        digits = "".join(ref[3:19] for ref in wanted)
        begins = np.frombuffer(bytes.fromhex(digits), ">u8").astype(np.uint64)
        near = np.flatnonzero(np.isin(self._begins, begins))  # and at an odd time one too many
        there = [ref in wanted for ref in self.statement_refs(near)]
        return near[np.array(there, np.bool_)]

    @cached_property
    def _begins(self) -> NDArray[np.uint64]:
        """The first eight bytes of each id, as a number."""
        return np.ascontiguousarray(self._ids[:, :8]).view(">u8").ravel().astype(np.uint64)

    def values(self, rows: Any = _EVERY) -> list[str | None]:
        """Return the objects of statements that are no references.

        Args:
            rows: a mask, or numbers of rows; every row if left out.

        Returns:
            A Turtle term of each; None where the object is a reference.
        """
        taken = arrow.numbers(np.arange(len(self))[rows])
        return list(self._literals.take(taken).to_pylist())

    @cached_property
    def _literals(self) -> Any:
        return parts.flat(self._source.statements("value"))

    def names(self, codes: ArrayLike, lang: str = "en") -> list[str]:
        """Return the names of entities and documents.

        Returns:
            The name of each; the reference of what has none here.
        """
        found = self._of_entities(f"name_{'fr' if lang == 'fr' else 'en'}", codes)
        refs = self.refs.texts(codes)
        return [ref if name is None else name for name, ref in zip(found, refs, strict=True)]

    def kinds(self, codes: ArrayLike) -> list[tuple[str, ...]]:
        """Return the kinds of entities and documents.

        Returns:
            Local names of classes of each; none of what is no entity here.
        """
        return [tuple(kinds or ()) for kinds in self._of_entities("kinds", codes)]

    @cached_property
    def declared(self) -> Mapping[tuple[tuple[str, ...], bool], int]:
        """How many entities and documents are declared: kinds, and whether in bulk → number."""
        kinds, bulk = (parts.flat(self._source.entities(name)) for name in ("kinds", "bulk"))
        return Counter(zip(map(tuple, kinds.to_pylist()), bulk.to_pylist(), strict=True))

    def things(self, fits: Callable[[tuple[str, ...]], bool]) -> Codes:
        """Return the entities of curated dossiers of which something is said.

        Args:
            fits: tells of some kinds whether they are wanted.

        Returns:
            Their codes, in order.
        """
        rows = self._entity_rows
        curated = ~arrow.plain(parts.flat(self._source.entities("bulk")))
        there = np.flatnonzero(rows != NONE)
        there = there[curated[rows[there]]]
        known = {kinds: fits(kinds) for kinds, _ in self.declared}
        wanted = [known[kinds] for kinds in self.kinds(there)]
        found: Codes = there[np.array(wanted, np.bool_)].astype(np.int32)
        return found

    def _of_entities(self, name: str, codes: ArrayLike) -> list[Any]:
        if name not in self._entities:
            self._entities[name] = parts.flat(self._source.entities(name))
        rows = self._entity_rows[np.asarray(codes, np.int32)]
        return list(self._entities[name].take(parts.with_gaps(rows, NONE, pa.int32())).to_pylist())

    @cached_property
    def _entities(self) -> dict[str, Any]:
        """The columns of entities that were read."""
        return {}

    @cached_property
    def _entity_rows(self) -> Codes:
        """The row of each reference among the entities; -1 where it is none."""
        declared = parts.flat(self._source.entities("ref"))
        rows = pc.index_in(self.refs.table, value_set=declared)
        return arrow.plain(rows, NONE)

    def are_of(self, kinds: Collection[str] = DRAWN) -> Mask:
        """Return which references are entities of some kinds; it is kept for the next time."""
        key = frozenset(kinds)
        if key not in self._of_kinds:
            ontology = load_ontology()
            entities = self.refs.entities
            known: dict[tuple[str, ...], bool] = {(): False}
            found = np.zeros(len(self.refs), np.bool_)
            every = self.kinds(np.array(entities, np.int32))
            for code, classes in zip(entities, every, strict=True):
                if classes not in known:
                    known[classes] = kind_of_classes(classes, ontology) in key
                found[code] = known[classes]
            self._of_kinds[key] = found
        return self._of_kinds[key]

    @cached_property
    def _of_kinds(self) -> dict[frozenset[str], Mask]:
        return {}

    def rows_between(self, fits: Mask, ends: Mask) -> Rows:
        """Return the rows of those statements that fit, and whose both ends are among some."""
        rows = np.flatnonzero(fits & (self.object >= 0))
        found: Rows = rows[ends[self.subject[rows]] & ends[self.object[rows]]]
        return found

    def carriers(self, rows: Any) -> NDArray[np.int64]:
        """Return, of statements that say the same triple, the first one.

        Args:
            rows: a mask, or numbers of rows.

        Returns:
            Numbers of rows, in order: as many as there are triples.
        """
        rows = np.arange(len(self))[rows]
        triple = np.stack(
            [
                self.subject[rows],
                self.predicate.codes[rows],
                self.object[rows],
                self._literal_codes[rows],
            ]
        )
        order = np.lexsort((rows, *triple))
        there = np.ones(len(rows), np.bool_)
        there[1:] = np.any(triple[:, order][:, 1:] != triple[:, order][:, :-1], axis=0)
        return np.sort(rows[order][there])

    @cached_property
    def _literal_codes(self) -> Codes:
        return arrow.plain(self._literals.dictionary_encode().indices, NONE)

    def triples(self, rows: Any) -> Iterator[tuple[str, str, str]]:
        """Yield what statements say as triples, each once.

        Args:
            rows: a mask, or numbers of rows.

        Yields:
            Subject, predicate (``ai:founded``) and object, as Turtle terms, in the order of
            subjects, predicates and objects.
        """
        rows = np.arange(len(self))[rows]
        rows = rows[np.lexsort((self.predicate.codes[rows], self.subject[rows]))]
        refs, predicates = self.refs.texts(), [f"ai:{name}" for name in self.predicate.names]
        pairs = zip(self.subject[rows].tolist(), self.predicate.codes[rows].tolist(), strict=True)
        terms = zip(pairs, self._objects(rows, refs), strict=True)
        for (subject, predicate), group in groupby(terms, key=itemgetter(0)):
            for term in sorted({term for _, term in group}):
                yield refs[subject], predicates[predicate], term

    def _objects(self, rows: NDArray[np.int64], refs: list[str]) -> list[str]:
        """The object of each statement, as a Turtle term."""
        codes = self.object[rows]
        terms = [refs[code] for code in codes.tolist()]
        literal = np.flatnonzero(codes == NONE)
        for at, term in zip(literal.tolist(), self.values(rows[literal]), strict=True):
            terms[at] = term or ""
        return terms


def _named(names: Sequence[str], numbers: NDArray[np.intp]) -> dict[str, int]:
    return {name: n for name, n in zip(names, numbers.tolist(), strict=True) if n}
