"""Asking the graph: queries, named queries, and names."""

from aiactors.query.find import NameIndex
from aiactors.query.named import (
    NamedQuery,
    Parameter,
    as_query,
    bind,
    named_queries,
    named_query,
    read_query,
)
from aiactors.query.result import Result, serialize, to_python

__all__ = [
    "NameIndex",
    "NamedQuery",
    "Parameter",
    "Result",
    "as_query",
    "bind",
    "named_queries",
    "named_query",
    "read_query",
    "serialize",
    "to_python",
]
