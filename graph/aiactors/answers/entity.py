"""What is said of an entity, and one statement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import EntityAnswer, StatementAnswer
from aiactors.columns.mentions import Mention, best
from aiactors.errors import InputError, NotFoundError, nearest
from aiactors.model import Document, in_language
from aiactors.record.sources import published
from aiactors.schema import load_ontology, short
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

    The name is an id, a name or an alias in any language. Of a limited number of statements, the
    best supported come first; without a limit they keep the order in which they are read. An
    unknown name or relation is an error.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answer = about_entity(open_graph(), "Sutskever", relations=("founded",))
        >>> answer.id, answer.statements[0].subject.name
        ('ilya-sutskever', 'Ilya Sutskever')
    """
    entity = graph.entity(name)
    wanted = _relations(relations)
    told = [one for one in _about(graph, entity.ref) if not wanted or one.predicate in wanted]
    refs = [one.statement for one in best(told, limit)]
    maker = AnswerMaker(graph.holding(refs, [entity.ref]), lang)
    statements, sources = maker.statements(refs)
    homes = (entity.url if isinstance(entity, Document) else None, entity.homepage)
    own = entity.name(lang)
    return EntityAnswer(
        id=entity.id,
        address=iri(entity.ref),
        name=own,
        kinds=tuple(map(maker.concept, entity.kinds)),
        aliases=tuple(dict.fromkeys(n.text for n in entity.all_names if n.text != own)),
        note=in_language(entity.note, lang) or "",
        published=published(maker.dossiers, entity, lang) if isinstance(entity, Document) else "",
        elsewhere=tuple(dict.fromkeys(a for a in (*homes, *entity.same_as) if a is not None)),
        total=len(told),
        statements=statements,
        sources=sources,
    )


def _about(graph: Graph, ref: str) -> list[Mention]:
    """The statements with it as an end, in the order of relations and time; then what it tells."""
    every = graph.mentions_of(ref)
    ends = [one for one in every if one.end]
    ends.sort(key=lambda one: (one.end != "subject", one.predicate, one.first, one.statement))
    return ends + [one for one in every if not one.end]


def _relations(keys: tuple[str, ...]) -> frozenset[str]:
    """Local names of the relations with some keys."""
    known = {short(name): name for name in load_ontology().relations}
    for key in keys:
        if key not in known:
            near = nearest(key, known) or ("founded", "works-for", "…")
            raise InputError(f"unknown relation {key!r}: use {', '.join(near)}")
    return frozenset(known[key] for key in keys)


def about_statement(graph: Graph, name: str, lang: str = "en") -> StatementAnswer:
    """Return one statement, and who says so."""
    hash_ = name.strip().removeprefix(PREFIXES["st"]).removeprefix("st:")
    ref = f"st:{hash_}"
    is_hash = _HASH.fullmatch(hash_) is not None
    part = graph.holding([ref] if is_hash else [])
    if ref not in part.dossiers.statements:
        hint = "Each statement of an answer has its id"
        if not is_hash:
            hint = "The id of a statement has 20 digits and letters from a to f"
        raise NotFoundError("statement", name, hint=hint)
    (statement,), sources = AnswerMaker(part, lang).statements([ref])
    return StatementAnswer(statement=statement, sources=sources)
