"""What an index finds, held against looking at every text."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.search import IndexWriter, SearchIndex, rewrite
from aiactors.search.kinds import OF_STATEMENTS, kinds_above, parts_of
from aiactors.search.tables import FIELD_OF
from aiactors.search.text import words
from tests.search.plain import Plain, Text
from tests.strategies import examples

SIGNS = st.sampled_from(["a", "b", "c", "o", "é", "S", "1", "-", " ", " ", "智", "谱", "我", "я"])
SAID = st.lists(
    st.sampled_from(["she", "founded", "it", "Orion", "in", "Paris", "智谱", "é", "or"]),
    min_size=1,
    max_size=6,
).map(" ".join)
KINDS = st.sampled_from([("Person",), ("Company",), ("ResearchLab",), ("Article",), ()])


@dataclass(frozen=True)
class Small:
    """A small graph: entities with their kinds and names, statements with their ends and gists."""

    entities: tuple[tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]], ...]
    statements: tuple[tuple[int, int, int, tuple[tuple[str, str], ...]], ...]


@st.composite
def graphs(draw: st.DrawFn) -> Small:
    """Draw a small graph, with names that are like one another."""
    base = draw(st.lists(st.text(SIGNS, min_size=1, max_size=14), min_size=1, max_size=6))
    name = st.sampled_from(base) | st.builds(" ".join, st.lists(st.sampled_from(base), max_size=3))
    names = st.tuples(
        st.sampled_from(["name", "alias", "note"]), st.sampled_from(["en", "fr"]), name
    )
    each = st.tuples(KINDS, st.lists(names, min_size=1, max_size=3).map(tuple))
    entities = draw(st.lists(each, min_size=1, max_size=8))
    end = st.integers(0, len(entities) - 1)
    said = st.tuples(st.sampled_from(["gist", "note"]), SAID)
    statement = st.tuples(end, end, st.integers(0, 3), st.lists(said, max_size=2).map(tuple))
    return Small(tuple(entities), tuple(draw(st.lists(statement, max_size=6))))


def written(graph: Small) -> SearchIndex:
    """Write its index."""
    with IndexWriter() as writer:
        for n, (one, other, sources, said) in enumerate(graph.statements):
            triple = f"id:e{one}", "founded", f"id:e{other}"
            number = writer.thing(f"st:{n}", OF_STATEMENTS, sources, triple)
            for part, text in said:
                writer.text(number, part, "en", text)
        for n, (kinds, names) in enumerate(graph.entities):
            number = writer.thing(f"id:e{n}", kinds)
            for part, lang, text in names:
                writer.text(number, parts_of(kinds)[part], lang, text)
        return SearchIndex(writer.finish())


def plain(graph: Small) -> Plain:
    """Return its texts, to be looked at one by one."""
    ends = Counter(end for one, other, *_ in graph.statements for end in {one, other})
    found = []
    for n, (kinds, names) in enumerate(graph.entities):
        above = frozenset(kinds_above(kinds))
        for part, lang, text in names:
            part_ = parts_of(kinds)[part].removeprefix("other ")
            found.append(Text(f"id:e{n}", ends[n], above, FIELD_OF[part_], part_, lang, text))
    for n, (_, _, sources, said) in enumerate(graph.statements):
        for part, text in said:
            kind = frozenset(["statement"])
            found.append(Text(f"st:{n}", sources, kind, FIELD_OF[part], part, "en", text))
    return Plain(found)


@given(st.data())
@examples(150)
@pytest.mark.heavy
def test_the_index_finds_what_is_found_by_looking_at_every_text(data: st.DataObject) -> None:
    """The same things, in the same order, with the same scores."""
    graph = data.draw(graphs())
    index, other = written(graph), plain(graph)
    there = [text.text for text in other.texts] or ["a"]
    for _ in range(4):
        asked = data.draw(st.sampled_from(there) | st.text(SIGNS, max_size=12), label="asked")
        at = data.draw(st.integers(0, len(asked)))
        asked = data.draw(st.sampled_from([asked, asked[:at], asked[:at] + asked[at + 1 :]]))
        if not words(asked):
            continue
        for kinds in (None, ["person", "statement"]):
            found = index.search(asked, kinds, limit=20)
            rows = [(hit.ref, hit.text, hit.how, hit.score) for hit in found]
            assert rows == other.search(asked, kinds, limit=20), asked


def test_many_texts_in_order_are_the_few_put_into_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that begin with the words, whichever way they are read."""
    graph = Small(
        tuple((("Person",), (("name", "en", f"{a}na {b}"),)) for a in "aebi" for b in "abcdefg"),
        tuple((n % 7, n % 11, 1, ()) for n in range(40)),
    )
    index = written(graph)
    asked = ["a", "an", "ana", "anaa", "ana b", "anab", "ena f", "x"]
    before = [index.search(text, limit=3) for text in asked]
    monkeypatch.setattr(rewrite, "_MANY", 1)
    assert [index.search(text, limit=3) for text in asked] == before
    assert [len(found) for found in before[:3]] == [3, 3, 3]


@pytest.mark.parametrize("seed", range(3))
def test_pieces_find_all_that_is_near(seed: int) -> None:
    """Words of few letters, with many swaps of neighbours: none is missed, none is too far."""
    random_ = random.Random(seed)
    signs = "abcdefgh"[: 2 + 3 * seed]
    there = {"".join(random_.choices(signs, k=random_.randint(1, 18))) for _ in range(150)}
    for word in sorted(there):
        letters = list(word)
        for _ in range(random_.randint(1, 4)):
            at = random_.randrange(len(letters))
            letters[at : at + 2] = reversed(letters[at : at + 2])
        there.add("".join(letters))
    with IndexWriter() as writer:
        for n, word in enumerate(sorted(there)):
            writer.text(writer.thing(f"id:n{n}", ("Person",)), "name", "en", word)
        index = SearchIndex(writer.finish())
    texts = [Text(w, 0, frozenset(), "names", "name", "en", w) for w in there]
    for word in random_.sample(sorted(there), 60):
        assert index._speller.near(word) == Plain(texts)._near(word)
