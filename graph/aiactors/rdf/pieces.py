"""The text of one thing at a time: for graphs that are too large to be held at once.

What is written here thing by thing is what :mod:`aiactors.rdf.turtle` and
:mod:`aiactors.rdf.quads` write of all, in another order. Things may share passages and amounts
of money; these are then written with each, which makes no other triples.
"""

from __future__ import annotations

from functools import lru_cache

from aiactors.facts import Facts
from aiactors.model import Assessment, Dossier, Entity, Statement
from aiactors.rdf.describe import (
    Pairs,
    assessment_block,
    direct_block,
    evidence_block,
    fact_block,
    money_block,
    money_of,
    now_block,
    statement_blocks,
)
from aiactors.rdf.entity_blocks import dossier_block, entity_block
from aiactors.rdf.notation import Blocks, Lines, Notation
from aiactors.vocabulary import PREFIXES

_TURTLE = Blocks()
_TRIPLES = Lines()


@lru_cache(maxsize=1024)
def _lines(graph: str) -> Lines:
    return _TRIPLES.of(graph)


def prefixes() -> str:
    """Return the prefixes of every text of this package, as Turtle and TriG declare them."""
    return "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(PREFIXES.items()))


def dossier_turtle(dossier: Dossier) -> str:
    """Return what is said of a dossier itself as Turtle."""
    return dossier_block(_TURTLE, dossier)


def entity_turtle(entity: Entity) -> str:
    """Return an entity or a document as Turtle."""
    return entity_block(_TURTLE, entity)


def statement_turtle(statement: Statement) -> str:
    """Return a statement as Turtle, with its attributions, their passages, and its money."""
    return "".join(_all_of(_TURTLE, statement))


def assessment_turtle(ref: str, assessment: Assessment) -> str:
    """Return how a statement stands as Turtle."""
    return assessment_block(_TURTLE, ref, assessment)


def direct_turtle(subject: str, direct: Pairs) -> str:
    """Return direct triples of a subject as Turtle.

    Example:
        >>> print(direct_turtle("id:a", {"ai:founded": ["id:b"]}), end="")
        id:a ai:founded id:b .
    """
    return direct_block(_TURTLE, subject, direct)


def dossier_lines(dossier: Dossier, graph: str) -> list[str]:
    """Return the lines of a dossier itself, sorted, subject by subject.

    ``graph`` is a full address; empty for N-Triples.
    """
    return [dossier_block(_lines(graph), dossier)]


def entity_lines(entity: Entity, graph: str) -> list[str]:
    """Return the lines of an entity or a document, sorted, subject by subject."""
    return [entity_block(_lines(graph), entity)]


def statement_lines(statement: Statement, graph: str) -> list[str]:
    """Return the lines of a statement, its attributions, passages and money, sorted by subject."""
    return _all_of(_lines(graph), statement)


def assessment_lines(ref: str, assessment: Assessment, graph: str) -> list[str]:
    """Return the lines of how a statement stands, sorted, subject by subject."""
    return [assessment_block(_lines(graph), ref, assessment)]


def direct_lines(subject: str, direct: Pairs, graph: str) -> list[str]:
    """Return the lines of direct triples of a subject, sorted."""
    return [direct_block(_lines(graph), subject, direct)]


def facts_lines(facts: Facts, graph: str) -> list[str]:
    """Return the lines of facts, and of the day that they call now; sorted by subject each."""
    to = _lines(graph)
    blocks = [] if facts.now is None else [now_block(to, facts.now)]
    return blocks + [fact_block(to, fact, facts.holding_now(fact)) for fact in facts.facts]


def _all_of(to: Notation, statement: Statement) -> list[str]:
    """The blocks of a statement and of all that is only there for it."""
    blocks = statement_blocks(to, statement)
    for attribution in statement.attributions:
        blocks += [evidence_block(to, evidence) for evidence in attribution.evidence]
    blocks += [money_block(to, money) for money in money_of(statement)]
    return blocks
