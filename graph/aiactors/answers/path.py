"""How entities are tied: the best ways from one to another, each step with its statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import Hop, PathAnswer, Tie
from aiactors.paths import Hop as Step
from aiactors.paths import Tie as Way

if TYPE_CHECKING:
    from aiactors.graph import Graph

MOST_OF_A_HOP = 3
"""The most statements that are told of one hop."""


def ties_between(
    graph: Graph,
    names: Sequence[str],
    k: int = 5,
    only: str | None = None,
    as_of: date | None = None,
    without: Collection[str] = (),
    longest: int = 6,
    lang: str = "en",
    *,
    disputed: bool = False,
    bulk: bool = False,
) -> PathAnswer:
    """Return the best ties between each two of some entities.

    At least two names are needed; ``k`` is the number of ties for each two, and ``longest`` the
    number of hops. For the other options see :meth:`aiactors.graph.Graph.paths`.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answer = ties_between(open_graph(), ["Ilya Sutskever", "Microsoft"], k=1)
        >>> answer.ties[0].hops[0].start.name, len(answer.ties[0].hops)
        ('Ilya Sutskever', 2)
    """
    ties = graph.paths(
        *names,
        k=k,
        only=only,
        as_of=as_of,
        without=without,
        longest=longest,
        disputed=disputed,
        bulk=bulk,
        lang=lang,
        every=False,
    )
    refs = dict.fromkeys(ref for tie in ties for hop in tie.hops for ref in _best(hop))
    maker = AnswerMaker(graph.holding(refs), lang)
    statements, sources = maker.statements(refs)
    return PathAnswer(
        ties=tuple(_tie(maker, tie) for tie in ties),
        untied=tuple((a.removeprefix("id:"), b.removeprefix("id:")) for a, b in ties.untied),
        statements=statements,
        sources=sources,
    )


def _best(hop: Step) -> list[str]:
    return list(hop.statements[:MOST_OF_A_HOP])


def _tie(maker: AnswerMaker, tie: Way) -> Tie:
    hops = tuple(
        Hop(
            start=maker.named(hop.start),
            end=maker.named(hop.end),
            relation=hop.best.relation,
            total=len(hop.statements),
            statements=tuple(ref.removeprefix("st:") for ref in _best(hop)),
        )
        for hop in tie.hops
    )
    return Tie(text=str(tie), hops=hops, weakest=tie.weakest)
