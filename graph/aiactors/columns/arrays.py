"""The columns of statements as arrays of numpy, each read when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from aiactors.columns import arrow, parts
from aiactors.columns.parts import Coded, Codes, Days, Mask, References
from aiactors.columns.tables import holding

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Source(Protocol):
    """Where columns come from."""

    def __len__(self) -> int:
        """Return how many statements there are."""
        ...

    def statements(self, name: str) -> Any:
        """Return a column of the statements, as an array of Arrow."""

    def entities(self, name: str) -> Any:
        """Return a column of the entities, as an array of Arrow."""


class Tables:
    """Columns in memory.

    Args:
        statements: a ``pyarrow.Table`` of the statements' schema.
        entities: a ``pyarrow.Table`` of the entities' schema.
    """

    def __init__(self, statements: Any, entities: Any) -> None:
        """Keep both."""
        self._statements, self._entities = statements, entities

    def __len__(self) -> int:
        """Return how many statements there are."""
        return len(self._statements)

    def statements(self, name: str) -> Any:
        """Return a column of the statements, as an array of Arrow."""
        return self._statements[name]

    def entities(self, name: str) -> Any:
        """Return a column of the entities, as an array of Arrow."""
        return self._entities[name]


class Arrays:
    """The columns as arrays, one place a statement, by subject, predicate and id.

    Texts are codes into tables, and days are numbers from 1 January 1970.

    Args:
        source: where the columns come from.
    """

    def __init__(self, source: Source) -> None:
        """Keep the source, and read nothing yet."""
        self._source = source

    def __len__(self) -> int:
        """Return how many statements there are."""
        return len(self._source)

    @cached_property
    def _ends(self) -> tuple[References, Codes, Codes]:
        """Every reference once, and subjects and objects as codes into that table."""
        columns = map(self._source.statements, ("subject", "object"))
        subject, object_ = map(parts.dictionary, columns)
        table, places = parts.ordered(pa.concat_arrays([subject.dictionary, object_.dictionary]))
        here = len(subject.dictionary)
        return (
            References(table),
            parts.recoded(subject, places[:here]),
            parts.recoded(object_, places[here:]),
        )

    @property
    def refs(self) -> References:
        """Every reference that is a subject or an object, in order."""
        return self._ends[0]

    @property
    def subject(self) -> Codes:
        """The subject of each statement, as a code into the references."""
        return self._ends[1]

    @property
    def object(self) -> Codes:
        """The object of each statement, as a code into the references; -1 where it is none."""
        return self._ends[2]

    @cached_property
    def predicate(self) -> Coded:
        """The relation of each statement, as a local name."""
        return self._coded("predicate")

    @cached_property
    def modality(self) -> Coded:
        """The modality of each statement."""
        return self._coded("modality")

    @cached_property
    def status(self) -> Coded:
        """The status of each statement."""
        return self._coded("status")

    @cached_property
    def rank(self) -> Coded:
        """The rank of each statement."""
        return self._coded("rank")

    @cached_property
    def dossier(self) -> Coded:
        """The first dossier that holds each statement, by name."""
        return self._coded("dossier")

    @cached_property
    def earliest_start(self) -> Days:
        """The day before which each did not begin; MISSING where it is not known."""
        return self._days("earliest_start")

    @cached_property
    def latest_start(self) -> Days:
        """The day by whose end each had begun; MISSING where it is not known."""
        return self._days("latest_start")

    @cached_property
    def earliest_end(self) -> Days:
        """The day before which each had not ended; MISSING where it is not known."""
        return self._days("earliest_end")

    @cached_property
    def latest_end(self) -> Days:
        """The day by whose end each had ended; MISSING where it is not known."""
        return self._days("latest_end")

    @cached_property
    def known_since(self) -> Days:
        """The first day on which a document told each; MISSING where no document has a date."""
        return self._days("known_since")

    @cached_property
    def source_count(self) -> NDArray[np.int32]:
        """How many independent sources each has."""
        return self._values("source_count", np.int32)

    @cached_property
    def bulk(self) -> Mask:
        """Whether each stands in bulk dossiers alone."""
        return self._values("bulk", np.bool_)

    @cached_property
    def direct(self) -> Mask:
        """Whether each has a direct triple: it holds, and is best ranked."""
        return self._values("direct", np.bool_)

    @cached_property
    def holds(self) -> Mask:
        """Whether each is actual and established or reported, and not deprecated."""
        return holding(self.modality, self.status, self.rank)

    def _coded(self, name: str) -> Coded:
        return parts.coded(self._source.statements(name))

    def _days(self, name: str) -> Days:
        return parts.days(self._source.statements(name))

    def _values(self, name: str, dtype: type[np.generic]) -> NDArray[Any]:
        return arrow.plain(parts.flat(self._source.statements(name))).astype(dtype, copy=False)
