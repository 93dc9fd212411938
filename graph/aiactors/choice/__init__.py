"""Which statements are told or drawn, where there are too many for all of them.

The same choice is made of a model that is at hand, and of columns beside a store of millions of
statements, of which then only what was chosen is read.
"""

from aiactors.choice.edges import Drawn, Edges, of_kinds
from aiactors.choice.said import Said, best, between, said_of

__all__ = ["Drawn", "Edges", "Said", "best", "between", "of_kinds", "said_of"]
