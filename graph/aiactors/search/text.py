"""Texts as they are compared: words without accents and case, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiactors.query.find import fold

# Letters and digits, and signs that are part of a word and neither: vowels of Indic scripts.
_WORD = re.compile(
    "(?:[^\\W_]|[\u0900-\u0963\u0971-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u102b-\u103e"
    "\u1056-\u109d\u17b4-\u17d3])+"
)

# Scripts that are written without spaces: a word is any part of a text.
_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


def words(text: str) -> list[str]:
    """Return the runs of letters, vowel signs and digits of a text, without accents and case.

    Example:
        >>> words("Élon MUSK’s xAI, GPT-4"), words("मोदी")
        (['elon', 'musk', 's', 'xai', 'gpt', '4'], ['मोदी'])
    """
    return _WORD.findall(text.lower() if text.isascii() else fold(text))


def is_wide(text: str) -> bool:
    """Tell whether a text has characters of a script that is written without spaces.

    Example:
        >>> is_wide("零一万物"), is_wide("ميرا")
        (True, False)
    """
    return not text.isascii() and _WIDE.search(text) is not None


def allowed_typos(word: str) -> int:
    """Return how many letters may be wrong in a word: none in the shortest ones.

    Example:
        >>> [allowed_typos(word) for word in ("ai", "musk", "altmann", "superintelligence")]
        [0, 1, 2, 3]
    """
    return next((most for least, most in ((12, 3), (6, 2), (3, 1)) if len(word) >= least), 0)


def spans(text: str, needles: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text: as whole words, or else as beginnings, or else anywhere.

    Each is the first position and the one after the last; they are in order, none within another.

    Example:
        >>> spans("Élon Musk of xAI", ["elon", "ai"])
        ((0, 4), (14, 16))
    """
    folded, origins = _mapped(text)
    found = sorted({span for needle in needles for span in _places(folded, needle)})
    merged: list[tuple[int, int]] = []
    for start, end in ((origins[start], origins[end - 1] + 1) for start, end in found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _mapped(text: str) -> tuple[str, list[int]]:
    """A text folded sign by sign, and where each sign of it comes from."""
    signs: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        folded = fold(character) or (" " if character.isspace() else "")
        signs.append(folded)
        origins += [at] * len(folded)
    return "".join(signs), origins


def _places(folded: str, needle: str) -> list[tuple[int, int]]:
    found: list[int] = []
    at = folded.find(needle)
    while at >= 0:
        found.append(at)
        at = folded.find(needle, at + len(needle))
    long = len(needle)
    starts = [at for at in found if not folded[at - 1 : at].isalnum()]
    whole = [at for at in starts if not folded[at + long : at + long + 1].isalnum()]
    return [(at, at + long) for at in whole or starts or found]
