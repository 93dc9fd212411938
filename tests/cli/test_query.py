"""``aiactors query``: every way to ask, every format, and what is said to wrong questions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pyarrow.parquet
import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

pytestmark = pytest.mark.usefixtures("kept_release")

WHO = "SELECT ?who { ?who ai:founded id:mindful }"
TABLE = "who\n───────────\nid:ada-gray\n1 row\n"


# --- ways to ask ----------------------------------------------------------------------------


@pytest.mark.heavy
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
    classes = ("Agent", "Court", "Entity", "Organization")
    assert done.out.splitlines()[2:6] == [f"id:tribunal  rdf:type   ai:{name}" for name in classes]
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
        (WHO, "ttl", "answers with rows, which cannot be 'ttl': use csv, tsv, json, xml, md, html"),
        ("DESCRIBE id:mindful", "csv", "answers with triples, which cannot be 'csv': use ttl"),
        (WHO, "cvs", "unknown format 'cvs'. Did you mean csv?"),
        (WHO, "excel", "unknown format 'excel'. Use table, csv, tsv, json, xml, md, html, parq"),
        ("DESCRIBE id:mindful", "parquet", "answers with triples, which cannot be 'parquet'"),
    ],
)
def test_a_format_that_does_not_fit_is_named(
    query: str, format_: str, says: str, aiactors: Run, trig: Path
) -> None:
    """With those that do."""
    done = aiactors("query", query, "-s", trig, "-f", format_)
    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_tables_for_people(aiactors: Run, trig: Path) -> None:
    """Markdown to paste, and a page to open, which is called as the query is."""
    assert aiactors("query", WHO, "-s", trig, "-f", "md").out == (
        "| who |\n| --- |\n| id:ada-gray |\n"
    )
    page = aiactors("query", WHO, "-s", trig, "-f", "html").out
    assert "<title>Answer</title>" in page
    assert "<td>id:ada-gray</td>" in page
    named = aiactors("query", "founders", "organization=Mindful AI", "-s", trig, "-f", "html").out
    assert "<h1>The founders of an organisation</h1>" in named


def test_xml_for_other_programs(aiactors: Run, trig: Path) -> None:
    """As the standard has it."""
    root = ElementTree.fromstring(aiactors("query", WHO, "-s", trig, "-f", "xml").out)
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


def test_parquet_goes_to_a_file(process: Callable[..., Done], trig: Path, tmp_path: Path) -> None:
    """With the types of the values."""
    path = tmp_path / "answer.parquet"
    with path.open("wb") as out:
        query = "SELECT ?who (1 AS ?n) { ?who ai:founded id:mindful }"
        done = process(
            "query", query, "-s", trig, "-f", "parquet", capture_output=False, stdout=out
        )
    assert done.code == 0
    table = pyarrow.parquet.read_table(path)
    assert table.to_pydict() == {"who": ["id:ada-gray"], "n": [1]}
    assert str(table.schema.field("n").type) == "int64"


def test_parquet_is_not_shown_in_a_terminal(terminal: Callable[..., Done], trig: Path) -> None:
    """It is no text."""
    done = terminal(100, "query", WHO, "-s", trig, "-f", "parquet")
    assert done.code == 1
    assert done.out == (
        "aiactors: parquet is no text: send it to a file, with > answer.parquet behind it\n"
    )


# --- limit, timeout, explanation ------------------------------------------------------------


@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_a_limit_cuts_the_rows(format_: str, aiactors: Run, trig: Path) -> None:
    """Whatever the query says of its own, and in every format."""
    query = "SELECT ?n { VALUES ?n { 71 72 73 74 } } ORDER BY ?n LIMIT 3 # LIMIT 4"
    done = aiactors("query", query, "-s", trig, "-f", format_, "--limit", "2")
    assert (done.code, done.err) == (0, "")
    assert [n for n in ("71", "72", "73", "74") if n in done.out] == ["71", "72"]


def test_a_limit_of_nothing_and_of_more(aiactors: Run, trig: Path) -> None:
    """Columns without rows; or all there is."""
    assert aiactors("query", WHO, "-s", trig, "-n", "0").out == "who\n───\n0 rows\n"
    assert aiactors("query", WHO, "-s", trig, "-n", "1000").out == TABLE
    assert aiactors("query", "ASK {}", "-s", trig, "-n", "0").out == "yes\n"
    triples = aiactors("query", "DESCRIBE id:mindful", "-s", trig, "-n", "2", "-f", "nt").out
    assert triples.count("\n") == 2


@pytest.mark.parametrize("limit", ["-1", "few", "1.5", ""])
def test_a_wrong_limit_is_said(limit: str, aiactors: Run, trig: Path) -> None:
    """As for every option."""
    done = aiactors("query", WHO, "-s", trig, f"--limit={limit}")
    assert (done.code, done.out) == (2, "")
    assert "--limit" in done.err


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("format_", ["table", "csv", "html"])
def test_a_query_that_takes_too_long_is_given_up(
    format_: str, process: Callable[..., Done], trig: Path
) -> None:
    """With a code of its own, and nothing half-written."""
    done = process("query", ENDLESS, "-s", trig, "-f", format_, "--timeout", "0.2")
    assert (done.code, done.out) == (5, "")
    assert done.err == (
        "aiactors: the query took longer than 0.2 s and was stopped: ask for less, or give it "
        "more time with --timeout\n"
    )


def test_rows_that_never_end_are_given_up(process: Callable[..., Done], trig: Path) -> None:
    """The engine gives them one by one, and the time is that of all."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert process("query", query, "-s", trig, "--timeout", "0.2").code == 5


