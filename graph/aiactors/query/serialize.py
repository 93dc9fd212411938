"""Answers as bytes in several formats: those of the standards as the engine writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from aiactors.errors import InputError
from aiactors.query import text
from aiactors.query.result import Result
from aiactors.store.prefixed import prefixed_turtle, used_prefixes
from aiactors.store.store import Results

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""Formats of the standards of SPARQL, for rows and truth values."""

ROW_FORMATS = (*RESULT_FORMATS, "md", "html", "parquet")
"""All formats of rows and truth values."""

TRIPLE_FORMATS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
}
"""Formats of triples."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serialize(answer: Results, format_: str, *, title: str = "Answer") -> bytes:
    r"""Return an answer, not yet read, in a format, as UTF-8.

    InputError if the format does not fit.

    ``csv``, ``tsv``, ``json``, ``xml``, ``md``, ``html`` and ``parquet`` are for rows and truth
    values; ``ttl``, ``nt`` and ``jsonld`` for triples.

    Example:
        >>> from aiactors.store import Store
        >>> serialize(Store().query("SELECT (1 AS ?n) {}"), "md").decode()
        '| n |\n| --- |\n| 1 |\n'
    """
    if isinstance(answer, ox.QueryTriples):
        if format_ not in TRIPLE_FORMATS:
            raise InputError(_unfit(format_, "triples", TRIPLE_FORMATS))
        triples = sorted(set(answer), key=str)
        return _triples(triples, TRIPLE_FORMATS[format_])
    if format_ not in ROW_FORMATS:
        raise InputError(_unfit(format_, "rows", ROW_FORMATS))
    if format_ not in RESULT_FORMATS:
        return _for_people(Result(answer), format_, title)
    if isinstance(answer, ox.QueryBoolean) and format_ in ("csv", "tsv"):
        return f"{str(bool(answer)).lower()}\n".encode()  # the standard has no table for it
    data = answer.serialize(format=RESULT_FORMATS[format_]) or b""
    return _well_formed(data) if format_ == "xml" else data


def _well_formed(data: bytes) -> bytes:
    """XML as parsers take it: the engine writes signs that XML 1.0 cannot hold, and plain CRs."""
    return _NOT_IN_XML.sub("\ufffd", data.decode()).replace("\r", "&#13;").encode()


def _for_people(result: Result, format_: str, title: str) -> bytes:
    if format_ == "md":
        return text.markdown(result.columns, result).encode()
    if format_ == "html":
        return text.page(result.columns, result, title).encode()
    from aiactors.query.frames import to_parquet

    return to_parquet(result)


def _unfit(format_: str, what: str, formats: Any) -> str:
    return f"the query answers with {what}, which cannot be {format_!r}: use {', '.join(formats)}"


def _triples(triples: list[ox.Triple], format_: ox.RdfFormat) -> bytes:
    if format_ == ox.RdfFormat.TURTLE:
        return prefixed_turtle(triples)
    return ox.serialize(triples, format=format_, prefixes=used_prefixes(triples)) or b""
