"""One file: from bytes to the parts of its form, with every problem on the way.

Each entity, document and statement is checked on its own, so that one mistake does not hide
those of its neighbours.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from aiactors.dossier.form import (
    DocumentForm,
    DossierForm,
    EntityForm,
    Form,
    PassageForm,
    SourceForm,
    StatementForm,
    StatusForm,
)
from aiactors.dossier.messages import in_words, path_of
from aiactors.dossier.text import MOST_BYTES, Path, TextError, line_of, load
from aiactors.errors import FileError, Problem
from aiactors.model import is_slug

_F = TypeVar("_F", bound=Form)
_PARTS = ("entities", "documents", "statements")


def _keys(*forms: type[Form]) -> tuple[str, ...]:
    return tuple(
        field_.alias or name for form in forms for name, field_ in form.model_fields.items()
    )


_KEYS: dict[type[Form], tuple[str, ...]] = {
    DossierForm: _keys(DossierForm),
    EntityForm: _keys(EntityForm),
    DocumentForm: _keys(DocumentForm),
    StatementForm: _keys(StatementForm, SourceForm, PassageForm, StatusForm),
}


@dataclass
class ParsedFile:
    """What one file holds, as far as it can be read.

    Attributes:
        name: the file, as the user named it.
        text: its text.
        head: the dossier without its parts; None where that cannot be read.
        entities: id → form.
        documents: id → form.
        statements: index in the file → form.
        problems: all that is wrong in it.
    """

    name: str
    text: str = ""
    head: DossierForm | None = None
    entities: dict[str, EntityForm] = field(default_factory=dict)
    documents: dict[str, DocumentForm] = field(default_factory=dict)
    statements: dict[int, StatementForm] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line of every path; read once, and only where something is wrong."""
        found: dict[Path, int] = {}
        try:
            load(self.text, found)
        except TextError:
            pass
        return found

    def line(self, path: Path) -> int:
        """Return the line of a path."""
        return line_of(self.lines, path)

    def report(self, path: Path, what: str, do: str = "") -> None:
        """Add a problem at a path."""
        self.problems.append(Problem(self.name, self.line(path), what, do))

    @property
    def dossier(self) -> str:
        """The name of the dossier: that of its head, or of its file."""
        return self.head.dossier if self.head is not None else FilePath(self.name).stem


def read_text(path: FilePath) -> str:
    """Return the text of a file; TextError if it is not UTF-8, FileError if it is too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileError(path, f"larger than {MOST_BYTES >> 20} MiB: split the dossier")
        data = path.read_bytes()
    except FileError:
        raise
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TextError(
            line, f"byte {data[error.start]:#04x} is not UTF-8", "Save the file as UTF-8 text"
        ) from None


def parse_file(path: FilePath) -> ParsedFile:
    """Read one file as far as it can be read."""
    try:
        return parse_text(read_text(path), str(path))
    except FileError as error:
        return ParsedFile(str(path), problems=[Problem(str(path), 0, error.why)])
    except TextError as error:
        return ParsedFile(
            str(path), problems=[Problem(str(path), error.line, error.what, error.do)]
        )


def parse_text(text: str, name: str) -> ParsedFile:
    r"""Read the text of one dossier as far as it can be read.

    Example:
        >>> parse_text("dossier: a\ntitel: b", "a.yaml").problems[-1].line
        2
    """
    parsed = ParsedFile(name, text)
    try:
        tree = load(text)
    except TextError as error:
        parsed.problems.append(Problem(name, error.line, error.what, error.do))
        return parsed
    if not isinstance(tree, dict):
        parsed.report((), "a dossier is a mapping (key: value)", "Begin with dossier: NAME")
        return parsed
    _take_apart(parsed, tree)
    return parsed


def _take_apart(parsed: ParsedFile, tree: dict[str, Any]) -> None:
    head = {key: value for key, value in tree.items() if key not in _PARTS}
    parsed.head = _checked(parsed, DossierForm, head, ())
    for key, value in _entries(parsed, tree, "entities", dict):
        _named(parsed, parsed.entities, EntityForm, "entities", key, value)
    for key, value in _entries(parsed, tree, "documents", dict):
        _named(parsed, parsed.documents, DocumentForm, "documents", key, value)
    for index, value in _entries(parsed, tree, "statements", list):
        form = _checked(parsed, StatementForm, value, ("statements", index))
        if form is not None:
            parsed.statements[index] = form


def _entries(
    parsed: ParsedFile,
    tree: dict[str, Any],
    part: str,
    kind: type[list[Any]] | type[dict[str, Any]],
) -> Iterator[tuple[Any, Any]]:
    value = tree.get(part)
    if value is None:
        return
    if not isinstance(value, kind):
        wanted = "a list" if kind is list else "a mapping of ids"
        parsed.report((part,), f"{part} is not {wanted}", "See docs/dossiers.md for the form")
    elif isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()


def _named(
    parsed: ParsedFile, table: dict[str, _F], form: type[_F], part: str, key: str, value: Any
) -> None:
    if not is_slug(key):
        do = "Write small letters, digits and single hyphens: elon-musk"
        parsed.report((part, key), f"{key!r} is not an id", do)
    checked = _checked(parsed, form, value, (part, key))
    if checked is None:
        parsed.broken.add(key)
    elif is_slug(key):
        table[key] = checked


def _checked(parsed: ParsedFile, form: type[_F], value: Any, path: Path) -> _F | None:
    try:
        return form.model_validate(value)
    except ValidationError as error:
        for found in error.errors():
            error_ = {**found, "loc": path + found["loc"]}
            parsed.report(path_of(error_), *in_words(error_, _KEYS[form]))
        return _rest(form, value, [path_of(dict(found)) for found in error.errors()])


def _rest(form: type[_F], value: Any, wrong: list[Path]) -> _F | None:
    """The form without what is wrong in it, so that one run also finds what else is.

    Nothing is ever made of it: its file has problems.

    Returns None where what is left is no form.
    """
    remaining = copy.deepcopy(value)
    for path in sorted(set(wrong), key=len, reverse=True):
        _drop(remaining, path)
    try:
        return form.model_validate(remaining)
    except ValidationError:
        return None


def _drop(value: Any, path: Path) -> None:
    at: Any
    for at in path[:-1]:
        try:
            value = value[at]
        except (KeyError, IndexError, TypeError):
            return
    if path and isinstance(value, dict):
        value.pop(path[-1], None)
