"""Persons whose names differ in spelling alone: most likely one person with two ids."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from aiactors.check.findings import Finding
from aiactors.model import DossierSet, Entity, LangString

LONG = 5
"""Letters from which on a word that differs in one of them is most likely the same word."""

RULE = "two_spellings"
MESSAGE = (
    "Two persons have names that differ in spelling or order alone: "
    "merge them, or give each the name by which it is told apart."
)

Words = tuple[str, ...]
Called = tuple[tuple[LangString, ...], tuple[LangString, ...]]
"""Names and aliases."""


def folded(name: str) -> Words:
    """Return the words of a name in alphabetical order, without marks, capitals and initials.

    Words of one letter are left out.

    Example:
        >>> folded("Müller, Anna K."), folded("Anna Muller")
        (('anna', 'muller'), ('anna', 'muller'))
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(sorted(word for word in re.findall(r"\w+", plain.casefold()) if len(word) > 1))


def _keys(words: Words) -> Iterator[Words]:
    """Names that share one of these are the same, or differ in one letter of one long word."""
    yield words
    for at, word in enumerate(words):
        others = words[:at] + words[at + 1 :]
        if len(word) >= LONG:
            shorter = {word[:cut] + word[cut + 1 :] for cut in range(len(word))}
            yield from (("~", part, *others) for part in sorted({word, *shorter}))


def _persons(dossiers: DossierSet) -> Iterator[Entity]:
    return (e for e in dossiers.entities.values() if "Person" in e.kinds)


def _alike(persons: Iterable[Entity]) -> set[tuple[str, str]]:
    """Pairs of references of persons with names that are the same but for their spelling.

    Persons that are called the very same are put together: there may be thousands of them.

    Pairs that have a name in common are not among them; each pair is in order.
    """
    same: dict[Called, list[str]] = defaultdict(list)
    holders: dict[Words, dict[Called, None]] = defaultdict(dict)
    for person in persons:
        called = person.names, person.aliases
        same[called].append(person.ref)
        for words in {folded(name.text) for name in person.all_names}:
            for key in _keys(words) if len(words) > 1 else ():
                holders[key][called] = None
    pairs = {
        frozenset(pair)
        for some in holders.values()
        for pair in combinations(some, 2)
        if set(pair[0][0]).isdisjoint(pair[1][0])
    }
    return {
        (min(refs), max(refs)) for one, other in pairs for refs in product(same[one], same[other])
    }


def two_spellings(dossiers: DossierSet) -> Iterator[Finding]:
    """Yield pairs of persons whose names are the same but for spelling, order or initials.

    They come in the order of references; names that are the very same are left to ``same_name``.

    Example:
        >>> list(two_spellings(DossierSet()))
        []
    """
    for one, other in sorted(_alike(_persons(dossiers))):
        yield Finding(RULE, one, MESSAGE, (other,), error=False)
