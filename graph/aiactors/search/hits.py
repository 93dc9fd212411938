"""What is found, and how one thing found ranks against another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = ("names", "titles", "gists", "notes")
"""What is searched, in the order in which it ranks: names and aliases of entities, titles of
documents, gists of passages, remarks on statements and entities."""

_STEP = 0.88
_WITHIN = 0.1
_LOWEST: Mapping[str, float] = {"names": 0.6, "titles": 0.4, "gists": 0.2, "notes": 0.0}
_HIGHEST: Mapping[str, float] = {"names": 1.0, "titles": 0.6, "gists": 0.4, "notes": 0.2}

STEPS: Mapping[str, float] = {
    "exact": 1.0,
    "prefix": 0.85,
    "word": 0.7,
    "start": 0.55,
    "inside": 0.4,
    "typo": 0.2,
    "some": 0.0,
}
"""How a text fits → how well: all of it, its beginning, its words, the beginning of its last word,
a part of a word, its words with other letters, some of its words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        ref: its reference: ``id:sam-altman``, or ``st:…`` for a statement.
        name: its name; of a statement, its sentence.
        kind: what it is, as dossiers write it: ``person``, ``research-lab``, ``statement``.
        field: where the words stand: ``name``, ``alias``, ``title``, ``gist`` or ``note``.
        how: how well they fit: ``exact``, ``prefix``, ``word``,
            ``start``, ``inside``, ``typo``, ``some``.
        text: the text in which they stand.
        matched: first and last position, in the text, of each part that fits.
        lang: the language of the text.
        score: between 0 and 1; better hits have more.
    """

    ref: str
    name: str
    kind: str
    field: str
    how: str
    text: str
    matched: tuple[tuple[int, int], ...]
    lang: str
    score: float


def score(field: str, how: str, within: float) -> float:
    """Return how well something fits: names before gists, exact before prefix, then the rest.

    ``field`` is one of :data:`FIELDS`, ``how`` one of :data:`STEPS`; ``within``, from 0 to 1, tells
    equal ones apart. The score is from 0 to 1, with six decimals.

    Example:
        >>> score("names", "exact", 0.5) > score("names", "exact", 0) > score("names", "prefix", 1)
        True
        >>> score("names", "some", 0.0) >= score("titles", "exact", 1.0)
        True
    """
    lowest, highest = _LOWEST[field], _HIGHEST[field]
    part = STEPS[how] * _STEP + within * _WITHIN
    return round(lowest + (highest - lowest) * part, 6)


def score_of_some(field: str, share: float, within: float) -> float:
    """Return how well a text fits that has some of the words: less than any that has them all.

    ``share`` is the part of the words that it has, ``within`` (0 to 1) tells equal ones apart. The
    score is from 0 to 0.1, with six decimals.

    Example:
        >>> score_of_some("gists", 1.0, 0.0) > score_of_some("names", 0.5, 1.0)
        True
    """
    before = (len(FIELDS) - FIELDS.index(field)) / len(FIELDS)
    return round(share * 0.08 + before * 0.001 + within * 0.0005, 6)


def connected(weight: object) -> float:
    """Return from 0 to 1 how well something is connected, by its statements or sources."""
    assert isinstance(weight, int)
    return weight / (weight + 30)
