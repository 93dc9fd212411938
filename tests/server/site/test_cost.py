"""What a page costs does not depend on how much else the graph holds."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    Statement,
    texts,
)
from aiactors.record import RecordMaker
from aiactors.server.site.request import PageRequest
from aiactors.server.site.routes import ROUTER

CROWD = 200


def crowd() -> Dossier:
    """Return a dossier on companies that have nothing to do with anybody else."""
    refs = [f"crowd-{n}" for n in range(CROWD)]
    said = Attribution(said_in="id:crowd-text", evidence=(
        Evidence(document="id:crowd-text", where="page 1", gist=texts({"en": "So it is."})),
    ))  # fmt: skip
    return Dossier(
        name="crowd",
        title=texts({"en": "A crowd"}),
        entities=tuple(
            Entity(id=ref, kinds=("Company",), names=texts({"en": f"Number {ref}"})) for ref in refs
        ),
        documents=(
            Document(id="crowd-text", kinds=("Article",), names=texts({"en": "On the crowd"})),
        ),
        statements=tuple(
            Statement(
                subject=f"id:{one}", predicate="founded", object=f"id:{other}", attributions=(said,)
            )
            for one, other in itertools.pairwise(refs)
        ),
    )


@pytest.fixture(scope="module")
def worlds(world: Path) -> tuple[Graph, Graph]:
    """The small world, and the same with a crowd beside it."""
    few = aiactors.open(world)
    many = DossierSet(dossiers=(*few.dossiers.dossiers, crowd()))
    return few, Graph.of_dossiers(many)


def steps(act: Callable[[], object]) -> Counter[str]:
    """Return how many lines of the package are run, by function."""
    found: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        # Looking up a reference halves all of them until it is found: that may take a step more.
        if "aiactors" not in frame.f_code.co_filename or "_place" in frame.f_code.co_qualname:
            return None
        if event == "line":
            found[f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}"] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/id/ada-gray",
        "/id/gazette-2020",
        "/id/ada-gray?format=ttl",
        "/id/mindful?relation=founded",
        "/statement/{statement}",
        "/dossier/story",
        "/api/entity/ada-gray",
        "/api/entity/Ada Gray",
        "/api/entity/ada",
        "/api/entity/gazette-2020",
        "/api/statement/{statement}",
    ],
)
def test_a_page_reads_only_what_it_shows(path: str, worlds: tuple[Graph, Graph]) -> None:
    """A graph with many more statements, none of them about it, takes as many steps."""
    statement = next(s.id for s in worlds[0].statements() if s.predicate == "founded")
    path, _, asked = path.format(statement=statement).partition("?")
    parameters = dict([asked.partition("=")[::2]]) if asked else {}
    visit = PageRequest(
        path, {name: [value] for name, value in parameters.items()}, {}, "http://here"
    )
    few, many = worlds
    told = [ROUTER.reply(graph, visit).body for graph in worlds]  # what is kept is made here
    assert told[0] == told[1]
    assert steps(lambda: ROUTER.reply(many, visit)) == steps(lambda: ROUTER.reply(few, visit))


def test_what_is_told_of_an_entity_is_found_without_the_rest(worlds: tuple[Graph, Graph]) -> None:
    """In Python and at the terminal as on a page."""

    def told(graph: Graph) -> object:
        mindful = graph.between([("id:ada-gray", "id:mindful"), ("id:mindful", "id:rival")])
        return mindful, graph.statements("Ada Gray"), RecordMaker(graph.projector).record("id:bank")

    few, many = worlds
    assert told(few) == told(many)
    assert steps(lambda: told(many)) == steps(lambda: told(few))
