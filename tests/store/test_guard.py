"""What must not reach the engine: a call to another server, and what ends the process."""

from __future__ import annotations

import json
import re
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
    check_decoded,
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
        "SELECT * { S\\U00000045RVICE <http://127.0.0.1:9/x> { } }",
        f"SELECT * {{ ?s ?p <http://a.example/\\u0027#> . {CALL} }}",
        f"SELECT * {{ ?s ?p <http://a.example/#\\u0027> . {CALL} }}",
        f"SELECT * {{ ?s ?p <urn:a#\\u0078> . {CALL} }}",
        f"SELECT * {{ ?s ?p <urn:\\u0078#a> . {CALL} }}",
        f"BASE <urn:a> SELECT * {{ ?s ?p <#\\u0078> . {CALL} }}",
        f"BASE <urn:a> SELECT * {{ ?s ?p <\\u0078'> . {CALL} . ?s ?p '' }}",
        f"SELECT * {{ ?s ?p '\\u0027 . {CALL} #' }}",
        f'SELECT * {{ ?s ?p "a\\U00000022 . {CALL} . ?s ?p \\u0022" }}',
        f"SELECT * {{ ?s ?p 'a\\\\\\u005C' . ?s ?p ' . {CALL} #' }}",
        f"SELECT * {{ ?s ?p ?o # \\u000A {CALL}\n }}",
        f"SELECT * {{ ?s ?p ?o # \\\\u000A {CALL}\n }}",
        "SELECT * { ?s ?p '\\u0027 . \\u0053ERVICE <http://127.0.0.1:9/x> { } #' }",
        f"SELECT * {{ ?s ?p <http://a.example/\\u003E{CALL.replace('>', chr(92) + 'u003E')}> }}",
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
        "SELECT * { ?s ?p 'servi\\u0063e' , \"the caf\\u00e9's service\" }",
        "SELECT * { ?s <http://a.example/servi\\u0063e> 'of \\u0022their\\u0022 service' }",
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


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <http://a.example/> SELECT * { <\\u0078> :p 'xx\\u0078' }",
        "PREFIX : <http://a.example/> SELECT * { # :\\u0070 ?xx\\u0078\n <\\u0078> :p 'a' }",
        "SELECT ?v { VALUES ?v { <http://a.example/\\u0061\\U00000062\\u0063\\U0001F47E> } }",
        "SELECT * { ?s <http://a.example/it\\u0027s#a> '\\u0027\\u0022\\u005C\\u000A' }",
        "BASE <http://a.example/> SELECT * { <#\\u0061> <\\u0061#b> <it's\\u0061> }",
        "SELECT * { ?s ?p '\\\\u0027' , '\\\\' , 'a' }",
    ],
)
def test_characters_may_be_written_by_number(query: str) -> None:
    """In texts and addresses, as the engine allows; so does the W3C in its tests."""
    check(query)
    ox.Store().query(query, base_iri="http://a.example/")


@pytest.mark.parametrize(
    "query",
    [
        "\\u0041SK { ?s ?p ?o }",
        "ASK \\u007B ?s ?p ?o }",
        "SELECT ?\\u0061 { ?a ?p ?o }",
        "SELECT * { ?s ai:\\u0061 ?o }",
        "SELECT * { ?s ?p _:\\u0061 }",
        "SELECT * { ?s ?p 'a'@\\u0065n }",
        "SELECT * { ?s ?p 'a\\u0027 }",
        "SELECT * { ?s ?p \\u0027a' }",
        "SELECT * { ?s ?p <http://a.example/\\u003E }",
        "SELECT * { ?s ?p <http://a.example/\\uD800> }",
        "SELECT * { ?s ?p <http://a.example/\\U00110000> }",
        "SELECT * { ?s ?p <http://a.example/\\u00g0> }",
    ],
)
def test_the_engine_decodes_no_code(query: str) -> None:
    """Outside of texts and addresses an escape is an error, inside it is the end of none."""
    with pytest.raises(SyntaxError):
        ox.Store().query(query, prefixes={"ai": "http://a.example/"})


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
        ("ASK {\n ?\\u0061 ?p ?o }", 2, 3),
        (f"ASK {{ <\\u0061> ?p 'a' .\n {CALL} }}", 2, 2),
        (f"ASK {{\n ?s ?p '\\u0061' ,\n '\\U00000027 . {CALL} #' }}", 3, 16),
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
        "\\U00000022",
        "\\u000A",
        "\\u005C",
        "\\\\",
        "\\u0053ERVICE<urn:x>{}",
        "<\\u0061",
        "<#\\u0061>",
        "<urn:\\u003E",
        "BIND(<urn:s> AS ?s)",
        "ex:a",
        ":b",
        "@en",
    ]
)


def decoded(query: str, others: str = "") -> str:
    """A query as those read it who decode escapes before all else, and keep others together."""
    escape = rf"\\(?:u([0-9A-Fa-f]{{4}})|U([0-9A-Fa-f]{{8}}){others})"

    def character(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        return match[0] if number is None else chr(int(number, 16))

    return re.sub(escape, character, query, flags=re.DOTALL)


@given(st.lists(PIECES, max_size=12))
@settings(max_examples=300)
def test_no_text_calls_out(pieces: list[str]) -> None:
    """What is let through of any text, the engine answers or refuses without a call."""
    query = f"PREFIX ex: <urn:x> BASE <http://a.example/> SELECT * {{ {''.join(pieces)} }}"
    try:
        check(query)
    except QueryError:
        return
    for read in (query, decoded(query), decoded(query, "|.")):
        try:
            list(ox.Store().query(read))  # type: ignore[arg-type]
        except SyntaxError:
            continue
        except OSError as error:  # "the port 9 is not allowed": it was about to call
            raise AssertionError(f"{query}: {error}") from None


def closely(query: str) -> str | None:
    """What a close look at a query finds, without the quick one that lets most pass."""
    try:
        check_code(code_of(query), query)
    except UnclearError as error:
        if not is_harmless(query):
            return str(error)
    except QueryError as error:
        return str(error)
    try:
        check_decoded(query)
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
