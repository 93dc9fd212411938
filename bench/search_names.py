"""Entities with names like real ones, from a seed: what a search of names is measured with.

People share first names and family names, and companies words of their trade, a few of them far
more often than most; some have an alias, a name in French, accents, or another script.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

_BEGINS = (
    "b br c ch cl d dr f fl g gr h j k kl l m n p pr qu r s sh sl st t th tr v w y z"
).split()
_VOWELS = ("a e i o u ai ea ia ie io oo ou").split()
_ENDS = ["", "", "", *("l m n nd ng nn r rd rs s ss st t th x ck").split()]
_TRADES = (
    "Labs Systems Robotics Capital Ventures Partners Research Health Energy Data Cloud Networks "
    "Media Finance Analytics Security Software Motors Foods Logistics Therapeutics Materials "
    "Semiconductors Aerospace Education Studios Insurance Interactive Biosciences Dynamics"
).split()
_FORMS = ("", "", "", " Inc", " Ltd", " GmbH", " AI", " Group", " SA", " & Co.")
_ACCENTS = str.maketrans({"e": "é", "o": "ö", "a": "á", "u": "ü", "c": "ç"})
MISSPELT = (
    "one letter wrong",
    "two letters wrong",
    "one word, misspelt",
    "without spaces, misspelt",
)
"""Ways to write a name with letters wrong: see :func:`asked`."""

_HAN = "智谱零一万物百川深度求索月之暗面华为腾讯阿里巴字节跳动商汤科技旷视云从寒武纪地平线小米京东"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшэюя"


def _word(rng: random.Random, least: int, most: int) -> str:
    syllables = (
        rng.choice(_BEGINS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
        for _ in range(rng.randint(least, most))
    )
    return "".join(syllables).capitalize()


def _shared(rng: random.Random, count: int, least: int, most: int) -> tuple[list[str], list[float]]:
    """Different words, and how often the first ones are chosen before the others."""
    words = list(dict.fromkeys(_word(rng, least, most) for _ in range(count)))
    return words, list(accumulate(1 / (rank + 8) for rank in range(len(words))))


class Names:
    """Makes names.

    Args:
        count: for how many entities: the more, the more different words.
        seed: of the random numbers.
    """

    def __init__(self, count: int, seed: int = 7) -> None:
        """Make the words that names share."""
        self.rng = random.Random(seed)
        self.first = _shared(self.rng, min(4_000, 40 + count // 50), 1, 2)
        self.family = _shared(self.rng, 100 + count // 10, 1, 3)
        self.coined = _shared(self.rng, 100 + count // 5, 2, 3)

    def _one(self, of: tuple[list[str], list[float]]) -> str:
        return self.rng.choices(of[0], cum_weights=of[1])[0]

    def person(self) -> str:
        """Return the name of a person."""
        middle = f" {self.rng.choice('ABCDEFGHJKLMNPRSTW')}." if self.rng.random() < 0.1 else ""
        family = self._one(self.family)
        if self.rng.random() < 0.08:
            family += f"-{self._one(self.family)}"
        return f"{self._one(self.first)}{middle} {family}"

    def company(self) -> str:
        """Return the name of a company."""
        name = self._one(self.coined)
        if self.rng.random() < 0.7:
            name += f" {self.rng.choice(_TRADES)}"
        return name + self.rng.choice(_FORMS)

    def abroad(self, name: str) -> str:
        """Return a name with accents, or one in another script."""
        chance = self.rng.random()
        if chance < 0.4:
            return name.translate(_ACCENTS)
        if chance < 0.7:
            return "".join(self.rng.choices(_HAN, k=self.rng.randint(2, 5)))
        words = ("".join(self.rng.choices(_CYRILLIC, k=self.rng.randint(4, 9))) for _ in "12")
        return " ".join(words).title()


def named(count: int, seed: int = 7) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Yield entities: half of them people, half companies.

    Args:
        count: how many.
        seed: of the random numbers.

    Yields:
        Id, local name of the class, and languages and texts of its names, the first its name and
        the others aliases.
    """
    names = Names(count, seed)
    for number in range(count):
        kind = "Person" if number % 2 else "Company"
        name = names.person() if number % 2 else names.company()
        texts = [("en", name)]
        if names.rng.random() < 0.1:
            texts.append(("fr", names.abroad(name)))
        if names.rng.random() < 0.1:
            texts.append(("en", "".join(part[0] for part in name.split()) + name.split()[-1]))
        yield f"{'p' if number % 2 else 'o'}{number // 2}", kind, tuple(texts)


def asked(names: Sequence[str], seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield what people may type for a name, in every way that is looked for.

    Args:
        names: some names of entities.
        seed: of the random numbers.

    Yields:
        How it is written, and the text.
    """
    rng = random.Random(seed)
    for name in names:
        words = name.split()
        yield "exact", name
        yield "beginning", name[: rng.randint(1, max(2, len(name) - 2))]
        yield "one word", rng.choice(words)
        yield "one letter wrong", _wrong(name, 1, rng)
        yield "two letters wrong", _wrong(name, 2, rng)
        yield "one word, misspelt", _wrong(rng.choice(words), 1, rng)
        yield "a part of a word", max(words, key=len)[1:]
        yield "words in another order", " ".join(reversed(words))
        yield "without spaces, misspelt", _wrong("".join(words), 1, rng)


def _wrong(text: str, letters: int, rng: random.Random) -> str:
    for _ in range(letters):
        at = rng.randrange(len(text))
        letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
        text = (
            rng.choice(
                (
                    text[:at] + letter + text[at + 1 :],
                    text[:at] + text[at + 1 :],
                    text[:at] + letter + text[at:],
                    text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
                )
            )
            or letter
        )
    return text
