"""The API over HTTP: what it answers, what it refuses, and in which words."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from aiactors.answers import (
    EntityAnswer,
    NetworkAnswer,
    PathAnswer,
    SearchAnswer,
    StatementAnswer,
)
from tests.server.api.conftest import Get, problem
from tests.server.conftest import Running

# --- what it answers ------------------------------------------------------------------------


def test_search(get: Get) -> None:
    """Hits with the documents behind them."""
    answer = SearchAnswer.model_validate_json(get("/api/search", q="mindfull").body)
    assert answer.hits[0].ref == "id:mindful"
    answer = SearchAnswer.model_validate_json(
        get("/api/search", q="quarter", _in="gists", kind="statement").body
    )
    assert [source.title for source in answer.sources] == ["The quarrel"]
    assert answer.hits[0].sources == (1,)


def test_search_in_some_fields(get: Get) -> None:
    """Given several times."""
    answer = SearchAnswer.model_validate_json(
        get("/api/search", q="mindful", _in=["titles", "notes"], limit=3).body
    )
    assert {hit.field for hit in answer.hits} <= {"title", "note"}
    assert 0 < len(answer.hits) <= 3


@pytest.mark.parametrize("name", ["mindful", "Mindful", "MINDFUL AI", "Noé Léger", "noe leger"])
def test_entity(get: Get, name: str) -> None:
    """By any of its names."""
    answer = EntityAnswer.model_validate_json(get(f"/api/entity/{name}").body)
    assert answer.id in ("mindful", "noe-leger")
    assert answer.statements
    assert {n for s in answer.statements for n in s.sources} == {
        source.number for source in answer.sources
    }


def test_entity_in_part(get: Get) -> None:
    """Some relations, some statements."""
    answer = EntityAnswer.model_validate_json(
        get("/api/entity/mindful", relation=["founded", "owns"], limit=1).body
    )
    assert (answer.total, len(answer.statements)) == (2, 1)
    assert answer.statements[0].relation.key == "founded"


def test_languages(get: Get) -> None:
    """The parameter goes before the browser's."""
    french = {"accept-language": "fr-CA,fr;q=0.9,en;q=0.5"}
    assert json.loads(get("/api/entity/bank").body)["name"] == "The Bank"
    assert json.loads(get("/api/entity/bank", french).body)["name"] == "La Banque"
    assert json.loads(get("/api/entity/bank", french, lang="en").body)["name"] == "The Bank"
    assert json.loads(get("/api/entity/bank", lang="fr").body)["name"] == "La Banque"


def test_statement(get: Get) -> None:
    """By its id, as every other answer has it."""
    entity = EntityAnswer.model_validate_json(get("/api/entity/mindful").body)
    for one in entity.statements:
        answer = StatementAnswer.model_validate_json(get(f"/api/statement/{one.id}").body)
        assert answer.statement.sentence
        assert answer.statement.address == one.address
        assert answer.sources


def test_path(get: Get) -> None:
    """From one to another, or between several."""
    answer = PathAnswer.model_validate_json(
        get("/api/path", _from="Ada Gray", to="The Bank", k=1).body
    )
    (tie,) = answer.ties
    assert (tie.hops[0].start.id, tie.hops[-1].end.id) == ("ada-gray", "bank")
    assert tie.hops[0].statements[0] in {s.id for s in answer.statements}
    assert answer.sources
    several = PathAnswer.model_validate_json(
        get("/api/path", _from="Ada Gray", to=["The Bank", "Bob Gray"], k=1).body
    )
    assert len(several.ties) == 3
    none = PathAnswer.model_validate_json(
        get("/api/path", _from="Ada Gray", to="The Bank", as_of="1999-01-01").body
    )
    assert (none.ties, none.untied) == ((), (("ada-gray", "bank"),))


