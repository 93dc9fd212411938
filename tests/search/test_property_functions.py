"""``search:matches`` inside SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import QueryError
from aiactors.graph import Graph
from aiactors.query import Result
from aiactors.search import SearchIndex, expand
from aiactors.store import Store

NAMES = [
    ("one", "Gray One", "Person"),
    ("two", "Gray Two"),
    ("red", "Red"),
]
MORE = "id:one ai:founded id:two . id:two ai:founded id:red ."


@pytest.fixture
def ask(store_of: Callable[..., Store]) -> Callable[[str], list[tuple[str, ...]]]:
    """Ask a small graph, and return the rows, sorted."""
    store = store_of(NAMES, MORE)
    index = SearchIndex.of_store(store)
    return lambda sparql: sorted(Result(store.query(expand(sparql, index))))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ('?x search:matches "gray"', ["one", "two"]),
        ('?x search:matches "gray" .', ["one", "two"]),
        ("?x search:matches 'gray'", ["one", "two"]),
        ('?x search:matches """gr\\u0061y"""', ["one", "two"]),
        ('?x search:matches "gray"@en .', ["one", "two"]),
        ('?x search:matches "grray"', ["one", "two"]),
        ('?x search:matches "gray" . ?x a ai:Person', ["one"]),
        ('?x search:matches "gray" ; a ai:Person', ["one"]),
        ('?x search:matches "gray" ; a ai:Person ; .', ["one"]),
        ('?x a ai:Person ; search:matches "gray"', ["one"]),
        ('?x a ai:Person ; search:matches "gray" .', ["one"]),
        ('?x a ?c ; search:matches "gray" ; ai:founded id:two', ["one"]),
        ('?x a ?c ; search:matches "gray" ; search:matches "two"', ["two"]),
        ('?x search:matches "gray" ; search:matches "two" .', ["two"]),
        ('?x search:matches "gray" ; ; .', ["one", "two"]),
        ('(?x) search:matches "gray" ; a ai:Person', ["one"]),
        ('(?x ?score) search:matches "gray" ; a ai:Person FILTER (?score > 0.5)', ["one"]),
        ('(?x ?s ?text) search:matches "gray" FILTER (?text = "Gray Two"@en)', ["two"]),
        ('?x ai:founded ?y . ?y search:matches "red"', ["two"]),
        ('?y search:matches "red" . ?x ai:founded ?y . ?x search:matches "gray"', ["two"]),
        ('?x (ai:founded|ai:owns)/ai:founded? ?y . ?y search:matches "red"', ["one", "two"]),
        ('?x ai:founded [ a ai:Company ] ; search:matches "gray"', ["one", "two"]),
        ('FILTER (?x != id:one) ?x search:matches "gray"', ["two"]),
        ('FILTER regex(str(?x), "t(w)o") ?x a ?c ; search:matches "gray"', ["two"]),
        ('BIND (id:two AS ?x) ?x search:matches "gray"', ["two"]),
        ('VALUES ?x { id:two } ?x search:matches "gray"', ["two"]),
        ('VALUES ?x { id:one id:red } FILTER NOT EXISTS { ?x search:matches "gray" }', ["red"]),
        ('{ ?x search:matches "red" } UNION { ?x search:matches "two" }', ["red", "two"]),
        ('{ SELECT ?x { ?x search:matches "gray" } } ?x a ai:Company', ["two"]),
        ('OPTIONAL { ?x search:matches "gray" }', ["one", "two"]),
        ('?x <https://w3id.org/ai-actors/search/matches> "gray"', ["one", "two"]),
        ('?x search:matches "zebra"', []),
        ('?x search:matches "gray" # ?x search:matches "red"', ["one", "two"]),
        ('?x search:matches "gray" FILTER ("search:matches" != "")', ["one", "two"]),
        (
            '?x skos:prefLabel ?n ; search:matches "gray" . FILTER (strlen(?n) < 9.0)',
            ["one", "two"],
        ),
        ('?x a ai:Company, ?c ; search:matches "gray"', ["two"]),
    ],
)
def test_forms(pattern: str, found: list[str], ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    """Wherever a pattern may stand, and whatever else is said of its subject."""
    rows = ask(f"SELECT DISTINCT ?x {{ {pattern}\n}}")
    assert [row[0] for row in rows] == [f"id:{name}" for name in found]


def test_another_prefix(ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    """The namespace counts, not its prefix; and search may be the prefix of another one."""
    own = "PREFIX s: <https://w3id.org/ai-actors/search/> "
    assert len(ask(own + 'SELECT ?x { ?x s:matches "gray" }')) == 2
    other = "PREFIX search: <http://other.example/> "
    assert ask(other + 'SELECT ?x { ?x search:matches "gray" }') == []


def test_a_named_graph(golden: Graph) -> None:
    """Patterns of a named graph are searched as well."""
    query = 'SELECT DISTINCT ?x { GRAPH ?g { ?x search:matches "mira" ; a ai:Person } }'
    assert list(golden.query(query)) == [("id:mira",)]


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ('ASK { id:a search:matches "a" }', "needs variables before it"),
        ('ASK { (?a ?b ?c ?d) search:matches "a" }', "needs variables before it"),
        ('ASK { () search:matches "a" }', "needs variables before it"),
        ('ASK { ?x ai:p [ search:matches "a" ] }', "needs variables before it"),
        ("ASK { ?x search:matches ?y }", "needs a text in quotes"),
        ("ASK { ?x search:matches 3 }", "needs a text in quotes"),
        ("ASK { ?x search:matches", "needs a text in quotes"),
        ('ASK { ?x search:matches "a", "b" }', "takes one plain text"),
        ('ASK { ?x search:matches "a"^^xsd:string }', "takes one plain text"),
        ('ASK { ?x search:matches+ "a" }', "is no part of a path"),
        ('ASK { ?x ^search:matches "a" }', "is no part of a path"),
        ('ASK { ?x ai:p/search:matches "a" }', "is no part of a path"),
        ('CONSTRUCT { ?y ai:p ?x . ?x search:matches "a" } WHERE {}', "belongs into WHERE"),
        ('CONSTRUCT WHERE { ?x search:matches "a" }', "belongs into WHERE"),
        ('ASK { ?x search:matches "…" }', "no letter and no digit"),
        ('ASK { ?x search:matches "\\q" }', "does not parse"),
        ('ASK { ?x search:match "a" }', "search:match is unknown"),
        ("ASK { ?x a <https://w3id.org/ai-actors/search/x> }", "is unknown"),
    ],
)
def test_other_forms_are_refused(sparql: str, says: str, golden: Graph) -> None:
    """With the forms that there are, and where it stands."""
    with pytest.raises(QueryError, match=says):
        golden.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o }",
        'ASK { ?x skos:note "search:matches" } # search:matches',
        "PREFIX search: <https://w3id.org/ai-actors/search/> ASK { ?x a ai:ResearchLab }",
        "PREFIX search: <http://other.example/> ASK { ?x search:match ?y }",
        "not SPARQL at all: search:",
    ],
)
def test_what_does_not_search_is_left_as_it_is(sparql: str) -> None:
    """And no index is made for it."""

    def index() -> SearchIndex:
        raise AssertionError("an index was made")

    assert expand(sparql, index) == sparql


def test_a_parameter_may_be_the_text(golden: Graph, tmp_path: Path) -> None:
    """Of a file of one's own; what it holds is text and nothing else."""
    path = tmp_path / "find.rq"
    path.write_text(
        "# param: text text orion\nSELECT ?x { ?x a ai:ResearchLab ; search:matches ?text }"
    )
    assert list(golden.query(path)) == [("id:orion",)]
    assert list(golden.query(path, text="mira")) == []
    assert list(golden.query(path, text='" } ; DROP ALL # orion lab')) == [("id:orion",)]


