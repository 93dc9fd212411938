"""YAML text to plain values, with nothing guessed: every scalar is text.

YAML's own readings (``no`` is false, ``2017-12-04`` is a date object) are off. Anchors, aliases
and tags are refused, and so is nesting deeper than the form ever needs: a file cannot unfold
into more than it holds. Lines are looked up only where something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

MOST_BYTES = 256 * 1024 * 1024
"""The largest dossier that is read, in bytes."""

DEEPEST = 24
"""The deepest nesting that is read; the form itself needs eight levels."""

Path = tuple[str | int, ...]
"""Where a value stands: keys of mappings and indices of lists, from the top."""

# libyaml where it is there: five times faster, the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_ALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NULLS = frozenset({"", "~", "null"})


class TextError(Exception):
    """A place where the text cannot be read: a line from 1, or 0 for the whole file."""

    def __init__(self, line: int, what: str, do: str) -> None:
        """Store the arguments."""
        super().__init__(what)
        self.line = line
        self.what = what
        self.do = do


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _each_event(text: str, take: Callable[[yaml.Event], None]) -> None:
    """Hand over every event: what ``yaml.parse`` does, without its two checks for each."""
    try:
        loader = _LOADER(text)
        try:
            while (event := loader.get_event()) is not None:
                take(event)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        raise TextError(
            0 if mark is None else int(mark.line) + 1,
            f"not YAML: {error.problem or error.context}",
            "Check indentation, colons and quotes here and in the line above",
        ) from None
    except yaml.YAMLError as error:
        why = getattr(error, "reason", None) or "it cannot be read"
        raise TextError(0, f"not YAML: {why}", "Save the file as plain UTF-8 text") from None


def _check_characters(text: str) -> None:
    """Refuse control characters, with their line: the parser does not tell it."""
    if (match := _NOT_ALLOWED.search(text)) is not None:
        raise TextError(
            text.count("\n", 0, match.start()) + 1,
            f"the character U+{ord(match[0]):04X} is not allowed in YAML",
            f'Remove it, or write "\\u{ord(match[0]):04X}" in double quotes',
        )


def _check_extras(event: Any) -> None:
    if event.anchor is not None:
        raise TextError(_line(event), "anchors and aliases are not read", "Write the value out")
    if getattr(event, "tag", None) is not None:
        raise TextError(
            _line(event), f"the tag {event.tag} is not read", "Remove it: every value is text"
        )


class _Builder:
    """Builds plain values; also the line of each, where lines are asked for."""

    def __init__(self, lines: dict[Path, int] | None) -> None:
        self.lines = lines
        self.root: Any = None
        self.documents = 0
        self.stack: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | None] = []

    def note(self, event: yaml.Event) -> None:
        """Remember the line of the value that begins; a key's line goes before its value's."""
        if self.lines is not None:
            self.lines.setdefault(self.path(), _line(event))

    def path(self) -> Path:
        """The path of what is being read; an item that is still open is in its list already."""
        last = len(self.stack) - 1
        return tuple(
            len(value) - (at < last) if isinstance(value, list) else key or ""
            for at, (value, key) in enumerate(zip(self.stack, self.keys, strict=True))
        )

    def put(self, event: yaml.Event, value: Any) -> None:
        """Put a value where the next one belongs."""
        if not self.stack:
            self.root = value
            self.note(event)
            return
        top, key = self.stack[-1], self.keys[-1]
        self.note(event)
        if isinstance(top, list):
            top.append(value)
        elif key is not None:
            top[key] = value

    def scalar(self, event: Any) -> None:
        if self.stack and self.keys[-1] is None and isinstance(self.stack[-1], dict):
            self.key(event)
            return
        plain = event.implicit[0] and event.value in _NULLS
        self.put(event, None if plain else event.value)
        if self.stack and isinstance(self.stack[-1], dict):
            self.keys[-1] = None

    def key(self, event: Any) -> None:
        top = self.stack[-1]
        if event.value in top:
            raise TextError(
                _line(event), f"the key {event.value!r} stands here a second time", "Keep one"
            )
        self.keys[-1] = event.value
        self.note(event)

    def open(self, event: yaml.Event, value: dict[str, Any] | list[Any]) -> None:
        if self.stack and isinstance(self.stack[-1], dict) and self.keys[-1] is None:
            raise TextError(_line(event), "a key is not a plain word", "Write a plain word")
        if len(self.stack) >= DEEPEST:
            raise TextError(_line(event), f"nested deeper than {DEEPEST} levels", "Flatten it")
        self.put(event, value)
        self.stack.append(value)
        self.keys.append(None)

    def close(self) -> None:
        """Leave a mapping or list; in a list above it, its own index has been used."""
        self.stack.pop()
        self.keys.pop()
        if self.stack and isinstance(self.stack[-1], dict):
            self.keys[-1] = None

    def add(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                _check_extras(event)
            self.scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _check_extras(event)
            self.open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.close()
        elif kind is yaml.AliasEvent:
            _check_extras(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise TextError(
                    _line(event), "a second document begins with ---", "One dossier is one file"
                )


def load(text: str, lines: dict[Path, int] | None = None) -> Any:
    r"""Read YAML: mappings, lists, text, and None for what is left empty.

    ``lines`` is filled with the line of every key and item, by its path. Raises TextError for what
    is no YAML, control characters, repeated keys, anchors, aliases and tags.

    Example:
        >>> load("when: 2017-12-04\nlist: [no, 0x1F]")
        {'when': '2017-12-04', 'list': ['no', '0x1F']}
    """
    _check_characters(text)
    builder = _Builder(lines)
    _each_event(text, builder.add)
    return builder.root


def line_of(lines: dict[Path, int], path: Path) -> int:
    r"""Return the line of a path, from 1, or of the nearest part above it that the text holds.

    Example:
        >>> lines = {}
        >>> _ = load("a:\n  b: 1", lines)
        >>> line_of(lines, ("a", "b")), line_of(lines, ("a", "c"))
        (2, 1)
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
