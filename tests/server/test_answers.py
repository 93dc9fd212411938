"""Answers that are kept: the newest that have room, and only those that last."""

from __future__ import annotations

import pytest

from aiactors.server.answers import Answers, is_lasting
from aiactors.server.reply import Reply
from tests.server.conftest import Running


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (now ( ) AS ?x) {}",
        "SELECT (RAND#(\n() AS ?x) {}",
        "SELECT (NOW \t# when\n# and why\n () AS ?x) {}",
        "SELECT (1+struuid() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (1eRAND() AS ?x) {}",
        "CONSTRUCT { ?b a ?t } { ?s a ?t BIND(BNODE() AS ?b) }",
    ],
)
def test_knows_what_does_not_last(query: str) -> None:
    """What is another each time is found however it is written."""
    assert not is_lasting(query)


@pytest.mark.parametrize("query", ["ASK { ?s foaf:knows ?o }", "ASK { ?rand ?uuid ?now }"])
def test_knows_what_lasts(query: str) -> None:
    """Names that look like it are none."""
    assert is_lasting(query)


@pytest.mark.parametrize("text", ["now" + "#" * 5_000, "now#" * 50_000, "now " * 50_000])
def test_looks_no_longer_than_a_moment(text: str) -> None:
    """It is the front that looks, and whoever sends such a text would stop it for all."""
    assert is_lasting(text + "\n") == ("#" not in text)


def test_forgets_what_nobody_asked_for_longest() -> None:
    """The size is never more than it may be."""
    answers = Answers(100_000)
    for number in range(200):
        answers.keep(number, Reply(200, "text/csv", b"x" * 100), size=10)
        assert answers.get(0) is not None
    kept = [number for number in range(200) if answers.get(number) is not None]
    assert kept == [0, *range(kept[1], 200)]
    assert 80 <= len(kept) <= 90


def test_counts_the_questions_too() -> None:
    """Short answers to long questions are not short."""
    answers = Answers(100_000, together=4)
    for number in range(100):
        answers.keep(f"{number:10000}", Reply(200), size=10_000)
    assert sum(answers.get(f"{number:10000}") is not None for number in range(100)) == 9


def test_keeps_no_errors_nothing_large_and_nothing_at_all_if_told_so() -> None:
    """What is not kept is asked again."""
    answers, none = Answers(100_000), Answers(0)
    answers.keep("error", Reply(400), size=1)
    answers.keep("large", Reply(200, body=b"x" * 50_000), size=1)
    none.keep("small", Reply(200), size=1)
    assert [answers.get("error"), answers.get("large"), none.get("small")] == [None] * 3


def test_answers_anew_what_does_not_last(readable: Running) -> None:
    """The server keeps no number that was drawn."""
    assert len({readable.ask("SELECT (RAND() AS ?x) {}").text for _ in range(5)}) == 5


def test_keeps_answers_apart_by_all_that_matters(readable: Running) -> None:
    """The same query in another format, of other graphs or with another base is another one."""
    query = "SELECT ?o (<x> AS ?base) { ?s ?p ?o } ORDER BY ?o LIMIT 1"
    for _ in range(2):
        csv, json = readable.ask(query), readable.ask(query, "application/json")
        assert (csv.media, json.media) == ("text/csv", "application/json")
        other = readable.send("GET", "/sparql", {"host": "localhost"}, query=query)
        assert b"http://localhost/x" in other.body
        assert "http://127.0.0.1" in csv.text
        none = readable.ask(query, **{"default-graph-uri": "http://a.example/none"})
        assert len(none.text.split()) == 1