def test_a_query_in_time_is_answered(aiactors: Run, trig: Path) -> None:
    """As without a timeout; and errors are the same."""
    assert aiactors("query", WHO, "-s", trig, "--timeout", "3600").out == TABLE
    done = aiactors("query", "nonsense", "-s", trig, "--timeout", "60")
    assert (done.code, done.out) == (2, "")
    assert "no query is named 'nonsense'" in done.err


@pytest.mark.parametrize("seconds", ["0", "-1", "inf", "nan", "1e99"])
def test_a_wrong_timeout_is_said(seconds: str, aiactors: Run, trig: Path) -> None:
    """With what can be written."""
    done = aiactors("query", WHO, "-s", trig, f"--timeout={seconds}")
    assert (done.code, done.out) == (1, "")
    assert "s cannot be: write seconds, such as 10 or 0.5" in done.err


def test_an_explanation_stands_beside_the_answer(aiactors: Run, trig: Path) -> None:
    """On the error output: the answer is the same as without it."""
    arguments = ("query", "founders", "organization=Mindful AI", "-s", trig)
    done = aiactors(*arguments, "--explain")
    assert done.code == 0
    assert done.out == aiactors(*arguments).out
    lines = done.err.splitlines()
    assert lines[:5] == [
        "query       founders",
        "parameter   organization = id:mindful",
        "parameter   lang = en",
        "store       in memory",
        "graphs      the union of all graphs",
    ]
    assert re.match(r"answer      1 row, the first after [\d.]+ ms, all in [\d.]+ m?s$", lines[5])
    assert lines[7:9] == ["  SelectQuery", "    Distinct"]


def test_an_explanation_of_every_format(aiactors: Run, trig: Path) -> None:
    """And of an answer that is cut."""
    for format_ in ("csv", "json", "xml", "md"):
        arguments = ("query", WHO, "-s", trig, "-f", format_)
        assert aiactors(*arguments, "--explain").out == aiactors(*arguments).out
    done = aiactors("query", "SELECT * { ?s ?p ?o }", "-s", trig, "--explain", "-n", "3")
    assert "answer      3 rows" in done.err
    assert "3 rows" in done.out


def test_a_term_that_is_not_there_is_told(aiactors: Run, trig: Path) -> None:
    """With the nearest, on the error output; it may be meant so, and the answer stands."""
    query = "SELECT ?a { ?a ai:foundd id:mindfull }"
    done = aiactors("query", query, "-s", trig)
    assert (done.code, done.out) == (0, "a\n─\n0 rows\n")
    first, second = done.err.splitlines()
    assert first.startswith(
        "aiactors: warning: the graph has no ai:foundd. Did you mean ai:founded"
    )
    assert second == "aiactors: warning: the graph has no id:mindfull. Did you mean id:mindful?"
    done = aiactors("query", query, "-s", trig, "-f", "csv")
    assert (done.code, done.out, done.err.splitlines()) == (0, "a\r\n", [first, second])
    done = aiactors("query", query, "-s", trig, "--explain")
    told = [line.removeprefix("aiactors: warning: ") for line in (first, second)]
    assert [line[12:] for line in done.err.splitlines() if line[:7] == "warning"] == told
    many = " . ".join(f"id:none{n} ?p ?o" for n in range(8))
    done = aiactors("query", f"ASK {{ {many} }}", "-s", trig)
    assert (done.code, done.out) == (0, "no\n")
    assert done.err.endswith("aiactors: warning: … and 3 more like these\n")
    assert len(done.err.splitlines()) == 6


# --- standpoints ----------------------------------------------------------------------------


def test_as_of_a_day(aiactors: Run, trig: Path) -> None:
    """Ada Gray founded it in April 2019, and so not before."""
    assert aiactors("query", WHO, "-s", trig, "--as-of", "2019-04-01").out == TABLE
    done = aiactors("query", WHO, "-s", trig, "--as-of", "2019-03-31")
    assert (done.code, done.out, done.err) == (0, "who\n───\n0 rows\n", "")


