"""Named queries: their headers, their parameters, and what can be wrong with both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.errors import FileError, InputError, NotFoundError
from aiactors.query import (
    NamedQuery,
    NameIndex,
    bind,
    named_queries,
    named_query,
    promised,
    read_query,
)
from aiactors.query.named import as_query
from aiactors.store import Store
from aiactors.vocabulary import iri

FIND = NameIndex([("id:openai", "OpenAI"), ("id:tesla", "Tesla")]).find
HEADER = """\
# title: Ties
# question-en: What ties {who} to {what} on {day}?
# question-fr: Qu'est-ce qui lie {who} à {what} ?
# param: who entity openai
# param: what relation
# param: day day 2018-01-31
# param: most number 5
# param: lang text en
# columns: a b
# columns: c
PREFIX x: <http://x.example/>
# param: late text
SELECT * { ?who ?what ?day FILTER (?most > 1 && lang(?day) = $lang) }
"""


@pytest.fixture
def query(tmp_path: Path) -> NamedQuery:
    """A query with a parameter of every type."""
    path = tmp_path / "ties.rq"
    path.write_text(HEADER, "utf-8")
    return read_query(path)


def test_the_header(query: NamedQuery) -> None:
    """It ends where the query begins."""
    assert (query.name, query.title, query.columns) == ("ties", "Ties", ("a", "b", "c"))
    assert [(p.name, p.type, p.default) for p in query.parameters] == [
        ("who", "entity", "openai"),
        ("what", "relation", None),
        ("day", "day", "2018-01-31"),
        ("most", "number", "5"),
        ("lang", "text", "en"),
    ]
    assert query.question() == "What ties openai to what on 2018-01-31?"
    assert query.question("fr") == "Qu'est-ce qui lie openai à what ?"
    assert query.question("de") == query.question("en")
    assert query.sparql == HEADER


def test_a_file_without_header(tmp_path: Path) -> None:
    """Is a query without parameters, named after its file."""
    path = tmp_path / "my-query.rq"
    path.write_text("ASK { }", "utf-8")
    found = read_query(path)
    assert (found.name, found.title, found.parameters, found.columns) == (
        "my-query",
        "my-query",
        (),
        (),
    )


@pytest.mark.parametrize(
    "line", ["who", "who person", "who entity2 x", "9x text", "a-b text", "", "who\ttext x"]
)
def test_a_wrong_header(tmp_path: Path, line: str) -> None:
    """With the file, and how to write it."""
    path = tmp_path / "x.rq"
    path.write_text(f"# param: {line}\nASK {{ }}", "utf-8")
    with pytest.raises(InputError, match="write NAME TYPE DEFAULT") as caught:
        read_query(path)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("# param: a text\n# param: a number 3", "param 'a' is declared twice: take one out"),
        ("# param: b text", "param 'b': the query has no variable ?b"),
        ("# param: a text\n# param: ab text", "param 'ab': the query has no variable ?ab"),
    ],
)
def test_a_header_that_does_not_fit_its_query(tmp_path: Path, header: str, says: str) -> None:
    """A value that goes nowhere would be taken for one that was heeded."""
    path = tmp_path / "x.rq"
    path.write_text(f"{header}\nASK {{ ?a ?p ?abc }}", "utf-8")
    with pytest.raises(InputError) as caught:
        read_query(path)
    assert str(caught.value) == f"{path}: {says}"


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Editors on Windows leave one."""
    path = tmp_path / "x.rq"
    path.write_text("# title: Ties\n# param: a text x\nASK { ?a ?p ?o }", "utf-8-sig")
    found = read_query(path)
    assert (found.title, found.parameters[0].default, found.sparql[0]) == ("Ties", "x", "#")


@pytest.mark.parametrize(
    ("columns", "sparql", "says"),
    [
        (("a", "b"), "SELECT ?a { ?a ?p ?o }", "promises b, and it answers with a: correct"),
        (("x", "y"), "SELECT ?a { ?a ?p ?o }", "promises x, y, and it answers with a: correct"),
        (("a",), "SELECT * {}", "promises a, and it answers with no column: correct"),
        (("a",), "ASK {}", "names columns, and it answers with yes or no: take"),
        (("a",), "CONSTRUCT WHERE { ?a ?p ?o }", "names columns, and it answers with triples"),
    ],
)
def test_columns_that_are_not_answered_with(
    columns: tuple[str, ...], sparql: str, says: str
) -> None:
    """Whoever reads the header relies on them."""
    query = NamedQuery("mine", "Mine", {"en": "?"}, (), columns, sparql)
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        promised(query, Store().query(sparql))
    assert str(caught.value).startswith("query 'mine': its header ")


