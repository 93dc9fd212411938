"""The network that is measured: actors, and the direct triples between them, as sparse arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from aiactors.columns.edges import of_kinds
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from aiactors.columns import Columns

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ActorNetwork:
    """The actors that direct triples tie, and these ties.

    Attributes:
        codes: the code of each actor among the references, in order.
        towards: how many triples lead from one actor to another; those of a relation that has no
            direction lead both ways.
        ties: how many triples there are between two actors, whichever way: both ways the same.
    """

    codes: Numbers
    towards: Any
    ties: Any

    @classmethod
    def of(cls, columns: Columns, as_of: date | None = None, *, bulk: bool = False) -> ActorNetwork:
        """Gather the network of people, organisations, groups, products and events.

        Direct triples of the day ``as_of`` count, or those of now; with ``bulk`` also those that
        stand in bulk dossiers alone.
        """
        subjects, objects, directed = _triples(columns, _rows(columns, as_of, bulk=bulk))
        codes, places = np.unique(np.concatenate([subjects, objects]), return_inverse=True)
        starts, ends = np.split(places, 2)
        both = np.concatenate([starts, ends]), np.concatenate([ends, starts])
        back = ~directed
        there = np.concatenate([starts, ends[back]]), np.concatenate([ends, starts[back]])
        return cls(
            codes.astype(np.int64), _counted(len(codes), *there), _counted(len(codes), *both)
        )


def _rows(columns: Columns, as_of: date | None, *, bulk: bool) -> Numbers:
    """The statements with a direct triple between two actors."""
    fits = columns.on(as_of).direct & (columns.object >= 0) & (columns.subject != columns.object)
    if not bulk:
        fits &= ~columns.bulk
    rows = np.flatnonzero(fits)
    ends = of_kinds(columns)
    return rows[ends[columns.subject[rows]] & ends[columns.object[rows]]]


def _triples(columns: Columns, rows: Numbers) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Subject and object of each triple, which is there once, and whether it has a direction."""
    relations = load_ontology().relations
    names = columns.predicate.names
    has_direction = np.array([relations[name].directed for name in names], np.bool_)
    subjects, objects = (part[rows].astype(np.int64) for part in (columns.subject, columns.object))
    relation = columns.predicate.codes[rows]
    directed = has_direction[relation]
    turned = ~directed & (subjects > objects)
    subjects, objects = np.where(turned, objects, subjects), np.where(turned, subjects, objects)
    key = (subjects * len(names) + relation) * len(columns.refs) + objects
    _, once = np.unique(key, return_index=True)
    return subjects[once], objects[once], directed[once]


def _counted(count: int, starts: Numbers, ends: Numbers) -> Any:
    """How often each pair comes, as a sparse array."""
    return csr_array((np.ones(len(starts)), (starts, ends)), shape=(count, count))
