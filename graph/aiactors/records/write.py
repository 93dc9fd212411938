"""The model as records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from aiactors.model import Dossier, DossierSet, LangString, Time


def record_lines(dossiers: DossierSet) -> Iterator[str]:
    """Yield dossiers as records.

    Args:
        dossiers: the dossiers.

    Yields:
        Lines, each with its end: of each dossier its title, its entities, documents and
        statements.

    Example:
        >>> from aiactors.model import Dossier
        >>> print(*record_lines(DossierSet(dossiers=(Dossier(name="a", title=(("en", "A"),)),))))
        {"dossier":"a","title":{"en":"A"}}
    """
    for dossier in dossiers.dossiers:
        yield _line(dossier.name, _head(dossier))
        for part, things in (
            ("entity", dossier.entities),
            ("document", dossier.documents),
            ("statement", dossier.statements),
        ):
            for thing in things:
                yield _line(dossier.name, {part: _plain(thing)})


def _head(dossier: Dossier) -> dict[str, Any]:
    fields = {"title": _plain(dossier.title)}
    if dossier.about:
        fields["about"] = _plain(dossier.about)
    return fields | ({"bulk": True} if dossier.bulk else {})


def _line(dossier: str, fields: dict[str, Any]) -> str:
    text = json.dumps({"dossier": dossier} | fields, ensure_ascii=False, separators=(",", ":"))
    return text + "\n"


def _plain(value: Any) -> Any:
    """A value of the model as JSON has it; what a field holds by default is left out."""
    if isinstance(value, Time):
        return value.edtf
    if isinstance(value, BaseModel):
        return {
            name: _plain(found)
            for name, field in type(value).model_fields.items()
            if (found := getattr(value, name)) != field.get_default()
        }
    if isinstance(value, tuple):
        texts = bool(value) and isinstance(value[0], LangString)
        return _by_language(value) if texts else [_plain(one) for one in value]
    return value if isinstance(value, bool | int | str | None) else str(value)


def _by_language(values: tuple[LangString, ...]) -> dict[str, str | list[str]]:
    found: dict[str, list[str]] = {}
    for lang, text in values:
        found.setdefault(lang, []).append(text)
    return {lang: texts[0] if len(texts) == 1 else texts for lang, texts in found.items()}
