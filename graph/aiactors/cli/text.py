"""Text from outside, made fit for a terminal."""

from __future__ import annotations

import unicodedata
from typing import Any


def clean(text: Any) -> str:
    r"""Return a value as text that cannot steer a terminal.

    Example:
        >>> clean("a\x1b[31mb")
        'a�[31mb'
    """
    text = str(text).replace("\r\n", "\n")
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    if character == "\t":
        return " "
    # Spaces that do not break are no harm, and French is full of them.
    return character if unicodedata.category(character) == "Zs" else "\ufffd"
