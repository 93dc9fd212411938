"""Reading manifests: which tests there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""What the addresses of the files begin with."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"

QUERY = (
    "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping",
    "negation", "project-expression", "property-path", "subquery", "syntax-query",
)  # fmt: skip
RESULTS = ("csv-tsv-res", "json-res")
UPDATE = (
    "add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert",
    "delete-where", "drop", "move", "syntax-update-1", "syntax-update-2", "update-silent",
)  # fmt: skip
SUITES = {
    "query": QUERY,
    "results": RESULTS,
    "update": UPDATE,
    "protocol": ("protocol",),
    "graph store": ("graph-store-protocol",),
    "description": ("service-description",),
}
"""Name of a suite → its folders."""

Subject = ox.NamedNode | ox.BlankNode


class Manifest:
    """A file that lists tests.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        """Read it."""
        self.folder = path.parent
        self.base = f"{BASE}{self.folder.name}/"
        self._graph = ox.Dataset(
            ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=self.base)
        )

    def all(self, subject: object, name: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """Return all objects of a subject and a property."""
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)
        quads = self._graph.quads_for_subject(subject)
        found = [quad.object for quad in quads if quad.predicate.value == name]
        return sorted((term for term in found if not isinstance(term, ox.Triple)), key=str)

    def one(self, subject: object, name: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        """Return the object of a subject and a property, if there is one."""
        return next(iter(self.all(subject, name)), None)

    def text(self, subject: object, name: str) -> str:
        """Return the text of the object; empty where there is none."""
        found = self.one(subject, name)
        return "" if found is None or isinstance(found, ox.BlankNode) else found.value

    def items(self, first: object) -> Iterator[object]:
        """Yield the items of a list."""
        while isinstance(first, ox.BlankNode):
            yield self.one(first, RDF + "first")
            first = self.one(first, RDF + "rest")

    def entries(self) -> Iterator[Subject]:
        """Yield the tests, in the order in which the file lists them."""
        for quad in self._graph.quads_for_predicate(ox.NamedNode(MF + "entries")):
            for entry in self.items(quad.object):
                if isinstance(entry, ox.NamedNode | ox.BlankNode):
                    yield entry

    def file(self, address: str) -> Path:
        """Return the file that an address names."""
        return self.folder / address.removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class Case:
    """A test.

    Attributes:
        suite: its suite.
        manifest: the file that lists it.
        subject: its address there.
        kind: its kind, without the namespace.
    """

    suite: str
    manifest: Manifest
    subject: Subject
    kind: str

    @property
    def name(self) -> str:
        """What it is called: its folder, and the end of its address."""
        end = self.subject.value.rpartition("#")[2]
        return f"{self.manifest.folder.name}/{end}"

    @property
    def action(self) -> object:
        """What is done."""
        return self.manifest.one(self.subject, MF + "action")

    @property
    def result(self) -> object:
        """What comes of it."""
        return self.manifest.one(self.subject, MF + "result")


def read_cases(checkout: Path, suites: list[str]) -> Iterator[Case]:
    """Yield the tests of a checkout.

    Args:
        checkout: the folder of the checkout, or one above ``sparql11``.
        suites: the suites that are wanted.

    Raises:
        FileNotFoundError: if there are none.
    """
    places = [checkout, checkout / "sparql11", checkout / "sparql" / "sparql11"]
    root = next((place for place in places if any(place.glob("*/manifest.ttl"))), None)
    if root is None:
        raise FileNotFoundError(f"{checkout}: no tests; name a checkout of w3c/rdf-tests")
    for suite in suites:
        for name in SUITES[suite]:
            # Those of the graph store are split; each of the others lies in one file.
            for path in sorted((root / name).glob("manifest*.ttl")):
                yield from _cases(suite, Manifest(path))


def _cases(suite: str, manifest: Manifest) -> Iterator[Case]:
    for entry in manifest.entries():
        kind = manifest.text(entry, RDF + "type").rpartition("#")[2]
        yield Case(suite, manifest, entry, kind)
