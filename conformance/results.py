"""Results of queries: read, and compared as SPARQL means it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]

_PARSED = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}
_EXACT = {"integer", "decimal", "int", "long", "short", "byte", "nonNegativeInteger"}
_TRUTHS = {"1": "true", "0": "false"}
_FLOATING = {"double", "float"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows.

    Attributes:
        names: the variables.
        rows: for each, variable → term.
    """

    names: frozenset[str]
    rows: Sequence[Row]


Outcome = Table | bool | list[ox.Triple]


def expected(path: Path, base: str) -> Outcome:
    """Read the file that holds a result.

    Args:
        path: the file.
        base: its address.
    """
    if path.suffix in _GRAPHS:
        triples = [
            quad.triple
            for quad in ox.parse(path=str(path), format=_GRAPHS[path.suffix], base_iri=base)
        ]
        return _as_table(triples) if _is_table(triples) else triples
    return parse_rows(path.read_bytes(), path.suffix)


def parse_rows(data: bytes, suffix: str) -> Table | bool:
    """Read rows, or a truth value.

    Args:
        data: the text.
        suffix: the ending of a file of its format.
    """
    if suffix == ".csv":
        return _csv(data.decode())
    found = ox.parse_query_results(data, _PARSED[suffix])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in found]
    return Table(frozenset(names), rows)


def parse_triples(data: bytes, format_: ox.RdfFormat, base: str = "") -> list[ox.Triple]:
    """Read triples; relative addresses in them begin with the base, if one is given."""
    return [quad.triple for quad in ox.parse(data, format_, base_iri=base or None)]


def _csv(text: str) -> Table:
    """Rows of CSV tell no kinds of terms: texts, and blank nodes by their mark."""
    names, *rows = csv.reader(io.StringIO(text))
    made = [
        {name: _cell(cell) for name, cell in zip(names, row, strict=True) if cell} for row in rows
    ]
    return Table(frozenset(names), made)


def _cell(cell: str) -> Term:
    return ox.BlankNode(cell[2:]) if cell.startswith("_:") else ox.Literal(cell)


def _is_table(triples: list[ox.Triple]) -> bool:
    return any(getattr(triple.object, "value", "") == RS + "ResultSet" for triple in triples)


def _as_table(triples: list[ox.Triple]) -> Table:
    """Rows that are written as a graph, in the vocabulary of the tests."""

    def objects(subject: object, name: str) -> list[object]:
        return [t.object for t in triples if t.subject == subject and t.predicate.value == name]

    whole = next(t.subject for t in triples if getattr(t.object, "value", "") == RS + "ResultSet")
    names = [str(getattr(name, "value", "")) for name in objects(whole, RS + "resultVariable")]
    rows: list[Row] = []
    for solution in objects(whole, RS + "solution"):
        rows.append(
            {
                objects(binding, RS + "variable")[0].value: objects(binding, RS + "value")[0]  # type: ignore[attr-defined,misc]
                for binding in objects(solution, RS + "binding")
            }
        )
    return Table(frozenset(names), rows)


def same_graph(one: Sequence[ox.Triple], other: Sequence[ox.Triple]) -> bool:
    """Tell whether two graphs are the same but for names of blank nodes."""
    return _canonical(one) == _canonical(other)


def _canonical(triples: Sequence[ox.Triple]) -> set[str]:
    graph = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in graph}


def same_rows(
    one: Table, other: Table, *, ordered: bool, key: Callable[[Term], object] | None = None
) -> bool:
    """Tell whether two tables have the same rows, as often, but for names of blank nodes.

    Args:
        one: a table.
        other: another.
        ordered: whether the order counts.
        key: what of a term is compared; the term itself if left out.
    """
    exact: Callable[[Term], object] = key or (lambda term: term)
    first, second = ([_keyed(row, exact) for row in table.rows] for table in (one, other))
    if one.names != other.names or len(first) != len(second):
        return False
    if ordered:
        return _in_order(first, second)
    ground = [row for row in first if not _blanks(row)], [row for row in second if not _blanks(row)]
    if Counter(map(_frozen, ground[0])) != Counter(map(_frozen, ground[1])):
        return False
    return _match([r for r in first if _blanks(r)], [r for r in second if _blanks(r)], {})


Keyed = dict[str, object]


def _keyed(row: Row, key: Callable[[Term], object]) -> Keyed:
    return {
        name: term if isinstance(term, ox.BlankNode) else key(term) for name, term in row.items()
    }


def _frozen(row: Keyed) -> frozenset[tuple[str, object]]:
    return frozenset(row.items())


def _blanks(row: Keyed) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in row.values())


def _in_order(first: list[Keyed], second: list[Keyed]) -> bool:
    names: dict[object, object] | None = {}
    for one, other in zip(first, second, strict=True):
        names = _joined(one, other, names or {})
        if names is None:
            return False
    return True


def _match(first: list[Keyed], second: list[Keyed], names: dict[object, object]) -> bool:
    """Find names for the blank nodes, one row after the other, going back where it fails."""
    if not first:
        return True
    for number, row in enumerate(second):
        joined = _joined(first[0], row, names)
        rest = second[:number] + second[number + 1 :]
        if joined is not None and _match(first[1:], rest, joined):
            return True
    return False


def _joined(one: Keyed, other: Keyed, names: dict[object, object]) -> dict[object, object] | None:
    """The names, with those that the two rows need to be the same; None if they cannot be."""
    if one.keys() != other.keys():
        return None
    made = dict(names)
    for name, term in one.items():
        if not isinstance(term, ox.BlankNode) or not isinstance(other[name], ox.BlankNode):
            if term != other[name]:
                return None
        elif made.setdefault(term, other[name]) != other[name]:
            return None
    return made if len(set(made.values())) == len(made) else None


def value(term: Term) -> object:
    """Return the value of a number or a truth value, so that 2.0 and 2.00 are the same."""
    if not isinstance(term, ox.Literal):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind == "boolean":
            return kind, _TRUTHS.get(term.value, term.value)
        if kind in _EXACT:
            return kind, Decimal(term.value)
        if kind in _FLOATING:
            return kind, float(term.value)
    except (ValueError, InvalidOperation):
        pass
    return term


def csv_value(term: Term) -> object:
    """Return the value of a number in CSV, where it has no kind."""
    try:
        return Decimal(term.value) if isinstance(term, ox.Literal) else term
    except InvalidOperation:
        return term
