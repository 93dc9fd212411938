"""Measuring every actor of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

from aiactors.collection import paused_collection
from aiactors.metrics.betweenness import SEED, betweenness
from aiactors.metrics.pagerank import pagerank
from aiactors.network.communities import CommunityGraph, divided
from aiactors.progress import SILENT, Progress
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
    fits = columns.on(as_of).direct & (columns.subject != columns.object)
    return columns.rows_between(fits if bulk else fits & ~columns.bulk, columns.are_of())


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


@dataclass(frozen=True, slots=True)
class ActorMetrics:
    """Where an actor stands in the network of direct triples.

    Attributes:
        ref: its reference.
        name: its name.
        pagerank: its share of the visits of a reader who follows the triples from subject to
            object (where a relation has no direction, both ways); those of all make 1.
        betweenness: the share of shortest paths between two others that lead over it, whichever
            way the triples go; where there were too many actors, an estimate.
        community: the number of the part of the network that it belongs to, 0 for the largest.
        degree: to how many others it is tied.
    """

    ref: str
    name: str
    pagerank: float
    betweenness: float
    community: int
    degree: int


def measure(
    columns: Columns,
    as_of: date | None = None,
    *,
    bulk: bool = False,
    sources: int = 256,
    seed: int = SEED,
    lang: str = "en",
    progress: Progress = SILENT,
) -> list[ActorMetrics]:
    """Measure every actor that a direct triple ties to another.

    Args:
        columns: the graph.
        as_of: the day whose direct triples count; those of now, if left out.
        bulk: whether what stands in bulk dossiers alone counts as well.
        sources: from how many actors shortest paths are looked at for betweenness; it is exact
            where there are no more actors.
        seed: of the choice among them.
        lang: the language of names.
        progress: is told how far it is.

    Returns:
        The actors, the highest PageRank first; of equal ones, the first by reference.
    """
    network = ActorNetwork.of(columns, as_of, bulk=bulk)
    count = len(network.codes)
    with progress.step("PageRank"):
        ranks = pagerank(network.towards)
    tied = network.ties.copy()
    tied.data[:] = 1
    with progress.step("betweenness", min(sources, count), "sources") as advance:
        between = betweenness(tied, sources, seed, advance)
    with progress.step("communities"):
        groups = communities_of(network.ties)
    order = np.lexsort((np.arange(count), -ranks.round(12)))
    columns_of_rows = (
        columns.refs.texts(network.codes[order]),
        columns.names(network.codes[order], lang),
        ranks[order].tolist(),
        between[order].tolist(),
        np.asarray(groups, np.int64)[order].tolist(),
        np.diff(network.ties.indptr)[order].tolist(),
    )
    return [ActorMetrics(*row) for row in zip(*columns_of_rows, strict=True)]


@paused_collection()
def communities_of(ties: Any) -> list[int]:
    """Return the community of each actor, as the drawing of such a network has them.

    ``ties`` holds numbers of triples, as a sparse array of scipy; community 0 is the largest.
    """
    pairs = triu(ties, format="csr")  # each once, in order
    pairs.sort_indices()
    ones = np.repeat(np.arange(ties.shape[0]), np.diff(pairs.indptr)).tolist()
    roots = {many: many**0.5 for many in np.unique(pairs.data).tolist()}  # few objects
    weights = map(roots.__getitem__, pairs.data.tolist())
    return divided(
        CommunityGraph.of(ties.shape[0], zip(ones, pairs.indices.tolist(), weights, strict=True))
    )
