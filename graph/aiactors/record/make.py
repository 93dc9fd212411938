"""Makes records: puts all that is said of an entity in words."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby

from aiactors.model import Attribution, Document, Statement, in_language
from aiactors.model.status import AFFIRMS, DENIES
from aiactors.network.kinds import FAMILIES
from aiactors.network.model import in_words
from aiactors.network.project import Projector
from aiactors.network.words import date_in_words
from aiactors.record.data import Citation, Line, Record, Stance, Told
from aiactors.record.sources import Sources, published
from aiactors.schema import short


class RecordMaker:
    """Makes records of entities."""

    def __init__(self, projector: Projector, lang: str = "en") -> None:
        """Store the arguments."""
        self.projector = projector
        self.dossiers = projector.dossiers
        self.ontology = projector.ontology
        self.lang = lang

    def record(self, ref: str, only: Container[str] | None = None) -> Record:
        """Return the record of an entity; with ``only``, of these statements alone."""
        entity = self.dossiers.entities[ref]
        document = entity if isinstance(entity, Document) else None
        sources = Sources(self.dossiers, self.lang)
        every = self.dossiers.statements_of.get(ref, ())
        told = [s for s in every if only is None or s.ref in only]
        groups = self._groups(ref, told, sources)
        name = entity.name(self.lang)
        own = (document.url if document is not None else None, entity.homepage)
        return Record(
            entity=entity,
            name=name,
            kinds=tuple(self.ontology.label(kind, self.lang) for kind in entity.kinds),
            aliases=tuple(dict.fromkeys(n.text for n in entity.all_names if n.text != name)),
            note=in_language(entity.note, self.lang) or "",
            published="" if document is None else published(self.dossiers, document, self.lang),
            addresses=tuple(dict.fromkeys(a for a in (*own, *entity.same_as) if a is not None)),
            groups=groups,
            told=() if document is None else tuple(self._told(ref, told)),
            sources=sources.citations(),
        )

    def _groups(
        self, ref: str, told: list[Statement], sources: Sources
    ) -> dict[str, tuple[Line, ...]]:
        about = [s for s in told if ref in (s.subject, s.object)]
        about.sort(key=lambda s: (_rank(self._family(s)), self._order(s, ref)))
        return {
            self.ontology.label(family, self.lang): tuple(
                self.line(s, ref, sources) for s in statements
            )
            for family, statements in groupby(about, key=self._family)
        }

    def _family(self, statement: Statement) -> str:
        return self.ontology.relations[statement.predicate].family

    def _outgoing(self, statement: Statement, ref: str) -> bool:
        """Whether it reads from the entity onwards; what is mutual always does."""
        directed = self.ontology.relations[statement.predicate].directed
        return statement.subject == ref or not directed

    def _order(self, statement: Statement, ref: str) -> tuple[bool, str, str, str]:
        """Relations together, the entity as subject first, older before newer."""
        when = statement.when
        first = when.bounds.earliest_start or when.bounds.latest_end if when is not None else None
        return (
            not self._outgoing(statement, ref),
            statement.predicate,
            first.isoformat() if first is not None else "9999",
            statement.id,
        )

    def line(self, statement: Statement, ref: str, sources: Sources) -> Line:
        """Return a statement as it is seen from one of its ends."""
        relation = self.ontology.relations[statement.predicate]
        forth_from = statement.subject == ref
        forth = self._outgoing(statement, ref) or not relation.inverse_labels
        labels = relation.labels if forth else relation.inverse_labels
        status = self.projector.derived.assessments[statement.ref]
        stances = sorted(self._stances(statement, sources), key=lambda s: _side(s.stance))
        other = (
            self.projector.object_words(statement, self.lang)
            if forth_from
            else self.projector.words(statement.subject, self.lang)
        )
        return Line(
            relation=labels.get(self.lang) or labels["en"],
            other=other,
            when=self._when(statement),
            details=tuple(self._details(statement)),
            modality=short(statement.modality),
            status=short(status.status),
            modality_words=self.ontology.label(statement.modality, self.lang),
            status_words=self.ontology.label(status.status, self.lang),
            sources=tuple(sorted({stance.source for stance in stances})),
            sentence=self.sentence(statement),
            stances=tuple(stances),
            source_count=status.source_count,
            contested=any(a.stance in DENIES for a in statement.attributions),
            statement=statement.ref,
            other_ref=self._entity(statement.object if forth_from else statement.subject),
        )

    def _entity(self, value: object) -> str | None:
        return value if isinstance(value, str) and value in self.dossiers.entities else None

    def cited(self, ref: str) -> tuple[Line, tuple[Citation, ...]]:
        """Return a statement, seen from its subject, with its citations, numbered from 1."""
        (line,), sources = self.lines([ref])
        return line, sources

    def lines(self, refs: Iterable[str]) -> tuple[tuple[Line, ...], tuple[Citation, ...]]:
        """Return statements in the order given, seen from their subjects, with their citations.

        Citations are numbered from 1.
        """
        sources = Sources(self.dossiers, self.lang)
        told = [self.dossiers.statements[ref] for ref in refs]
        lines = tuple(self.line(one, str(one.subject), sources) for one in told)
        return lines, sources.citations()

    def sentence(self, statement: Statement) -> str:
        """Return a statement as a sentence.

        Modality, qualifiers and time follow in brackets.
        """
        modality = short(statement.modality)
        more = [] if modality == "actual" else [self.ontology.label(statement.modality, self.lang)]
        more += [*self._details(statement), *filter(None, [self._when(statement)])]
        sentence = self.projector.sentence(statement, self.lang)
        return f"{sentence} ({', '.join(more)})" if more else sentence

    def _when(self, statement: Statement) -> str:
        return "" if statement.when is None else date_in_words(statement.when.edtf, self.lang)

    def _details(self, statement: Statement) -> Iterable[str]:
        values = {k: in_words(v, self.lang) for k, v in self.projector.qualifiers(statement)}
        bound = values.get("bound", "")
        for key in ("role", "share", "amount"):
            if key in values:
                numeric = key != "role"
                yield f"{bound} {values[key]}" if numeric and bound else values[key]
                bound = "" if numeric else bound

    def _stances(self, statement: Statement, sources: Sources) -> Iterable[Stance]:
        for attribution in statement.attributions:
            for evidence in attribution.evidence:
                yield Stance(
                    stance=short(attribution.stance),
                    words=self.ontology.label(attribution.stance, self.lang),
                    who=self._who(attribution),
                    gist=in_language(evidence.gist, self.lang) or evidence.quote or "",
                    source=sources.number(attribution.read_in),
                    where=evidence.where or "",
                )

    def _who(self, attribution: Attribution) -> str:
        document = self.dossiers.documents.get(attribution.said_in)
        publisher = document.publisher if document is not None else None
        ref = attribution.claimant or publisher or attribution.said_in
        return self.projector.words(ref, self.lang)

    def _told(self, ref: str, told: list[Statement]) -> Iterable[Told]:
        for statement in told:
            for attribution in statement.attributions:
                if ref in (attribution.said_in, attribution.via):
                    claimant = attribution.claimant
                    yield Told(
                        sentence=self.sentence(statement),
                        words=self.ontology.label(attribution.stance, self.lang),
                        who="" if claimant is None else self.projector.words(claimant, self.lang),
                        statement=statement.ref,
                    )


def _rank(family: str) -> tuple[int, str]:
    """Where a family of relations comes: in the order of the legends, unknown ones last."""
    return (FAMILIES.index(family) if family in FAMILIES else len(FAMILIES), family)


_SIDES = ({short(s) for s in AFFIRMS}, {short(s) for s in DENIES})


def _side(stance: str) -> int:
    return next((i for i, side in enumerate(_SIDES) if stance in side), len(_SIDES))
