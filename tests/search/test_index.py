"""What is found, and in which order."""

from __future__ import annotations

import itertools
import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import aiactors
from aiactors.errors import FileError, InputError, NotFoundError
from aiactors.graph import Graph
from aiactors.search import FIELDS, SearchIndex
from aiactors.search.hits import STEPS, score
from aiactors.search.spelling import Speller
from aiactors.search.text import allowed_typos, words
from aiactors.store import Store

IndexOf = Callable[..., SearchIndex]


def refs(index: SearchIndex, text: str, **more: object) -> list[str]:
    """Return the ids that are found, without their prefix."""
    found = index.search(text, **more)  # type: ignore[arg-type] # whatever a test gives
    return [hit.ref.partition(":")[2] for hit in found]


NAMES = [
    ("xai", "xAI"),
    ("x", "X", "Platform"),
    ("ai21", "AI21 Labs"),
    ("openai", "OpenAI"),
    ("deepmind", "DeepMind", "ResearchLab"),
    ("altman", "Sam Altman", "Person"),
    ("fund", "OpenAI Startup Fund"),
    ("zero-one", "零一万物"),
    ("yandex", "Яндекс"),
    ("mira", "ميرا", "Person"),
    ("leger", "Noé Léger", "Person"),
    ("grok", "Grok", "Product"),
]


@pytest.mark.parametrize(
    ("text", "first", "how"),
    [
        ("openai", "openai", "exact"),
        ("  OPENAI ", "openai", "exact"),
        ("open ai", "openai", "exact"),
        ("deep mind", "deepmind", "exact"),
        ("samaltman", "altman", "exact"),
        ("sam alt", "altman", "prefix"),
        ("altman", "altman", "word"),
        ("altm", "altman", "start"),
        ("fund startup", "fund", "word"),
        ("mind", "deepmind", "inside"),
        ("altmann", "altman", "typo"),
        ("smaaltman", "altman", "typo"),
        ("deep mnd", "deepmind", "typo"),
        ("gork", "grok", "typo"),
        ("X", "x", "exact"),
        ("xai", "xai", "exact"),
        ("AI", "ai21", "prefix"),
        ("leger noe", "leger", "word"),
        ("零一", "zero-one", "prefix"),
        ("一万", "zero-one", "word"),
        ("яндекс", "yandex", "exact"),
        ("яндксе", "yandex", "typo"),
        ("مِيرا", "mira", "exact"),
        ("openai zebra", "openai", "some"),
    ],
)
def test_names(text: str, first: str, how: str, index_of: IndexOf) -> None:
    """By all of them, their beginning, words, parts of words, and with letters wrong."""
    hits = index_of(NAMES).search(text)
    assert (hits[0].ref, hits[0].how) == (f"id:{first}", how)


@pytest.mark.parametrize("text", ["zebra", "ia", "xia21", "opneiaaa", "犬", "q"])
def test_what_is_not_there_is_not_found(text: str, index_of: IndexOf) -> None:
    """Nothing is better than anything."""
    assert index_of(NAMES).search(text) == []


def test_vowels_that_are_signs_of_their_own_are_part_of_a_word(index_of: IndexOf) -> None:
    """In Indic scripts a word does not end there, and another vowel is another name."""
    index = index_of([("modi", "नरेन्द्र मोदी"), ("other", "मोद"), ("third", "नर म द")])
    assert refs(index, "मोदी") == ["modi"]
    assert index.search("नरेन्द्र मोदी")[0].how == "exact"
    assert [hit.text[slice(*hit.matched[0])] for hit in index.search("मोदी")] == ["मोदी"]


def test_exact_before_prefix_before_word_before_part(index_of: IndexOf) -> None:
    """However well the others are connected."""
    links = "".join(
        f"st:{n} rdf:subject id:{end} ; rdf:predicate ai:partnerOf ; rdf:object id:b .\n"
        for n, end in enumerate(["part"] * 9 + ["start"] * 5 + ["word"] * 3 + ["prefix"])
    )
    names = [
        ("part", "Remodel"), ("start", "The Modelling Firm"), ("word", "The Model"),
        ("prefix", "Model Two"), ("exact", "model"), ("b", "B"),
    ]  # fmt: skip
    hits = index_of(names, links).search("model")
    assert [hit.ref for hit in hits] == [
        "id:exact", "id:prefix", "id:word", "id:start", "id:part",
    ]  # fmt: skip
    assert [hit.how for hit in hits] == ["exact", "prefix", "word", "start", "inside"]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < one <= 1 for one in scores)


