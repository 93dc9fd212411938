"""Networks with communities that are known."""

from __future__ import annotations

from random import Random

Ends = list[tuple[str, str]]


def planted(groups: int, size: int, across: int, seed: int = 3) -> tuple[list[str], Ends]:
    """Return groups in which each node has three ties, and some ties across, all at random."""
    rng = Random(seed)
    ids = [f"g{g:03}n{i:03}" for g in range(groups) for i in range(size)]
    inside = [(node, f"{node[:5]}{rng.randrange(size):03}") for node in ids for _ in range(3)]
    return ids, inside + [(rng.choice(ids), rng.choice(ids)) for _ in range(across)]
