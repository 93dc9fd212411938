"""From the model to the network: which entities are drawn, and every statement between them.

Names, dates and sources go into the network in words, so that what draws it needs nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from aiactors.model import (
    Attribution,
    Document,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Money,
    Statement,
    in_language,
)
from aiactors.network.kinds import DRAWN, FAMILIES, MODALITIES, STATUSES, kind_of
from aiactors.network.model import Attributed, Edge, Label, Labels, Network, Node, Relay
from aiactors.network.words import (
    COLON,
    LANGUAGES,
    QUOTED,
    money_in_words,
    number_in_words,
    share_in_words,
)
from aiactors.rdf import Derived, StatusHistory
from aiactors.schema import load_ontology, short
from aiactors.vocabulary import iri


class Sentences:
    """Puts the statements of dossiers into words."""

    def __init__(self, dossiers: DossierSet) -> None:
        """Keep them, and the kind of every entity."""
        self.dossiers = dossiers
        self.ontology = load_ontology()
        self.kinds = {ref: kind_of(e, self.ontology) for ref, e in dossiers.entities.items()}

    def sentences(self, statement: Statement) -> Labels:
        """Return a statement (subject, relation, object) as a sentence by language."""
        return {lang: self.sentence(statement, lang) for lang in LANGUAGES}

    def sentence(self, statement: Statement, lang: str = "en") -> str:
        """Return a statement as a sentence."""
        subject = self.words(statement.subject, lang)
        relation = self.ontology.label(statement.predicate, lang)
        object_ = self.object_words(statement, lang)
        if statement.object_ref is None or statement.object_ref.startswith("ai:"):
            # Relations to values and concepts are named by nouns: valuation, outcome.
            return f"{subject}, {relation}{COLON[lang]} {object_}"
        return f"{subject} {relation} {object_}"

    def object_words(self, statement: Statement, lang: str = "en") -> str:
        """Return the object of a statement in words, with ``more than`` and the like.

        Those words are left out where they are about a share or an amount.
        """
        text = self.words(statement.object, lang)
        if statement.bound is None or (statement.share, statement.amount) != (None, None):
            return text
        return f"{self.ontology.label(statement.bound, lang)} {text}"

    def words(self, value: object, lang: str = "en") -> str:
        """Return the subject or the object of a statement in words.

        A name, a thought in quotation marks, a sentence in brackets, or the value itself.
        """
        if isinstance(value, Money):
            return money_in_words(value, lang)
        if isinstance(value, int):
            return number_in_words(value, lang)
        if not isinstance(value, str):
            return str(value)
        if value in self.dossiers.entities:
            name = in_language(self.dossiers.entities[value].names, lang) or value
            return QUOTED[lang].format(name) if self.kinds[value] == "proposition" else name
        if value in self.dossiers.statements:
            return f"({self.sentence(self.dossiers.statements[value], lang)})"
        name = value.removeprefix("ai:")
        return self.ontology.label(name, lang) if name in self.ontology.concepts else value


def _labels(values: Iterable[LangString]) -> Labels:
    return {value.lang: value.text for value in values}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class Projector(Sentences):
    """Projects dossiers to networks."""

    def __init__(self, dossiers: DossierSet, derived: Derived) -> None:
        """Store the arguments."""
        super().__init__(dossiers)
        self.derived = derived
        self._names_of: dict[str, Label | None] = {}
        self._hearing = StatusHistory(dossiers, derived)

    def network(
        self,
        title: Labels,
        kinds: Collection[str] = DRAWN,
        also: Collection[str] = (),
        *,
        bulk: bool = False,
    ) -> Network:
        """Return the network of all statements between entities of some kinds.

        Nodes are in the order of ids, edges in that of subjects and relations. Entities in ``also``
        are drawn whatever their kind; with ``bulk``, statements of bulk dossiers alone are too.
        """
        shown = {ref for ref, kind in self.kinds.items() if kind in kinds or ref in also}
        told = self.dossiers.statements if bulk else self.dossiers.curated.statements
        statements = [
            s
            for ref, s in self.dossiers.statements.items()
            if ref in told and s.subject in shown and s.object_ref in shown
        ]
        degrees = Counter(r for s in statements for r in (s.subject, str(s.object)))
        return self.drawn(title, (s.ref for s in statements), dict(sorted(degrees.items())))

    def drawn(
        self, title: Labels, statements: Iterable[str], degrees: Mapping[str, int]
    ) -> Network:
        """Return the network of some statements, given in the order of edges.

        ``degrees`` has how many edges each entity has in the whole network, in the order of nodes.
        """
        entities, told = self.dossiers.entities, self.dossiers.statements
        return Network(
            title=title,
            nodes=tuple(self.node(entities[ref], degree) for ref, degree in degrees.items()),
            edges=tuple(self.edge(told[ref]) for ref in statements),
            families=self._names(FAMILIES),
            statuses=self._names(STATUSES),
            modalities=self._names(MODALITIES),
        )

    def _names(self, concepts: Iterable[str]) -> Mapping[str, Labels]:
        table = self.ontology.concepts
        return {short(name): dict(table[name].labels) for name in concepts if name in table}

    def node(self, entity: Entity, degree: int = 0) -> Node:
        """Return the node of an entity."""
        return Node(
            id=entity.id,
            iri=iri(entity.ref),
            kind=self.kinds[entity.ref],
            labels=_labels(entity.names),
            types=tuple(
                (self.ontology.label(k), self.ontology.label(k, "fr")) for k in entity.kinds
            ),
            aliases=tuple(dict.fromkeys(alias.text for alias in entity.aliases)),
            same_as=entity.same_as,
            homepage=entity.homepage,
            note=_labels(entity.note) or None,
            degree=degree,
        )

    def edge(self, statement: Statement) -> Edge:
        """Return the edge of a statement between two entities."""
        relation = self.ontology.relations[statement.predicate]
        assessment = self.derived.assessments[statement.ref]
        bounds = statement.when.bounds if statement.when is not None else None
        return Edge(
            id=statement.id,
            iri=iri(statement.ref),
            source=statement.subject.removeprefix("id:"),
            target=(statement.object_ref or "").removeprefix("id:"),
            relation=short(relation.name),
            labels=dict(relation.labels),
            inverse_labels=dict(relation.inverse_labels),
            family=short(relation.family),
            directed=relation.directed,
            aspect=short(relation.aspect),
            modality=short(statement.modality),
            status=short(assessment.status),
            rank=short(statement.rank),
            when=statement.when.edtf if statement.when is not None else None,
            as_written=_labels(statement.date_expression) or None,
            start=_iso(bounds.earliest_start) if bounds is not None else None,
            end=_iso(bounds.latest_end) if bounds is not None else None,
            known_since=_iso(assessment.known_since),
            source_count=assessment.source_count,
            qualifiers=tuple(self.qualifiers(statement)),
            attributions=tuple(
                self.attributed(a, e) for a in statement.attributions for e in a.evidence
            ),
            history=tuple(
                (day.isoformat(), short(status))
                for day, status in self._hearing.history(statement.ref)
            ),
            told=tuple(
                (party, self._name(party) or party.removeprefix("id:"), short(status))
                for party, status in self._hearing.told(statement.ref).items()
            ),
            words=tuple(
                (party, day.isoformat(), short(status))
                for party, word in self._hearing.words(statement.ref).items()
                for day, status in word
            ),
        )

    def qualifiers(self, statement: Statement) -> Iterable[tuple[str, Label]]:
        """Yield the qualifiers of a statement in words: key and text."""
        if statement.role:
            yield "role", _labels(statement.role)
        if statement.share is not None:
            yield "share", {lang: share_in_words(statement.share, lang) for lang in LANGUAGES}
        if statement.bound is not None:
            yield "bound", dict(self.ontology.concepts[statement.bound].labels)
        if statement.amount is not None:
            yield "amount", {lang: money_in_words(statement.amount, lang) for lang in LANGUAGES}
        if statement.condition is not None and statement.condition in self.dossiers.statements:
            yield "condition", self.sentences(self.dossiers.statements[statement.condition])
        if statement.override is not None:
            yield "editor", _labels(statement.override.reason)
        if statement.note:
            yield "note", _labels(statement.note)

    def attributed(self, attribution: Attribution, evidence: Evidence) -> Attributed:
        """Return who says so, in words."""
        document = self._document(attribution.said_in)
        via = None if attribution.via is None else self._document(attribution.via)
        return Attributed(
            by=self._name(attribution.claimant),
            stance=short(attribution.stance),
            stance_labels=dict(self.ontology.concepts[attribution.stance].labels),
            document=self._name(attribution.said_in) or attribution.said_in,
            publisher=None if document is None else self._name(document.publisher),
            date=_edtf(document),
            url=None if document is None else document.url,
            via=None
            if via is None
            else Relay(
                title=self._name(attribution.via) or "",
                publisher=self._name(via.publisher),
                url=via.url,
                date=_edtf(via),
                id=via.id,
                accessed=_iso(via.accessed),
                language=via.language,
            ),
            where=evidence.where,
            gist=_labels(evidence.gist) or None,
            quote=evidence.quote,
            id=attribution.said_in.removeprefix("id:"),
            accessed=None if document is None else _iso(document.accessed),
            language=None if document is None else document.language,
        )

    def _document(self, ref: str) -> Document | None:
        return self.dossiers.documents.get(ref)

    def _name(self, ref: str | None) -> Label | None:
        """The name of an entity: one object for all who bear it, since most come many times."""
        if ref is not None and ref not in self._names_of:
            entity = self.dossiers.entities.get(ref)
            self._names_of[ref] = None if entity is None else _labels(entity.names)
        return None if ref is None else self._names_of[ref]


def _edtf(document: Document | None) -> str | None:
    return None if document is None or document.published is None else document.published.edtf
