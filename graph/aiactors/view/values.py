"""Values in the shortest form in which the page can read them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date

from aiactors.network.model import Labels

_EPOCH = date(1970, 1, 1).toordinal()


class Terms:
    """Keys of the ontology in an order, with their names.

    Args:
        named: key → name by language, in the order of a legend.
        used: keys that are used; those without a name come last, under their key.

    Example:
        >>> terms = Terms({"actual": {"en": "actual"}}, ["odd", "actual"])
        >>> terms.place, terms.data[1]
        ({'actual': 0, 'odd': 1}, {'key': 'odd', 'names': {'en': 'odd'}})
    """

    def __init__(self, named: Mapping[str, Labels], used: Iterable[str]) -> None:
        """Put the keys in order."""
        every = dict(named) | {key: {"en": key} for key in sorted(set(used) - named.keys())}
        self.place = {key: place for place, key in enumerate(every)}
        self.data = [{"key": key, "names": texts_of(names)} for key, names in every.items()]


@functools.lru_cache(maxsize=100_000)
def day_number(day: str | None) -> int | None:
    """Return a day as the page counts days.

    Args:
        day: ISO 8601.

    Returns:
        Days since 1970-01-01; None for None, and for what is no day.

    Example:
        >>> day_number("1970-01-02"), day_number("someday")
        (1, None)
    """
    try:
        return None if day is None else date.fromisoformat(day).toordinal() - _EPOCH
    except ValueError:
        return None


def days_after(day: int | None, start: int | None) -> int | None:
    """Return a day counted from another: most that happens ends on the day on which it began.

    Args:
        day: the day, as the page counts days.
        start: the other one.

    Returns:
        The difference; the day itself where there is no other one.
    """
    return day if day is None or start is None else day - start


def slug(name: str | Mapping[str, str]) -> str:
    """Return the id that a name suggests: most actors have it, and the page makes it by itself.

    Args:
        name: a name, or names by language.

    Returns:
        The id; an empty text where letters would have to be spelled in others.

    Example:
        >>> slug({"en": "Elon Musk", "fr": "Elon Musk"}), slug("Étoile")
        ('elon-musk', '')
    """
    text = name if isinstance(name, str) else name.get("en", "")
    return text.lower().replace(" ", "-") if text.isascii() else ""


def short(number: float) -> float:
    """Return a place as short as it can be written: tenths of a unit cannot be seen.

    Args:
        number: x or y.

    Returns:
        The same, rounded.

    Example:
        >>> short(12.0), short(-3.14159)
        (12, -3.1)
    """
    return int(number) if number == int(number) else round(number, 1)


def texts_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in the order of their languages.

    Args:
        texts: text by language.

    Returns:
        The same.
    """
    return {lang: texts[lang] for lang in sorted(texts)}
