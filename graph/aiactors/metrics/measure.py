"""Measuring every actor of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import triu

from aiactors.collection import paused_collection
from aiactors.metrics.betweenness import SEED, betweenness
from aiactors.metrics.network import ActorNetwork
from aiactors.metrics.pagerank import pagerank
from aiactors.network.communities import Weave, divided
from aiactors.progress import SILENT, Progress

if TYPE_CHECKING:
    from aiactors.columns import Columns


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
    return divided(Weave.of(ties.shape[0], zip(ones, pairs.indices.tolist(), weights, strict=True)))
