"""Canonical Turtle, TriG and N-Quads: the same bytes for the same content, on any machine.

Turtle is the union of all dossiers, entity by entity with its statements beneath, for people
and for ``git diff``. TriG has one named graph for each dossier, and one for what is derived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from aiactors.collection import paused_collection
from aiactors.model import Dossier, DossierSet, Entity, Evidence, Statement
from aiactors.rdf.derived import Derived, assessment_pairs, derive, derived_blocks
from aiactors.rdf.describe import (
    Block,
    dossier_block,
    entity_block,
    evidence_block,
    money_block,
    money_of,
    statement_blocks,
)
from aiactors.rdf.terms import expand
from aiactors.vocabulary import DERIVED, PREFIXES, iri


def _text(block: Block, indent: str = "") -> str:
    """Return a block as Turtle, one predicate a line, one object a line where there are several."""
    parts = [
        f"{predicate} {objects[0]}"
        if len(objects) == 1
        else f"{predicate}\n{indent}        " + f" ,\n{indent}        ".join(objects)
        for predicate, objects in block.pairs
    ]
    return f"{indent}{block.subject} " + f" ;\n{indent}    ".join(parts) + " .\n"


def _prefixes() -> str:
    return "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(PREFIXES.items()))


class Scope:
    """Entities and statements in the order in which people read them.

    Args:
        entities: in the order of their ids.
        statements: in the order of subject, relation and hash.
        derived: what is derived, to be written with what it is about; None to leave it out.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        statements: Iterable[Statement],
        derived: Derived | None = None,
    ) -> None:
        """Sort the passages by document and the statements by subject."""
        self.entities = list(entities)
        self.derived = derived
        self.by_subject: dict[str, list[Statement]] = defaultdict(list)
        self.passages: dict[str, dict[str, Evidence]] = defaultdict(dict)
        self.money: dict[str, Block] = {}
        for statement in statements:
            self.by_subject[statement.subject].append(statement)
            for attribution in statement.attributions:
                for evidence in attribution.evidence:
                    self.passages[evidence.document][evidence.id] = evidence
            for money in money_of(statement):
                block = money_block(money)
                self.money[block.subject] = block

    def blocks(self) -> Iterator[list[Block]]:
        """Yield the blocks in groups: an entity and what belongs to it, then the rest.

        Yields:
            Groups of blocks.
        """
        for entity in self.entities:
            ref = entity.ref
            yield [
                self._with_direct(entity_block(entity)),
                *self._statements(self.by_subject.pop(ref, [])),
                *self._passages(self.passages.pop(ref, {})),
            ]
        for subject in sorted(self.by_subject):
            yield list(self._statements(self.by_subject[subject]))
        for document in sorted(self.passages):
            yield list(self._passages(self.passages[document]))
        if self.money:
            yield [self.money[subject] for subject in sorted(self.money)]

    def _with_direct(self, block: Block) -> Block:
        direct = self.derived.direct.get(block.subject) if self.derived is not None else None
        return block if direct is None else Block(block.subject, block.pairs + list(direct.items()))

    def _statements(self, statements: list[Statement]) -> Iterator[Block]:
        for statement in statements:
            own, *rest = statement_blocks(statement)
            block = self._with_direct(own)
            if self.derived is not None:
                block.pairs[6:6] = assessment_pairs(self.derived.assessments[statement.ref])
            yield block
            yield from rest

    @staticmethod
    def _passages(passages: dict[str, Evidence]) -> Iterator[Block]:
        order = sorted(passages.values(), key=lambda e: (e.start or 0, e.where or "", e.id))
        return map(evidence_block, order)


def _dossier_scope(dossier: Dossier) -> Scope:
    entities = sorted((*dossier.entities, *dossier.documents), key=lambda e: e.id)
    return Scope(entities, dossier.statements)


@paused_collection()
def to_turtle(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return the union of all dossiers, with what is derived, as canonical Turtle.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Returns:
        The text.

    Example:
        >>> to_turtle(DossierSet()).splitlines()[0]
        '@prefix ai: <https://w3id.org/ai-actors/ns#> .'
    """
    return "".join(iter_turtle(dossiers, derived))


def iter_turtle(dossiers: DossierSet, derived: Derived | None = None) -> Iterator[str]:
    """Yield the same Turtle as :func:`to_turtle`, piece by piece.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Yields:
        The prefixes, then an entity with all that belongs to it at a time.
    """
    derived = derived or derive(dossiers)
    scope = Scope(dossiers.entities.values(), dossiers.statements.values(), derived)
    yield _prefixes()
    titles = [dossier_block(dossier) for dossier in dossiers.dossiers]
    for group in chain([titles] if titles else [], scope.blocks()):
        yield "\n\n" + "\n".join(map(_text, group))


def _graph(name: str, blocks: Iterable[Block]) -> str:
    return f"{name} {{\n" + "\n".join(_text(block, "    ") for block in blocks) + "}\n"


def graphs(
    dossiers: DossierSet, derived: Derived | None = None
) -> Iterator[tuple[str, list[Block]]]:
    """Yield each named graph and its blocks.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Yields:
        The graph's name as a Turtle term, and its blocks in the order of the file.
    """
    for dossier in dossiers.dossiers:
        groups = _dossier_scope(dossier).blocks()
        yield (
            f"dossier:{dossier.name}",
            [dossier_block(dossier), *(block for group in groups for block in group)],
        )
    yield f"<{DERIVED}>", list(derived_blocks(derived or derive(dossiers)))


@paused_collection()
def to_trig(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return all dossiers as canonical TriG: a named graph for each, and one for what is derived.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Returns:
        The text.
    """
    parts = (_graph(name, blocks) for name, blocks in graphs(dossiers, derived))
    return "\n".join([_prefixes(), *parts])


@paused_collection()
def to_nquads(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return all dossiers as canonical N-Quads: one quad a line, sorted.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Returns:
        The text.
    """
    lines = {
        f"{triple} {_graph_name(name)} .\n"
        for name, blocks in graphs(dossiers, derived)
        for triple in _triples(blocks)
    }
    return "".join(sorted(lines))


def _triples(blocks: Iterable[Block]) -> Iterator[str]:
    """Each triple as N-Triples writes it, without the point at its end."""
    for block in blocks:
        for predicate, objects in block.pairs:
            for term in objects:
                yield f"{expand(block.subject)} {expand(predicate)} {expand(term)}"


def _graph_name(name: str) -> str:
    return name if name.startswith("<") else f"<{iri(name)}>"


@paused_collection()
def to_ntriples(dossiers: DossierSet, derived: Derived | None = None) -> str:
    """Return the union of all dossiers as canonical N-Triples: one triple a line, sorted.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them, if already at hand.

    Returns:
        The text.
    """
    lines = {
        f"{triple} .\n" for _, blocks in graphs(dossiers, derived) for triple in _triples(blocks)
    }
    return "".join(sorted(lines))
