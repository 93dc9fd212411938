"""The graph as a whole, in one object."""

from aiactors.graph.graph import Graph
from aiactors.graph.reader import Positions

__all__ = ["Graph", "Positions"]
