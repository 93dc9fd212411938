"""The form of a record: a dossier's name, and one thing that it holds."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from aiactors.errors import InputError
from aiactors.model import Document, Dossier, Entity, LangString, Statement
from aiactors.model.frozen import Frozen
from aiactors.model.ids import Slug
from aiactors.model.text import Texts


class Record(Frozen):
    """One line of records: an entity, a document or a statement, or what a dossier is about.

    Attributes:
        dossier: the dossier that holds it.
        entity: an entity.
        document: a document.
        statement: a statement.
        title: of the dossier, on a line of its own; its name, where no line tells it.
        about: what the dossier is about, beside its title.
        bulk: whether the dossier was taken over from a table of others, beside its title.

    Raises:
        InputError: (as a validation error) if it holds several things, or none.

    Example:
        >>> Record.model_validate_json('{"dossier": "a", "title": {"en": "A"}}').head().bulk
        False
    """

    dossier: Slug
    entity: Entity | None = None
    document: Document | None = None
    statement: Statement | None = None
    title: Texts = ()
    about: Texts = ()
    bulk: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> Record:
        # The usual case first: this is called a million times.
        if self.statement is not None and self.entity is self.document is None and not self.title:
            return self
        held = (self.statement, self.entity, self.document, self.title or None)
        if sum(thing is not None for thing in held) != 1:
            raise InputError(
                "a record holds one thing; write one of entity, document, statement and title"
            )
        return self

    def head(self) -> Dossier:
        """Return the dossier without what it holds.

        Returns:
            Its name, title and what it is about.
        """
        if not self.title:
            return untitled(self.dossier)
        return Dossier(name=self.dossier, title=self.title, about=self.about, bulk=self.bulk)


def untitled(name: str) -> Dossier:
    """Return an empty dossier whose title is its name, as no record tells it."""
    return Dossier(name=name, title=(LangString("en", name),))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line of records, for editors and other programs.

    Returns:
        A JSON Schema of the draft 2020-12.

    Example:
        >>> json_schema()["title"]
        'Record'
    """
    return Record.model_json_schema()
