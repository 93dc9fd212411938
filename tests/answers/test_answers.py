"""Answers for programs: they say what the graph says, and carry the sources of all of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.answers import (
    NetworkAnswer,
    Source,
    Statement,
    about_entity,
    about_statement,
    found,
    network_around,
    ties_between,
)
from aiactors.errors import AmbiguousNameError, InputError, NotFoundError
from aiactors.graph import Graph
from aiactors.network.kinds import KINDS
from aiactors.opening import open_graph
from aiactors.rdf.standpoint import can_hold
from aiactors.record import RecordMaker
from aiactors.vocabulary import BASE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return open_graph(world)


WORLD = open_graph(ROOT / "tests" / "world")
"""The same for hypothesis, which takes no fixtures of the module."""

NAMES = [ref.removeprefix("id:") for ref in WORLD.dossiers.entities]


def numbers(answer: Any) -> Iterator[int]:
    """Yield every number of a source that an answer names, wherever in it."""
    match answer:
        case Statement():
            yield from answer.sources
            yield from (stance.source for stance in answer.stances)
        case tuple():
            for one in answer:
                yield from numbers(one)


def check_sources(statements: tuple[Statement, ...], sources: tuple[Source, ...]) -> None:
    """Hold that every statement has sources, that they are there, and that none is superfluous."""
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    assert len({source.id for source in sources}) == len(sources)
    assert set(numbers(statements)) == {source.number for source in sources}
    assert all(one.sources for one in statements)


# --- entities -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_entity_has_all_its_statements(graph: Graph, name: str, lang: str) -> None:
    """With the words of its record, whatever it is."""
    answer = about_entity(graph, name, lang)
    record = RecordMaker(graph.projector, lang).record(f"id:{name}")
    assert (answer.id, answer.name, answer.note) == (name, record.name, record.note)
    assert (answer.aliases, answer.elsewhere) == (record.aliases, record.addresses)
    assert answer.published == record.published
    assert answer.total == len(answer.statements)
    told = {s.id: s for s in answer.statements}
    lines = [line for lines in record.groups.values() for line in lines]
    assert {line.statement.removeprefix("st:") for line in lines} <= told.keys()
    for line in lines:
        one = told[line.statement.removeprefix("st:")]
        assert (one.sentence, one.status.key) == (line.sentence, line.status)
        assert (one.contested, one.source_count) == (line.contested, line.source_count)
    check_sources(answer.statements, answer.sources)


def test_a_statement_is_told_whole(graph: Graph) -> None:
    """Ends, relation, time, standing, and who says so where."""
    answer = about_entity(graph, "Mindful", relations=("chief-executive-of",))
    (one,) = answer.statements
    assert (one.subject.id, one.relation.key, one.object.id) == (
        "ada-gray",
        "chief-executive-of",
        "mindful",
    )
    assert one.subject.address == BASE + "id/ada-gray"
    assert one.address == BASE + "statement/" + one.id
    assert one.when is not None
    assert one.when.edtf == "2019-04/2021"
    assert one.details == ("interim",)
    assert (one.modality.key, one.status.key) == ("actual", "reported")
    assert one.known_since == "2020-03-01"
    assert (one.stances[0].who, one.stances[0].gist) == ("The Gazette", "She ran it.")
    assert one.stances[0].where == "paragraph 2"
    assert answer.sources == (
        Source(
            number=1,
            id="gazette-2020",
            title="How Mindful began",
            publisher="The Gazette",
            date="2020-03-01",
            address="https://gazette.example/2020/03/01/mindful",
            text="How Mindful began, The Gazette, 2020-03-01",
        ),
    )


def test_values_have_no_address(graph: Graph) -> None:
    """And are told in words."""
    answer = about_entity(graph, "Mindful", relations=("valuation",))
    (one,) = answer.statements
    assert (one.object.id, one.object.address) == (None, None)
    assert "1.1 billion" in one.object.name


def test_a_document_has_what_it_carries(graph: Graph) -> None:
    """Beside what is said of it."""
    answer = about_entity(graph, "courier-2021")
    carried = [
        s
        for s in graph.statements()
        if any("id:courier-2021" in (a.said_in, a.via) for a in s.attributions)
    ]
    assert {s.id for s in carried} <= {s.id for s in answer.statements}
    assert answer.published


def test_a_part_is_the_best_supported_one(graph: Graph) -> None:
    """And it is told how many there are."""
    whole = about_entity(graph, "Mindful")
    part = about_entity(graph, "Mindful", limit=2)
    assert part.total == len(whole.statements) > 2
    counts = sorted((s.source_count for s in whole.statements), reverse=True)
    assert [s.source_count for s in part.statements] == counts[:2]
    check_sources(part.statements, part.sources)


def test_an_unknown_relation_is_named(graph: Graph) -> None:
    """With what is near."""
    with pytest.raises(InputError, match=r"unknown relation 'fonded': use founded"):
        about_entity(graph, "Mindful", relations=("fonded",))


@pytest.mark.parametrize("name", ["", "nobody at all", "\x00", "a/b", "\udcff"])
def test_an_unknown_entity_is_named(graph: Graph, name: str) -> None:
    """Whatever it is."""
    with pytest.raises(NotFoundError):
        about_entity(graph, name)


def test_a_name_of_several_is_refused(graph: Graph) -> None:
    """With those that it may be."""
    with pytest.raises(AmbiguousNameError) as error:
        about_entity(graph, "Gray")
    assert {one.split()[0] for one in error.value.matches} >= {"ada-gray", "bob-gray"}


# --- statements -----------------------------------------------------------------------------


def test_every_statement_can_be_had(graph: Graph) -> None:
    """By its hash, its reference and its address."""
    for ref, told in graph.dossiers.statements.items():
        answer = about_statement(graph, told.id)
        assert (
            answer
            == about_statement(graph, ref)
            == about_statement(graph, answer.statement.address)
        )
        check_sources((answer.statement,), answer.sources)


@pytest.mark.parametrize("name", ["", "x", "st:", "0" * 20, "\x00", "../..", "\udcff"])
def test_an_unknown_statement_is_named(graph: Graph, name: str) -> None:
    """Whatever it is."""
    with pytest.raises(NotFoundError):
        about_statement(graph, name)


# --- search ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["mindful", "gray", "quarrel", "quarter", "she"])
def test_hits_are_those_of_the_search(graph: Graph, text: str) -> None:
    """Each with the documents behind it."""
    answer = found(graph, text, limit=50)
    hits = graph.search(text, limit=50)
    assert [(h.ref, h.text, h.score) for h in answer.hits] == [
        (h.ref, h.text, h.score) for h in hits
    ]
    assert {n for h in answer.hits for n in h.sources} == {s.number for s in answer.sources}
    for hit in answer.hits:
        assert bool(hit.sources) == (
            hit.ref.startswith("st:") or hit.ref in graph.dossiers.documents
        )


@pytest.mark.parametrize("text", ["", " ", "___", "!?", "\x00", "\udcff"])
def test_a_text_without_words_finds_nothing(graph: Graph, text: str) -> None:
    """As one types, it is no mistake."""
    assert found(graph, text).hits == ()


# --- ties -----------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [["Ada Gray", "The Bank"], ["Ada Gray", "Rival", "Bob Gray"]])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_ties_are_those_of_the_graph(graph: Graph, names: list[str], lang: str) -> None:
    """Each step with its best statements, which are all there."""
    answer = ties_between(graph, names, lang=lang, disputed=True)
    plain = graph.paths(*names, lang=lang, disputed=True)
    assert [tie.text for tie in answer.ties] == [str(tie) for tie in plain]
    assert [tie.weakest for tie in answer.ties] == [tie.weakest for tie in plain]
    told = {s.id: s for s in answer.statements}
    steps = [hop for tie in answer.ties for hop in tie.hops]
    assert {one for hop in steps for one in hop.statements} == told.keys()
    for hop, step in zip(steps, [hop for tie in plain for hop in tie.hops], strict=True):
        assert hop.statements[0] == step.best.statement.removeprefix("st:")
        assert 1 <= len(hop.statements) <= 3
        assert hop.total == len(step.supports)
        ends = {hop.start.id, hop.end.id}
        assert {told[hop.statements[0]].subject.id, told[hop.statements[0]].object.id} == ends
    check_sources(answer.statements, answer.sources)


def test_what_nothing_ties_is_told(graph: Graph) -> None:
    """By the ids of both."""
    answer = ties_between(graph, ["Ada Gray", "Lone Wolf"])
    assert answer.ties == ()
    assert answer.untied == (("ada-gray", "lone-wolf"),)


# --- the network ----------------------------------------------------------------------------


def ids(answer: NetworkAnswer) -> set[str]:
    """Return the ids of the statements of a network."""
    return {s.id for s in answer.statements}


@settings(max_examples=150)
@given(
    focus=st.lists(st.sampled_from(NAMES), max_size=3),
    hops=st.integers(0, 3),
    kinds=st.lists(st.sampled_from(KINDS), max_size=7),
    bulk=st.booleans(),
)
def test_the_network_is_that_of_the_graph(
    focus: list[str], hops: int, kinds: list[str], bulk: bool
) -> None:
    """The quick way finds what the drawing has."""
    answer = network_around(WORLD, focus, hops, kinds, bulk=bulk)
    try:
        plain = WORLD.network(focus, hops, kinds or None, bulk=bulk)
    except InputError:
        assert answer.statements == ()
        return
    assert ids(answer) == {edge.id for edge in plain.edges}
    assert answer.total == len(plain.edges)
    there = {entity.id for entity in answer.entities}
    ends = {e for edge in plain.edges for e in (edge.source, edge.target)}
    assert there == ends.union(WORLD.entity(name).id for name in focus)
    check_sources(answer.statements, answer.sources)


@settings(max_examples=50)
@given(day=st.dates(date(2015, 1, 1), date(2026, 1, 1)))
def test_a_day_leaves_what_can_have_held(day: date) -> None:
    """By the rule of the graph."""
    every = network_around(WORLD)
    then = network_around(WORLD, as_of=day)
    assert ids(then) == {
        one for one in ids(every) if can_hold(WORLD.dossiers.statements[f"st:{one}"], day)
    }


def test_what_is_near_comes_first(graph: Graph) -> None:
    """And the cut is told."""
    whole = network_around(graph, ["ada-gray"], hops=3)
    hops = {entity.id: entity.hops for entity in whole.entities}
    far = [
        (hops[s.subject.id or ""] or 0) + (hops[s.object.id or ""] or 0) for s in whole.statements
    ]
    assert far == sorted(far)
    assert hops["ada-gray"] == 0
    part = network_around(graph, ["ada-gray"], hops=3, limit=2)
    assert part.statements == tuple(itertools.islice(whole.statements, 2)) or len(ids(part)) == 2
    assert part.total == whole.total > 2
    assert ids(part) <= ids(whole)


def test_a_wrong_kind_is_named(graph: Graph) -> None:
    """With those that there are."""
    with pytest.raises(InputError, match="unknown kind 'persons': use person"):
        network_around(graph, kinds=["persons"])
