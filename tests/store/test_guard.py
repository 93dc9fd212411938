"""What must not reach the engine: a call to another server, and what ends the process."""

from __future__ import annotations

import json
import subprocess
import sys

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.errors import QueryError
from aiactors.query import named_queries
from aiactors.resources import ontology_path
from aiactors.store.guard import (
    DEEPEST,
    LONGEST,
    MOST_PARTS,
    UnclearError,
    check,
    check_code,
    code_of,
    is_harmless,
)

CALL = "SERVICE <http://127.0.0.1:9/x> { ?a ?b ?c }"
EX = "PREFIX ex: <http://127.0.0.1:9/> "


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CALL} }}",
        "SELECT * { service silent <http://127.0.0.1:9/x> { ?a ?b ?c } }",
        "SELECT * { SeRvIcE ?endpoint { ?a ?b ?c } }",
        "SELECT * { SERVICE<http://127.0.0.1:9/x>{?a ?b ?c} }",
        "SELECT * { SERVICE?x{} }",
        f"SELECT * {{ ?s ?p '#' . {CALL} }}",
        f"SELECT * {{ ?s ?p '''a'b''' . {CALL} }}",
        f"SELECT * {{ ?s ?p ''''a''' . {CALL} }}",
        f'SELECT * {{ ?s ?p """a""b""" . {CALL} . ?s ?p "x" }}',
        f"SELECT * {{ ?s ?p 'a\\'b' . {CALL} . ?s ?p 'c' }}",
        f"SELECT * {{ ?s ?p ?o # a comment\n{CALL} }}",
        f"SELECT * {{ ?s ?p ?o # a comment that ends here\r{CALL} }}",
        f"SELECT * {{ ?s ?p <http://a.example/x#y> . {CALL} }}",
        f"SELECT * {{ ?s ?p <http://a.example/x'> . {CALL} . ?s ?p 'y' }}",
        f"SELECT * {{ ?s ?p ?o.{CALL} }}",
        f"SELECT * {{ ?s ?p 1.{CALL} }}",
        f"SELECT * {{ ?s ?p 1e5{CALL} }}",
        f"SELECT * {{ ?s ?p true{CALL} }}",
        f"SELECT * {{ ?s a true{CALL} }}",
        f"SELECT * {{ {{}}{CALL} }}",
        f"SELECT * {{ ?s ?p 'x'@en {CALL} }}",
        "SELECT * { ?s ?p ?o FILTER(?o<1)SERVICE#>\n<http://127.0.0.1:9/x>{ } }",
        f"SELECT * {{ ?s ?p ?o FILTER(?o<'a>b') {CALL} FILTER(?o>'c') }}",
        f"SELECT * {{ ?s ?p ?o FILTER(?o<ex:b#>'''\n){CALL} #''' }}",
        EX + f"SELECT * {{ ?s ?p ex:a\\# {CALL} }}",
        EX + f"SELECT * {{ ?s ?p ex:a\\' {CALL} . ?s ?p 'x' }}",
        EX + "SELECT * { SERVICE ex:s { } }",
        EX + "SELECT * { SERVICEex:s { } }",
        EX + "SELECT * { ?s ?p 1e5SERVICE ex:a\\( { } }",
        EX + "SELECT * { SERVICE ex:a\\#b#c\n{ } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:s { } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICESILENT:s { } }",
        "PREFIX service: <http://127.0.0.1:9/> SELECT * { service:s { } }",
        "SELECT * { OPTIONAL { FILTER NOT EXISTS { " + CALL + " } } }",
        "SELECT * { { SELECT * { " + CALL + " } } }",
        "ASK { " + CALL + " }",
        "CONSTRUCT { ?a ?b ?c } WHERE { " + CALL + " }",
        "DESCRIBE ?a { " + CALL + " }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/x> { } }",
        f"SELECT * {{ ?s ?p <http://a.example/\\u0027#> . {CALL} }}",
    ],
)
def test_no_call_to_another_server(query: str) -> None:
    """In all disguises: the engine reads keywords without looking for the ends of words."""
    with pytest.raises(QueryError):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT ?service ?x { GRAPH ?service { ?x ?p ?o } }",
        "SELECT $service { ?s ?p $service }",
        'SELECT * { ?s ?p "SERVICE <http://a.example/> { }" }',
        "SELECT * { ?s ?p '''a ' SERVICE <http://a.example/> { } ''' }",
        "SELECT * { ?s ?p 'it\\'s a SERVICE <x> { }' }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://a.example/> { }",
        "# SERVICE <http://a.example/> { }\nASK { ?s ?p ?o }",
        "PREFIX service: <http://a.example/service#> SELECT * { ?s service:of ?o }",
        "PREFIX my-service: <http://a.example/> SELECT * { ?s my-service:of ?o . ?o a ?c }",
        "PREFIX ex: <http://a.example/> SELECT * { ?s ex:service ?o }",
        "PREFIX ex: <http://a.example/> SELECT * { ?s ex:offersService ?o { ?o ?p ?x } }",
        "SELECT * { ?s <http://a.example/service> ?o }",
        "SELECT * { ?s <urn:service:a> ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o<5 && ?o>1) }",
        "SELECT * { ?s ?p ?o FILTER(?o < 'a' && ?o > 'b') }",
        "SELECT * { ?s ?p 'x'@en-GB }",
        "SELECT (COUNT(*) AS ?services) { ?s ?p ?o }",
        "PREFIX ex: <http://a.example/> SELECT * { ?s ex:a\\#b ?o ; ex:c\\'d ?e }",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    """As a variable, in a text, a comment, an address or a prefix it is let through, and runs."""
    check(query)
    ox.Store().query(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o FILTER(?o<'a'&&?p>'b') }",
        "SELECT * { ?s <#p> ?o . <a#b> <#q> ?s }",
        "BASE <http://a.example/> ASK { <#it's> ?p ?o }",
        "ASK { ?s ?p <urn:x#y> # it's a comment\n }",
    ],
)
def test_what_reads_in_two_ways_and_is_harmless_in_both_is_let_through(query: str) -> None:
    """Short, and without the word: whichever way the engine takes it, nothing can happen."""
    check(query)
    store = ox.Store()
    store.query(query, base_iri="http://a.example/")


