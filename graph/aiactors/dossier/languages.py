"""Texts in languages, as the keys of the form give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiactors.dossier.form import PLAIN
from aiactors.dossier.parse import ParsedFile
from aiactors.dossier.text import Path
from aiactors.model import LangString, texts

BILINGUAL = ("en", "fr")


def in_languages(
    values: Mapping[str, str] | None, plain: Iterable[str] = ("en",)
) -> tuple[LangString, ...]:
    """Return texts with their languages, by key; a plain text has the languages of its key."""
    if not values:
        return ()
    if PLAIN in values:
        return texts(dict.fromkeys(plain, values[PLAIN]))
    return texts({lang.lower(): text for lang, text in values.items()})


def check_languages(file: ParsedFile, path: Path, values: Mapping[str, object] | None) -> bool:
    """Tell whether all keys are language tags, each once; report those that are not."""
    wrong = [k for k in values or () if k != PLAIN and not _is_tag(k)]
    for key in wrong:
        file.report((*path, key), f"{key!r} is not a language tag", "Write en, fr, zh …")
    again = [k for k in values or () if k != k.lower() and k.lower() in (values or ())]
    for key in again:
        file.report((*path, key), f"the language {key!r} stands here a second time", "Keep one")
    return not wrong and not again


def _is_tag(key: str) -> bool:
    head, *rest = key.split("-")
    parts_fit = all(p.isascii() and p.isalnum() and len(p) <= 8 for p in rest)
    return head.isascii() and head.isalpha() and len(head) in (2, 3) and parts_fit
