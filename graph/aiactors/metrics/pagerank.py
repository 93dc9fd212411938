"""PageRank: how often a reader who follows the ties would come by.

Source:
    S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web search engine", Computer
    Networks 30, 1998. It is found by power iteration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAMPING = 0.85
"""How often the reader follows a tie, and does not begin anew anywhere."""

CLOSE = 1e-10
"""The sum of all changes below which nothing changes any more."""

MOST = 500


def pagerank(towards: Any, damping: float = DAMPING) -> NDArray[np.float64]:
    """Return the PageRank of each actor.

    ``towards`` is a sparse array of scipy: the weights of ties from each actor (row) to others. The
    ranks make 1 together. From an actor without ties, the reader goes on anywhere.

    Example:
        >>> from scipy.sparse import csr_array
        >>> pagerank(csr_array([[0, 1, 1], [0, 0, 1], [0, 0, 0]])).round(2).tolist()
        [0.2, 0.28, 0.52]
    """
    count = towards.shape[0]
    weights = np.asarray(towards.sum(axis=1), np.float64)
    ends = weights == 0
    shares = 1 / np.where(ends, 1, weights)
    followed = towards.T.tocsr() * 1.0
    rank = np.full(count, 1 / max(count, 1))
    for _ in range(MOST):
        anywhere = damping * rank[ends].sum() + (1 - damping)
        new = damping * (followed @ (rank * shares)) + anywhere / count if count else rank
        change = np.abs(new - rank).sum()
        rank = new
        if change < CLOSE:
            break
    return rank
