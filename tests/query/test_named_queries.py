"""The named queries: their headers, and what they answer.

Expected rows lie in ``fixtures/answers``, one table for each case. The first sixteen questions are
asked of the article's dossier; the others of ``fixtures/labs.yaml``, a small world of invented
names where every answer is known beforehand. ``pytest --renew`` writes the tables anew.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from aiactors.dossier import read_dossiers
from aiactors.graph import Graph
from aiactors.query import NamedQuery, bind, named_queries, named_query
from aiactors.rdf import to_trig
from aiactors.store import Store
from aiactors.vocabulary import DERIVED, ONTOLOGY, PREFIXES

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = Path(__file__).with_name("fixtures")
CURATED = ROOT / "graph" / "dossiers"
BEFORE = f"{DERIVED}-before"
QUERIES = named_queries()

COMPETENCY = {
    1: ["founders"],
    2: ["deals-aimed-at"],
    3: ["lawsuits"],
    4: ["claims-about"],
    5: ["disputes"],
    6: ["wanted-or-attempted"],
    7: ["audience"],
    8: ["communications-quoted"],
    9: ["replies"],
    10: ["who-led-dismissal"],
    11: ["rivals-led-by-leavers"],
    12: ["said-of-year"],
    13: ["conditions"],
    14: ["declined-to-say"],
    15: ["passages"],
    16: ["models-behind"],
    17: ["shared-board-members"],
    18: ["funded-then-competed"],
    19: ["rounds"],
    20: ["chief-executives"],
    21: ["moves-between"],
    22: ["shared-investors"],
    23: ["product-stack"],
    24: ["single-source"],
    25: ["status-changes", "known-between"],
    26: ["ties-on-day", "paths-on-day"],
    27: ["pending-suits"],
    28: ["who-runs"],
    29: ["investors"],
}
"""Number of a competency question → the queries that answer it."""


@dataclass(frozen=True)
class Case:
    """A question that is asked, and whose answer is known.

    Attributes:
        world: what is asked: ``article``, ``labs`` or ``two-releases``.
        query: the name of the query.
        values: its parameters, where they are not the defaults.
        name: what sets it apart from another case of the same query.
    """

    world: str
    query: str
    values: dict[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def lang(self) -> str:
        """The language of names."""
        return self.values.get("lang", "en")

    @property
    def file(self) -> Path:
        """Where its expected rows lie."""
        name = f"{self.query}-{self.name}" if self.name else self.query
        return FIXTURES / "answers" / self.world / self.lang / f"{name}.tsv"

    def __str__(self) -> str:
        """Return what a test is called after it."""
        return f"{self.world}-{self.lang}-{self.file.stem}"


def _of(world: str, queries: Iterable[str], **values: str) -> list[Case]:
    return [Case(world, query, values) for query in queries]


FIRST_SIXTEEN = [query for number in range(1, 17) for query in COMPETENCY[number]]
ALPHA = {"organization": "Alpha Lab"}
CASES = [
    *_of("article", FIRST_SIXTEEN),
    *_of("article", ["ties-on-day", "paths-on-day"]),
    *_of(
        "article",
        ["founders", "claims-about", "communications-quoted", "said-of-year", "passages"],
        lang="fr",
    ),
    *_of("article", ["wanted-or-attempted", "paths-on-day", "models-behind"], lang="fr"),
    Case("article", "passages", {"subject": "openai", "object": "xai"}, "other-way-round"),
    *_of("labs", ["shared-board-members", "product-stack", "pending-suits", "disputes"]),
    *_of("labs", ["lawsuits"]),
    *_of("labs", ["funded-then-competed", "rounds", "chief-executives"], **ALPHA),
    *_of("labs", ["funded-then-competed", "rounds", "chief-executives"], lang="fr", **ALPHA),
    *_of("labs", ["investors"], **ALPHA),
    *_of("labs", ["investors"], lang="fr", **ALPHA),
    *_of("labs", ["who-runs"], organization="Beta Labs"),
    *_of("labs", ["who-runs"], organization="Beta Labs", lang="fr"),
    Case(
        "labs",
        "moves-between",
        {"origin": "alpha lab", "destination": "beta labs", "event": "removal of Ada"},
    ),
    Case(
        "labs",
        "moves-between",
        {
            "origin": "alpha lab",
            "destination": "beta labs",
            "event": "removal of Ada",
            "years": "4",
        },
        "four-years",
    ),
    Case("labs", "shared-investors", {"first": "alpha lab", "second": "beta labs"}),
    Case("labs", "single-source", {"about": "gamma ai"}),
    Case("two-releases", "status-changes"),
    Case("two-releases", "status-changes", {"lang": "fr"}),
    Case("labs", "known-between", {"from": "2021-02-06", "until": "2021-03-01"}),
    Case("labs", "ties-on-day", {"actor": "bo south", "day": "2018-11-15"}),
    Case("labs", "ties-on-day", {"actor": "bo south", "day": "2019-11-15"}, "a-year-later"),
    Case("labs", "paths-on-day", {"one": "bo south", "other": "beta labs", "day": "2018-11-15"}),
    Case("labs", "who-led-dismissal", {"person": "ada north"}),
]


@functools.cache
def world(name: str) -> Graph:
    """Return one of the graphs that are asked."""
    if name == "article":
        files = [CURATED / f"{n}.yaml" for n in ("openai-emails-2024", "actors", "sources")]
        return Graph.of_dossiers(read_dossiers(files))
    graph = Graph.of_dossiers(read_dossiers(FIXTURES / "labs.yaml"))
    if name == "two-releases":
        graph.store.load(_statuses_before(), ox.RdfFormat.N_QUADS)
    return graph


def _statuses_before() -> bytes:
    """What was derived in an earlier release, in a graph of another name."""
    trig = to_trig(read_dossiers(FIXTURES / "before" / "labs.yaml"))
    derived = (q for q in ox.parse(trig, ox.RdfFormat.TRIG) if q.graph_name.value == DERIVED)
    old = ox.NamedNode(BEFORE)
    moved = (ox.Quad(q.subject, q.predicate, q.object, old) for q in derived)
    return ox.serialize(moved, format=ox.RdfFormat.N_QUADS) or b""


@functools.cache
def dataset(name: str) -> Any:
    """Return the same graph for rdflib, with the ontology."""
    made = rdflib.Dataset(default_union=True)
    made.addN(world(name).as_rdflib().quads())
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace, replace=True)
    made.graph(ONTOLOGY).parse(ROOT / "ontology" / "ai.ttl")
    return made


def table(case: Case) -> str:
    """Ask, and return columns and rows as lines with tabs."""
    result = world(case.world).query(case.query, **case.values)
    rows = (["" if cell is None else str(cell) for cell in row] for row in result)
    return "".join("\t".join(line) + "\n" for line in (list(result.columns), *rows))


def body(query: NamedQuery) -> str:
    """Return a query without its comments."""
    return re.sub(r"(?m)^\s*#.*$", "", query.sparql)


# --- headers ------------------------------------------------------------------------------------


def test_every_competency_question_has_a_query_and_no_query_is_without_one() -> None:
    """The questions are the specification."""
    asked = [query for queries in COMPETENCY.values() for query in queries]
    assert sorted(asked) == sorted(QUERIES)
    assert sorted(COMPETENCY) == list(range(1, 30))


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_header_is_complete(query: NamedQuery) -> None:
    """Title, the question in both languages with its parameters, and defaults for all of them."""
    header = dict(re.findall(r"(?m)^# ([a-z-]+): (.+)$", query.sparql))
    assert {"title", "question-en", "question-fr", "columns", "needs"} <= header.keys()
    names = [parameter.name for parameter in query.parameters]
    assert names[-1:] == ["lang"] and query.parameters[-1].default == "en"
    for lang in ("en", "fr"):
        assert query.questions[lang].rstrip().endswith("?")
        assert sorted(re.findall(r"{(\w+)}", query.questions[lang])) == sorted(names[:-1])
        assert "{" not in query.question(lang)
    assert [p.name for p in query.parameters if p.default is None] == []
    assert not re.search(r"(?m)^.{101,}$", body(query))


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_parameters_are_used_and_not_answered(query: NamedQuery) -> None:
    """A value takes the place of its variable, which cannot then be a column."""
    for parameter in query.parameters:
        assert re.search(rf"\?{parameter.name}\b", body(query))
        assert parameter.name not in query.columns


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_prefixes_are_declared(query: NamedQuery) -> None:
    """So that the file runs in any tool."""
    declared = dict(re.findall(r"(?m)^PREFIX (\w+): +<(.+)>$", query.sparql))
    rest = re.sub(r'"[^"\n]*"', "", re.sub(r"(?m)^PREFIX.*$", "", body(query)))
    assert set(re.findall(r"(?<![\w?])(\w+):\w*", rest)) == set(declared)
    assert {prefix: PREFIXES[prefix] for prefix in declared} == declared
    assert isinstance(ox.Store().query(query.sparql), ox.QuerySolutions)


# --- answers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_runs_as_it_is(query: NamedQuery, lang: str) -> None:
    """With the defaults alone; the columns are those of the header."""
    assert world("article").query(query.name, lang=lang).columns == query.columns


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_are_the_expected_ones(case: Case, renew: bool) -> None:
    """In their order."""
    if renew:
        case.file.parent.mkdir(parents=True, exist_ok=True)
        case.file.write_text(table(case), encoding="utf-8")
    assert case.file.read_text("utf-8").splitlines() == table(case).splitlines()


def test_every_question_is_answered_by_a_case_with_rows() -> None:
    """Only what is disputed is found in the small world alone: the article tells of no dispute."""
    answered = {case.query for case in CASES if case.file.read_text("utf-8").count("\n") > 1}
    assert answered == set(QUERIES)


def test_no_expected_rows_are_left_over() -> None:
    """A table that no case reads proves nothing."""
    assert set((FIXTURES / "answers").rglob("*.tsv")) == {case.file for case in CASES}


@pytest.mark.filterwarnings("ignore:Dataset.(contexts|identifier) is deprecated")
@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
@pytest.mark.heavy
def test_rdflib_answers_the_same(query: NamedQuery) -> None:
    """Both engines give the same rows, in the same order: the queries lean on neither."""
    case = next(c for c in CASES if c.query == query.name)
    for name in dict.fromkeys((case.world, "article")):
        _same_in_rdflib(query, name, case.values if name == case.world else {})


def _same_in_rdflib(query: NamedQuery, name: str, values: dict[str, str]) -> None:
    graph = world(name)
    bound = bind(query, values, graph.find)
    answer = graph.store.query(query.sparql, bound)
    assert isinstance(answer, ox.QuerySolutions)
    expected = [[None if c is None else getattr(c, "value", "") for c in row] for row in answer]
    rows = dataset(name).query(query.sparql, initBindings=_for_rdflib(bound))
    assert [[None if c is None else str(c) for c in row] for row in rows] == expected


def _for_rdflib(bound: dict[str, Any]) -> dict[str, Any]:
    import rdflib

    return {
        name: rdflib.URIRef(term.value)
        if isinstance(term, ox.NamedNode)
        else rdflib.Literal(term.value, datatype=_datatype(term))
        for name, term in bound.items()
    }


def _datatype(term: ox.Literal) -> str | None:
    """The datatype for rdflib, which tells texts with one from texts without."""
    datatype = term.datatype.value
    return None if datatype == PREFIXES["xsd"] + "string" else datatype


@pytest.mark.parametrize("name", ["article", "labs"])
def test_order_does_not_hang_on_the_order_of_loading(name: str) -> None:
    """The same rows in the same order from the same content, however it came in."""
    graph = world(name)
    backwards = Store()
    quads = sorted(graph.store.quads(), key=str, reverse=True)
    backwards.load(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", ox.RdfFormat.N_QUADS)
    other = Graph(backwards)
    for case in (case for case in CASES if case.world == name):
        rows = other.query(case.query, **case.values)
        assert list(rows) == list(graph.query(case.query, **case.values)), case


def test_a_value_cannot_change_a_query() -> None:
    """Values are terms, whatever is in them."""
    for text in ('en") } #', "en\\", '"@en', "?lang", "en\n", "en'"):
        rows = world("article").query("founders", lang=text)
        assert (rows.columns, len(rows)) == (("founder", "when", "status"), 0)


def test_what_is_denied_is_no_founder() -> None:
    """The answer lists who may have founded it, and says how well that stands."""
    query = named_query("founders")
    statuses = {row[2] for row in world("article").query(query.name)}
    assert statuses <= {"established", "reported", "claimed", "disputed"}
