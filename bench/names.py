"""Names for made-up people and companies: like real ones, and no two that differ by one letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

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
    """Return the name of a person; another one for each number.

    Args:
        number: from 0.

    Returns:
        A first and a last name; a second last name once all pairs are used up.
    """
    first, last = _parts()
    pairs = len(first) * len(last)
    turn, rest = divmod(number, pairs)
    at, which = divmod(rest * _STRIDE % pairs, len(first))
    name = f"{first[which]} {last[at]}"
    return f"{name} {last[(at + turn) % len(last)]}" if turn else name


def company(number: int) -> str:
    """Return the name of a company; another one for each number.

    Args:
        number: from 0.

    Returns:
        Three syllables and a word of the trade.
    """
    ends = _ENDS_OF_COMPANIES
    names = len(ends) * _STEMMED
    turn, rest = divmod(number, names)
    rest, end = divmod(rest * _STRIDE % names, len(ends))
    name = f"{_joined(rest)} {ends[end]}"
    return f"{name} {turn + 1}" if turn else name


def artifact(number: int) -> str:
    """Return the name of a product; another one for each number.

    Args:
        number: from 0.

    Returns:
        Two syllables and a version.
    """
    version, rest = divmod(number, len(_SYLLABLES) ** 2)
    one, two = divmod(rest * _STRIDE % len(_SYLLABLES) ** 2, len(_SYLLABLES))
    return f"{(_SYLLABLES[one] + _SYLLABLES[two]).capitalize()}-{version + 1}"


def publisher(number: int) -> str:
    """Return the name of a publisher; another one for each number below 125,000."""
    return f"The {_joined(number * _STRIDE % _STEMMED)} {_PAPERS[number % len(_PAPERS)]}"


def house(number: int) -> str:
    """Return the name of what owns publishers; another one for each number below 125,000."""
    return f"{_joined(number * _STRIDE % _STEMMED)} Press House"
