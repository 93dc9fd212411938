"""Misspelt names: the best of all that are near, however many there are and whatever is limited."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

import pytest

from aiactors.search import IndexWriter, SearchIndex
from aiactors.search.kinds import OF_STATEMENTS
from tests.search.plain import Plain, Text

PERSON = frozenset(["person"])


def index_of(names: Mapping[str, Iterable[str]], weights: Mapping[str, int]) -> SearchIndex:
    """Write the index of some persons, of whom so many statements are made."""
    with IndexWriter() as writer:
        for ref, texts in names.items():
            number = writer.thing(ref, ("Person",))
            for at, text in enumerate(texts):
                writer.text(number, "name", f"x{at}", text)
        for ref, weight in weights.items():
            for at in range(weight):
                writer.thing(f"st:{ref}{at}", OF_STATEMENTS, 1, (ref, "founded", "ai:Nothing"))
        return SearchIndex(writer.finish())


def test_the_nearest_name_is_found_behind_many_that_are_well_connected() -> None:
    """Two hundred names are two letters away, and one is one."""
    far = {
        f"id:far-{one}{other}": [f"abcdef{one}{other}"]
        for one in "klmnopqrstuvwx"
        for other in "klmnopqrstuvwx"
    }
    index = index_of({**far, "id:near": ["abcdefgz"]}, dict.fromkeys(far, 1))
    assert [hit.ref for hit in index.search("abcdefgh", limit=1)] == ["id:near"]
    spaced = {ref: [f"{text} smith"] for ref, (text,) in far.items()}
    index = index_of({**spaced, "id:near": ["abcdefgz smith"]}, dict.fromkeys(far, 1))
    assert [hit.ref for hit in index.search("smith abcdefgh", limit=1)] == ["id:near"]


def test_a_word_that_may_stand_for_very_many() -> None:
    """Of a short one, there are more that are near than are asked for together as a rule."""
    signs = "abcdefghijklmnopqrstuvwxyz"
    words = [w for s in signs for w in (f"a{s}a", f"{s}qa", f"aq{s}") if w != "aqa"]
    names = {f"id:{word}": [word] for word in words}
    index = index_of({**names, "id:goal": ["zqa smithers jonathan"]}, {})
    assert [hit.ref for hit in index.search("jonatan smiters aqa")] == ["id:goal"]


def test_one_thing_with_names_in_every_language_hides_no_other() -> None:
    """However many of its names fit."""
    many = [f"Micro {n}" for n in range(300)]
    index = index_of({"id:big": many, "id:small": ["Micron"]}, {"id:big": 3})
    assert {hit.ref for hit in index.search("micr", limit=2)} == {"id:big", "id:small"}
    assert {hit.ref for hit in index.search("micor", limit=2)} == {"id:big"}
    assert {hit.ref for hit in index.search("icr", limit=2)} == {"id:big", "id:small"}


def test_one_statement_with_many_passages_hides_no_other() -> None:
    """However many of them fit."""
    with IndexWriter() as writer:
        for ref, count, after in (("st:big", 300, ""), ("st:small", 1, "that stands among others")):
            number = writer.thing(ref, OF_STATEMENTS, 1, ("id:a", "founded", "id:b"))
            for n in range(count):
                writer.text(number, "gist", "en", f"word {n} {after}")
        index = SearchIndex(writer.finish())
    assert {hit.ref for hit in index.search("word", limit=2)} == {"st:big", "st:small"}


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_is_found_by_looking_at_every_name(seed: int) -> None:
    """With one or two words, limits that are small, and hubs."""
    random_ = random.Random(seed)

    def word() -> str:
        return "".join(random_.choices("abcd"[: 2 + seed], k=random_.randint(4, 8)))

    names = {f"id:n{n}": [" ".join(word() for _ in range(1 + n % 2))] for n in range(300)}
    weights = {ref: random_.choice([0, 0, 1, 9]) for ref in names}
    index = index_of(names, weights)
    plain = Plain(
        [Text(r, weights[r], PERSON, "names", "name", "x0", text) for r, (text,) in names.items()]
    )
    misspelt = 0
    for _ in range(40):
        asked = list(random_.choice(list(names.values()))[0])
        for _ in range(random_.randint(1, 2)):
            asked[random_.randrange(len(asked))] = random_.choice("abcdx")
        text, limit = "".join(asked), random_.choice([1, 2, 5])
        expected = plain.search(text, limit=limit)
        if expected and expected[0][2] == "typo":
            misspelt += 1
            found = [(h.ref, h.text, h.how, h.score) for h in index.search(text, limit=limit)]
            assert found == expected, text
    assert misspelt > 5
