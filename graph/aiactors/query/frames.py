"""Answers as data frames, with Arrow underneath, and as networks for networkx.

Columns have types: a column of whole numbers, of days or of truth values stays one, with gaps
where nothing is bound. Numbers that are not whole are 64-bit floats where those lose no digit,
and decimals of Arrow where they would. What is mixed is text, and so is what fits no type.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from aiactors.errors import InputError, MissingExtraError
from aiactors.query.text import shown
from aiactors.vocabulary import PREFIXES

if TYPE_CHECKING:
    from aiactors.query.result import Result

_DIGITS = 38
"""The most digits that a decimal of Arrow has."""

_EXACT = 2**53
"""Whole numbers up to here are exact as floats."""


def _module(name: str, needed_for: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError("frames", needed_for) from error


def to_arrow(result: Result) -> Any:
    """Return an answer as a ``pyarrow.Table`` with the same columns."""
    import pyarrow as pa

    columns = zip(*result, strict=True) if len(result) else [()] * len(result.columns)
    arrays = [_array(pa, column) for column in columns]
    return pa.table(arrays, names=list(result.columns))


def _array(pa: Any, values: Sequence[Any]) -> Any:
    present = [value for value in values if value is not None]
    type_ = _type(pa, present)
    if type_ is None:
        return pa.array([None if v is None else _text(v) for v in values], pa.string())
    if pa.types.is_floating(type_):
        return pa.array([None if v is None else float(v) for v in values], type_)
    if pa.types.is_decimal(type_):
        return pa.array([None if v is None else Decimal(v) for v in values], type_)
    return pa.array(values, type_)


def _type(pa: Any, values: list[Any]) -> Any:
    """The type of Arrow that takes all values as they are; None for text."""
    kinds = {type(value) for value in values}
    if len(kinds) == 1 and (simple := {bool: pa.bool_(), date: pa.date32()}.get(*kinds)):
        return simple
    if kinds == {int} and all(-(2**63) <= value < 2**63 for value in values):
        return pa.int64()
    if kinds and kinds <= {int, Decimal, float}:
        return _type_of_numbers(pa, values, kinds)
    return None


def _type_of_numbers(pa: Any, values: list[Any], kinds: set[type]) -> Any:
    if all(map(_fits_float, values)):
        return pa.float64()
    if float in kinds:
        return None
    parts = [Decimal(value).as_tuple() for value in values]
    scale = max(max(-int(part.exponent), 0) for part in parts)
    whole = max(len(part.digits) + int(part.exponent) for part in parts)
    digits = scale + max(whole, 1)
    return pa.decimal128(digits, scale) if digits <= _DIGITS else None


def _fits_float(value: Any) -> bool:
    """Whether a float holds it to the last digit, as it is written."""
    if isinstance(value, float):
        return True
    if isinstance(value, int):
        return abs(value) <= _EXACT
    return bool(Decimal(repr(float(value))) == value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def to_polars(result: Result) -> Any:
    """Return an answer as a data frame of polars."""
    polars = _module("polars", "a data frame of polars")
    return polars.from_arrow(to_arrow(result))


def to_pandas(result: Result) -> Any:
    """Return an answer as a data frame of pandas, whose columns are those of Arrow.

    A gap is ``pandas.NA``, and turns no whole number into a float.
    """
    pandas = _module("pandas", "a data frame of pandas")
    return to_arrow(result).to_pandas(types_mapper=pandas.ArrowDtype)


def to_parquet(result: Result) -> bytes:
    """Return an answer as a Parquet file."""
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(to_arrow(result), out)
    return out.getvalue()


def to_networkx(result: Result) -> Any:
    """Return an answer as a network for networkx.

    Triples become edges; an object that is no address becomes an attribute of its subject, named
    by the predicate (a list where there are several). Of rows, the first two columns of entities
    are the ends of an edge; a column that holds nothing but relations (``ai:…``) names it, and
    all other columns are its attributes.

    The key of an edge, and its attribute ``relation``, is the relation; a second one between the
    same two gets a number. InputError if rows have no two columns of entities, or the answer is a
    truth value.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    if result.kind == "triples":
        _add_triples(graph, result)
    else:
        _add_rows(graph, result)
    return graph


def _add_triples(graph: Any, result: Result) -> None:
    for triple, (subject, relation, value) in sorted(
        zip(result.triples(), result, strict=True), key=lambda pair: str(pair[0])
    ):
        graph.add_node(subject)
        relation = shown(relation)
        if not isinstance(triple.object, ox.Literal):
            graph.add_edge(subject, value, key=relation, relation=relation)
            continue
        known = graph.nodes[subject]
        if relation not in known:
            known[relation] = value
        elif isinstance(known[relation], list):
            known[relation].append(value)
        else:
            known[relation] = [known[relation], value]


def _add_rows(graph: Any, result: Result) -> None:
    ends, relation = _roles(result)
    for row in result:
        source, target = (row[index] for index in ends)
        graph.add_nodes_from(end for end in (source, target) if end is not None)
        if source is None or target is None:
            continue
        more = {
            name: value
            for index, (name, value) in enumerate(zip(result.columns, row, strict=True))
            if index not in (*ends, relation) and value is not None
        }
        name = shown(row[relation]) if relation is not None else ""
        key = graph.add_edge(source, target, key=_key(graph, source, target, name))
        # Not as keywords: a column may have any name, such as key.
        graph.edges[source, target, key].update({"relation": name} | more)


def _key(graph: Any, source: str, target: str, name: str) -> str:
    """The name, or the first that is free with a number behind it."""
    key, number = name, 1
    while graph.has_edge(source, target, key):
        number += 1
        key = f"{name} {number}"
    return key


def _roles(result: Result) -> tuple[tuple[int, int], int | None]:
    """Which columns are the ends of an edge, and which one is its relation."""
    entities: list[int] = []
    relations: list[int] = []
    for index, column in enumerate(zip(*result.terms(), strict=True)):
        bound = [term for term in column if term is not None]
        if bound and all(isinstance(term, ox.NamedNode) for term in bound):
            ours = all(term.value.startswith(PREFIXES["ai"]) for term in bound)
            (relations if ours else entities).append(index)
    if len(entities) < 2:
        names = [result.columns[index] for index in entities]
        raise InputError(
            "a network needs two columns of entities, or triples of a CONSTRUCT; "
            f"here {', '.join(names) or 'no column'} is one: let the query answer with addresses"
        )
    return (entities[0], entities[1]), (relations[0] if relations else None)