def test_what_is_well_connected_goes_first_among_equals(index_of: IndexOf) -> None:
    """As a person means the one that is talked about."""
    links = "".join(
        f"st:{n} rdf:subject id:b ; rdf:predicate ai:founded ; rdf:object id:o{n} .\n"
        for n in range(4)
    )
    names = [("a", "Gray Labs"), ("b", "Gray Matter"), ("c", "Gray Capital")]
    assert refs(index_of(names, links), "gray") == ["b", "c", "a"]


def test_every_field_of_the_story(story: SearchIndex) -> None:
    """Names, aliases, titles, gists, notes of entities and of statements."""
    found = {
        text: (story.search(text)[0].ref[:3], story.search(text)[0].field)
        for text in ("Mireille", "Orion Lab", "猎户座", "La vente", "set Orion up", "only override")
    }
    assert found == {
        "Mireille": ("id:", "name"),
        "Orion Lab": ("id:", "alias"),
        "猎户座": ("id:", "alias"),
        "La vente": ("id:", "title"),
        "set Orion up": ("st:", "gist"),
        "only override": ("st:", "note"),
    }
    (note,) = story.search("backslash")
    assert (note.ref, note.name, note.kind, note.field) == (
        "id:orion", "Orion", "nonprofit", "note",
    )  # fmt: skip


def test_a_statement_is_called_by_its_sentence(story: SearchIndex) -> None:
    """In the language that is asked for."""
    hit = story.search("set Orion up", lang="fr")[0]
    assert (hit.kind, hit.name) == ("statement", "Mireille a fondé Orion")
    assert hit.text == "Mira set Orion up."
    assert [hit.text[start:end] for start, end in hit.matched] == ["set", "Orion", "up"]


def test_names_go_before_titles_before_gists_before_notes(story: SearchIndex) -> None:
    """Each thing is found once, where it fits best."""
    hits = story.search("orion", limit=50)
    order = {"name": 0, "alias": 0, "title": 1, "gist": 2, "note": 3}
    places = [order[hit.field] for hit in hits]
    assert places == sorted(places)
    assert len({hit.ref for hit in hits}) == len(hits)
    assert {0, 1, 2} <= set(places)


def test_the_language_decides_among_equals(story: SearchIndex) -> None:
    """And names are told in it."""
    assert story.search("offre", lang="fr")[0].name == "L'offre"
    assert story.search("offre", lang="en")[0].name == "The offer"


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (["person"], {"id:mira"}),
        (["organization"], set()),
        (["agent"], {"id:mira"}),
        (["lawsuit", "person"], {"id:mira", "id:suit"}),
        (["event"], {"id:suit"}),
    ],
)
def test_kinds(kinds: list[str], found: set[str], story: SearchIndex) -> None:
    """What is of a kind below one is of that as well."""
    hits = story.search("mira", kinds=kinds, limit=100)
    assert {hit.ref for hit in hits} == found


def test_statements_alone(story: SearchIndex) -> None:
    """They are a kind as well."""
    hits = story.search("she", kinds=["statement"])
    assert hits
    assert {hit.kind for hit in hits} == {"statement"}


@pytest.mark.parametrize("field", FIELDS)
def test_fields(field: str, story: SearchIndex) -> None:
    """Only there."""
    parts = {"names": {"name", "alias"}}.get(field, {field[:-1]})
    hits = [hit for text in ("orion", "mira", "override", "a") for hit in story.search(
        text, fields=[field], limit=50
    )]  # fmt: skip
    assert hits
    assert {hit.field for hit in hits} <= parts


