"""Named queries: SPARQL files with a header that says what they ask, and of what.

A header is made of comments at the top of the file::

    # title: founders
    # question-en: Who founded {organization}?
    # question-fr: Qui a fondé {organization} ?
    # param: organization entity openai
    # param: lang text en
    # columns: founder when status

``param`` gives a name, a type and, if the parameter may be left out, a default. In the query it
is a variable of the same name. Types: ``entity`` (a name or id), ``relation``, ``day``,
``number``, ``text``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import FileError, InputError, NotFoundError, nearest
from aiactors.resources import ontology_path
from aiactors.schema import load_ontology
from aiactors.store.store import Results
from aiactors.store.values import Term
from aiactors.vocabulary import iri

TYPES = ("entity", "relation", "day", "number", "text")
_IS_NAME = re.compile(r"[\w-]+")  # no SPARQL is one word: a mistaken name is told as a name
_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)
_LINE = re.compile(r"#\s*([a-z-]+)\s*:\s*(.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query.

    Attributes:
        name: its name, and that of the variable.
        type: one of ``entity``, ``relation``, ``day``, ``number``, ``text``.
        default: its value where none is given; None if one must be given.
    """

    name: str
    type: str
    default: str | None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name.

    Attributes:
        name: the name of its file, without ending.
        title: what it is about, in a few words.
        questions: language → the question that it answers.
        parameters: in the order of the header.
        columns: the columns of its answer.
        sparql: its whole text.
    """

    name: str
    title: str
    questions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    sparql: str

    def question(self, lang: str = "en") -> str:
        """Return its question, with the defaults of its parameters filled in."""
        text = self.questions.get(lang) or self.questions["en"]
        for parameter in self.parameters:
            text = text.replace("{" + parameter.name + "}", parameter.default or parameter.name)
        return text


def _parameter(text: str, file: str) -> Parameter:
    name, _, rest = text.partition(" ")
    type_, _, default = rest.strip().partition(" ")
    if not name.isidentifier() or type_ not in TYPES:
        raise InputError(f"{file}: param {text!r}: write NAME TYPE DEFAULT, TYPE one of {TYPES}")
    return Parameter(name, type_, default.strip() or None)


def _check_parameters(parameters: tuple[Parameter, ...], sparql: str, file: str) -> None:
    names = [parameter.name for parameter in parameters]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{file}: param {name!r} is declared twice: take one out")
        if re.search(rf"[?$]{name}\b", sparql) is None:
            raise InputError(f"{file}: param {name!r}: the query has no variable ?{name}")


def read_query(path: Path) -> NamedQuery:
    """Read a query with its header; a file without one is a query without parameters."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(path, "is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror or error}") from None
    return _query(path.stem, text, str(path))


@functools.lru_cache(maxsize=64)
def _query(name: str, text: str, file: str) -> NamedQuery:
    """The query that a file holds."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if (match := _LINE.match(line)) is not None:
            header.setdefault(match[1], []).append(match[2])
    title = header.get("title", [name])[0]
    parameters = tuple(_parameter(p, file) for p in header.get("param", ()))
    _check_parameters(parameters, text, file)
    return NamedQuery(
        name=name,
        title=title,
        questions={lang: header.get(f"question-{lang}", [title])[0] for lang in ("en", "fr")},
        parameters=parameters,
        columns=tuple(" ".join(header.get("columns", ())).split()),
        sparql=text,
    )


def named_queries() -> Mapping[str, NamedQuery]:
    """Return the queries that ship with the package by name, in alphabetical order.

    Example:
        >>> named_queries()["founders"].parameters[0].type
        'entity'
    """
    return dict(_shipped())


@functools.cache
def _shipped() -> Mapping[str, NamedQuery]:
    folder = ontology_path() / "queries"
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def named_query(name: str) -> NamedQuery:
    """Return a query that ships with the package; NotFoundError names the nearest."""
    shipped = _shipped()
    if name in shipped:
        return shipped[name]
    hint = "List them with: aiactors queries"
    raise NotFoundError("query", name, nearest(name, shipped), hint)


def bind(
    query: NamedQuery, values: Mapping[str, str], find: Callable[[str], str]
) -> dict[str, Term]:
    """Return the values of all parameters of a query as terms, by name.

    ``find`` gives the reference of a named entity. InputError if a value is missing, unknown, or
    not of its type.
    """
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known:
            may = f"it takes {', '.join(known)}" if known else "it takes none"
            raise InputError(f"query {query.name!r} has no parameter {name!r}: {may}")
    bound = {}
    for parameter in query.parameters:
        text = values.get(parameter.name, parameter.default)
        if text is None:
            raise InputError(
                f"query {query.name!r} needs a value: {parameter.name}=… ({parameter.type})"
            )
        try:
            bound[parameter.name] = _term(parameter, text, find)
        except NotFoundError as error:
            if parameter.name in values:
                raise
            raise InputError(
                f"query {query.name!r} asks of {text!r}, and {error}; write {parameter.name}=…"
            ) from None
    return bound


def _term(parameter: Parameter, text: str, find: Callable[[str], str]) -> Term:
    if parameter.type == "entity":
        return ox.NamedNode(iri(find(text)))
    if parameter.type == "relation":
        relations = load_ontology().relation_names
        if text not in relations:
            raise NotFoundError("relation", text, nearest(text, relations))
        return ox.NamedNode(iri(f"ai:{relations[text]}"))
    if parameter.type == "day":
        try:
            return ox.Literal(
                date.fromisoformat(text).isoformat(), datatype=ox.NamedNode(iri("xsd:date"))
            )
        except ValueError:
            raise InputError(f"{parameter.name}: {text!r} is not a day: write 2024-02-29") from None
    if parameter.type == "number":
        if _NUMBER.fullmatch(text) is None:
            raise InputError(f"{parameter.name}: {text!r} is not a whole number")
        return ox.Literal(int(text))
    return ox.Literal(text)


def as_query(query: str | Path) -> NamedQuery | None:
    """Return the query that a file (``.rq``) or a name stands for; None where the text is SPARQL.

    NotFoundError if it looks like a name, and no query has it.
    """
    text = str(query).strip()
    if isinstance(query, Path) or (text.endswith(".rq") and not set(text) & set("{\n")):
        return read_query(Path(text))
    if _IS_NAME.fullmatch(text):
        return named_query(text)
    return None


def promised(query: NamedQuery, answer: Results) -> Results:
    """Return an answer; InputError if it lacks a column that the header of its query names."""
    if not query.columns:
        return answer
    if not isinstance(answer, ox.QuerySolutions):
        what = "triples" if isinstance(answer, ox.QueryTriples) else "yes or no"
        raise InputError(
            f"query {query.name!r}: its header names columns, and it answers with {what}: "
            "take the line '# columns:' out"
        )
    there = [variable.value for variable in answer.variables]
    if missing := [name for name in query.columns if name not in there]:
        raise InputError(
            f"query {query.name!r}: its header promises {', '.join(missing)}, and it answers with "
            f"{', '.join(there) or 'no column'}: correct the line '# columns:' or the SELECT"
        )
    return answer
