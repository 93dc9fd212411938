"""A small world of invented names, in which facts are tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aiactors.facts import Fact, Facts
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Statement,
)
from aiactors.rdf import derive

DOCUMENTS = {"wire": "2024-06-01", "daily": "2025-01-10", "old": "2016-03-02", "undated": None}
"""Document → its day; each is of a publisher of its own."""

KINDS = {
    "round": "FundingRound",
    "suit": "Lawsuit",
    "deal": "Acquisition",
    "ada": "Person",
    "bo": "Person",
    "cy": "Person",
}
"""Id → class; all others are companies."""


def _names(text: str) -> tuple[LangString, ...]:
    return (LangString("en", text),)


def said(
    document: str = "wire",
    stance: str = "Asserts",
    by: str | None = None,
    speaks_of: str | None = None,
) -> Attribution:
    """Who says so."""
    ref = f"id:{document}"
    return Attribution(
        stance=stance,
        claimant=by and f"id:{by}",
        said_in=ref,
        speaks_of=speaks_of,
        evidence=(Evidence(document=ref, where="p. 1", gist=_names("So it is.")),),
    )


def told(
    subject: str,
    relation: str,
    object_: Any,
    when: str | None = None,
    *,
    by: Iterable[Attribution] = (),
    **facets: Any,
) -> Statement:
    """A statement; without ``by`` the wire says so."""
    if isinstance(object_, str) and ":" not in object_:
        object_ = f"id:{object_}"
    if isinstance(role := facets.get("role"), str):
        facets["role"] = _names(role)
    fields = {"predicate": relation, "object": object_, "when": when, **facets}
    fields |= {"subject": f"id:{subject}", "attributions": tuple(by) or (said(),)}
    return Statement.model_validate(fields)


def dossiers(*statements: Statement) -> DossierSet:
    """The dossiers that hold some statements, and all that they name."""
    named = {ref for s in statements for ref in (s.subject, s.object_ref) if ref}
    named |= {a.claimant for s in statements for a in s.attributions if a.claimant}
    ids = sorted(ref[3:] for ref in named if ref.startswith("id:") and ref[3:] not in DOCUMENTS)
    papers = [f"{name}-paper" for name in DOCUMENTS]
    return DossierSet(
        dossiers=(
            Dossier(
                name="world",
                title=_names("World"),
                entities=tuple(
                    Entity(id=id_, kinds=(KINDS.get(id_, "Company"),), names=_names(id_))
                    for id_ in (*ids, *papers)
                ),
                documents=tuple(
                    Document.model_validate(
                        {
                            "id": id_,
                            "kinds": ("Article",),
                            "names": _names(id_),
                            "published": day,
                            "publisher": f"id:{id_}-paper",
                        }
                    )
                    for id_, day in DOCUMENTS.items()
                ),
                statements=statements,
            ),
        )
    )


def facts(*statements: Statement, numbers: Mapping[Any, Any] | None = None) -> Facts:
    """The facts that follow."""
    return derive(dossiers(*statements).with_occurrences(numbers or {})).facts


def of(found: Facts, relation: str) -> list[Fact]:
    """The facts of a relation."""
    return [fact for fact in found.facts if fact.relation.name == relation]


def only(found: Facts, relation: str) -> Fact:
    """The one fact of a relation."""
    (fact,) = of(found, relation)
    return fact
