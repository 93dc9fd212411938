"""RDF back to the model: what :mod:`aiactors.rdf.turtle` writes, read again.

What is derived (statuses, direct triples) is left out: it follows from the rest. TriG and
N-Quads give every dossier back; formats without named graphs give one dossier that holds all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
from pydantic import ValidationError

from aiactors.collection import paused_collection
from aiactors.errors import RdfError
from aiactors.facts import fact_key
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Money,
    Override,
    Statement,
    Text,
    object_key,
)
from aiactors.model.dossier import Occurrences
from aiactors.progress import Advance, not_told
from aiactors.rdf.node import Node, Term, local_name, plain
from aiactors.schema import Ontology, load_ontology
from aiactors.vocabulary import DERIVED, PREFIXES, curie, iri

_TYPE = iri("rdf:type")
_DOSSIER = PREFIXES["dossier"]
_TRUE = ("true", "1")
"""How ``xsd:boolean`` writes that it is so."""


Subjects = dict[str, dict[str, list[Term]]]
"""Subject → predicate → objects."""

Graphs = dict[str, Subjects]
"""The address of a named graph, empty for the default one → what stands in it."""


def no_graphs() -> Graphs:
    """Return graphs to be filled; each subject and predicate is there when it is asked for."""
    return defaultdict(lambda: defaultdict(lambda: defaultdict(list)))


class _Reader:
    """Reads one graph into one dossier."""

    def __init__(self, subjects: Subjects, ontology: Ontology, advance: Advance) -> None:
        self.ontology = ontology
        self.subjects = subjects
        self.advance = advance

    def of_type(self, type_: str) -> list[str]:
        wanted = iri(f"ai:{type_}")
        return [
            s for s, p in self.subjects.items() if any(o.value == wanted for o in p.get(_TYPE, ()))
        ]

    def node(self, subject: str) -> Node:
        return Node(self.subjects.get(subject, {}))

    def entity(self, subject: str) -> Entity:
        node = self.node(subject)
        kinds = self.ontology.most_specific(map(local_name, node.all("rdf:type")))
        common: dict[str, Any] = {
            "id": curie(subject).removeprefix("id:"),
            "kinds": kinds,
            "names": node.texts("skos:prefLabel"),
            "aliases": node.texts("skos:altLabel"),
            "same_as": tuple(node.addresses("skos:exactMatch")),
            "homepage": node.one("foaf:homepage"),
            "note": node.texts("skos:note"),
            "tier": node.name("ai:tier"),
            "owner": node.ref("ai:owner"),
        }
        if not self.ontology.is_a(kinds, ["Document"]):
            return Entity.model_validate(common)
        accessed = node.one("ai:accessed")
        return Document.model_validate(
            common
            | {
                "publisher": node.ref("dcterms:publisher"),
                "published": node.one("ai:when"),
                "language": node.one("dcterms:language"),
                "url": node.one("schema:url"),
                "copy_of": node.ref("ai:copyOf"),
                "file": node.one("ai:fileName"),
                "text_hash": node.one("ai:textHash"),
                "accessed": None if accessed is None else date.fromisoformat(accessed),
            }
        )

    def evidence(self, subject: str) -> Evidence:
        node = self.node(subject)
        return Evidence.model_validate(
            {
                "document": node.ref("oa:hasSource"),
                "where": node.one("ai:locator"),
                "start": node.number("ai:start"),
                "end": node.number("ai:end"),
                "quote_hash": node.one("ai:quoteHash"),
                "gist": node.texts("ai:gist"),
                "quote": node.one("ai:quote"),
            }
        )

    def attribution(self, subject: str) -> Attribution:
        node = self.node(subject)
        return Attribution.model_validate(
            {
                "stance": node.name("ai:stance"),
                "claimant": node.ref("ai:claimant"),
                "said_in": node.ref("ai:saidIn"),
                "via": node.ref("ai:reportedVia"),
                "speaks_of": node.name("ai:speaksOf"),
                "evidence": tuple(map(self.evidence, node.addresses("ai:evidence"))),
            }
        )

    def money(self, subject: str) -> Money:
        node = self.node(subject)
        return Money.model_validate(
            {"currency": node.one("ai:currency"), "value": node.one("ai:value")}
        )

    def object(self, terms: list[Term]) -> object:
        if not terms:
            return None
        term = terms[0]
        if isinstance(term, ox.NamedNode):
            is_money = term.value.startswith(PREFIXES["money"])
            return self.money(term.value) if is_money else curie(term.value)
        if term.datatype.value == iri("xsd:integer"):
            return int(term.value)
        return Text(text=term.value)

    def statement(self, subject: str) -> Statement:
        node = self.node(subject)
        amount, share = node.one("ai:amount"), node.one("ai:share")
        status = node.name("ai:editorStatus")
        self.advance(1)
        return Statement.model_validate(
            {
                "subject": node.ref("rdf:subject"),
                "predicate": node.name("rdf:predicate"),
                "object": self.object(node.all("rdf:object")),
                "when": node.one("ai:when"),
                "modality": node.name("ai:modality"),
                "rank": node.name("ai:rank"),
                "role": node.texts("ai:role"),
                "share": None if share is None else Decimal(share),
                "amount": None if amount is None else self.money(amount),
                "bound": node.name("ai:bound"),
                "condition": node.ref("ai:condition"),
                "date_expression": node.texts("ai:dateExpression"),
                "contradicts": tuple(node.refs("ai:contradicts")),
                "supports": tuple(node.refs("ai:supports")),
                "override": None
                if status is None
                else Override(status=status, reason=node.texts("ai:editorReason")),
                "response": node.name("ai:response"),
                "note": node.texts("skos:note"),
                "attributions": tuple(map(self.attribution, node.addresses("ai:attribution"))),
            }
        )

    def dossier(self, name: str, ready: Iterable[Entity]) -> Dossier:
        node = self.node(_DOSSIER + name)
        entities = [*ready, *(self.entity(s) for s in self.subjects if self._is_entity(s))]
        return Dossier(
            name=name,
            title=node.texts("dcterms:title") or (LangString("en", name),),
            about=node.texts("dcterms:description"),
            bulk=node.one("ai:bulk") in _TRUE,
            entities=tuple(e for e in entities if not isinstance(e, Document)),
            documents=tuple(e for e in entities if isinstance(e, Document)),
            statements=tuple(self.statement(s) for s in self.of_type("Statement")),
        )

    def _is_entity(self, subject: str) -> bool:
        return subject.startswith(PREFIXES["id"]) and _TYPE in self.subjects[subject]


_FACT = PREFIXES["fact"]
_KEY = ("ai:subject", "ai:relation", "ai:object", "ai:modality")
_OF_FACTS = frozenset(map(iri, (*_KEY, "ai:occurrence", "ai:statement", "prov:wasDerivedFrom")))


def occurrences_in(quads: Iterable[ox.Quad]) -> Occurrences:
    """Read the numbers of facts out of quads, so that the facts keep their IRIs.

    Example:
        >>> occurrences_in([])
        {}
    """
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        address, predicate = str(quad.subject)[1:-1], quad.predicate.value
        if address.startswith(_FACT) and predicate in _OF_FACTS:
            facts[address][predicate].append(plain(quad, "RDF")[2])
    found: dict[tuple[str, str, str, str], dict[str, int]] = defaultdict(dict)
    relations = load_ontology().relations
    for properties in facts.values():
        node = Node(properties)
        relation, number = relations.get(node.name("ai:relation") or ""), node.one("ai:occurrence")
        if relation is None or number is None or not number.isdecimal():
            continue
        subject, object_ = node.ref("ai:subject") or "", _key_of(node.all("ai:object"))
        key = fact_key(subject, relation, object_, node.name("ai:modality") or "")
        for ref in (*node.refs("ai:statement"), *node.refs("prov:wasDerivedFrom")):
            found[key][ref] = int(number)
    return dict(found)


def _key_of(terms: list[Term]) -> str:
    """The object of a fact, as its key has it; a value is no part of it."""
    if not terms:
        return ""
    term = terms[0]
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    is_number = term.datatype.value == iri("xsd:integer")
    return object_key(int(term.value) if is_number else Text(text=term.value))


@paused_collection()
def from_quads(quads: Iterable[ox.Quad], *, file: str = "RDF") -> DossierSet:
    """Read the model out of quads; RdfError if something lacks what it must have.

    Named graphs are dossiers; the default graph, where it holds statements, is one named ``union``.
    """
    graphs = no_graphs()
    of_facts: list[ox.Quad] = []
    for quad in quads:
        if quad.predicate.value in _OF_FACTS and str(quad.subject).startswith(f"<{_FACT}"):
            of_facts.append(quad)
            continue
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if graph != DERIVED:
            subject, predicate, term = plain(quad, file)
            graphs[graph][subject][predicate].append(term)
    return from_graphs(graphs, file=file).with_occurrences(occurrences_in(of_facts))


def from_graphs(
    graphs: Graphs,
    ready: Mapping[str, Iterable[Entity]] | None = None,
    *,
    file: str = "RDF",
    advance: Advance = not_told,
) -> DossierSet:
    """Read the model out of named graphs, which are dossiers; see :func:`from_quads`.

    ``ready`` has entities of each graph that need not be read again.
    """
    kept = ready or {}
    ontology = load_ontology()
    found, where = [], ""
    try:
        for graph in dict.fromkeys((*graphs, *kept)):
            name = graph.removeprefix(_DOSSIER) or "union"
            where = f"graph {name!r}: "
            reader = _Reader(graphs.get(graph, {}), ontology, advance)
            found.append(reader.dossier(name, kept.get(graph, ())))
        where = ""
        dossiers = DossierSet(dossiers=tuple(found))
    except (ValueError, ArithmeticError) as error:
        from aiactors.dossier.messages import in_words  # the forms of YAML load slowly

        first = error.errors()[0] if isinstance(error, ValidationError) else None
        why = str(error) if first is None else in_words(dict(first), ())[0]
        raise RdfError(file, f"{where}this is not the model: {why}") from None
    for about, term, known in _terms(dossiers, ontology):
        if term not in known:
            raise RdfError(file, f"{about} has the term {f'ai:{term}'!r}, which the ontology lacks")
    return dossiers


def _terms(
    dossiers: DossierSet, ontology: Ontology
) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """What uses a term of the ontology, the term, and the table that it must be in."""
    for ref, entity in dossiers.entities.items():
        yield from ((ref, kind, ontology.classes) for kind in entity.kinds)
        if entity.tier is not None:
            yield ref, entity.tier, ontology.concepts
    for ref, s in dossiers.statements.items():
        yield ref, s.predicate, ontology.relations
        status = None if s.override is None else s.override.status
        facets = (s.modality, s.rank, s.bound, s.response, status)
        spoken = (term for a in s.attributions for term in (a.stance, a.speaks_of))
        for term in (*facets, *spoken):
            if term is not None:
                yield ref, term, ontology.concepts


def from_text(text: bytes, format_: ox.RdfFormat, *, file: str = "RDF") -> DossierSet:
    """Read the model out of a text in any format of RDF."""
    try:
        return from_quads(ox.parse(text, format_), file=file)
    except SyntaxError as error:
        raise RdfError(file, str(error.msg), error.lineno or 0) from None
