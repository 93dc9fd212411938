"""Text with its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from aiactors.model.ids import LanguageTag


class LangString(NamedTuple):
    """A text and the language that it is in.

    Attributes:
        lang: a language tag: ``en``, ``fr``, ``zh-Hant``.
        text: the text.

    Example:
        >>> LangString("fr", "fondateur").text
        'fondateur'
    """

    lang: LanguageTag
    text: Annotated[str, StringConstraints(min_length=1)]


def _in_order(texts: tuple[LangString, ...]) -> tuple[LangString, ...]:
    return texts if len(texts) < 2 else tuple(sorted(set(texts)))


def _pairs(value: Any) -> Any:
    """A mapping of languages, as JSON writes texts, as pairs."""
    if type(value) is not dict:  # what JSON gives; other mappings are not worth the question
        return value
    return [
        (lang, text)
        for lang, one in value.items()
        for text in (one if isinstance(one, list | tuple) else (one,))
    ]


_Written = dict[str, str | list[str]] | list[tuple[str, str]]

Texts = Annotated[
    tuple[LangString, ...],
    BeforeValidator(_pairs, json_schema_input_type=_Written),
    AfterValidator(_in_order),
]
"""Texts in languages, in the order of their tags: equal content is equal.

A field of this kind takes pairs of language and text, or a mapping of languages to one text or
several.
"""


def texts(values: Mapping[str, str | Iterable[str]]) -> tuple[LangString, ...]:
    """Return texts from a mapping of languages, in the order of languages.

    Example:
        >>> texts({"fr": "procès", "en": "lawsuit"})
        (LangString(lang='en', text='lawsuit'), LangString(lang='fr', text='procès'))
    """
    return tuple(
        sorted(
            LangString(lang, text)
            for lang, value in values.items()
            for text in ([value] if isinstance(value, str) else value)
        )
    )


def in_language(values: Iterable[LangString], lang: str = "en") -> str | None:
    """Return the text in a language, or else in English, or else the first one.

    None where there is no text at all.

    Example:
        >>> in_language(texts({"fr": "procès"}), "en")
        'procès'
    """
    table: dict[str, str] = {}
    for value in values:
        table.setdefault(value.lang, value.text)
    return table.get(lang) or table.get("en") or next(iter(table.values()), None)