@pytest.mark.parametrize(
    ("columns", "sparql"),
    [((), "ASK {}"), (("b",), "SELECT ?a ?b { ?a ?p ?b }"), ((), "SELECT ?a { ?a ?p ?b }")],
)
def test_columns_that_are_answered_with(columns: tuple[str, ...], sparql: str) -> None:
    """There may be others beside them."""
    answer = Store().query(sparql)
    assert promised(NamedQuery("q", "Q", {"en": "?"}, (), columns, sparql), answer) is answer


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a folder, no UTF-8."""
    (tmp_path / "folder.rq").mkdir()
    (tmp_path / "latin.rq").write_bytes(b"# title: \xe9\nASK { }")
    for name, why in (
        ("missing.rq", "No such file"),
        ("folder.rq", "Is a directory"),
        ("latin.rq", "is not UTF-8 text"),
    ):
        with pytest.raises(FileError, match=why):
            read_query(tmp_path / name)


def test_values_become_terms(query: NamedQuery) -> None:
    """Of the type of their parameter; what is left out has its default."""
    assert bind(query, {"what": "founded"}, FIND) == {
        "who": ox.NamedNode(iri("id:openai")),
        "what": ox.NamedNode(iri("ai:founded")),
        "day": ox.Literal("2018-01-31", datatype=ox.NamedNode(iri("xsd:date"))),
        "most": ox.Literal(5),
        "lang": ox.Literal("en"),
    }
    given = {
        "who": "TESLA",
        "what": "chief-executive-of",
        "day": "2024-02-29",
        "most": "-3",
        "lang": '" } #',
    }
    bound = bind(query, given, FIND)
    assert bound["who"] == ox.NamedNode(iri("id:tesla"))
    assert bound["what"] == ox.NamedNode(iri("ai:chiefExecutiveOf"))
    assert bound["most"] == ox.Literal(-3)
    assert bound["lang"] == ox.Literal('" } #')


@pytest.mark.parametrize(
    ("values", "error", "why"),
    [
        ({}, InputError, r"query 'ties' needs a value: what=… \(relation\)"),
        (
            {"what": "founded", "whom": "x"},
            InputError,
            "has no parameter 'whom': it takes who, what",
        ),
        ({"what": "foundd"}, NotFoundError, "no relation is named 'foundd'. Did you mean founded"),
        ({"what": "founded", "who": "opnai"}, NotFoundError, "Did you mean OpenAI"),
        ({"what": "founded", "day": "2024-02-30"}, InputError, "is not a day: write 2024-02-29"),
        ({"what": "founded", "day": "yesterday"}, InputError, "is not a day"),
        ({"what": "founded", "most": "five"}, InputError, "'five' is not a whole number"),
        ({"what": "founded", "most": "--5"}, InputError, "'--5' is not a whole number"),
        ({"what": "founded", "most": "1.5"}, InputError, "is not a whole number"),
        ({"what": "founded", "most": ""}, InputError, "is not a whole number"),
        ({"what": "founded", "most": "9" * 5000}, InputError, "is not a whole number"),
    ],
)
def test_wrong_values(
    query: NamedQuery, values: dict[str, str], error: type[Exception], why: str
) -> None:
    """Missing, unknown, or not of their type."""
    with pytest.raises(error, match=why):
        bind(query, values, FIND)


def test_who_is_asked_of_by_default_may_be_unknown(query: NamedQuery) -> None:
    """In a graph of others: who named nobody is told whom the query meant, and what to write."""
    changed = {
        p.name: replace(p, default="opnai") if p.name == "who" else p for p in query.parameters
    }
    elsewhere = replace(query, parameters=tuple(changed.values()))
    with pytest.raises(InputError, match=r"'ties' asks of 'opnai', and no entity .*; write who=…"):
        bind(elsewhere, {"what": "founded"}, FIND)


def test_a_query_without_parameters_takes_none(tmp_path: Path) -> None:
    """And says so."""
    path = tmp_path / "x.rq"
    path.write_text("ASK { }", "utf-8")
    with pytest.raises(InputError, match="has no parameter 'a': it takes none"):
        bind(read_query(path), {"a": "b"}, FIND)


def test_the_queries_that_ship() -> None:
    """Each is found by its name, and asks in two languages."""
    queries = named_queries()
    assert list(queries) == sorted(queries)
    for name, query in queries.items():
        assert named_query(name) == query
        assert all(query.questions[lang].endswith("?") for lang in ("en", "fr"))
        assert query.columns


@pytest.mark.parametrize(
    "name", ["foundrs", "founders.rq", "../queries/founders", "", "a b", "x" * 5000, "/etc/passwd"]
)
def test_unknown_names(name: str) -> None:
    """The nearest are offered; a name is no way to other files."""
    with pytest.raises(NotFoundError) as caught:
        named_query(name)
    if name == "foundrs":
        assert str(caught.value).startswith("no query is named 'foundrs'. Did you mean founders")
    assert caught.value.exit_code == 2


def test_what_a_text_stands_for(query: NamedQuery, tmp_path: Path) -> None:
    """A path, a name, or SPARQL itself."""
    path = tmp_path / "ties.rq"
    assert as_query(path) == as_query(str(path)) == query
    named = as_query(" founders\n")
    assert named is not None
    assert named.name == "founders"
    for sparql in ("ASK { }", "SELECT * { ?s ?p ?o } # see x.rq", "ASK { }\n# x.rq", ""):
        assert as_query(sparql) is None
    with pytest.raises(NotFoundError):
        as_query("foundrs")
    with pytest.raises(FileError):
        as_query("missing.rq")
