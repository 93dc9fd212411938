"""Which ties there are, what they rest on, and which of them goes first."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

import aiactors
from aiactors.errors import DateError, InputError, NotFoundError
from aiactors.graph import Graph
from aiactors.model import Attribution, Evidence, holds, texts
from aiactors.paths.links import links
from tests.paths.conftest import made_graph

GraphOf = Callable[..., Graph]


def ways(graph: Graph, *names: str, **conditions: Any) -> list[str]:
    """Return the ties between actors, each as its ids with spaces between."""
    found = graph.paths(*names, **conditions)
    return [" ".join(ref.removeprefix("id:") for ref in tie.refs) for tie in found]


def test_shorter_goes_first_and_then_what_stands_better(graph_of: GraphOf) -> None:
    """However bad the evidence of the shorter one."""
    graph = graph_of([
        ("a", "owns", "z"),
        ("a", "owns", "b", {"sources": 3}), ("b", "owns", "z", {"sources": 3}),
        ("a", "owns", "c"), ("c", "owns", "z", {"sources": 3}),
        ("a", "owns", "d", {"sources": 2}), ("d", "owns", "z", {"sources": 3}),
    ])  # fmt: skip
    assert ways(graph, "a", "z") == ["a z", "a b z", "a d z", "a c z"]
    assert ways(graph, "a", "z", k=2) == ["a z", "a b z"]
    ties = graph.paths("a", "z")
    assert [len(tie) for tie in ties] == [1, 2, 2, 2]
    assert [tie.weakest for tie in ties] == [0, 0, 0, 0]


def test_the_weakest_hop_is_named(graph_of: GraphOf) -> None:
    """The first of those that stand least well."""
    graph = graph_of([("a", "owns", "b", {"sources": 3}), ("b", "owns", "c"), ("c", "owns", "d")])
    (tie,) = graph.paths("a", "d")
    assert tie.weakest == 1
    assert tie.hops[tie.weakest].best.sentence == "B owns C"


def test_a_relation_is_read_either_way(graph_of: GraphOf) -> None:
    """In the words that fit the direction, and in the language that is asked for."""
    graph = graph_of([("a", "founded", "b"), ("c", "competesWith", "b")])
    forth, back = graph.paths("a", "c")[0].hops
    assert (forth.best.relation, forth.best.forward) == ("founded", True)
    assert (back.best.relation, back.best.forward) == ("competes with", False)
    assert str(graph.paths("c", "a")[0]) == "C —competes with→ B —founded by→ A"
    assert str(graph.paths("b", "a", lang="fr")[0]) == "b (fr) —fondé par→ a (fr)"
    assert back.best.sentence == "C competes with B"


def test_several_statements_are_one_hop(graph_of: GraphOf) -> None:
    """The best of them first, whichever way they go."""
    graph = graph_of([
        ("a", "owns", "b"), ("b", "sued", "a", {"sources": 3}),
        ("a", "founded", "b", {"sources": 2}),
    ])  # fmt: skip
    (tie,) = graph.paths("a", "b")
    (hop,) = tie.hops
    assert [one.relation for one in hop.supports] == ["sued by", "founded", "owns"]
    assert [one.source_count for one in hop.supports] == [3, 2, 1]


def test_what_holds_is_a_hop_and_nothing_else(graph_of: GraphOf) -> None:
    """Not what is claimed, denied or disputed, planned, or out of rank."""
    graph = graph_of([
        ("a", "owns", "b", {"claimant": "id:a"}),
        ("a", "sued", "b", {"denied": 1}),
        ("a", "hired", "b", {"stance": "Denies"}),
        ("a", "acquired", "b", {"modality": "Planned"}),
        ("a", "founded", "b", {"rank": "Deprecated"}),
        ("a", "chairs", "b"), ("a", "chairs", "c", {"rank": "Preferred"}),
    ])  # fmt: skip
    assert ways(graph, "a", "b") == []
    assert ways(graph, "a", "c") == ["a c"]
    (tie,) = graph.paths("a", "b", disputed=True)
    assert [one.status for one in tie.hops[0].supports] == ["claimed", "disputed", "denied"]


def test_hops_are_direct_triples(world: Any) -> None:
    """The rule is that of the derived graph."""
    graph = aiactors.open(world)
    direct = {
        (subject, predicate.removeprefix("ai:"), object_)
        for subject, pairs in graph.derived.direct.items()
        for predicate, objects in pairs.items()
        for object_ in objects
    }
    found = links(graph.columns, conditions())
    assert len(found.rows)
    for s in map(graph.dossiers.statements.__getitem__, graph.columns.statement_refs(found.rows)):
        assert (s.subject, s.predicate, s.object) in direct
        assert holds(s, graph.derived.assessments[s.ref].status)


def conditions() -> Any:
    """Return the usual conditions."""
    from aiactors.paths import Conditions

    return Conditions()


def test_only_what_is_established(graph_of: GraphOf) -> None:
    """By two sources at the least."""
    graph = graph_of([
        ("a", "owns", "z"), ("a", "owns", "b", {"sources": 2}), ("b", "owns", "z", {"sources": 2}),
    ])  # fmt: skip
    assert ways(graph, "a", "z", only="established") == ["a b z"]


def test_without_relations(graph_of: GraphOf) -> None:
    """By either name of theirs."""
    graph = graph_of([("a", "competesWith", "b"), ("a", "owns", "c"), ("c", "sued", "b")])
    for name in ("competesWith", "competes-with"):
        assert ways(graph, "a", "b", without=[name]) == ["a c b"]
    assert ways(graph, "a", "b", without=["competesWith", "sued"]) == []


def test_as_of_a_day(graph_of: GraphOf) -> None:
    """A state from its beginning to its end; what happened, from then on."""
    graph = graph_of([
        ("a", "worksFor", "b", {"when": "2015/2017"}), ("a", "founded", "c", {"when": "2018-05"}),
        ("c", "owns", "b"),
    ])  # fmt: skip
    assert ways(graph, "a", "b", as_of="2016-06-01") == ["a b"]
    assert ways(graph, "a", "b", as_of=date(2014, 1, 1)) == []
    assert ways(graph, "a", "b", as_of="2018-01-01") == []
    assert ways(graph, "a", "b", as_of="2020-01-01") == ["a c b"]
    assert ways(graph, "a", "b") == ["a b", "a c b"]


def test_it_is_as_the_graph_as_of_that_day(world: Any) -> None:
    """Two ways to ask one thing."""
    graph = aiactors.open(world)
    for day in ("2019-01-01", "2020-06-01", "2021-06-01", "2024-01-01"):
        then = graph.at(as_of=day)
        for other in ("rival", "bank", "bob-gray"):
            assert ways(graph, "ada-gray", other, as_of=day) == ways(then, "ada-gray", other)


def test_events_are_on_the_way_and_documents_and_thoughts_are_not(graph_of: GraphOf) -> None:
    """An investor, the round, the company; but not two that a text is about."""
    graph = graph_of([
        ("round", "investor", "a"), ("round", "recipient", "b"),
        ("a", "author", "doc"), ("c", "published", "doc"),
        ("a", "supported", "thought"), ("c", "opposed", "thought"),
    ])  # fmt: skip
    assert ways(graph, "a", "b") == ["a round b"]
    assert ways(graph, "a", "c") == []
    assert ways(graph, "round", "a") == ["round a"]
    for name in ("doc", "thought"):
        with pytest.raises(InputError, match="ties lead between people"):
            graph.paths("a", name)


def test_bulk_dossiers_count_when_they_are_asked_for(graph_of: GraphOf) -> None:
    """They are taken over from tables."""
    graph = graph_of([("a", "owns", "b", {"bulk": True}), ("a", "owns", "c"), ("c", "owns", "b")])
    assert ways(graph, "a", "b") == ["a c b"]
    assert ways(graph, "a", "b", bulk=True) == ["a b", "a c b"]


def test_longest(graph_of: GraphOf) -> None:
    """No tie has more hops."""
    graph = graph_of([(f"n{n}", "owns", f"n{n + 1}") for n in range(8)])
    assert ways(graph, "n0", "n6") == ["n0 n1 n2 n3 n4 n5 n6"]
    assert ways(graph, "n0", "n6", longest=5) == []
    assert ways(graph, "n0", "n7") == []
    assert len(graph.paths("n0", "n8", longest=8)[0]) == 8


def test_several_actors(graph_of: GraphOf) -> None:
    """Each two of them, in the order in which they were named."""
    graph = graph_of([("a", "owns", "b"), ("b", "owns", "c")], also=["lone"])
    ties = graph.paths("c", "a", "lone", "a")
    assert ties.pairs == (("id:c", "id:a"), ("id:c", "id:lone"), ("id:a", "id:lone"))
    assert ties.untied == ties.pairs[1:]
    assert [tie.refs for tie in ties.between("id:c", "id:a")] == [("id:c", "id:b", "id:a")]
    assert ties.names == {"id:c": "C", "id:a": "A", "id:lone": "Lone"}
    assert len(ties) == 1
    assert ties[:1] == (ties[0],)
    assert list(ties) == [ties[0]]


def test_a_passage_that_is_summed_up_goes_before_one_that_is_not() -> None:
    """A reader is told what a source says; its bare place tells nothing."""
    bare = Evidence(document="id:text-0", where="page 1")
    told = Evidence(document="id:text-0", where="page 2", gist=texts({"en": "So it is."}))
    for evidence in ((bare, told), (told, bare)):
        graph = made_graph([("a", "owns", "b", {"attributions": (
            Attribution(said_in="id:text-0", evidence=evidence),
        )})])  # fmt: skip
        assert graph.paths("a", "b")[0].hops[0].best.gist == "So it is."


def test_each_hop_has_its_source(graph_of: GraphOf) -> None:
    """The best statements have the first numbers; nothing is numbered that is not cited."""
    graph = graph_of([("a", "owns", "b", {"sources": 2}), ("b", "sued", "c")])
    ties = graph.paths("a", "c")
    assert [hop.best.source for hop in ties[0].hops] == [1, 1]
    assert [source.text for source in ties.sources] == ["Text 0, P0"]
    assert ties.sources[0].address == "https://paper.example/0"
    assert ties[0].hops[0].best.gist == "So says text 0."
    assert asdict(ties)["ties"][0]["hops"][0]["start"] == "id:a"


@pytest.mark.parametrize(
    ("names", "conditions", "error", "says"),
    [
        (("a", "a"), {}, InputError, "name two different ones"),
        (("a", "nobody"), {}, NotFoundError, "no entity is named 'nobody'"),
        (("a", ""), {}, NotFoundError, "no entity is named ''"),
        (("a", "b"), {"k": 0}, InputError, "k 0: use a number from 1 to 100"),
        (("a", "b"), {"k": 101}, InputError, "k 101"),
        (("a", "b"), {"longest": 0}, InputError, "longest 0"),
        (("a", "b"), {"longest": 13}, InputError, "longest 13"),
        (("a", "b"), {"only": "claimed"}, InputError, "use 'established'"),
        (("a", "b"), {"as_of": "tomorrow"}, DateError, "tomorrow"),
        (("a", "b"), {"as_of": "2020-02-30"}, DateError, "2020-02-30"),
        (("a", "b"), {"without": ["competes"]}, NotFoundError, "Did you mean competes-with"),
        (tuple(f"n{n}" for n in range(21)), {}, InputError, "more than 20 entities"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    names: tuple[str, ...], conditions: dict[str, Any], error: type[Exception], says: str,
    graph_of: GraphOf,
) -> None:  # fmt: skip
    """With what to do."""
    graph = graph_of([("a", "owns", "b")], also=[f"n{n}" for n in range(21)])
    with pytest.raises(error, match=says):
        graph.paths(*names, **conditions)


def test_a_title_does_not_stand_in_the_way_of_a_name(graph_of: GraphOf) -> None:
    """A document may have an actor's name; no tie leads to it."""
    graph = graph_of([("a", "owns", "b"), ("doc", "author", "a")])
    model = graph.dossiers
    text = next(d for d in model.dossiers[0].documents if d.id == "doc")
    twin = text.model_copy(update={"names": texts({"en": "B"})})
    others = tuple(d for d in model.dossiers[0].documents if d.id != "doc")
    first = model.dossiers[0].model_copy(update={"documents": (*others, twin)})
    graph = Graph.of_dossiers(type(model)(dossiers=(first,)))
    assert ways(graph, "A", "B") == ["a b"]


@pytest.mark.heavy
def test_the_release_has_short_ways(shared_release: Graph) -> None:
    """Each is a way, the shortest first, and nothing is visited twice."""
    graph = shared_release
    columns = graph.columns
    found = links(columns, conditions())
    random_ = random.Random(3)
    refs = columns.refs.texts(sorted({*columns.subject[found.rows], *columns.object[found.rows]}))
    graph.paths("Elon Musk", "Google DeepMind")
    for _ in range(20):
        one, other = random_.sample(refs, 2)
        ties = graph.path_finder.find([one, other])
        lengths = [len(tie) for tie in ties]
        assert lengths == sorted(lengths)
        for tie in ties:
            assert len(set(tie.refs)) == len(tie.refs)
            assert (tie.start, tie.end) == (one, other)
            assert all(found.between(*hop) for hop in pairwise(tie.refs))
            assert all(0 < s.source <= len(ties.sources) for h in tie.hops for s in h.supports)
