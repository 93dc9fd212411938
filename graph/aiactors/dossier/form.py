"""The form of a dossier: what may stand in the YAML, key by key.

These models are the one definition of the form: they check it, and the JSON Schema for editors
is made from them. They know nothing of what names refer to; :mod:`aiactors.dossier.names` does.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from aiactors.model.entity import Address, Sha256
from aiactors.model.ids import LanguageTag, Slug
from aiactors.model.money import Amount
from aiactors.model.time import When

PLAIN = ""
"""The key of a plain text, where a text in languages may stand."""

_STRING: dict[str, Any] = {"type": "string", "minLength": 1}
_BY_LANGUAGE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": _STRING,
    "minProperties": 1,
}
_LISTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": _STRING},
}


_SPAN = re.compile(r"\s*(\d{1,9})\s*-\s*(\d{1,9})\s*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


_ANSWERS = {"yes": True, "no": False}


def _kebab(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


def _plain(value: Any) -> Any:
    return {PLAIN: value} if isinstance(value, str) else value


def _plain_list(value: Any) -> Any:
    return {PLAIN: value} if isinstance(value, list) else value


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _object(value: Any) -> Any:
    return {PLAIN: value} if isinstance(value, str) else value


def _span(value: Any) -> Any:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("a position is START-END; write two whole numbers: 185-254")
    return int(match[1]), int(match[2])


def _day(value: Any) -> Any:
    """A day as people write it: a bare number is no count of seconds."""
    if isinstance(value, str) and _DAY.fullmatch(value) is None:
        raise ValueError(f"{value!r} is not a day; write 2024-02-29")
    return value


def _yes_or_no(value: Any) -> Any:
    """As people write it; nothing else is guessed to be one of the two."""
    if not isinstance(value, str) or value not in _ANSWERS:
        raise ValueError("this is neither yes nor no; write yes, or leave the key out")
    return _ANSWERS[value]


Texts = Annotated[
    dict[str, Annotated[str, Field(min_length=1)]],
    BeforeValidator(_plain),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_STRING, _BY_LANGUAGE]}),
]
"""A plain text, or language → text."""

TextLists = Annotated[
    dict[str, list[Annotated[str, Field(min_length=1)]]],
    BeforeValidator(_plain_list),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _STRING}, _LISTS]}),
]
"""A list of texts, or language → list of texts."""

Names = Annotated[
    list[str],
    BeforeValidator(_one_or_more),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_STRING, {"type": "array", "items": _STRING, "minItems": 1}]}),
]
"""One short name, or a list of them."""

Span = Annotated[
    tuple[int, int],
    BeforeValidator(_span),
    WithJsonSchema({"type": "string", "pattern": r"^\d+-\d+$"}),
]
"""``START-END``: a position in a text."""

WhenForm = Annotated[When, WithJsonSchema({"type": ["string", "integer"]})]
AmountForm = Annotated[Amount, WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3} "})]
Share = Annotated[
    Decimal,
    Field(ge=0, le=1, decimal_places=12),
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "maximum": 1, "pattern": r"^[01]?\.?\d*$"}
    ),
]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]

YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": [*_ANSWERS]})]


class Form(BaseModel):
    """What all parts of the form have in common: keys with hyphens, and no others."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_kebab, validate_by_alias=True
    )


class EntityForm(Form):
    """An entity."""

    kind: Names
    names: Texts
    aliases: TextLists = Field(default_factory=dict)
    same_as: list[Address] = Field(default_factory=list)
    homepage: Address | None = None
    note: Texts | None = None
    tier: str | None = None
    owner: str | None = None


class DocumentForm(Form):
    """A document."""

    kind: Names = Field(default_factory=lambda: ["article"])
    title: Texts
    aliases: TextLists = Field(default_factory=dict)
    same_as: list[Address] = Field(default_factory=list)
    homepage: Address | None = None
    note: Texts | None = None
    publisher: str | None = None
    published: WhenForm | None = None
    language: LanguageTag | None = None
    url: Address | None = None
    copy_of: str | None = None
    file: Annotated[str, Field(pattern=r"^[^/\\\x00]+$")] | None = None
    text_hash: Sha256 | None = None
    accessed: Day | None = None


class PassageForm(Form):
    """A passage of a document."""

    where: Annotated[str, Field(min_length=1)] | None = None
    at: Span | None = None
    hash: Sha256 | None = None
    gist: Texts | None = None
    quote: Annotated[str, Field(min_length=1)] | None = None


class SourceForm(PassageForm):
    """Who says so, in which document, and where."""

    in_: str
    by: str | None = None
    stance: str = "asserts"
    via: str | None = None
    speaks_of: str | None = None
    passages: list[PassageForm] | None = Field(default=None, min_length=1)


class StatusForm(Form):
    """A status that an editor sets."""

    is_: str
    because: Texts


class ObjectForm(Form):
    """What a statement is about: a value as its relation asks, or another statement."""

    value: str | None = Field(default=None, alias=PLAIN)
    statement: str | None = None


Anything = Annotated[
    ObjectForm,
    BeforeValidator(_object),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number"]},
                {
                    "type": "object",
                    "properties": {"statement": _STRING},
                    "required": ["statement"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class StatementForm(Form):
    """A statement, with who says so."""

    id: Slug | None = None
    subject: Anything
    relation: str
    object: Anything
    when: WhenForm | None = None
    as_written: Texts | None = None
    modality: str = "actual"
    role: Texts | None = None
    share: Share | None = None
    amount: AmountForm | None = None
    bound: str | None = None
    condition: str | None = None
    contradicts: list[str] = Field(default_factory=list)
    supports: list[str] = Field(default_factory=list)
    rank: str = "normal"
    status: StatusForm | None = None
    response: str | None = None
    note: Texts | None = None
    sources: list[SourceForm] = Field(min_length=1)


class DossierForm(Form):
    """A dossier: one story, or one company."""

    dossier: Slug
    title: Texts
    about: Texts | None = None
    bulk: YesOrNo = False
    entities: dict[Slug, EntityForm] = Field(default_factory=dict)
    documents: dict[Slug, DocumentForm] = Field(default_factory=dict)
    statements: list[StatementForm] = Field(default_factory=list)