def test_as_known_by_a_day(aiactors: Run, trig: Path) -> None:
    """What cannot be dated is told on the error output."""
    assert aiactors("query", WHO, "-s", trig, "--known-by", "2099-12-31").out == TABLE
    done = aiactors("query", WHO, "-s", trig, "--known-by", "1999-12-31")
    assert (done.code, done.out) == (0, "who\n───\n0 rows\n")
    assert all(line.startswith("left out: ") for line in done.err.splitlines())


def test_as_a_party_tells_it(aiactors: Run, trig: Path) -> None:
    """By any of its names; who says nothing tells nothing, and that is said."""
    query = "SELECT DISTINCT ?status { ?s ai:status ?status } ORDER BY ?status"
    done = aiactors("query", query, "-s", trig, "--stance", "Bob Gray", "-f", "csv")
    assert done.code == 0
    assert "Established" not in done.out
    done = aiactors("query", WHO, "-s", trig, "--stance", "Noé Léger")
    assert (done.code, done.out) == (0, "who\n───\n0 rows\n")
    assert done.err == (
        "Noé Léger says nothing here: with --stance, only a party's own words count\n"
    )


def test_a_standpoint_is_told_in_the_explanation(aiactors: Run, trig: Path) -> None:
    """It is where the query was asked."""
    done = aiactors("query", WHO, "-s", trig, "--as-of", "2017-01-01", "--explain")
    assert "store       in memory, as of 2017-01-01\n" in done.err


@pytest.mark.parametrize("option", ["--as-of", "--known-by"])
@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2017", "this is no day; write year, month and day: 2024-02-29"),
        ("2017-02-30", "there is no such day"),
        ("20170201", "this is no day"),
        ("2017-02-01T00:00", "this is no day"),
        ("2017-02-01~", "this is no day"),
        ("yesterday", "this is no day"),
        ("\u0662\u0660\u0661\u0667-02-01", "this is no day"),
        ("0000-01-01", "there is no such day"),
        ("", "this is no day"),
    ],
)
def test_a_wrong_day_is_said(option: str, day: str, says: str, aiactors: Run, trig: Path) -> None:
    """Before anything is read."""
    done = aiactors("query", WHO, "-s", trig, f"{option}={day}")
    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_a_party_that_is_unknown_is_said(aiactors: Run, trig: Path) -> None:
    """With the nearest ones."""
    done = aiactors("query", WHO, "-s", trig, "--stance", "Bob Grey")
    assert (done.code, done.out) == (2, "")
    assert "no entity is named 'Bob Grey'. Did you mean Bob Gray" in done.err


# --- files with a header --------------------------------------------------------------------

HEADED = """# title: Who founded what
# question-en: Who founded {what}?
# question-fr: Qui a fondé {what} ?
# param: what entity mindful
# param: least number 1
# columns: who
SELECT ?who (COUNT(*) AS ?n) { ?who ai:founded ?what } GROUP BY ?who HAVING (COUNT(*) >= ?least)
"""


def test_a_file_has_parameters_with_defaults(aiactors: Run, trig: Path, tmp_path: Path) -> None:
    """Of their types; values go before defaults."""
    path = tmp_path / "who.rq"
    path.write_text(HEADED, "utf-8")
    assert "id:ada-gray  1\n1 row" in aiactors("query", path, "-s", trig).out
    assert "0 rows" in aiactors("query", path, "least=2", "-s", trig).out
    assert "0 rows" in aiactors("query", path, "what=Lone Wolf", "-s", trig).out
    done = aiactors("query", path, "least=many", "-s", trig)
    assert (done.code, done.err) == (1, "aiactors: least: 'many' is not a whole number\n")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("columns: who", "columns: who when", "its header promises when, and it answers with who"),
        ("param: least number", "param: least numbr", "write NAME TYPE DEFAULT"),
        ("number 1", "number one", "least: 'one' is not a whole number"),
        ("entity mindful", "entity", "needs a value: what=… (entity)"),
        ("param: what", "param: whom", "the query has no variable ?whom"),
        ("SELECT ?who", "SELECT ?who {", "SPARQL: line 7"),
    ],
)
def test_a_wrong_file_is_said(
    before: str, after: str, says: str, aiactors: Run, trig: Path, tmp_path: Path
) -> None:
    """What is wrong in it, and nothing on the output."""
    path = tmp_path / "who.rq"
    path.write_text(HEADED.replace(before, after), "utf-8")
    for format_ in ("table", "csv"):
        done = aiactors("query", path, "-s", trig, "-f", format_)
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
