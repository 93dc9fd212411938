"""Values in the shortest form in which the page can read them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date

from aiactors.network.model import Labels

_EPOCH = date(1970, 1, 1).toordinal()


class Terms:
    """Keys of the ontology in an order, with their names.

    ``named`` is in the order of a legend; keys in ``used`` without a name come last, under their
    key.

    Example:
        >>> terms = Terms({"actual": {"en": "actual"}}, ["odd", "actual"])
        >>> terms.place, terms.data[1]
        ({'actual': 0, 'odd': 1}, {'key': 'odd', 'names': {'en': 'odd'}})
    """

    def __init__(self, named: Mapping[str, Labels], used: Iterable[str]) -> None:
        """Sort the keys."""
        every = dict(named) | {key: {"en": key} for key in sorted(set(used) - named.keys())}
        self.place = {key: place for place, key in enumerate(every)}
        self.data = [{"key": key, "names": texts_of(names)} for key, names in every.items()]


@functools.lru_cache(maxsize=100_000)
def day_number(day: str | None) -> int | None:
    """Return an ISO 8601 day as days since 1970-01-01; None for None, and for what is no day.

    Example:
        >>> day_number("1970-01-02"), day_number("someday")
        (1, None)
    """
    try:
        return None if day is None else date.fromisoformat(day).toordinal() - _EPOCH
    except ValueError:
        return None


def days_after(day: int | None, start: int | None) -> int | None:
    """Return the days from ``start`` to a day; the day itself where there is no start.

    Most events end on the day on which they began, so that the difference is short.
    """
    return day if day is None or start is None else day - start


def slug(name: str | Mapping[str, str]) -> str:
    """Return the id that a name suggests; "" where letters would have to be transliterated.

    Most actors have it, and the page makes it by itself.

    Example:
        >>> slug({"en": "Elon Musk", "fr": "Elon Musk"}), slug("Étoile")
        ('elon-musk', '')
    """
    text = name if isinstance(name, str) else name.get("en", "")
    return text.lower().replace(" ", "-") if text.isascii() else ""


def short(number: float) -> float:
    """Round a coordinate to tenths of a unit, written as shortly as possible.

    Example:
        >>> short(12.0), short(-3.14159)
        (12, -3.1)
    """
    return int(number) if number == int(number) else round(number, 1)


def texts_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in the order of their languages."""
    return {lang: texts[lang] for lang in sorted(texts)}
