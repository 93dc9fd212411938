"""Canonical Turtle and TriG: the same bytes for the same content, on any machine.

Turtle is the union of all dossiers, entity by entity with its statements beneath, for people
and for ``git diff``. TriG has one named graph for each dossier, and one for what is derived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from aiactors.collection import paused_collection
from aiactors.model import Dossier, DossierSet, Entity, Statement
from aiactors.rdf.derived import Derived, derive
from aiactors.rdf.describe import (
    assessment_block,
    direct_block,
    evidence_block,
    fact_block,
    money_block,
    money_of,
    now_block,
    statement_blocks,
)
from aiactors.rdf.entity_blocks import dossier_block, entity_block
from aiactors.rdf.notation import Blocks, Notation
from aiactors.rdf.pieces import prefixes
from aiactors.rdf.terms import money as money_term
from aiactors.vocabulary import DERIVED

_Passage = tuple[int, str, str, str]
"""Where it begins, where it stands in words, its id, its block."""

_AT_ONCE = 100
"""How many blocks are put together at least: short pieces take long to be written."""

_NOTHING = Derived({}, {})


class Scope:
    """Entities and statements in the order in which people read them."""

    def __init__(
        self, to: Notation, statements: Iterable[tuple[str, Statement]], derived: Derived = _NOTHING
    ) -> None:
        """Make the texts of statements and passages, and put them by subject and by document.

        Everything of a statement is written at once, and statements as they lie in memory: to
        come to what is in no cache of the processor costs more than to sort texts later.
        """
        self._to = to
        self._direct = direct = derived.triples
        self._facts = {
            subject: [fact_block(to, fact, derived.facts.holding_now(fact)) for fact in facts]
            for subject, facts in derived.facts_about.items()
        }
        self._by_subject: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._passages: dict[str, list[_Passage]] = defaultdict(list)
        self._money: dict[str, str] = {}
        self.now = derived.facts.now
        assessments, by_subject, passages = derived.assessments, self._by_subject, self._passages
        told = list(statements)
        for number in _as_they_lie(told):
            ref, statement = told[number]
            blocks = statement_blocks(to, statement, assessments.get(ref), direct.get(ref))
            by_subject[statement.subject].append((number, "\n".join(blocks)))
            for attribution in statement.attributions:
                for e in attribution.evidence:
                    block = evidence_block(to, e)
                    passages[e.document].append((e.start or 0, e.where or "", e.id, block))
            for money in money_of(statement):
                self._money[money_term(money)] = money_block(to, money)

    def blocks(self, entities: Iterable[Entity]) -> Iterator[list[str]]:
        """Yield the blocks in groups: an entity (in the order of ids) and what belongs to it.

        The rest comes last.
        """
        for entity in entities:
            ref = entity.ref
            yield [
                entity_block(self._to, entity, self._direct.get(ref)),
                *self._said_of(ref),
                *self._passages_of(ref),
            ]
        for subject in sorted({*self._by_subject, *self._facts}):
            yield self._said_of(subject)
        for document in sorted(self._passages):
            yield self._passages_of(document)
        if self._money:
            yield [self._money[subject] for subject in sorted(self._money)]

    def _said_of(self, subject: str) -> list[str]:
        said = sorted(self._by_subject.pop(subject, ()))
        return [*(text for _, text in said), *self._facts.pop(subject, ())]

    def _passages_of(self, document: str) -> list[str]:
        passages = self._passages.pop(document, None)
        if passages is None:
            return []
        passages.sort()
        return [passage[3] for passage, _ in groupby(passages)]


def _as_they_lie(told: list[tuple[str, Statement]]) -> list[int]:
    """The numbers of statements in the order of their places in memory."""
    places = [id(statement) for _, statement in told]
    return sorted(range(len(told)), key=places.__getitem__)


@paused_collection()
def to_turtle(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return the union of all dossiers, with what is derived, as canonical Turtle.

    Example:
        >>> to_turtle(DossierSet()).splitlines()[0]
        '@prefix ai: <https://w3id.org/ai-actors/ns#> .'
    """
    return "".join(iter_turtle(dossiers, derived))


def iter_turtle(dossiers: DossierSet, derived: Derived | None = None) -> Iterator[str]:
    """Yield the same Turtle as :func:`to_turtle`, piece by piece."""
    to = Blocks()
    scope = Scope(to, dossiers.statements.items(), derived or derive(dossiers))
    titles = [dossier_block(to, dossier) for dossier in dossiers.dossiers]
    if (now := scope.now) is not None:
        titles.append(now_block(to, now))
    blocks = [prefixes()]
    for group in chain([titles] if titles else [], scope.blocks(dossiers.entities.values())):
        blocks.append("")  # an empty line before each group
        blocks += group
        if len(blocks) >= _AT_ONCE:
            yield "\n".join(blocks)
            blocks = [""]
    yield "\n".join(blocks)


def iter_trig(dossiers: DossierSet, derived: Derived | None = None) -> Iterator[str]:
    """Yield the same TriG as :func:`to_trig`, piece by piece."""
    to = Blocks("    ")
    yield prefixes()
    for dossier in dossiers.dossiers:
        groups = Scope(to, ((s.ref, s) for s in dossier.statements)).blocks(_things(dossier))
        blocks = chain([dossier_block(to, dossier)], *groups)
        yield _graph(f"dossier:{dossier.name}", blocks)
    yield _graph(f"<{DERIVED}>", _derived(to, derived or derive(dossiers)))


def _graph(name: str, blocks: Iterable[str]) -> str:
    return f"\n{name} {{\n" + "\n".join(blocks) + "}\n"


def _things(dossier: Dossier) -> list[Entity]:
    return sorted((*dossier.entities, *dossier.documents), key=lambda e: e.id)


def _derived(to: Notation, derived: Derived) -> Iterator[str]:
    if (now := derived.facts.now) is not None:
        yield now_block(to, now)
    for subject, direct in derived.triples.items():
        yield direct_block(to, subject, direct)
    for ref, assessment in sorted(derived.assessments.items()):
        yield assessment_block(to, ref, assessment)
    for fact in derived.facts.facts:
        yield fact_block(to, fact, derived.facts.holding_now(fact))


@paused_collection()
def to_trig(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return all dossiers as canonical TriG: one named graph each, and one for what is derived."""
    return "".join(iter_trig(dossiers, derived))
