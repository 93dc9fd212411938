"""``aiactors query``: every way to ask, every format, and what is said to wrong questions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WHO = "SELECT ?who { ?who ai:founded id:mindful }"
TABLE = "who\n───────────\nid:ada-gray\n1 row\n"


# --- ways to ask ----------------------------------------------------------------------------


def test_the_release_answers_without_any_option(aiactors: Run) -> None:
    """It ships with the package."""
    done = aiactors("query", "ASK { id:elon-musk ai:founded id:openai }")
    assert (done.code, done.out, done.err) == (0, "yes\n", "")


def test_sparql_is_asked_of_a_store(aiactors: Run, trig: Path) -> None:
    """Prefixes are known."""
    done = aiactors("query", WHO, "--store", trig)
    assert (done.code, done.out, done.err) == (0, TABLE, "")


def test_sparql_comes_from_the_standard_input(aiactors: Run, trig: Path) -> None:
    """As text of any length, with or without a byte order mark."""
    for data in (WHO.encode(), b"\xef\xbb\xbf" + WHO.encode(), f"# a comment\n{WHO}".encode()):
        assert aiactors("query", "-", "-s", trig, stdin=data).out == TABLE


def test_a_file_is_asked(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """With a header it has parameters, without one it has none."""
    bare, headed = tmp_path / "bare.rq", tmp_path / "headed.rq"
    bare.write_text(WHO)
    headed.write_text("# param: what entity\n" + WHO.replace("id:mindful", "?what"))
    assert aiactors("query", bare, "-s", trig).out == TABLE
    assert aiactors("query", headed, "what=Mindful AI", "-s", trig).out == TABLE
    assert "needs a value: what=… (entity)" in aiactors("query", headed, "-s", trig).err
    assert "has no parameter 'what': it takes none" in (
        aiactors("query", bare, "what=Mindful", "-s", trig).err
    )


def test_a_named_query_is_asked(aiactors: Run, trig: Path) -> None:
    """Entities by any of their names, in any language."""
    done = aiactors("query", "founders", "organization=MINDFUL ai", "lang=fr", "-s", trig)
    assert done.code == 0
    assert "Ada Gray" in done.out


def test_a_named_query_knows_its_defaults(aiactors: Run) -> None:
    """The first thing that people try."""
    done = aiactors("query", "founders")
    assert done.code == 0
    assert "Ilya Sutskever" in done.out


@pytest.mark.parametrize("query", ["ASK {}", "ASK { ?s ?p 'nonsense' }"])
def test_a_truth_value_is_a_word(query: str, aiactors: Run, trig: Path) -> None:
    """And no failure: the question was answered."""
    done = aiactors("query", query, "-s", trig)
    assert done.code == 0
    assert done.out in ("yes\n", "no\n")


# --- the table ------------------------------------------------------------------------------


def test_the_table_shows_values_as_people_read_them(aiactors: Run, trig: Path) -> None:
    """Short addresses, nothing for nothing, numbers to the right."""
    query = """SELECT * { VALUES (?a ?n ?u) {
        (rdfs:label 5 UNDEF) (<http://x.example/#y> 12345 "t") (id:mindful 1.5 true) } }
        ORDER BY ?n"""
    assert aiactors("query", query, "-s", trig).out.splitlines() == [
        "a                        n  u",
        "───────────────────────────────",
        "id:mindful             1.5  yes",
        "rdfs:label               5",
        "http://x.example/#y  12345  t",
        "3 rows",
    ]


def test_no_rows_are_a_table_without_rows(aiactors: Run, trig: Path) -> None:
    """The columns are shown all the same."""
    done = aiactors("query", "SELECT ?one ?two { ?one ai:nonsense ?two }", "-s", trig)
    assert done.out == "one  two\n────────\n0 rows\n"


def test_triples_are_a_table_too(aiactors: Run, trig: Path) -> None:
    """Of CONSTRUCT and of DESCRIBE."""
    done = aiactors("query", "CONSTRUCT { ?s a ?c } { ?s a ?c . ?s a ai:Court }", "-s", trig)
    assert done.out.splitlines()[2] == "id:tribunal  rdf:type   ai:Court"
    assert "skos:prefLabel" in aiactors("query", "DESCRIBE id:tribunal", "-s", trig).out


def test_a_query_without_columns_is_answered(aiactors: Run, trig: Path) -> None:
    """It may ask of nothing but what is there."""
    done = aiactors("query", "SELECT * { id:mindful a ai:Company }", "-s", trig)
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 row")


# --- other formats --------------------------------------------------------------------------


def test_rows_for_other_programs(aiactors: Run, trig: Path) -> None:
    """CSV, TSV and JSON as the standards have them, in full addresses."""
    address = "https://w3id.org/ai-actors/id/ada-gray"
    done = aiactors("query", WHO, "-s", trig, "-f", "csv")
    assert list(csv.reader(io.StringIO(done.out))) == [["who"], [address]]
    assert aiactors("query", WHO, "-s", trig, "-f", "tsv").out == f"?who\n<{address}>\n"
    answer = json.loads(aiactors("query", WHO, "-s", trig, "--format", "JSON").out)
    assert answer["results"]["bindings"] == [{"who": {"type": "uri", "value": address}}]


def test_a_truth_value_for_other_programs(aiactors: Run, trig: Path) -> None:
    """As JSON, and as a word."""
    assert json.loads(aiactors("query", "ASK {}", "-s", trig, "-f", "json").out)["boolean"] is True
    assert aiactors("query", "ASK {}", "-s", trig, "-f", "csv").out == "true\n"


@pytest.mark.parametrize(
    ("format_", "rdf"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("json", ox.RdfFormat.JSON_LD),
    ],
)
def test_triples_for_other_programs(
    format_: str, rdf: ox.RdfFormat, aiactors: Run, trig: Path
) -> None:
    """The same bytes every time."""
    done = aiactors("query", "DESCRIBE id:mindful", "-s", trig, "-f", format_)
    assert len(set(ox.parse(done.out.encode(), rdf))) > 5
    assert aiactors("query", "DESCRIBE id:mindful", "-s", trig, "-f", format_).out == done.out


@pytest.mark.parametrize(
    ("query", "format_", "says"),
    [
        (WHO, "ttl", "answers with rows, which cannot be 'ttl': use csv, tsv, json"),
        ("DESCRIBE id:mindful", "csv", "answers with triples, which cannot be 'csv': use ttl"),
        (WHO, "cvs", "unknown format 'cvs'. Did you mean csv?"),
        (WHO, "excel", "unknown format 'excel'. Use table, csv, tsv, json, ttl, nt, jsonld."),
    ],
)
def test_a_format_that_does_not_fit_is_named(
    query: str, format_: str, says: str, aiactors: Run, trig: Path
) -> None:
    """With those that do."""
    done = aiactors("query", query, "-s", trig, "-f", format_)
    assert (done.code, done.out) == (1, "")
    assert says in done.err


# --- wrong questions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?x { ?x a }", "SPARQL: line 1, column "),
        ("SELECT ?x\n{\n  ?x ai:founded\n}", "SPARQL: line 4, column 1: "),
        ("SELECT ?x { ?x foo:bar ?y }", "this prefix is not known: declare it with PREFIX"),
        ("ASK { SERVICE <http://x.example/> { } }", "SERVICE is not allowed"),
        ("ASK {" * 200 + "}" * 200, "nests deeper"),
        ("INSERT DATA { id:a a id:b }", "SPARQL: line 1, column "),
        ("   ", "SPARQL: "),
        ("", "SPARQL: "),
    ],
)
def test_sparql_that_cannot_be_asked_says_where(
    query: str, says: str, aiactors: Run, trig: Path
) -> None:
    """With line and column, and nothing on the output."""
    done = aiactors("query", query, "-s", trig)
    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_the_place_is_pointed_at(aiactors: Run, trig: Path) -> None:
    """The line itself, and an arrow beneath."""
    done = aiactors("query", "SELECT ?x\n{ ?x foo:bar ?y }", "-s", trig)
    *_, line, arrow = done.err.rstrip("\n").split("\n")
    assert line.strip() == "{ ?x foo:bar ?y }"
    assert arrow.strip() == "^"
    assert arrow.index("^") in range(line.index("foo"), line.index("?y"))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["foundres"], 2, "no query is named 'foundres'. Did you mean founders"),
        (["Founders"], 2, "Did you mean founders"),
        (["zzz"], 2, "no query is named 'zzz'. List them with: aiactors queries"),
        (["founders", "organization=Mindfull"], 2, "Did you mean Mindful"),
        (["founders", "organisation=Mindful"], 1, "it takes organization, lang"),
        (["founders", "Mindful"], 1, "parameter 'Mindful': write NAME=VALUE"),
        (["founders", "=Mindful"], 1, "write NAME=VALUE"),
        (["founders", "organization=Gray"], 2, "stands for"),
        (["founders", "lang=en", "lang=fr"], 1, "parameter 'lang' is given twice"),
        (["said-of-year", "year=soon"], 1, "'soon' is not a whole number"),
        (["known-between", "from=2024-02-30"], 1, "'2024-02-30' is not a day: write 2024-02-29"),
        (
            ["passages", "subject=Rival", "relation=fuonded"],
            2,
            "no relation is named 'fuonded'. Did you mean fu",
        ),
        ([WHO, "organization=Mindful"], 1, "plain SPARQL takes no parameters"),
        (["gone.rq"], 4, "gone.rq: cannot be read: No such file"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_near(
    arguments: list[str], code: int, says: str, aiactors: Run, trig: Path
) -> None:
    """And the exit code tells what kind of mistake it was."""
    done = aiactors("query", *arguments, "-s", trig)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_text_that_is_no_utf_8_is_named(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """Of a file and of the standard input."""
    path = tmp_path / "latin.rq"
    path.write_bytes(b"# \xe9t\xe9\n" + WHO.encode())
    done = aiactors("query", path, "-s", trig)
    assert (done.code, done.err) == (4, f"aiactors: {path}: is not UTF-8 text: save it as UTF-8\n")
    done = aiactors("query", "-", "-s", trig, stdin=b"\xff")
    assert done.err == "aiactors: the standard input is not UTF-8 text: save it as UTF-8\n"


def test_a_header_that_is_wrong_is_named(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """With its file."""
    path = tmp_path / "mine.rq"
    path.write_text(f"# param: what thing\n{WHO}")
    done = aiactors("query", path, "-s", trig)
    assert done.code == 1
    assert f"{path}: param 'what thing': write NAME TYPE DEFAULT" in done.err
