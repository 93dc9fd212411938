"""A store that was built elsewhere: made ready to be checked, and its findings in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from aiactors.check.findings import Finding
from aiactors.query.result import Result
from aiactors.schema import load_ontology
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import iri

_STATEMENT = """
SELECT ?statement ?subject ?predicate ?object ?when
WHERE {
  VALUES ?statement { %s }
  ?statement rdf:subject ?s ; rdf:predicate ?predicate ; rdf:object ?o .
  OPTIONAL { ?s skos:prefLabel ?subjectName . FILTER (LANG(?subjectName) = "en") }
  OPTIONAL { ?o skos:prefLabel ?objectName . FILTER (LANG(?objectName) = "en") }
  OPTIONAL { ?statement ai:when ?when }
  BIND (COALESCE(?subjectName, ?s) AS ?subject)
  BIND (COALESCE(?objectName, ?o) AS ?object)
}
"""


def checkable_store(path: Path) -> Store | None:
    """Open what lies in a file of RDF or in a store on disk, so that it can be checked.

    Args:
        path: the file, or the folder of the store.

    Returns:
        The graph with the ontology beside it; None if the path is neither.

    Raises:
        FileError: if it cannot be read.
        RdfError: if it does not parse.
    """
    if path.is_file() and path.suffix.lower() in FORMATS:
        return Store.of_file(path)
    if not (path / "CURRENT").is_file():
        return None
    store = Store.on_disk(path, read_only=True)
    default = next(store.inner.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
    if default is not None and store.query("ASK { ai:Statement a ?class }"):
        return store
    # Another program filled it: the union of its graphs, and the ontology, come beside it.
    whole = Store()
    whole.load(store.inner.dump(format=FORMATS[".nq"]) or b"", FORMATS[".nq"], file=str(path))
    return whole


class StoreWords:
    """Says in findings what a statement says, by the names in the store.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        """Ask for nothing yet: only what is shown is looked up."""
        self._store = store

    def finding(self, finding: Finding) -> Finding:
        """Return a finding in which statements are told in words.

        Args:
            finding: the finding.

        Returns:
            The same, with sentences beside the references of statements.
        """
        details = tuple(map(self.name, finding.details))
        return replace(finding, about=self.name(finding.about), details=details)

    def name(self, ref: str) -> str:
        """Return a reference, with the sentence of the statement that it stands for.

        Args:
            ref: the reference of anything.

        Returns:
            ``st:…: “subject relation object”, when``; what is no statement stays as it is.
        """
        rows = (
            list(Result(self._store.query(_STATEMENT % f"<{iri(ref)}>"))) if _is_ours(ref) else []
        )
        if not rows:
            return ref
        _, subject, predicate, object_, when = rows[0]
        relation = load_ontology().relations.get(str(predicate).removeprefix("ai:"))
        label = relation.labels["en"] if relation is not None else predicate
        return f"{ref}: “{subject} {label} {object_}”{f', {when}' if when else ''}"


def _is_ours(ref: str) -> bool:
    prefix, _, local = ref.partition(":")
    return prefix == "st" and local.isalnum()
