"""What columns say in words: references, names, and triples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aiactors.columns import arrow, parts
from aiactors.columns.arrays import Arrays
from aiactors.columns.parts import NONE, Codes

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_EVERY = slice(None)
_is_statement = re.compile("st:[0-9a-f]{20}").fullmatch


class Words(Arrays):
    """The columns as arrays, and what they say in words."""

    def statement_refs(self, rows: Any = _EVERY) -> list[str]:
        """Return the references of statements.

        Args:
            rows: a mask, or numbers of rows; every row if left out.

        Returns:
            ``st:`` and the id of each.
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

        Args:
            statements: their references.

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

        Args:
            codes: codes of references.
            lang: ``en`` or ``fr``.

        Returns:
            The name of each; the reference of what has none here.
        """
        found = self._of_entities(f"name_{'fr' if lang == 'fr' else 'en'}", codes)
        refs = self.refs.texts(codes)
        return [ref if name is None else name for name, ref in zip(found, refs, strict=True)]

    def kinds(self, codes: ArrayLike) -> list[tuple[str, ...]]:
        """Return the kinds of entities and documents.

        Args:
            codes: codes of references.

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