def test_path_over_other_relations(get: Get) -> None:
    """What is left out is left out; what is established alone counts where that is wanted."""
    whole = json.loads(get("/api/path", _from="Bob Gray", to="Mindful").body)
    less = json.loads(get("/api/path", _from="Bob Gray", to="Mindful", without="works-for").body)
    assert "works-for" in {s["relation"]["key"] for s in whole["statements"]}
    assert "works-for" not in {s["relation"]["key"] for s in less["statements"]}
    firm = json.loads(get("/api/path", _from="Ada Gray", to="Mindful", only="established").body)
    assert {s["status"]["key"] for s in firm["statements"]} <= {"established"}


def test_network(get: Get) -> None:
    """Around an entity, of some kinds, on a day."""
    answer = NetworkAnswer.model_validate_json(
        get("/api/network", focus=["Ada Gray", "Rival"], hops=1).body
    )
    hops = {entity.id: entity.hops for entity in answer.entities}
    assert (hops["ada-gray"], hops["rival"], hops["mindful"]) == (0, 0, 1)
    whole = NetworkAnswer.model_validate_json(get("/api/network").body)
    assert whole.total > answer.total
    assert {entity.hops for entity in whole.entities} == {None}
    people = NetworkAnswer.model_validate_json(get("/api/network", kinds="person").body)
    assert {entity.kind for entity in people.entities} <= {"person"}
    early = NetworkAnswer.model_validate_json(get("/api/network", as_of="2015-01-01").body)
    assert 0 < early.total < whole.total


