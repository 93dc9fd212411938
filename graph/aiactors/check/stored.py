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
    """Open a file of RDF or a store on disk with the ontology beside it; None if it is neither."""
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
    """Adds to findings the sentences of the statements they name, by the names in the store."""

    def __init__(self, store: Store) -> None:
        """Ask for nothing yet: only what is shown is looked up."""
        self._store = store

    def finding(self, finding: Finding) -> Finding:
        """Return a finding with sentences beside the references of statements."""
        details = tuple(map(self.name, finding.details))
        return replace(finding, about=self.name(finding.about), details=details)

    def name(self, ref: str) -> str:
        """Return ``st:…: “subject relation object”, when`` for a statement.

        Others stay as they are.
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
