"""Words for a network of which only a part is drawn."""

from __future__ import annotations

from aiactors.network.kinds import TITLE
from aiactors.network.model import Labels
from aiactors.network.words import COLON, number_in_words

_PART = {
    "en": "{edges} of {every} relations, between {shown} of {all} actors",
    "fr": "{edges} relations sur {every}, entre {shown} acteurs sur {all}",
}


def part_in_words(shown: int, entities: int, edges: int, statements: int) -> Labels:
    """Return how much of a network is drawn, by language; empty where all is drawn.

    Example:
        >>> part_in_words(300, 25_626, 900, 98_691)["en"]
        '900 of 98,691 relations, between 300 of 25,626 actors'
        >>> part_in_words(3, 3, 2, 2)
        {}
    """
    if edges == statements:
        return {}
    numbers = {"shown": shown, "all": entities, "edges": edges, "every": statements}
    return {
        lang: words.format(**{k: number_in_words(n, lang) for k, n in numbers.items()})
        for lang, words in _PART.items()
    }


def title_of_part(left_out: Labels) -> Labels:
    """Return the title of a network by language, with how much of it is drawn.

    Example:
        >>> title_of_part({})["en"]
        'The actors of artificial intelligence'
        >>> title_of_part({"en": "1 of 2 relations"})["en"]
        'The actors of artificial intelligence: 1 of 2 relations'
    """
    if not left_out:
        return TITLE
    return {lang: f"{TITLE[lang]}{COLON[lang]} {words}" for lang, words in left_out.items()}
