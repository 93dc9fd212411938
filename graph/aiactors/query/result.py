"""What a query answers, as plain Python values and as text in several formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from aiactors.errors import InputError
from aiactors.store.store import Results
from aiactors.vocabulary import PREFIXES, curie, iri

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
"""Formats of rows and truth values."""

TRIPLE_FORMATS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
}
"""Formats of triples."""

_DATE = iri("xsd:date")
_INTEGER = iri("xsd:integer")
_DECIMAL = iri("xsd:decimal")
_BOOLEAN = iri("xsd:boolean")
_DOUBLE = iri("xsd:double")


def to_python(term: Any) -> Any:
    """Return a term as a Python value.

    Args:
        term: a term of pyoxigraph, or None.

    Returns:
        Short addresses and texts as ``str``; numbers as ``int``, ``Decimal`` and ``float``; days
        as ``date``; truth values as ``bool``; None for what is not bound.

    Example:
        >>> to_python(ox.Literal(3)), to_python(ox.NamedNode(iri("id:openai")))
        (3, 'id:openai')
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else curie(getattr(term, "value", str(term)))
    kind = term.datatype.value
    try:
        if kind == _INTEGER:
            return int(term.value)
        if kind == _DATE:
            return date.fromisoformat(term.value)
        if kind == _DECIMAL:
            return Decimal(term.value)
        if kind == _BOOLEAN:
            return term.value in ("true", "1")
        if kind == _DOUBLE:
            return float(term.value)
    except (ValueError, ArithmeticError):
        pass  # a literal that its own datatype does not allow stays text
    return term.value


class Result(Sequence[tuple[Any, ...]]):
    """The answer to a query.

    Rows are tuples of Python values. An ASK has one row with a truth value; a CONSTRUCT or
    DESCRIBE has the triples as rows.

    Args:
        answer: the engine's results; they are read in whole.

    Attributes:
        columns: names of the columns.
        kind: ``rows``, ``triples`` or ``truth``.

    Example:
        >>> from aiactors.store import Store
        >>> result = Result(Store().query("SELECT (1 + 1 AS ?n) {}"))
        >>> result.columns, list(result)
        (('n',), [(2,)])
    """

    def __init__(self, answer: Results) -> None:
        """Read all rows."""
        self._solutions: list[Any] = []
        self._truth = False
        if isinstance(answer, ox.QueryBoolean):
            self.kind = "truth"
            self.columns: tuple[str, ...] = ("answer",)
            self._truth = bool(answer)
            self._rows: list[tuple[Any, ...]] = [(self._truth,)]
        elif isinstance(answer, ox.QueryTriples):
            self.kind = "triples"
            self.columns = ("subject", "predicate", "object")
            self._solutions = list(answer)
            self._rows = [tuple(map(to_python, triple)) for triple in self._solutions]
        else:
            self.kind = "rows"
            self.columns = tuple(v.value for v in answer.variables)
            self._solutions = [tuple(solution) for solution in answer]
            self._rows = [tuple(map(to_python, row)) for row in self._solutions]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        """Return a row, or several."""
        return self._rows[index]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        return iter(self._rows)

    def __bool__(self) -> bool:
        """Return an ASK's answer; else whether there is any row."""
        return self._truth if self.kind == "truth" else bool(self._rows)

    def __repr__(self) -> str:
        """Say what it holds, in short."""
        return f"<Result: {len(self)} {self.kind} of {', '.join(self.columns)}>"

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a dictionary, by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self._rows]

    def triples(self) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE, as the engine's terms."""
        return list(self._solutions) if self.kind == "triples" else []


def serialize(answer: Results, format_: str) -> bytes:
    """Return an answer in a format, as the engine writes it.

    Args:
        answer: the engine's results, not yet read.
        format_: ``csv``, ``tsv`` or ``json`` for rows and truth values; ``ttl``, ``nt`` or
            ``jsonld`` for triples.

    Returns:
        The text, in UTF-8.

    Raises:
        InputError: if the format does not fit the answer.
    """
    if isinstance(answer, ox.QueryTriples):
        if format_ not in TRIPLE_FORMATS:
            raise InputError(_unfit(format_, "triples", TRIPLE_FORMATS))
        triples = sorted(set(answer), key=str)
        return ox.serialize(triples, format=TRIPLE_FORMATS[format_], prefixes=_used(triples)) or b""
    if format_ not in RESULT_FORMATS:
        raise InputError(_unfit(format_, "rows", RESULT_FORMATS))
    if isinstance(answer, ox.QueryBoolean) and format_ != "json":
        return f"{str(bool(answer)).lower()}\n".encode()
    return answer.serialize(format=RESULT_FORMATS[format_]) or b""


def _unfit(format_: str, what: str, formats: Mapping[str, Any]) -> str:
    return f"the query answers with {what}, which cannot be {format_!r}: use {', '.join(formats)}"


def _used(triples: list[ox.Triple]) -> dict[str, str]:
    """The prefixes that the triples need."""
    text = "".join(str(triple) for triple in triples)
    return {prefix: name for prefix, name in PREFIXES.items() if "<" + name in text}
