"""What holds now of an entity: the facts that its record opens with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from aiactors.model import LangString, in_language
from aiactors.network.kinds import FAMILIES
from aiactors.network.words import date_in_words
from aiactors.query import Result
from aiactors.schema import Relation, load_ontology
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.store import Store

_FACTS = """
SELECT ?fact ?relation ?forth ?other ?name (lang(?name) AS ?name_lang) ?when ?seen ?how ?status
       ?statement ?role (lang(?role) AS ?role_lang) ?day
WHERE {
  VALUES (?near ?far ?forth) { (ai:subject ai:object true) (ai:object ai:subject false) }
  VALUES ?how { ai:HoldsThen ai:HeldWhenLastSeen }
  ?fact ?near ?self ;
    ?far ?other ;
    ai:asOfNow ?how ;
    ai:relation ?relation ;
    ai:status ?status .
  ?other skos:prefLabel ?name .
  ?derived ai:now ?day .
  OPTIONAL { ?fact ai:when ?when }
  OPTIONAL { ?fact ai:lastSeen ?seen }
  OPTIONAL {
    ?fact ai:statement|prov:wasDerivedFrom ?statement .
    OPTIONAL { ?statement ai:role ?role }
  }
}
ORDER BY ?forth ?fact ?statement ?name ?role
"""


@dataclass(frozen=True, slots=True)
class HoldingNow:
    """A fact that holds now, seen from the entity.

    Attributes:
        relation: the relation in words, as read from the entity.
        other: the name of what is at its other end.
        other_ref: its reference.
        role: the position in words; empty where none is told.
        when: since when, in words; empty where not known.
        last_seen: the month in which it was last seen; empty where a source reaches the day.
        statement: reference of a statement beneath it.
    """

    relation: str
    other: str
    other_ref: str
    role: str
    when: str
    last_seen: str
    statement: str


@dataclass(frozen=True, slots=True)
class Now:
    """What holds now of an entity.

    Attributes:
        day: the day that is called now: that of the newest document.
        facts: posts that one person holds at a time first, then other posts, then the rest.
    """

    day: date
    facts: tuple[HoldingNow, ...]


def holding_now(store: Store, ref: str, lang: str = "en") -> Now | None:
    """Return what holds now of an entity, as the facts of a store tell it; not what it thinks.

    Args:
        store: where the graph is kept.
        ref: reference of the entity.
        lang: the language of names and words.

    Returns:
        The facts; None where there are none.

    Example:
        >>> import aiactors
        >>> now = holding_now(aiactors.open().store, "id:jensen-huang")
        >>> now.facts[0].relation, now.facts[0].other
        ('is chief executive officer of', 'Nvidia')
    """
    rows = Result(store.query(_FACTS, {"self": ox.NamedNode(iri(ref))})).dicts()
    relations = load_ontology().relations
    found = []
    for _, of_fact in groupby(rows, key=lambda row: (row["forth"], row["fact"])):
        told = list(of_fact)
        relation = relations[told[0]["relation"].removeprefix("ai:")]
        if relation.aspect == "State" and relation.family != "ThoughtRelation":
            found.append((_rank(relation), _fact(told, relation, lang)))
    found.sort(key=lambda one: (one[0], one[1].relation, one[1].other))
    posts = {fact.other_ref for rank, fact in found if rank < _EMPLOYED}
    facts = (f for rank, f in found if rank[:3] != _EMPLOYED or f.other_ref not in posts)
    return Now(rows[0]["day"], tuple(facts)) if found else None


def _fact(rows: Sequence[dict[str, Any]], relation: Relation, lang: str) -> HoldingNow:
    """Put the rows of one fact into words."""
    row = rows[0]
    forth = row["forth"] or not relation.inverse_labels
    labels = relation.labels if forth else relation.inverse_labels
    roles = [LangString(r["role_lang"], r["role"]) for r in rows if r["role"] is not None]
    is_seen = row["how"] == "ai:HeldWhenLastSeen" and row["seen"] is not None
    return HoldingNow(
        relation=labels.get(lang) or labels["en"],
        other=in_language((LangString(r["name_lang"], r["name"]) for r in rows), lang) or "",
        other_ref=row["other"],
        role=in_language(roles, lang) or "",
        when=_since(row["when"] or "", lang),
        last_seen=f"{row['seen']:%Y-%m}" if is_seen else "",
        statement=row["statement"] or "",
    )


def _since(when: str, lang: str) -> str:
    """A date in words; what has begun and not ended still goes on."""
    return date_in_words(f"{when}.." if when.endswith("/") else when, lang) if when else ""


_EMPLOYED = (True, False, True)
"""The rank of a job: who has a post at the same place is told by that."""


def _rank(relation: Relation) -> tuple[bool, bool, bool, int]:
    """Where a relation comes: who leads, who sits on the board, who works there, and the rest."""
    return (
        not relation.one_holder,
        not relation.is_post,
        relation.name == "worksFor",
        FAMILIES.index(relation.family),
    )
