"""Asking the graph: queries, named queries, and names."""

from aiactors.query.explain import Explanation, explanation, timed
from aiactors.query.find import NameIndex, Names
from aiactors.query.named import (
    NamedQuery,
    Parameter,
    as_query,
    bind,
    named_queries,
    named_query,
    promised,
    read_query,
)
from aiactors.query.result import Result
from aiactors.query.serialize import serialize
from aiactors.query.unknown import Unknown, own_terms, unknown_terms
from aiactors.query.values import to_python

__all__ = [
    "Explanation",
    "NameIndex",
    "NamedQuery",
    "Names",
    "Parameter",
    "Result",
    "Unknown",
    "as_query",
    "bind",
    "explanation",
    "named_queries",
    "named_query",
    "own_terms",
    "promised",
    "read_query",
    "serialize",
    "timed",
    "to_python",
    "unknown_terms",
]