def test_the_hits_are_limited_in_all(store_of: Callable[..., Store]) -> None:
    """A query stays as long as the store allows."""
    store = store_of([(f"n{n}", f"Gray {n}") for n in range(1100)])
    index = SearchIndex.of_store(store)
    one = expand('SELECT * { ?x search:matches "gray" }', index)
    assert len(list(Result(store.query(one)))) == 1000
    three = expand(
        'SELECT * { ?x search:matches "gray" . ' * 1 + '?y search:matches "gray" }', index
    )
    assert three.count("/id/") == 1000


@given(st.text(alphabet="?x searchmatches:\"'{}();.,<>#\\[]^/@ \n", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever is written, the answer is a query, or an error that says why."""
    index = EMPTY
    try:
        expand(f"SELECT ?x {{ {text} ?x search:matches 'a' {text} }}", index)
    except QueryError as error:
        assert str(error).startswith("SPARQL: ")


EMPTY = SearchIndex.of_store(Store())


def test_values_are_terms(store_of: Callable[..., Store]) -> None:
    """Quotes and line breaks in names do no harm."""
    store = store_of([("odd", 'Odd "name" } \n \\')])
    query = 'SELECT ?t { (?x ?s ?t) search:matches "odd" }'
    answer: Any = store.query(expand(query, SearchIndex.of_store(store)))
    (row,) = answer
    assert row["t"] == ox.Literal('Odd "name" } \n \\', language="en")
