"""What is said of an entity, and one statement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import EntityAnswer, StatementAnswer
from aiactors.errors import InputError, NotFoundError, nearest
from aiactors.model import Document, in_language
from aiactors.model import Statement as Told
from aiactors.record.sources import published
from aiactors.schema import short
from aiactors.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

_HASH = re.compile(r"[0-9a-f]{20}")


def about_entity(
    graph: Graph,
    name: str,
    lang: str = "en",
    relations: tuple[str, ...] = (),
    limit: int | None = None,
) -> EntityAnswer:
    """Return what is said of an entity.

    Args:
        graph: the graph.
        name: an id, name or alias in any language; accents and case do not count.
        lang: ``en`` or ``fr``.
        relations: keys of relations; only statements with one of them are returned. All if empty.
        limit: how many statements at the most, the best supported first; all, in the order in
            which they are read, if left out.

    Returns:
        The answer.

    Raises:
        NotFoundError: if there is no such entity, or none is meant alone.
        InputError: if a relation is unknown.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answer = about_entity(open_graph(), "Sutskever", relations=("founded",))
        >>> answer.id, answer.statements[0].subject.name
        ('ilya-sutskever', 'Ilya Sutskever')
    """
    entity = graph.entity(name)
    maker = AnswerMaker(graph, lang)
    told = _wanted(_about(graph, entity.ref), _relations(maker, relations))
    statements, sources = maker.statements(_best(graph, told, limit))
    homes = (entity.url if isinstance(entity, Document) else None, entity.homepage)
    own = entity.name(lang)
    return EntityAnswer(
        id=entity.id,
        address=iri(entity.ref),
        name=own,
        kinds=tuple(map(maker.concept, entity.kinds)),
        aliases=tuple(dict.fromkeys(n.text for n in entity.all_names if n.text != own)),
        note=in_language(entity.note, lang) or "",
        published=published(graph.dossiers, entity, lang) if isinstance(entity, Document) else "",
        elsewhere=tuple(dict.fromkeys(a for a in (*homes, *entity.same_as) if a is not None)),
        total=len(told),
        statements=statements,
        sources=sources,
    )


def _about(graph: Graph, ref: str) -> list[Told]:
    """The statements with it as an end, in the order of relations and time; then what it tells."""
    ends: list[Told] = []
    carried: list[Told] = []
    for statement in graph.dossiers.statements.values():
        if ref in (statement.subject, statement.object):
            ends.append(statement)
        elif any(ref in (a.said_in, a.via) for a in statement.attributions):
            carried.append(statement)
    return sorted(ends, key=lambda s: (s.subject != ref, s.predicate, _first(s), s.id)) + carried


def _first(statement: Told) -> str:
    bounds = None if statement.when is None else statement.when.bounds
    first = None if bounds is None else bounds.earliest_start or bounds.latest_end
    return "9999" if first is None else first.isoformat()


def _relations(maker: AnswerMaker, keys: tuple[str, ...]) -> frozenset[str]:
    """Local names of the relations with some keys, and of those below them."""
    known = {short(name): name for name in maker.ontology.relations}
    for key in keys:
        if key not in known:
            near = nearest(key, known) or ("founded", "works-for", "…")
            raise InputError(f"unknown relation {key!r}: use {', '.join(near)}")
    return frozenset(known[key] for key in keys)


def _wanted(told: list[Told], relations: frozenset[str]) -> list[Told]:
    return [s for s in told if not relations or s.predicate in relations]


def _best(graph: Graph, told: list[Told], limit: int | None) -> list[str]:
    if limit is None or len(told) <= limit:
        return [s.ref for s in told]
    made = graph.derived.assessments
    return [s.ref for s in sorted(told, key=lambda s: -made[s.ref].source_count)[:limit]]


def about_statement(graph: Graph, name: str, lang: str = "en") -> StatementAnswer:
    """Return one statement, and who says so.

    Args:
        graph: the graph.
        name: its hash, its reference (``st:…``) or its address.
        lang: ``en`` or ``fr``.

    Returns:
        The answer.

    Raises:
        NotFoundError: if the graph does not know it.
    """
    hash_ = name.strip().removeprefix(PREFIXES["st"]).removeprefix("st:")
    ref = f"st:{hash_}"
    if ref not in graph.dossiers.statements:
        hint = "Each statement of an answer has its id"
        if _HASH.fullmatch(hash_) is None:
            hint = "The id of a statement has 20 digits and letters from a to f"
        raise NotFoundError("statement", name, hint=hint)
    (statement,), sources = AnswerMaker(graph, lang).statements([ref])
    return StatementAnswer(statement=statement, sources=sources)
