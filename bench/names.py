"""Names for made-up people and companies: like real ones, and no two that differ by one letter."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, product

_FIRST = (
    "Aaliyah Adrien Aïcha Akira Alejandro Amara Anders Anneliese Arjun Astrid Beatriz Benoît "
    "Caroline Catherine Chiara Cédric Damien Deepika Diego Dmitri Dorothea Edward Eleanor Emeka "
    "Fatima Federico Feng François Frederick Gabriel Gianluca Gisela Gretchen Guillermo Gustav "
    "Hélène Henrietta Hiroshi Hyun Ibrahim Ignacio Ingrid Isabelle Jacqueline Jamal Jérôme "
    "Jessica Joaquín Johannes Jürgen Kamala Kenji Khadija Konstantin Kwame Laurence Leila "
    "Leonard Lukas Magdalena Malik Margaret Mathilde Matteo Mehmet Michelle Miguel Mohammed "
    "Nadia Natsuki Nicholas Nikolai Nnamdi Olivia Oluwaseun Pascal Patricia Penelope Philippe "
    "Priya Quentin Rachel Rafael Ravindra Rebecca Reinhard Rodrigo Rosalind Sabine Salvatore "
    "Samuel Sanjay Santiago Siobhan Sofia Stéphane Sunita Svetlana Takeshi Tatiana Theodore "
    "Thomas Ulrike Valentina Veronika Victor Vincent Vladimir Wilhelm William Xavier Yasmin "
    "Yevgenia Yusuf Zacharie Zofia"
).split()
_STEMS = (
    "Abra Alder Anto Bala Bern Black Bour Brad Cald Campo Castel Chand Chukwu Dela Drom Dumo "
    "Eber Elling Fair Fern Ferra Fitz Gala Gold Gran Green Hart Hasha Hawk Holm Iwa Jaku Karl "
    "Kawa Kova Kruse Lang Lind Lomba Mac Marti Mora Naka Nord Okon Olive Palm Petro Quin Rama "
    "Red Rich Rosen Salva Schwar Sing Stein Sven Taka Torre Ulla Van Vasil Wall Whit Wolf Yama "
    "Young Zam Zieg"
).split()
_ENDINGS = (
    "berg burg dale elli enko ette feld ford gawa hurst idis ingham kamp leigh lund mann meier "
    "moto mura nandez nova owicz quist relli rini rosa sano shaw sson stad stone strom tharan "
    "thorpe tino vage vaara ville waite well wick worth yama zadeh zini"
).split()
# Each a consonant, a vowel and maybe a consonant: a word falls into them in one way only.
_SYLLABLES = (
    "bel bo cal cor da del fen fi gal gen hel ho jo ka kel la lar lo lu mar mi mon na nex nor pa "
    "pi ra ri rol sar sen sol sun syn ta ter til to val ver vi vor wen xen ya yo za zen zir"
).split()
_ENDS_OF_COMPANIES = (
    "Labs Systems Robotics Analytics Compute Research Networks Industries Dynamics Capital "
    "Partners Technologies Software Semiconductors Health Energy Data Cloud Studios Ventures "
    "Interactive Intelligence Group Works"
).split()

_STEMMED = len(_SYLLABLES) ** 3
_PAPERS = "Gazette Post Times Herald Courier Tribune Chronicle Review Monitor Observer".split()

# The stride through all combinations, so that neighbours in number have nothing in common: it has
# no divisor in common with any number of combinations, and so meets every one of them.
_STRIDE = 7_368_787


def _reductions(word: str) -> set[str]:
    """What two words share exactly if they differ in one letter at the most."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _apart(words: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Leave out words that differ from an earlier one in one letter."""
    for word in words:
        reduced = _reductions(word.casefold())
        if not reduced & taken:
            taken |= reduced
            yield word


@cache
def _parts() -> tuple[list[str], list[str]]:
    """First and last names."""
    taken: set[str] = set()
    first = list(_apart(_FIRST, taken))
    return first, list(_apart((a + b for b, a in product(_ENDINGS, _STEMS)), taken))


def _joined(number: int) -> str:
    """Three syllables."""
    rest, one = divmod(number, len(_SYLLABLES))
    three, two = divmod(rest, len(_SYLLABLES))
    return (_SYLLABLES[one] + _SYLLABLES[two] + _SYLLABLES[three]).capitalize()


def person(number: int) -> str:
    """Return the name of a person; another one for each number."""
    first, last = _parts()
    pairs = len(first) * len(last)
    turn, rest = divmod(number, pairs)
    at, which = divmod(rest * _STRIDE % pairs, len(first))
    name = f"{first[which]} {last[at]}"
    return f"{name} {last[(at + turn) % len(last)]}" if turn else name


def company(number: int) -> str:
    """Return the name of a company; another one for each number."""
    ends = _ENDS_OF_COMPANIES
    names = len(ends) * _STEMMED
    turn, rest = divmod(number, names)
    rest, end = divmod(rest * _STRIDE % names, len(ends))
    name = f"{_joined(rest)} {ends[end]}"
    return f"{name} {turn + 1}" if turn else name


def artifact(number: int) -> str:
    """Return the name of a product; another one for each number."""
    version, rest = divmod(number, len(_SYLLABLES) ** 2)
    one, two = divmod(rest * _STRIDE % len(_SYLLABLES) ** 2, len(_SYLLABLES))
    return f"{(_SYLLABLES[one] + _SYLLABLES[two]).capitalize()}-{version + 1}"


def publisher(number: int) -> str:
    """Return the name of a publisher; another one for each number below 125,000."""
    return f"The {_joined(number * _STRIDE % _STEMMED)} {_PAPERS[number % len(_PAPERS)]}"


def house(number: int) -> str:
    """Return the name of what owns publishers; another one for each number below 125,000."""
    return f"{_joined(number * _STRIDE % _STEMMED)} Press House"


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
    """Makes names."""

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
    """Yield entities: half of them people, half companies."""
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
    """Yield what people may type for a name, in every way that is looked for."""
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
