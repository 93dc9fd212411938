"""Rules over the whole graph: the violation queries, and the SHACL shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from aiactors.check.findings import Finding
from aiactors.errors import MissingExtraError
from aiactors.query.result import Result
from aiactors.resources import ontology_path
from aiactors.store import Store
from aiactors.vocabulary import curie

_WARNING = re.compile(r"^# severity:\s*warning\s*$", re.MULTILINE)
_MESSAGE = re.compile(r"^# message-en:\s*(.*)$", re.MULTILINE)


def rule_names() -> list[str]:
    """Return the names of all violation queries, in alphabetical order.

    Returns:
        Names of files in ``ontology/violations``, without ending.

    Example:
        >>> "deal_outcome" in rule_names()
        True
    """
    return [path.stem for path in _rules()]


def _rules() -> list[Path]:
    return sorted((ontology_path() / "violations").glob("*.rq"))


def violations(trig: bytes) -> Iterator[Finding]:
    """Yield every row of every violation query: each is something wrong.

    Args:
        trig: the whole graph as TriG, what is derived included.

    Yields:
        Findings, rule by rule.
    """
    store = Store()
    store.load(trig, ox.RdfFormat.TRIG)
    for path in _rules():
        text = path.read_text(encoding="utf-8")
        match = _MESSAGE.search(text)
        message = match[1] if match is not None else path.stem
        error = _WARNING.search(text) is None
        for row in Result(store.query(text)):
            about, *details = (curie(str(value)) for value in row if value is not None)
            yield Finding(path.stem, about, message, tuple(details), error)


def shapes_available() -> bool:
    """Tell whether the SHACL validator is installed."""
    return find_spec("pyshacl") is not None


def shape_findings(turtle: bytes) -> Iterator[Finding]:
    """Yield what the SHACL shapes find.

    Args:
        turtle: the union of the graph as Turtle, what is derived included.

    Yields:
        Findings.

    Raises:
        MissingExtraError: if the validator is not installed.
    """
    if not shapes_available():
        raise MissingExtraError("shacl", "checking the SHACL shapes")
    import rdflib
    from pyshacl import validate

    # pySHACL copies only RDFS and OWL axioms of an ontology given apart: schemes would be lost.
    data = rdflib.Graph().parse(data=turtle.decode(), format="turtle")
    data.parse(data=(ontology_path() / "ai.ttl").read_text("utf-8"), format="turtle")
    shapes = rdflib.Graph()
    for path in sorted((ontology_path() / "shapes").glob("*.ttl")):
        shapes.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    yield from _read_report(report)


def _read_report(report: Any) -> Iterator[Finding]:
    from rdflib.namespace import SH

    # Not every result in the report: those of nested shapes are details of others.
    for result in report.objects(None, SH.result):
        messages = list(report.objects(result, SH.resultMessage))
        english = [m for m in messages if m.language in ("en", None)] or messages
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        details = tuple(curie(str(v)) for v in (path, value) if v is not None)
        about = curie(str(report.value(result, SH.focusNode)))
        yield Finding("shape", about, "; ".join(sorted(map(str, english))), details)
