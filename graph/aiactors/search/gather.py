"""What there is to search: every text of a store, with what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiactors.schema import Ontology, load_ontology, short
from aiactors.store import Store
from aiactors.vocabulary import curie

_ENTITIES = """
SELECT ?thing ?field ?text {
  VALUES (?p ?field) { (skos:prefLabel "name") (skos:altLabel "alias") (skos:note "note") }
  ?thing ?p ?text
  FILTER (STRSTARTS(STR(?thing), STR(id:)) && isLiteral(?text))
}
"""
_KINDS = "SELECT ?thing ?kind { ?thing a ?kind FILTER STRSTARTS(STR(?thing), STR(id:)) }"
_STATEMENTS = """
SELECT ?s ?subject ?predicate ?object ?sources {
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  OPTIONAL { ?s ai:sourceCount ?sources }
  FILTER isIRI(?s)
}
"""
_SAID = """
SELECT ?s ?field ?text {
  { ?s ai:attribution ?a . ?a ai:evidence ?e . ?e ai:gist ?text . BIND ("gist" AS ?field) }
  UNION { ?s a ai:Statement ; skos:note ?text . BIND ("note" AS ?field) }
  FILTER isLiteral(?text)
}
"""
STATEMENT = "statement"
"""The kind of a statement."""


@dataclass(slots=True)
class Thing:
    """Something that can be found.

    Attributes:
        ref: its reference.
        kinds: local names of its classes.
        labels: language → its name in words.
        texts: field, language and text of all that is searched.
        weight: how well it is connected, or attested: what tells equal hits apart.
    """

    ref: str
    kinds: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    texts: set[tuple[str, str, str]] = field(default_factory=set)
    weight: int = 0


def gather(store: Store) -> list[Thing]:
    """Read all that can be searched.

    Args:
        store: the store.

    Returns:
        Entities, documents and statements that have a text, in the order of references.
    """
    ontology = load_ontology()
    things: dict[str, Thing] = {}
    for ref, name, text in _rows(store, _ENTITIES):
        thing = things.setdefault(curie(ref.value), Thing(curie(ref.value)))
        if name.value == "name":
            thing.labels.setdefault(text.language or "", text.value)
        thing.texts.add((name.value, text.language or "", text.value))
    for ref, kind in _rows(store, _KINDS):
        if (known := things.get(curie(ref.value))) is not None:
            known.kinds.append(curie(kind.value).removeprefix("ai:"))
    _call_titles_so(things.values(), ontology)
    _add_statements(store, things, ontology)
    return [thing for _, thing in sorted(things.items()) if thing.texts]


def _rows(store: Store, sparql: str) -> Any:
    return store.query(sparql)


def _call_titles_so(things: Any, ontology: Ontology) -> None:
    """The names of a document are its titles."""
    for thing in things:
        thing.kinds.sort()
        if ontology.is_a(thing.kinds, ["Document"]):
            thing.texts = {
                ("note" if name == "note" else "title", lang, text)
                for name, lang, text in thing.texts
            }


def _add_statements(store: Store, things: dict[str, Thing], ontology: Ontology) -> None:
    said: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for ref, name, text in _rows(store, _SAID):
        said[curie(ref.value)].add((name.value, text.language or "", text.value))
    found = {}
    for row in _rows(store, _STATEMENTS):
        ref, subject, predicate, object_ = (curie(term.value) for term in tuple(row)[:4])
        found[ref] = (subject, predicate.removeprefix("ai:"), object_)
        for end in {subject, object_} & things.keys():
            things[end].weight += 1
        sources = row[4]
        weight = int(sources.value) if sources is not None and sources.value.isdecimal() else 0
        things[ref] = Thing(ref, ["Statement"], {}, said.get(ref, set()), weight)
    words = _Words(things, found, ontology)
    for ref in found:
        things[ref].labels = {lang: words.sentence(ref, lang) for lang in ("en", "fr")}


@dataclass(slots=True)
class _Words:
    """Says in words what statements say, without the model."""

    things: Mapping[str, Thing]
    statements: Mapping[str, tuple[str, str, str]]
    ontology: Ontology

    def sentence(self, ref: str, lang: str, depth: int = 3) -> str:
        subject, predicate, object_ = self.statements[ref]
        relation = self.ontology.relations.get(predicate)
        label = predicate if relation is None else self.ontology.label(predicate, lang)
        ends = (self.words(end, lang, depth - 1) for end in (subject, object_))
        return f" {label} ".join(ends)

    def words(self, ref: str, lang: str, depth: int) -> str:
        if ref in self.statements:
            return f"({self.sentence(ref, lang, depth)})" if depth else "…"
        if ref in self.things:
            return in_language(self.things[ref].labels, lang) or ref
        name = ref.removeprefix("ai:")
        if name in self.ontology.concepts:
            return self.ontology.label(name, lang)
        return ref.removeprefix("money:")


def in_language(labels: Mapping[str, str], lang: str) -> str:
    """Return the label in a language, or else in English, or else the first one.

    Args:
        labels: language → label.
        lang: the language wanted.

    Returns:
        The label; empty where there is none.

    Example:
        >>> in_language({"fr": "procès"}, "en")
        'procès'
    """
    return labels.get(lang) or labels.get("en") or next(iter(labels.values()), "")


def kinds_above(kinds: list[str]) -> Iterator[str]:
    """Yield the short names of some classes, and of all classes above them.

    Args:
        kinds: local names of classes.

    Yields:
        Short names.

    Example:
        >>> sorted(kinds_above(["ResearchLab"]))
        ['agent', 'entity', 'organization', 'research-lab']
    """
    ontology = load_ontology()
    for name in set(kinds).union(*(ontology.ancestors(kind) for kind in kinds)):
        yield short(name)
