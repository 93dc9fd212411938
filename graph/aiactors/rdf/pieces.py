"""The text of one thing at a time: for graphs that are too large to be held at once.

What is written here thing by thing is what :mod:`aiactors.rdf.turtle` and
:mod:`aiactors.rdf.quads` write of all, in another order. Things may share passages and amounts
of money; these are then written with each, which makes no other triples.
"""

from __future__ import annotations

from functools import lru_cache

from aiactors.model import Assessment, Dossier, Entity, Statement
from aiactors.rdf.describe import (
    Pairs,
    assessment_block,
    direct_block,
    evidence_block,
    money_block,
    money_of,
    statement_blocks,
)
from aiactors.rdf.notation import Blocks, Lines, Notation
from aiactors.rdf.things import dossier_block, entity_block
from aiactors.vocabulary import PREFIXES

_TURTLE = Blocks()
_TRIPLES = Lines()


@lru_cache(maxsize=1024)
def _lines(graph: str) -> Lines:
    return _TRIPLES.of(graph)


def prefixes() -> str:
    """Return the prefixes of every text of this package, as Turtle and TriG declare them.

    Returns:
        Lines of Turtle.
    """
    return "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(PREFIXES.items()))


def dossier_turtle(dossier: Dossier) -> str:
    """Return what is said of a dossier itself as Turtle.

    Args:
        dossier: the dossier; its statements are not asked for.

    Returns:
        A block, in short terms.
    """
    return dossier_block(_TURTLE, dossier)


def entity_turtle(entity: Entity) -> str:
    """Return an entity or a document as Turtle.

    Args:
        entity: the entity.

    Returns:
        A block, in short terms.
    """
    return entity_block(_TURTLE, entity)


def statement_turtle(statement: Statement) -> str:
    """Return a statement as Turtle, with its attributions, their passages, and its money.

    Args:
        statement: the statement.

    Returns:
        Blocks, in short terms.
    """
    return "".join(_all_of(_TURTLE, statement))


def assessment_turtle(ref: str, assessment: Assessment) -> str:
    """Return how a statement stands as Turtle.

    Args:
        ref: reference of the statement.
        assessment: how it stands.

    Returns:
        A block, in short terms.
    """
    return assessment_block(_TURTLE, ref, assessment)


def direct_turtle(subject: str, direct: Pairs) -> str:
    """Return direct triples of a subject as Turtle.

    Args:
        subject: its reference.
        direct: predicate → objects, each a short Turtle term.

    Returns:
        A block, in short terms.

    Example:
        >>> print(direct_turtle("id:a", {"ai:founded": ["id:b"]}), end="")
        id:a ai:founded id:b .
    """
    return direct_block(_TURTLE, subject, direct)


def dossier_lines(dossier: Dossier, graph: str) -> list[str]:
    """Return what is said of a dossier itself, line by line.

    Args:
        dossier: the dossier; its statements are not asked for.
        graph: full address of the graph; empty for N-Triples.

    Returns:
        For each subject, its lines in order.
    """
    return [dossier_block(_lines(graph), dossier)]


def entity_lines(entity: Entity, graph: str) -> list[str]:
    """Return an entity or a document, line by line.

    Args:
        entity: the entity.
        graph: full address of the graph; empty for N-Triples.

    Returns:
        For each subject, its lines in order.
    """
    return [entity_block(_lines(graph), entity)]


def statement_lines(statement: Statement, graph: str) -> list[str]:
    """Return a statement with its attributions, their passages, and its money, line by line.

    Args:
        statement: the statement.
        graph: full address of the graph; empty for N-Triples.

    Returns:
        For each subject, its lines in order.
    """
    return _all_of(_lines(graph), statement)


def assessment_lines(ref: str, assessment: Assessment, graph: str) -> list[str]:
    """Return how a statement stands, line by line.

    Args:
        ref: reference of the statement.
        assessment: how it stands.
        graph: full address of the graph; empty for N-Triples.

    Returns:
        For each subject, its lines in order.
    """
    return [assessment_block(_lines(graph), ref, assessment)]


def direct_lines(subject: str, direct: Pairs, graph: str) -> list[str]:
    """Return direct triples of a subject, line by line.

    Args:
        subject: its reference.
        direct: predicate → objects, each a short Turtle term.
        graph: full address of the graph; empty for N-Triples.

    Returns:
        For each subject, its lines in order.
    """
    return [direct_block(_lines(graph), subject, direct)]


def _all_of(to: Notation, statement: Statement) -> list[str]:
    """The blocks of a statement and of all that is only there for it."""
    blocks = statement_blocks(to, statement)
    for attribution in statement.attributions:
        blocks += [evidence_block(to, evidence) for evidence in attribution.evidence]
    blocks += [money_block(to, money) for money in money_of(statement)]
    return blocks
