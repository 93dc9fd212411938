"""Which of the formats that can be had a client would like best.

The rules are those of section 12.5.1 of `RFC 9110 <https://www.rfc-editor.org/rfc/rfc9110>`_.
"""

from __future__ import annotations

import functools
import re

_RANGE = re.compile(r"([\w!#$&^.+\-*]+)/([\w!#$&^.+\-*]+)\s*(;.*)?", re.ASCII | re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE | re.ASCII)


_MOST_RANGES = 100
"""How many media types of a header are looked at: nobody means more."""

_USUAL = 1_000
"""Characters of a header up to which it is worth remembering what was chosen."""


def choose(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the media type that a client likes best; None where it accepts none.

    Of equal ones, the first offered; an empty ``accept`` takes any.

    Example:
        >>> choose("text/csv;q=0.5, application/xml", ("application/json", "text/csv"))
        'text/csv'
        >>> choose("image/*", ("text/csv",)) is None
        True
    """
    return (_kept if len(accept) <= _USUAL else _chosen)(accept, offered)


def _chosen(accept: str, offered: tuple[str, ...]) -> str | None:
    if not accept.strip():
        return offered[0]
    parts = accept.split(",", _MOST_RANGES)[:_MOST_RANGES]
    ranges = [found for part in parts if (found := _RANGE.fullmatch(part.strip())) is not None]
    best: tuple[float, str | None] = (0.0, None)
    for media in offered:
        if (quality := _wanted(media, ranges)) > best[0]:
            best = (quality, media)
    return best[1]


_kept = functools.lru_cache(maxsize=512)(_chosen)


def _wanted(media: str, ranges: list[re.Match[str]]) -> float:
    """How much it is wanted; the most exact of the ranges that fit decides."""
    kind, _, sub = media.partition("/")
    fitting: list[tuple[int, float]] = []
    for match in ranges:
        exactness = (match[1].lower() == kind) + 2 * (match[2].lower() == sub)
        if match[1].lower() in (kind, "*") and match[2].lower() in (sub, "*"):
            quality = _QUALITY.search(match[3] or "")
            fitting.append((exactness, float(quality[1]) if quality is not None else 1.0))
    return max(fitting, default=(0, 0.0))[1]