def test_every_query_that_ships_is_let_through() -> None:
    """With room to spare."""
    for query in named_queries().values():
        check(query.sparql)
    for path in ontology_path().rglob("*.rq"):
        check(path.read_text("utf-8"))


def nested(opening: str, middle: str, closing: str, depth: int) -> str:
    """A query with something inside of itself, many times."""
    return f"SELECT * {{ ?s ?p ?o {opening * depth}{middle}{closing * depth} }}"


def repeated(before: str, part: str, after: str, times: int) -> str:
    """A query with something beside itself, many times."""
    return f"SELECT * {{ ?s ?p ?o {before}{part * times}{after} }}"


MANY = 2000
BOMBS = {
    "braces": nested("{", "?s ?p ?o", "}", MANY),
    "brackets": nested("FILTER(" + "(", "1", ")", MANY).replace("FILTER(" * MANY, "FILTER(", 1),
    "not": repeated("FILTER(", "!", "?o)", 20_000),
    "minus": repeated("FILTER(", "-", "?o)", 20_000),
    "minus apart": repeated("FILTER(", "- ", "?o)", 20_000),
    "sum": repeated("FILTER(?o", "+1", ")", 20_000),
    "product": repeated("FILTER(?o", "*1", ")", 20_000),
    "or": repeated("FILTER(?o", "||?o", ")", 20_000),
    "and": repeated("FILTER(?o", "&&?o", ")", 20_000),
    "if": nested("FILTER(IF(1,1,", "1", ")", 1).replace("IF(1,1,", "IF(1,1," * MANY),
    "exists": nested("FILTER EXISTS {", "?s ?p ?o", "}", MANY),
    "subqueries": nested("{ SELECT * {", "?s ?p ?o", "}}", MANY),
    "graphs": nested("GRAPH ?g {", "?s ?p ?o", "}", MANY),
    "blank nodes": nested(". ?s ?p [ ?p ", "?o", "]", 1).replace("[ ?p ", "[ ?p " * MANY),
    "lists": nested(". ?s ?p (", "?o", ")", 1).replace("?p (?o", "?p " + "(" * MANY + "?o"),
    "one long list": repeated(". ?s ?p (", "1 ", ")", 20_000),
    "one long list of texts": repeated(". ?s ?p (", "'a'", ")", 20_000),
    "one long list of variables": repeated(". ?s ?p (", "?a", ")", 20_000),
    "paths": repeated(". ?s ex:p", "|ex:p", " ?o", 20_000),
    "nested paths": nested(". ?s (", "ex:p", ")*", 1).replace(
        "(ex:p)*", "(" * MANY + "ex:p" + ")*" * MANY
    ),
    "inverse paths": nested(". ?s ", "^" * 20_000, "ex:p ?o", 1),
    "unions": repeated("{}", "UNION{}", "", 20_000),
    "optionals": repeated("", "OPTIONAL{}", "", 15_000),
    "minuses": repeated("", "MINUS{}", "", 20_000),
    "filters": repeated("", "FILTER(1)", "", 20_000),
    "binds": repeated("", "BIND(1 AS ?x)", "", 12_000),
    "data": repeated("", "VALUES ?x{1}", "", 15_000),
    "triples": repeated(".", "?s ?p ?o.", "", 20_000),
    "objects": repeated(". ?s ?p ?o", ",?o", "", 20_000),
    "quoted triples": repeated(". ", "<<(?s ?p ", "?o", 15_000),
    "hidden in an address": repeated("FILTER(?o<", "(", "1>2)", 20_000),
    "hidden in an operator": repeated("FILTER(?o<", "1+", "1>?o)", 20_000),
    "hidden by closing first": "}" * MANY + "{" * (MANY + DEEPEST),
    "hidden in data": "SELECT * { VALUES ?x {" + "{" * MANY + "}" * MANY + "} }",
    "too long": "SELECT * { ?s ?p ?o }" + " " * LONGEST,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    """With what to do. A pattern that went back and forth in these would take minutes."""
    with pytest.raises(QueryError) as caught:
        check(BOMBS[name])
    assert any(word in str(caught.value) for word in ("simplify", "shorten", "close", "space"))


def test_the_process_lives_on() -> None:
    """All of them, asked of a store in a process of its own, which ends by itself."""
    code = (
        "import json, sys\n"
        "from aiactors.errors import QueryError\n"
        "from aiactors.store import Store\n"
        "store, refused = Store(), 0\n"
        "for query in json.load(sys.stdin):\n"
        "    try: store.query(query)\n"
        "    except QueryError: refused += 1\n"
        "print(refused)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(list(BOMBS.values())),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{len(BOMBS)}\n"), done.stderr


def test_what_is_just_allowed_does_not_end_the_process() -> None:
    """The limits are where the engine is still far from its end."""
    code = (
        "import json, sys\n"
        "from aiactors.store import Store\n"
        "store = Store()\n"
        "for query in json.load(sys.stdin):\n"
        "    for _ in zip(store.query(query), range(1)): pass\n"
        "print('alive')"
    )
    depth = DEEPEST - 2
    queries = [
        nested("{", "?s ?p ?o", "}", depth),
        nested("FILTER EXISTS {", "?s ?p ?o", "}", depth),
        nested("FILTER(IF(1,1,", "1", "))", 1).replace(
            "IF(1,1,1)", "IF(1,1," * depth + "1" + ")" * depth
        ),
        repeated("FILTER(?o", "+1", ")", MOST_PARTS // 2 - 20),
        repeated("FILTER(?o", "||?o", ")", MOST_PARTS // 3 - 20),
        repeated("{}", "UNION{}", "", MOST_PARTS // 3 - 20),
        repeated("", "MINUS{}", "", MOST_PARTS // 3 - 20),
    ]
    for query in queries:
        check(query)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr


def test_long_data_is_let_through() -> None:
    """A list of values is no part of the query, however long it is."""
    rows = " ".join(f"(<http://a.example/{n}> 'text {n}'@en)" for n in range(3000))
    check(f"SELECT * {{ VALUES (?x ?y) {{ {rows} }} ?x ?p ?y }}")
    check("SELECT * { VALUES ?x { " + "id:orion " * 8000 + "} ?x ?p ?y }")


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        (f"SELECT *\n{{ ?s ?p ?o .\n  {CALL} }}", 3, 3),
        ("ASK { ?s ?p 'open }", 1, 13),
        ('ASK {\n ?s ?p """open }', 2, 10),
        ("ASK { ?s ?p ?o }\n\\", 2, 1),
        ("ASK { ?s ?p ?o FILTER(?o<'service'&&?p>'b') }", 1, 25),
        ("ASK " + "{" * (DEEPEST + 1), 1, 5 + DEEPEST),
    ],
)
def test_the_place_is_told(query: str, line: int, column: int) -> None:
    """Line and column, from 1."""
    with pytest.raises(QueryError) as caught:
        check(query)
    assert (caught.value.line, caught.value.column) == (line, column)


PIECES = st.sampled_from(
    [
        "SERVICE <http://127.0.0.1:9/x> {}",
        "service?s{}",
        "'",
        '"',
        "'''",
        "#",
        "\n",
        "<urn:a#",
        "<a",
        ">",
        "<",
        "?s ?p ?o",
        " . ",
        "FILTER(?o",
        "<'a'",
        ")",
        "{",
        "}",
        "\\",
        "?o>'b'",
        "1e5",
        "\\u0027",
        "BIND(<urn:s> AS ?s)",
        "ex:a",
        ":b",
        "@en",
    ]
)


@given(st.lists(PIECES, max_size=12))
@settings(max_examples=300)
def test_no_text_calls_out(pieces: list[str]) -> None:
    """What is let through of any text, the engine answers or refuses without a call."""
    query = f"PREFIX ex: <urn:x> BASE <http://a.example/> SELECT * {{ {''.join(pieces)} }}"
    try:
        check(query)
        list(ox.Store().query(query))  # type: ignore[arg-type]
    except (QueryError, SyntaxError):
        return
    except OSError as error:  # "the port 9 is not allowed": it was about to call
        raise AssertionError(f"{query}: {error}") from None


def closely(query: str) -> str | None:
    """What a close look at a query finds, without the quick one that lets most pass."""
    try:
        check_code(code_of(query), query)
    except UnclearError as error:
        return None if is_harmless(query) else str(error)
    except QueryError as error:
        return str(error)
    return None


def quickly(query: str) -> str | None:
    """What the guard finds."""
    try:
        check(query)
    except QueryError as error:
        return str(error)
    return None


SIGNS = st.text(st.sampled_from("\"'\\#<>{}()[]?:&|!@ \n\rax\u017f1."), max_size=40)
MANY_PIECES = st.lists(st.one_of(PIECES, SIGNS, st.sampled_from(["{(" * 60, "+1" * 600])))


@given(MANY_PIECES)
@settings(max_examples=1000)
def test_a_quick_look_lets_nothing_pass_that_a_close_one_refuses(pieces: list[str]) -> None:
    """And refuses nothing else, with the same words."""
    query = "".join(pieces)
    assert quickly(query) == closely(query)


@pytest.mark.parametrize(
    "query", [*BOMBS.values(), "ASK { \u017fERVICE <urn:x> {} }", "'" * 5, "\\"]
)
def test_a_quick_look_at_bombs(query: str) -> None:
    """None of them passes it."""
    if len(query) <= LONGEST:
        assert quickly(query) == closely(query) is not None
