"""What is wrong with a value of the form, in plain words."""

from __future__ import annotations

from typing import Any

from aiactors.dossier.text import Path
from aiactors.errors import did_you_mean, nearest

_PATTERNS = {
    "^[a-z0-9]+": (
        "{value!r} is not an id",
        "Write small letters, digits and single hyphens: elon-musk",
    ),
    "^https?": ("{value!r} is not a web address", "Write http:// or https:// and the rest"),
    "^sha256": ("{value!r} is not a hash", "Write sha256: and 64 digits 0-9 a-f"),
    "^[A-Za-z]{2,3}": ("{value!r} is not a language tag", "Write en, fr, zh …"),
    "^[^/": ("{value!r} is not the name of a file", "Write the name alone, without folders"),
}
_KINDS = {
    "dict_type": "a mapping of languages (en: …)",
    "list_type": "a list (lines that begin with -)",
    "string_type": "a text",
    "model_type": "a mapping (key: value)",
    "tuple_type": "START-END",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "date_from_datetime_parsing": "a day: 2024-02-29",
    "date_parsing": "a day: 2024-02-29",
}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def path_of(error: dict[str, Any]) -> Path:
    """Return the keys and indices of a pydantic error, without pydantic's own marks."""
    return tuple(part for part in error["loc"] if part not in ("[key]", ""))


def in_words(error: dict[str, Any], keys: tuple[str, ...]) -> tuple[str, str]:
    """Return what a pydantic error means and what to do, in plain words.

    Example:
        >>> error = {"type": "missing", "loc": ("statements", 0, "sources"), "input": {}}
        >>> in_words(error, ())
        ("the key 'sources' is missing here", 'Add it')
    """
    kind, loc, value = error["type"], error["loc"], error.get("input")
    name = next((part for part in reversed(loc) if isinstance(part, str) and part), "the file")
    if kind == "missing":
        return f"the key {name!r} is missing here", "Add it"
    if kind == "extra_forbidden":
        near = did_you_mean(nearest(str(name), keys)).strip()
        return f"the key {name!r} is not known here", near or "See docs/dossiers.md for the keys"
    if kind == "value_error":
        what, _, do = str(error["msg"]).removeprefix("Value error, ").partition("; ")
        return f"{name}: {what}", do[:1].upper() + do[1:]
    if kind in _KINDS:
        return f"{name}: {_shown(value)} is not {_KINDS[kind]}", ""
    return _by_rule(kind, str(name), value, error)


def _by_rule(kind: str, name: str, value: Any, error: dict[str, Any]) -> tuple[str, str]:
    context = error.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        for start, (what, do) in _PATTERNS.items():
            if str(context.get("pattern", "")).startswith(start):
                return f"{name}: {what.format(value=value)}", do
    if kind in ("too_short", "string_too_short"):
        return f"{name} is empty", "Write at least one, or leave the key out"
    if kind in ("less_than_equal", "greater_than_equal"):
        bound = context.get("le", context.get("ge"))
        word = "at most" if kind == "less_than_equal" else "at least"
        return f"{name}: {_shown(value)} is out of range", f"Write a number of {word} {bound}"
    return f"{name}: {_shown(value)} cannot be used: {error['msg']}", ""
