"""Puts what the graph says into the form of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aiactors.answers.parts import Concept, Named, Source, Stance, Statement, When
from aiactors.model import Document
from aiactors.network.words import date_in_words
from aiactors.record import Citation, Line, RecordMaker
from aiactors.schema import short
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

_OWN = ("id:", "st:", "ai:")


class AnswerMaker:
    """Makes the parts of answers."""

    def __init__(self, graph: Graph, lang: str = "en") -> None:
        """Store the arguments."""
        self.lang = lang
        self.records = RecordMaker(graph.projector, lang)
        self.dossiers = graph.dossiers
        self.derived = graph.derived
        self.projector = graph.projector
        self.ontology = graph.projector.ontology

    def statements(self, refs: Iterable[str]) -> tuple[tuple[Statement, ...], tuple[Source, ...]]:
        """Return statements in the order given, and the documents that carry them, by number."""
        lines, citations = self.records.lines(refs)
        return tuple(map(self._statement, lines)), self.sources(citations)

    def sources(self, citations: Sequence[Citation]) -> tuple[Source, ...]:
        """Return documents as sources, numbered from 1."""
        return tuple(self._source(number, one) for number, one in enumerate(citations, 1))

    def _source(self, number: int, citation: Citation) -> Source:
        document = self.dossiers.entities.get(citation.document)
        known = document if isinstance(document, Document) else None
        publisher = None if known is None else self.dossiers.entities.get(known.publisher or "")
        date = None if known is None else known.published
        return Source(
            number=number,
            id=citation.document.removeprefix("id:"),
            title=citation.text if document is None else document.name(self.lang),
            publisher=None if publisher is None else publisher.name(self.lang),
            date=None if date is None else date.edtf,
            address=citation.address,
            text=citation.text,
        )

    def concept(self, name: str) -> Concept:
        """Return key and words of a term of the ontology by its local name (``founded``)."""
        return Concept(key=short(name), words=self.ontology.label(name, self.lang))

    def named(self, value: object) -> Named:
        """Return the name of a subject or an object, with its id and address if it is an entity."""
        ref = value if isinstance(value, str) and value.startswith(_OWN) else None
        return Named(
            id=ref.removeprefix("id:") if ref in self.dossiers.entities and ref else None,
            address=None if ref is None else iri(ref),
            name=self.projector.words(value, self.lang),
        )

    def _statement(self, line: Line) -> Statement:
        told = self.dossiers.statements[line.statement]
        relation = self.ontology.relations[told.predicate]
        when, known_since = told.when, self.derived.assessments[told.ref].known_since
        object_ = self.named(told.object)
        return Statement(
            id=told.id,
            address=iri(told.ref),
            sentence=line.sentence,
            subject=self.named(told.subject),
            relation=self.concept(told.predicate),
            object=object_.model_copy(update={"name": line.other}),
            family=self.concept(relation.family),
            when=None if when is None else _when(when.edtf, self.lang),
            details=line.details,
            modality=Concept(key=line.modality, words=line.modality_words),
            status=Concept(key=line.status, words=line.status_words),
            contested=line.contested,
            source_count=line.source_count,
            known_since=None if known_since is None else known_since.isoformat(),
            stances=tuple(
                Stance(
                    stance=Concept(key=stance.stance, words=stance.words),
                    who=stance.who,
                    gist=stance.gist,
                    where=stance.where,
                    source=stance.source,
                )
                for stance in line.stances
            ),
            sources=line.sources,
        )


def _when(edtf: str, lang: str) -> When:
    return When(edtf=edtf, words=date_in_words(edtf, lang))