def test_an_answer_is_not_sent_twice(api: Running, get: Get) -> None:
    """Whoever has it is told so; what is long is compressed where that is accepted."""
    first = get("/api/entity/mindful", {"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(first.body))["id"] == "mindful"
    again = get("/api/entity/mindful", {"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert api.send("HEAD", "/api/entity/mindful").body == b""


# --- what it refuses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "parameter", "says"),
    [
        ("/api/search", "q", "required"),
        ("/api/search?q=", "q", "at least 1 character"),
        ("/api/search?q=a&q=b", "q", "give it once"),
        (f"/api/search?q={'a' * 301}", "q", "at most 300 characters"),
        ("/api/search?q=a&limit=0", "limit", "greater than or equal to 1"),
        ("/api/search?q=a&limit=101", "limit", "less than or equal to 100"),
        ("/api/search?q=a&limit=1.0", "limit", "write a whole number"),
        ("/api/search?q=a&limit=%2B1", "limit", "write a whole number"),
        ("/api/search?q=a&limit=٣", "limit", "write a whole number"),
        ("/api/search?q=a&kind=persn", "kind", "Did you mean person"),
        ("/api/search?q=a&in=everywhere", "in", "'names', 'titles', 'gists' or 'notes'"),
        ("/api/search?q=a&lang=de", "lang", "'en' or 'fr'"),
        ("/api/search?q=a&lang=", "lang", "'en' or 'fr'"),
        ("/api/search?q=a&knd=person", "knd", "Did you mean kind"),
        ("/api/entity/mindful?relation=fonded", "relation", "Did you mean founded"),
        ("/api/path?to=mindful", "from", "required"),
        ("/api/path?from=mindful", "to", "required"),
        ("/api/path?from=a&to=b&k=21", "k", "less than or equal to 20"),
        ("/api/path?from=a&to=b&only=reported", "only", "'established'"),
        ("/api/path?from=a&to=b&without=competes", "without", "Did you mean competes-with"),
        ("/api/path?from=a" + "&to=b" * 5, "to", "at most 4 items"),
        ("/api/network?as-of=2020", "as-of", "write year, month and day"),
        ("/api/network?as-of=2020-02-30", "as-of", "day"),
        ("/api/network?as_of=2020-01-01", "as_of", "Did you mean as-of"),
        ("/api/network?hops=4", "hops", "less than or equal to 3"),
        ("/api/network?bulk=yes", "bulk", "write true or false"),
        ("/api/network?kinds=company", "kinds", "'person'"),
        ("/api/network?" + "focus=a&" * 21, "focus", "at most 20 items"),
    ],
)
def test_wrong_parameters_are_named(api: Running, address: str, parameter: str, says: str) -> None:
    """Each with what to write."""
    encoded = re.sub(r"[^\x21-\x7e]", lambda m: "%D9%A3", address)
    told = problem(api.send("GET", encoded), 400)
    assert [one["parameter"] for one in told["parameters"]] == [parameter]
    assert says in told["parameters"][0]["detail"]
    assert says in told["detail"]


def test_all_that_is_wrong_is_told_at_once(get: Get) -> None:
    """So that one need not ask again and again."""
    told = problem(get("/api/search", limit="x", lang="de"), 400)
    assert {one["parameter"] for one in told["parameters"]} == {"q", "limit", "lang"}


def test_an_unknown_name_is_told(get: Get) -> None:
    """With those that are like it."""
    told = problem(get("/api/entity/Mindfull"), 404)
    assert "Mindful" in told["near"]
    assert "Mindful" in problem(get("/api/network", focus="Mindfull"), 404)["near"]


def test_what_cannot_be_tied_is_told(get: Get) -> None:
    """Twice the same; a document."""
    assert (
        "two different"
        in problem(get("/api/path", _from="mindful", to="Mindful AI"), 400)["detail"]
    )
    told = problem(get("/api/path", _from="mindful", to="courier-2021"), 400)
    assert "ties lead between people" in told["detail"]


def test_a_name_of_several_is_told(get: Get) -> None:
    """With those of which to choose."""
    told = problem(get("/api/entity/Gray"), 400)
    assert {"id": "bob-gray", "name": "Bob Gray"} in told["matches"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/api/entity/",
        "/api/entity/a/b",
        "/api/entity/%00",
        "/api/entity/%FF",
        "/api/entity/..%2F..%2Fetc",
        "/api/statement/x",
        "/api/statement/",
        "/api/search/x",
        "/api/",
        "/api/openapi.yaml",
    ],
)
def test_what_is_not_there_is_told(api: Running, path: str) -> None:
    """As JSON, as all that goes wrong here."""
    problem(api.send("GET", path), 404)


@pytest.mark.parametrize("query", ["q=%FF", "q=%ED%A0%80", "q=a&" * 1001])
def test_what_is_no_query_is_told(api: Running, query: str) -> None:
    """Before any worker sees it."""
    problem(api.send("GET", f"/api/search?{query}"), 400)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_it_is_only_read(api: Running, method: str) -> None:
    """And says with which methods."""
    answer = api.send(method, "/api/search?q=a")
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/json;q=0"])
def test_it_is_json_and_nothing_else(get: Get, accept: str) -> None:
    """Whoever accepts none is told so."""
    assert (
        "application/json" in problem(get("/api/search", {"accept": accept}, q="a"), 406)["detail"]
    )


@pytest.mark.parametrize("text", ["<script>", '"', "\x00", "' OR 1=1 --", "*", "a" * 300, "𝔊é日"])
def test_hostile_text_is_text(get: Get, text: str) -> None:
    """It is searched, and nothing else."""
    answer = get("/api/search", q=text)
    assert (answer.status, answer.media) == (200, "application/json")


# --- how it is described --------------------------------------------------------------------


def test_the_page_lists_all(api: Running, get: Get) -> None:
    """For people in words, and for programs as the same document as beside it."""
    page = get("/api", {"accept": "text/html"})
    assert page.media == "text/html"
    for path in json.loads(get("/api/openapi.json").body)["paths"]:
        assert f"<code>{path}</code>" in page.text
    for address in re.findall(r'href="(/api/[^"]*)"', page.text):
        answer = api.send("GET", address.replace("&amp;", "&"))
        assert answer.status in (200, 404), address  # the examples are of the release
    assert get("/api", {"accept": "application/json"}).body == get("/api/openapi.json").body
    assert "JSON pour les applications" in get("/api", lang="fr").text