def test_the_limit(story: SearchIndex) -> None:
    """The best are kept."""
    every = story.search("orion", limit=1000)
    for limit in (1, 2, len(every) - 1):
        assert story.search("orion", limit=limit) == every[:limit]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": ""}, "no letter and no digit"),
        ({"text": " …!\n"}, "no letter and no digit"),
        ({"text": "\udcff"}, "no letter and no digit"),
        ({"text": "a " * 51}, "more than 50 words"),
        ({"text": "a", "limit": 0}, "limit 0"),
        ({"text": "a", "limit": -1}, "limit -1"),
        ({"text": "a", "limit": 1001}, "limit 1001"),
        ({"text": "a", "fields": ["name"]}, "unknown field 'name': use names"),
    ],
)
def test_what_is_wrong_is_said(arguments: dict[str, object], says: str, story: SearchIndex) -> None:
    """With what to do."""
    with pytest.raises(InputError, match=says):
        story.search(**arguments)  # type: ignore[arg-type] # that is the point


def test_an_unknown_kind_is_named(story: SearchIndex) -> None:
    """With the nearest one."""
    with pytest.raises(NotFoundError, match="Did you mean person"):
        story.search("a", kinds=["persn"])


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_no_text_breaks_it(text: str) -> None:
    """Quotation marks, operators of FTS5, signs of control: they are texts."""
    index = hostile()
    try:
        hits = index.search(text)
    except InputError:
        assert not words(text)
    else:
        assert all(0 <= hit.score <= 1 for hit in hits)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"a" OR "b"',
        "NEAR(a b)",
        "a AND NOT b",
        "words : a",
        "a*",
        "^a",
        "a -b",
        "(",
        "%_",
        "a\0b",
    ],
)
def test_operators_are_words(text: str) -> None:
    """Nothing that is typed is taken for the language of SQLite."""
    try:
        hostile().search(text)
    except InputError:
        assert not words(text)


_HOSTILE: list[SearchIndex] = []


def hostile() -> SearchIndex:
    """Return an index with names of signs that mean something to SQLite; made once."""
    if not _HOSTILE:
        store = Store()
        names = ['A "b" AND', "near", "100%_", "a\\b", "<b>x</b>", "naïve\u0000", "OR"]
        for n, name in enumerate(names):
            import pyoxigraph as ox

            subject = ox.NamedNode(f"https://w3id.org/ai-actors/id/n{n}")
            label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
            store.inner.add(ox.Quad(subject, label, ox.Literal(name)))
        _HOSTILE.append(SearchIndex.of_store(store))
    return _HOSTILE[0]


def test_an_empty_store_has_nothing() -> None:
    """And says so."""
    assert SearchIndex.of_store(Store()).search("openai") == []


def test_things_without_class_or_language_are_found(index_of: IndexOf) -> None:
    """Graphs of others may lack both."""
    index = index_of(
        [], 'id:bare skos:prefLabel "Bare" . <http://other.example/> skos:prefLabel "Bare" .'
    )
    (hit,) = index.search("bare")
    assert (hit.ref, hit.name, hit.kind, hit.lang) == ("id:bare", "Bare", "", "")


def test_what_no_statement_of_ours_says_is_passed_over(index_of: IndexOf) -> None:
    """A store of others may have triples about triples, classes that are none, and any number."""
    more = (
        "st:a rdf:subject id:a ; rdf:predicate ai:founded ; rdf:object <<( id:a ai:b id:c )>> .\n"
        "st:b rdf:subject <<( id:a ai:b id:c )>> ; rdf:predicate 'x' ; rdf:object 3 .\n"
        "st:c rdf:subject id:a ; rdf:predicate [] ; rdf:object [] ; "
        f"ai:sourceCount {'9' * 5000} .\n"
        "id:a a <<( id:a ai:b id:c )>> , 'Person' , <http://a.example/Person> .\n"
    )
    [hit] = index_of([("a", "Abc")], more).search("abc")
    assert (hit.ref, hit.how) == ("id:a", "exact")


def test_statements_about_each_other_end() -> None:
    """A circle of statements has a sentence."""
    store = Store()
    import pyoxigraph as ox

    from aiactors.vocabulary import iri

    text = "".join(
        f"<{iri(one)}> <{iri('rdf:subject')}> <{iri(other)}> ; <{iri('rdf:predicate')}> "
        f"<{iri('ai:knewOf')}> ; <{iri('rdf:object')}> <{iri(other)}> ; "
        f'a <{iri("ai:Statement")}> ; <{iri("skos:note")}> "odd" .'
        for one, other in (("st:a", "st:b"), ("st:b", "st:a"))
    )
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    assert len(SearchIndex.of_store(store).search("odd")) == 2


