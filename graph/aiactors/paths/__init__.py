"""The ties between actors: the shortest ways from one to another, each step with its source."""

from aiactors.paths.data import Hop, Support, Tie, Ties
from aiactors.paths.find import PathFinder
from aiactors.paths.links import Conditions

__all__ = [
    "Conditions",
    "Hop",
    "PathFinder",
    "Support",
    "Tie",
    "Ties",
]
