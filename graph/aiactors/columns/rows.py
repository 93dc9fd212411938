"""One statement or entity as a row: plain values, before they are columns."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, Self

from aiactors.model import Assessment, Entity, Statement
from aiactors.rdf.describe import object_term


class StatementRow(NamedTuple):
    """What the columns hold of a statement, and what they are made of.

    Attributes:
        id: 20 hexadecimal digits.
        subject: a reference.
        predicate: local name.
        object: a reference; None where it is a literal.
        value: the literal, as a Turtle term.
        modality: local name.
        status: local name.
        rank: local name.
        dossier: the first dossier that holds it, by name.
        bulk: whether it stands in bulk dossiers alone.
        when: its time, in EDTF.
        known_since: the first day on which a document told it.
        source_count: how many independent sources it has.
    """

    id: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    modality: str
    status: str
    rank: str
    dossier: str
    bulk: bool
    when: str | None
    known_since: date | None
    source_count: int

    @classmethod
    def read(cls, values: list[Any]) -> Self:
        """Return a row whose values were written as JSON.

        Args:
            values: what JSON gives of the row: a list, which is not left as it is.

        Returns:
            The row.
        """
        if (day := values[-2]) is not None:
            values[-2] = date.fromisoformat(day)
        return cls._make(values)


class EntityRow(NamedTuple):
    """What the columns hold of an entity or document.

    Attributes:
        ref: its reference.
        name_en: its name in English, or in any other language.
        name_fr: its name in French, or as in English.
        kinds: local names of its classes.
        bulk: whether a bulk dossier declares it.
    """

    ref: str
    name_en: str
    name_fr: str
    kinds: tuple[str, ...]
    bulk: bool


def statement_row(
    statement: Statement, assessment: Assessment, dossier: str, bulk: bool
) -> StatementRow:
    """Return a statement as a row.

    Args:
        statement: the statement, with the attributions of all dossiers.
        assessment: how it stands.
        dossier: the first dossier that holds it, by name.
        bulk: whether it stands in bulk dossiers alone.

    Returns:
        The row.
    """
    said, when = statement.object, statement.when
    is_ref = isinstance(said, str)
    return StatementRow(
        statement.id,
        statement.subject,
        statement.predicate,
        said if is_ref else None,  # type: ignore[arg-type]
        None if is_ref else object_term(said),
        statement.modality,
        assessment.status,
        statement.rank,
        dossier,
        bulk,
        None if when is None else when.edtf,
        assessment.known_since,
        assessment.source_count,
    )


def entity_row(entity: Entity, bulk: bool) -> EntityRow:
    """Return an entity or document as a row.

    Returns:
        The row.
    """
    return EntityRow(entity.ref, entity.name("en"), entity.name("fr"), entity.kinds, bulk)
