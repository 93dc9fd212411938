"""From the forms of statements to statements, across all files of a run.

A statement may refer to another one, and its id depends on that one's: so statements are made in
the order of their references, not of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from aiactors.dossier.form import ObjectForm, StatementForm
from aiactors.dossier.languages import check_languages, in_languages
from aiactors.dossier.messages import in_words
from aiactors.dossier.names import Names
from aiactors.dossier.parse import ParsedFile
from aiactors.dossier.sources import SourceResolver
from aiactors.dossier.text import Path
from aiactors.errors import MoneyError, did_you_mean, nearest
from aiactors.model import Object, Override, Statement, Text, parse_money
from aiactors.model.status import AFFIRMS, DENIES
from aiactors.schema import Relation

# Separators stand before three digits, as in amounts: "1,5" is not fifteen.
_WHOLE = re.compile(r"\d{1,3}(?:[_,' ]\d{3}){1,7}|\d{1,24}", re.ASCII)

LONGEST_CHAIN = 100
"""The most statements of which each refers to the next: so many calls are open at once."""

Place = tuple[int, int]
"""A statement's place: the index of its file, and its own in the file."""


class StatementResolver:
    """Makes the statements of all files."""

    def __init__(self, files: list[ParsedFile], names: Names) -> None:
        """Collect the local ids of all statements."""
        self.files = files
        self.names = names
        self.sources = SourceResolver(names)
        ontology = names.ontology
        self.concepts: Mapping[str, Mapping[str, str]] = {
            key: ontology.concept_names(scheme)
            for key, scheme in (
                ("modality", "ModalityScheme"),
                ("rank", "RankScheme"),
                ("bound", "BoundScheme"),
                ("status", "StatusScheme"),
                ("response", "ResponseScheme"),
            )
        }
        self.places: dict[tuple[str, str], Place] = {}
        self.made: dict[Place, Statement | None] = {}
        self.open: set[Place] = set()
        for index, file in enumerate(files):
            self._collect(index, file)

    def _collect(self, index: int, file: ParsedFile) -> None:
        for at, form in file.statements.items():
            if form.id is None:
                continue
            key = (file.dossier, form.id)
            if key in self.places:
                first = file.line(("statements", self.places[key][1], "id"))
                what = f"the id {form.id!r} is used a second time; the first is in line {first}"
                file.report(("statements", at, "id"), what, "Give each statement an id of its own")
            self.places.setdefault(key, (index, at))

    def statements(self, index: int) -> tuple[Statement, ...]:
        """Return the usable statements of a file, by its index.

        Report what is wrong with the others.
        """
        file = self.files[index]
        seen: dict[str, int] = {}
        found = []
        for at in file.statements:
            statement = self.statement((index, at))
            if statement is None:
                continue
            if statement.id in seen:
                line = file.line(("statements", seen[statement.id]))
                what = f"this says the same as the statement in line {line}"
                file.report(("statements", at), what, "Put its sources there")
                continue
            seen[statement.id] = at
            found.append(self._tied(file, at, statement))
        return tuple(found)

    def statement(self, place: Place) -> Statement | None:
        """Return the statement of a place, made once; None where something of it is wrong."""
        if place not in self.made:
            self.open.add(place)
            file, at = self.files[place[0]], place[1]
            self.made[place] = self._make(file, ("statements", at), file.statements[at])
            self.open.discard(place)
        return self.made[place]

    def _reference(self, file: ParsedFile, path: Path, name: str) -> str | None:
        """The reference of another statement, by its local id."""
        dossier, slash, local = name.rpartition("/")
        place = self.places.get((dossier if slash else file.dossier, local))
        if place is None:
            known = [i for d, i in self.places if d == file.dossier]
            near = did_you_mean(nearest(local, known)).strip()
            do = near or "Give that statement an id: in this dossier, or write DOSSIER/ID"
            file.report(path, f"no statement has the id {name!r}", do)
            return None
        if place in self.open:
            file.report(path, f"statements refer to each other in a circle over {name!r}", "Cut it")
            return None
        if len(self.open) >= LONGEST_CHAIN:
            what = f"more than {LONGEST_CHAIN} statements refer to each other in a row"
            file.report(path, what, "Cut the chain here")
            return None
        statement = self.statement(place)
        return None if statement is None else statement.ref

    def _tied(self, file: ParsedFile, at: int, statement: Statement) -> Statement:
        """Add the ties to other statements: they are no part of its id."""
        form, path = file.statements[at], ("statements", at)
        if not form.contradicts and not form.supports:
            return statement
        ties = {}
        for key in ("contradicts", "supports"):
            refs = set(self._ties(file, (*path, key), getattr(form, key)))
            if statement.ref in refs:
                file.report((*path, key), "a statement refers to itself", "Name another one")
            ties[key] = tuple(sorted(refs))
        return statement.model_copy(update=ties)

    def _ties(self, file: ParsedFile, path: Path, names: list[str]) -> Iterable[str]:
        refs = (self._reference(file, (*path, i), name) for i, name in enumerate(names))
        return (ref for ref in refs if ref is not None)

    def _make(self, file: ParsedFile, path: Path, form: StatementForm) -> Statement | None:
        before = len(file.problems)
        relation = self._relation(file, path, form)
        subject = object_ = None
        if relation is not None:
            subject = self._subject(file, (*path, "subject"), form.subject, relation)
            object_ = self._object(file, (*path, "object"), form.object, relation)
        facets = self._facets(file, path, form)
        attributions = self.sources.attributions(file, (*path, "sources"), form.sources)
        if len(file.problems) > before or relation is None or not attributions:
            return None
        try:
            statement = Statement.model_validate(
                {
                    "subject": subject,
                    "predicate": relation.name,
                    "object": object_,
                    "attributions": attributions,
                    **facets,
                }
            )
        except ValidationError as error:
            for found in error.errors():
                file.report(path, *in_words(dict(found), ()))
            return None
        return statement if self._override_fits(file, path, statement) else None

    def _relation(self, file: ParsedFile, path: Path, form: StatementForm) -> Relation | None:
        ontology = self.names.ontology
        where = (*path, "relation")
        local = self.names.term(file, where, form.relation, ontology.relation_names, "relation")
        return None if local is None else ontology.relations[local]

    def _subject(
        self, file: ParsedFile, path: Path, form: ObjectForm, relation: Relation
    ) -> str | None:
        if form.statement is not None:
            return self._statement_allowed(
                file, path, form.statement, relation.subject_classes, "subject"
            )
        if form.value is None:
            file.report(path, "the subject is empty", "Write the id of an entity")
            return None
        classes = relation.subject_classes
        return self.names.entity(file, path, form.value, classes, "the subject")

    def _statement_allowed(
        self, file: ParsedFile, path: Path, name: str, classes: Iterable[str], what: str
    ) -> str | None:
        if "Statement" not in classes:
            file.report(path, f"a statement cannot be the {what} here", "Name an entity")
            return None
        return self._reference(file, (*path, "statement"), name)

    def _object(
        self, file: ParsedFile, path: Path, form: ObjectForm, relation: Relation
    ) -> Object | None:
        if form.statement is not None:
            classes = relation.object_classes
            return self._statement_allowed(file, path, form.statement, classes, "object")
        value = form.value
        if value is None:
            file.report(path, "the object is empty", "Write an id, a number or an amount")
            return None
        if relation.scheme is not None:
            table = self.names.ontology.concept_names(relation.scheme)
            concept = self.names.term(file, path, value, table, "object")
            return None if concept is None else f"ai:{concept}"
        if relation.takes_money:
            return self._money(file, path, value)
        if relation.datatype == "integer":
            return _integer(file, path, value)
        if relation.datatype == "string":
            return Text(text=value)
        return self.names.entity(file, path, value, relation.object_classes, "the object")

    @staticmethod
    def _money(file: ParsedFile, path: Path, value: str) -> Object | None:
        try:
            return parse_money(value)
        except MoneyError as error:
            what, _, do = str(error).partition("; ")
            file.report(path, what, do[:1].upper() + do[1:])
            return None

    def _facets(self, file: ParsedFile, path: Path, form: StatementForm) -> dict[str, Any]:
        for key, values in (
            ("role", form.role),
            ("as-written", form.as_written),
            ("note", form.note),
        ):
            check_languages(file, (*path, key), values)
        share = None if form.share is None else Decimal(form.share).normalize()
        facets: dict[str, Any] = {
            "when": form.when,
            "modality": self._concept(file, path, "modality", form.modality),
            "rank": self._concept(file, path, "rank", form.rank),
            "bound": form.bound and self._concept(file, path, "bound", form.bound),
            "response": form.response and self._concept(file, path, "response", form.response),
            "role": in_languages(form.role),
            "share": share,
            "amount": form.amount,
            "date_expression": in_languages(form.as_written),
            "note": in_languages(form.note),
            "condition": form.condition
            and self._reference(file, (*path, "condition"), form.condition),
        }
        if form.status is not None:
            status = self._concept(file, (*path, "status"), "status", form.status.is_, "is")
            check_languages(file, (*path, "status", "because"), form.status.because)
            if status is not None:
                reason = in_languages(form.status.because)
                facets["override"] = Override(status=status, reason=reason)
        return facets

    def _concept(
        self, file: ParsedFile, path: Path, table: str, name: str, key: str | None = None
    ) -> str | None:
        return self.names.term(file, (*path, key or table), name, self.concepts[table], table)

    @staticmethod
    def _override_fits(file: ParsedFile, path: Path, statement: Statement) -> bool:
        """A dispute needs both sides, even where an editor says so."""
        if statement.override is None or statement.override.status != "Disputed":
            return True
        stances = {a.stance for a in statement.attributions}
        if stances & AFFIRMS and stances & DENIES:
            return True
        side = "affirms" if stances & DENIES else "denies or disputes"
        what = f"the status is set to disputed, and no source {side} it"
        file.report((*path, "status", "is"), what, "Add that source, or leave status out")
        return False


def _integer(file: ParsedFile, path: Path, value: str) -> int | None:
    if _WHOLE.fullmatch(value) is not None:
        return int(re.sub(r"[_,' ]", "", value))
    file.report(path, f"the object {value!r} is not a whole number", "Write digits: 100000000")
    return None
