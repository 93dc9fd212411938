"""Dossiers, and all dossiers together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from aiactors.errors import InputError
from aiactors.model.entity import Document, Entity
from aiactors.model.frozen import Frozen
from aiactors.model.ids import Slug
from aiactors.model.sources import Sources
from aiactors.model.statement import Attribution, Statement
from aiactors.model.text import Texts


class Dossier(Frozen):
    """The statements on one story or one company, or those taken over from one table.

    Attributes:
        name: its slug, and the name of its file.
        title: in languages.
        about: what it is about, in languages.
        bulk: whether it was taken over row by row from a table of others: such a dossier is not
            one of the curated ones.
        entities: the entities that it declares, by id.
        documents: the documents that it declares, by id.
        statements: what is said, by subject, relation and hash.

    Example:
        >>> Dossier(name="empty", title=(("en", "Empty"),)).statements
        ()
    """

    name: Slug
    title: Texts = Field(min_length=1)
    about: Texts = ()
    bulk: bool = False
    entities: Annotated[
        tuple[Entity, ...], AfterValidator(lambda e: tuple(sorted(e, key=lambda x: x.id)))
    ] = ()
    documents: Annotated[
        tuple[Document, ...], AfterValidator(lambda d: tuple(sorted(d, key=lambda x: x.id)))
    ] = ()
    statements: Annotated[
        tuple[Statement, ...],
        AfterValidator(lambda s: tuple(sorted(s, key=lambda x: (x.subject, x.predicate, x.id)))),
    ] = ()


Occurrences = Mapping[tuple[str, str, str, str], Mapping[str, int]]
"""Key of a fact (subject, relation, object, modality) → statement → number of its fact."""


class DossierSet(Frozen):
    """All dossiers of a graph: the one source that everything else is made from.

    Statements that several dossiers make are one statement with the attributions of all.

    Attributes:
        dossiers: by name.
    """

    dossiers: Annotated[
        tuple[Dossier, ...], AfterValidator(lambda d: tuple(sorted(d, key=lambda x: x.name)))
    ] = ()

    @model_validator(mode="after")
    def _each_once(self) -> DossierSet:
        for one, other in pairwise(self.dossiers):
            if one.name == other.name:
                raise InputError(f"two dossiers have the name {one.name!r}")
        _ = self.entities
        return self

    @cached_property
    def occurrences(self) -> Occurrences:
        """The numbers that facts had in the release before; see :meth:`with_occurrences`."""
        return {}

    def with_occurrences(self, occurrences: Occurrences) -> DossierSet:
        """Return the same dossiers, which know the numbers of facts in a release before.

        They are no part of what is said: sets that differ in them alone are equal.
        """
        made = DossierSet.model_construct(dossiers=self.dossiers)
        made.__dict__["occurrences"] = occurrences
        return made

    @cached_property
    def curated(self) -> DossierSet:
        """The same without the bulk dossiers."""
        return self._those(bulk=False)

    @cached_property
    def in_bulk(self) -> DossierSet:
        """The bulk dossiers alone."""
        return self._those(bulk=True)

    def _those(self, *, bulk: bool) -> DossierSet:
        kept = tuple(d for d in self.dossiers if d.bulk is bulk)
        return DossierSet.model_construct(dossiers=kept)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity and document, by reference (``id:openai``), in the order of ids."""
        found: dict[str, Entity] = {}
        for dossier in self.dossiers:
            for entity in (*dossier.entities, *dossier.documents):
                if entity.ref in found:
                    raise InputError(f"two entities have the id {entity.id!r}")
                found[entity.ref] = entity
        return dict(sorted(found.items()))

    @cached_property
    def sources(self) -> Sources:
        """What counts of each document as a source."""
        return Sources.of(self.entities)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every document, by reference."""
        return {ref: e for ref, e in self.entities.items() if isinstance(e, Document)}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Every statement, by reference, in the order of subject, relation and hash."""
        merged: dict[str, Statement] = {}
        for statement in self._every_statement():
            known = merged.get(statement.ref)
            merged[statement.ref] = statement if known is None else merge(known, statement)
        order = sorted(merged.values(), key=lambda s: (s.subject, s.predicate, s.id))
        return {s.ref: s for s in order}

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements in which something takes part, by its reference, in the same order.

        Those of which it is the subject or the object, and those that are said in it, if it is a
        document, or that it passes on.
        """
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            for ref in statement.parties:
                found[ref].append(statement)
        return {ref: tuple(statements) for ref, statements in found.items()}

    def _every_statement(self) -> Iterator[Statement]:
        for dossier in self.dossiers:
            yield from dossier.statements


_RANKS = ("Deprecated", "Normal", "Preferred")


def merge(one: Statement, other: Statement) -> Statement:
    """Return one statement that has what two with the same id have.

    It has the attributions, remarks and ties of both, the stronger rank, and the first of two
    overrides.
    """
    attributions: dict[tuple[str, ...], Attribution] = {}
    for a in (*one.attributions, *other.attributions):
        known = attributions.setdefault(a.sort_key, a)
        if known.speaks_of is None:
            attributions[a.sort_key] = a
    return one.model_copy(
        update={
            "rank": max(one.rank, other.rank, key=_RANKS.index),
            "date_expression": tuple(sorted({*one.date_expression, *other.date_expression})),
            "contradicts": tuple(sorted({*one.contradicts, *other.contradicts})),
            "supports": tuple(sorted({*one.supports, *other.supports})),
            "override": one.override or other.override,
            "response": one.response or other.response,
            "note": tuple(sorted({*one.note, *other.note})),
            "attributions": tuple(attributions[key] for key in sorted(attributions)),
        }
    )