# --- misspelt words ------------------------------------------------------------------------


def changed(word: str, random_: random.Random) -> str:
    """Return a word with one letter other, gone, new, or swapped with the next."""
    at = random_.randrange(len(word))
    letter = random_.choice(string.ascii_lowercase)
    match random_.randrange(4):
        case 0:
            return word[:at] + letter + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + letter + word[at:]
        case _:
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def test_misspelt_words_are_those_of_brute_force(index_of: IndexOf) -> None:
    """By their pieces all are found, and never a wrong one."""
    random_ = random.Random(4)
    there = sorted(
        {"".join(random_.choices("aeioulmnrst", k=random_.randint(3, 14))) for _ in range(300)}
    )
    index = index_of([(word, word) for word in there])
    near = Speller(index._connection).near
    for word in random_.sample(there, 100):
        asked = changed(word, random_)
        most = allowed_typos(asked)
        plain = {w: OSA.distance(asked, w) for w in there if OSA.distance(asked, w) <= most}
        assert near(asked) == plain


# --- the release ---------------------------------------------------------------------------


@pytest.mark.heavy
def test_the_release_is_searched(shared_release: Graph) -> None:
    """By what people type."""
    graph = shared_release
    for text, ref in (
        ("altmann", "id:sam-altman"), ("Zuckerburg", "id:mark-zuckerberg"),
        ("open ai", "id:openai"),
        ("xAI", "id:xai"), ("deepmnd", "id:google-deepmind"), ("Sutskever", "id:ilya-sutskever"),
    ):  # fmt: skip
        assert graph.search(text, limit=1)[0].ref == ref
    assert graph.search("sam altman", limit=3) == graph.search("SAM ALTMAN", limit=3)


# --- files ---------------------------------------------------------------------------------


def test_a_file_gives_the_same_hits(
    story: SearchIndex, golden: aiactors.Graph, tmp_path: Path
) -> None:
    """As the index in memory of which it was written."""
    path = tmp_path / "a b#?.sqlite"
    SearchIndex.build(golden.store, path)
    opened = SearchIndex.open(path)
    for text in ("orion", "mira", "offre", "猎户座", "oriom"):
        assert opened.search(text) == story.search(text)
    opened.close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("data", [b"", b"nonsense" * 1000, b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_index_is_refused(data: bytes, tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "search.sqlite"
    path.write_bytes(data)
    with pytest.raises(FileError, match=r"search\.sqlite"):
        SearchIndex.open(path)


def test_no_file_is_said(tmp_path: Path) -> None:
    """Nothing is made by opening."""
    for path in (tmp_path / "none.sqlite", tmp_path):
        with pytest.raises(FileError, match="no such file"):
            SearchIndex.open(path)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_an_error_of_ours(golden: aiactors.Graph, tmp_path: Path) -> None:
    """Where half of it is gone, searching says so, or finds what is left."""
    path = tmp_path / "search.sqlite"
    SearchIndex.build(golden.store, path)
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with pytest.raises(FileError, match=r"search\.sqlite"):
        SearchIndex.open(path).search("orion")


def test_texts_without_what_they_belong_to_are_an_error_of_ours(index_of: IndexOf) -> None:
    """As in a file of which a page is lost."""
    index = index_of([("a", "Abc")])
    index._connection.execute("DELETE FROM things")
    with pytest.raises(FileError, match=r"cannot be searched.*delete it"):
        index.search("abc")


def test_an_index_that_cannot_be_written_leaves_the_old_one(
    golden: aiactors.Graph, tmp_path: Path
) -> None:
    """Never half of one."""
    with pytest.raises(FileError):
        SearchIndex.build(golden.store, tmp_path / "no folder" / "search.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_scores_never_overlap() -> None:
    """However well connected: the order of fields, and of ways to fit, is kept."""
    order = [(f, how) for f in FIELDS for how in STEPS if how != "some"]
    for (f, how), (g, other) in itertools.pairwise(order):
        assert score(f, how, 0.0) > score(g, other, 1.0)
