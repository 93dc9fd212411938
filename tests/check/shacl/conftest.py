"""Two validators of the same graph: the project's own, and pySHACL, which it must agree with."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from aiactors.check.shacl import Violation, read_shapes, validate
from aiactors.store import Store

ONTOLOGY = Path(__file__).resolve().parents[3] / "ontology"
_COMPONENT = "ConstraintComponent"


class Found(NamedTuple):
    """One result, in words that both validators share."""

    focus: str
    path: str
    value: str
    constraint: str
    messages: tuple[str, ...]
    error: bool


@functools.cache
def shapes_text() -> bytes:
    """The shapes of the ontology."""
    return (ONTOLOGY / "shapes" / "ai.shacl.ttl").read_bytes()


def _text(term: object) -> str:
    """A term as both write it; blank nodes have other names in each."""
    text = "" if term is None else str(term)
    return "_:" if text.startswith("_:") else text


def _ours(found: Violation) -> Found:
    return Found(
        _text(found.focus),
        _text(found.path),
        _text(found.value),
        found.constraint,
        found.shape.messages,
        found.shape.error,
    )


def ours(store: Store, shapes: bytes, *, survey: bool = True) -> list[Found]:
    """What the project's own validator finds, in order; what it finds several times, once."""
    return sorted(set(map(_ours, validate(store, read_shapes(shapes), survey=survey))))


@functools.cache
def _rdflib_shapes(shapes: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes, format="turtle")


def theirs(store: Store, shapes: bytes) -> list[Found]:
    """What pySHACL finds, in order; what it finds several times, once."""
    data = rdflib.Graph().parse(data=_dumped(store), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=_rdflib_shapes(shapes), inference="none")
    assert isinstance(report, rdflib.Graph)
    return sorted({_read(report, result) for result in report.objects(None, SH.result)})


def _dumped(store: Store) -> str:
    """The graph as the engine writes it: rdflib would keep other spellings of the same number."""
    return "".join(
        f"{quad.triple} .\n"
        for quad in store.inner.quads_for_pattern(None, None, None, ox.DefaultGraph())
    )


def _read(report: rdflib.Graph, result: rdflib.term.Node) -> Found:
    def term(predicate: rdflib.URIRef) -> str:
        found = report.value(result, predicate)
        return _text(None if found is None else found.n3())

    messages = [
        m for m in report.objects(result, SH.resultMessage) if isinstance(m, rdflib.Literal)
    ]
    constraint = str(report.value(result, SH.sourceConstraintComponent))
    return Found(
        term(SH.focusNode),
        term(SH.resultPath),
        term(SH.value),
        constraint.removeprefix(str(SH)).removesuffix(_COMPONENT),
        tuple(sorted(str(m) for m in messages if m.language in ("en", None))),
        report.value(result, SH.resultSeverity) == SH.Violation,
    )


Agree = Callable[[str, bytes], list[Found]]


@pytest.fixture(scope="session")
def agree() -> Agree:
    """Check Turtle with both, which must find the same, and return that."""

    def check(turtle: str, shapes: bytes) -> list[Found]:
        store = Store()
        store.inner.load(turtle.encode(), ox.RdfFormat.TURTLE)
        found = theirs(store, shapes)
        assert ours(store, shapes) == found
        assert ours(store, shapes, survey=False) == found
        return found

    return check
