"""``aiactors search``: finding names, titles and passages from the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.cli.search import COUNTED, HEADERS, MOST, PARTS
from aiactors.cli.search import FIELDS as TOLD
from aiactors.search import FIELDS
from aiactors.search.index import MOST_HITS

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

ADA = """\
name      kind    found in  text
Ada Gray  person  name
1 hit
"""


def test_the_fields_are_those_of_the_index() -> None:
    """They are written out in the command, which must not import it for its help."""
    assert TOLD == FIELDS
    assert MOST == MOST_HITS


def test_every_word_is_there_in_both_languages() -> None:
    """One that lacks would be an error in that language only."""
    for table in (HEADERS, PARTS, COUNTED):
        assert set(table) == {"en", "fr"}
    assert PARTS["en"].keys() == PARTS["fr"].keys()


def test_a_name_is_found(aiactors: Run, trig: Path) -> None:
    """The text is not told twice where it is the name."""
    done = aiactors("search", "ada gray", "-k", "person", "--in", "names", "-s", trig)
    assert (done.code, done.out, done.err) == (0, ADA, "")


def test_a_passage_is_found(aiactors: Run, trig: Path) -> None:
    """With the sentence of its statement."""
    done = aiactors("search", "began it that spring", "-s", trig)
    assert done.out == (
        "name                      kind       found in  text\n"
        "Ada Gray founded Mindful  statement  gist      She began it that spring.\n"
        "1 hit\n"
    )


def test_it_is_told_in_french(aiactors: Run, trig: Path) -> None:
    """Headings, kinds and fields."""
    done = aiactors("search", "lancée au printemps", "-s", trig, "-l", "fr")
    assert done.out.splitlines() == [
        "nom                       type    trouvé dans  texte",
        "Ada Gray a fondé Mindful  énoncé  résumé       Elle l’a lancée au printemps.",
        "1 résultat",
    ]


def test_a_misspelt_name_is_found(aiactors: Run, trig: Path) -> None:
    """With what was meant."""
    out = aiactors("search", "Mindfull", "-s", trig, "-n", "1").out
    assert "Mindful " in out
    assert out.endswith("1 hit\n")


def test_it_is_told_that_there_are_more(aiactors: Run, trig: Path) -> None:
    """Ten of hundreds are not all there is; programs are not told, they count."""
    many = len(json.loads(aiactors("search", "gray", "-s", trig, "-f", "json", "-n", "1000").out))
    assert many > 2
    done = aiactors("search", "gray", "-s", trig, "-n", "2")
    assert done.out.endswith("2 hits\n")
    assert done.err == "there are more: --limit N shows them, and more words find fewer\n"
    assert aiactors("search", "gray", "-s", trig, "-n", "2", "-f", "json").err == ""
    for enough in (many, 1000):
        assert aiactors("search", "gray", "-s", trig, "-n", str(enough)).err == ""


def test_nothing_is_no_mistake(aiactors: Run, trig: Path) -> None:
    """As a query without rows is none."""
    done = aiactors("search", "xyzzy", "-s", trig)
    assert (done.code, done.out, done.err) == (0, "0 hits\n", "")
    done = aiactors("search", "xyzzy", "-s", trig, "-f", "json")
    assert (done.code, done.out) == (0, "[]\n")


def test_json(aiactors: Run, trig: Path) -> None:
    """All that is known of a hit."""
    (hit,) = json.loads(aiactors("search", "noe leger", "-s", trig, "-f", "json", "-n", "1").out)
    assert hit["ref"] == "id:noe-leger"
    assert hit["name"] == "Noé Léger"
    assert (hit["kind"], hit["field"], hit["how"]) == ("person", "name", "exact")
    start, end = hit["matched"][0]
    assert hit["text"][start:end] == "Noé"
    assert 0 < hit["score"] <= 1


def test_fields_and_kinds_add_up(aiactors: Run, trig: Path) -> None:
    """Each may be given several times."""
    arguments: list[str | Path] = ["search", "gray", "-s", trig, "-f", "json", "-n", "100"]
    both = json.loads(aiactors(*arguments, "-i", "titles", "-i", "gists").out)
    assert {hit["field"] for hit in both} <= {"title", "gist"}
    kinds = json.loads(aiactors(*arguments, "-k", "person", "-k", "document").out)
    assert {hit["kind"] for hit in kinds} == {"person", "email"}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([""], 1, "search '': it has no letter and no digit; give a word"),
        (["…"], 1, "no letter and no digit"),
        (["\udcff"], 1, "no letter and no digit"),
        (["a " * 51], 1, "more than 50 words"),
        (["a", "-k", "persn"], 2, "no kind is named 'persn'. Did you mean person?"),
        (["a", "-i", "name"], 1, "unknown field 'name': use names, titles, gists, notes"),
        (["a", "-n", "0"], 1, "limit 0: use a number from 1 to 1000"),
        (["a", "-n", "x"], 2, "--limit"),
        (["a", "-f", "xml"], 1, "unknown format 'xml'"),
        (["a", "-l", "de"], 1, "unknown language 'de'"),
        (["a", "b"], 2, "b"),
        ([], 2, "TEXT"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], code: int, says: str, aiactors: Run, trig: Path
) -> None:
    """In one line, with what to do."""
    done = aiactors("search", *arguments, "-s", trig)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


@pytest.mark.parametrize("store", ["store", "ai-actors.trig", "ai-actors.ttl"])
def test_it_is_the_same_from_every_kind_of_store(store: str, aiactors: Run, release: Path) -> None:
    """On disk with its index, TriG, Turtle."""
    done = aiactors("search", "ada gray", "-k", "person", "-i", "names", "-s", release / store)
    assert done.out == ADA


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_fits_is_marked_in_a_terminal(
    width: int, terminal: Callable[..., Done], plain: Callable[[str], str], trig: Path
) -> None:
    """And nothing is wider than the screen."""
    done = terminal(width, "search", "gray", "-s", trig)
    assert done.code == 0
    assert "\x1b[1;32mGray\x1b[0m" in done.out
    assert all(len(line) <= width for line in plain(done.out).splitlines())


def test_search_inside_a_query(aiactors: Run, trig: Path) -> None:
    """From the command as well."""
    query = 'SELECT ?x { ?x a ai:Person ; search:matches "ada grey" }'
    assert "id:ada-gray" in aiactors("query", query, "-s", trig).out
    done = aiactors("query", "ASK { ?x search:matches ?y }", "-s", trig)
    assert (done.code, done.out) == (1, "")
    assert "search:matches needs a text in quotes" in done.err
