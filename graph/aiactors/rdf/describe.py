"""The model as RDF: each thing becomes one block of predicates and objects.

A block is the unit that people read in Turtle: a subject, and what is said of it, in the order
in which a person wants to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    Entity,
    Evidence,
    LangString,
    Money,
    Object,
    Statement,
    Text,
    Time,
)
from aiactors.rdf import terms
from aiactors.rdf.terms import tagged

Pairs = list[tuple[str, list[str]]]


class Block(NamedTuple):
    """A subject, and the objects of each of its predicates, in order.

    Attributes:
        subject: a short Turtle term.
        pairs: predicate → objects, each a short Turtle term.
    """

    subject: str
    pairs: Pairs


def _texts(values: Iterable[LangString]) -> list[str]:
    return [tagged(value) for value in values]


def _some(*pairs: tuple[str, list[str] | str | None]) -> Pairs:
    """Keep the pairs that have objects."""
    return [
        (predicate, [objects] if isinstance(objects, str) else objects)
        for predicate, objects in pairs
        if objects
    ]


def _kinds(kinds: Iterable[str]) -> list[str]:
    return [f"ai:{kind}" for kind in kinds]


def _time(when: Time | None) -> Pairs:
    if when is None:
        return []
    days = when.bounds
    named = (
        ("ai:earliestStart", days.earliest_start),
        ("ai:latestStart", days.latest_start),
        ("ai:earliestEnd", days.earliest_end),
        ("ai:latestEnd", days.latest_end),
    )
    return [("ai:when", [terms.edtf(when.edtf)])] + [
        (name, [terms.day(value)]) for name, value in named if value is not None
    ]


def entity_block(entity: Entity) -> Block:
    """Return the block of an entity or a document.

    Args:
        entity: the entity.

    Returns:
        Its block.
    """
    pairs = _some(
        ("a", _kinds(entity.kinds)),
        ("skos:prefLabel", _texts(entity.names)),
        ("skos:altLabel", _texts(entity.aliases)),
        ("foaf:homepage", entity.homepage and terms.address(entity.homepage)),
        ("skos:exactMatch", [terms.address(a) for a in entity.same_as]),
        ("ai:tier", entity.tier and f"ai:{entity.tier}"),
        ("ai:owner", entity.owner),
        ("skos:note", _texts(entity.note)),
    )
    if isinstance(entity, Document):
        pairs += _document(entity)
    return Block(entity.ref, pairs)


def _document(document: Document) -> Pairs:
    return [
        *_some(
            ("dcterms:title", _texts(document.names)),
            ("dcterms:publisher", document.publisher),
        ),
        *_time(document.published),
        *_some(
            ("dcterms:language", document.language and terms.string(document.language)),
            ("schema:url", document.url and terms.address(document.url)),
            ("ai:copyOf", document.copy_of),
            ("ai:fileName", document.file and terms.string(document.file)),
            ("ai:textHash", document.text_hash and terms.string(document.text_hash)),
            ("ai:accessed", None if document.accessed is None else terms.day(document.accessed)),
        ),
    ]


def object_term(value: Object) -> str:
    """Return the object of a statement as a term.

    Args:
        value: the object.

    Returns:
        A short Turtle term.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Money):
        return terms.money(value)
    if isinstance(value, Text):
        return terms.string(value.text)
    return terms.integer(value)


def statement_block(statement: Statement, attributions: list[str]) -> Block:
    """Return the block of a statement, without what is derived.

    Args:
        statement: the statement.
        attributions: references of its attributions.

    Returns:
        Its block.
    """
    override = statement.override
    return Block(
        statement.ref,
        [
            ("a", ["ai:Statement"]),
            ("rdf:subject", [statement.subject]),
            ("rdf:predicate", [f"ai:{statement.predicate}"]),
            ("rdf:object", [object_term(statement.object)]),
            ("ai:modality", [f"ai:{statement.modality}"]),
            ("ai:rank", [f"ai:{statement.rank}"]),
            *_time(statement.when),
            *_some(
                ("ai:dateExpression", _texts(statement.date_expression)),
                ("ai:role", _texts(statement.role)),
                ("ai:share", None if statement.share is None else terms.decimal(statement.share)),
                ("ai:amount", None if statement.amount is None else terms.money(statement.amount)),
                ("ai:bound", statement.bound and f"ai:{statement.bound}"),
                ("ai:condition", statement.condition),
                ("ai:contradicts", list(statement.contradicts)),
                ("ai:supports", list(statement.supports)),
                ("ai:editorStatus", None if override is None else f"ai:{override.status}"),
                ("ai:editorReason", _texts(override.reason) if override is not None else None),
                ("ai:response", statement.response and f"ai:{statement.response}"),
                ("skos:note", _texts(statement.note)),
            ),
            ("ai:attribution", sorted(attributions)),
        ],
    )


def attribution_block(ref: str, attribution: Attribution) -> Block:
    """Return the block of one attribution of a statement.

    Args:
        ref: its reference.
        attribution: the attribution.

    Returns:
        Its block.
    """
    return Block(
        ref,
        _some(
            ("a", "ai:Attribution"),
            ("ai:stance", f"ai:{attribution.stance}"),
            ("ai:claimant", attribution.claimant),
            ("ai:saidIn", attribution.said_in),
            ("ai:reportedVia", attribution.via),
            ("ai:evidence", [f"ev:{e.id}" for e in attribution.evidence]),
        ),
    )


def evidence_block(evidence: Evidence) -> Block:
    """Return the block of a passage.

    Args:
        evidence: the passage.

    Returns:
        Its block.
    """
    return Block(
        f"ev:{evidence.id}",
        _some(
            ("a", "ai:Evidence"),
            ("oa:hasSource", evidence.document),
            ("ai:locator", evidence.where and terms.string(evidence.where)),
            ("ai:start", None if evidence.start is None else terms.integer(evidence.start)),
            ("ai:end", None if evidence.end is None else terms.integer(evidence.end)),
            ("ai:quoteHash", evidence.quote_hash and terms.string(evidence.quote_hash)),
            ("ai:gist", _texts(evidence.gist)),
            ("ai:quote", evidence.quote and terms.string(evidence.quote)),
        ),
    )


def money_block(money: Money) -> Block:
    """Return the block of an amount of money.

    Args:
        money: the amount.

    Returns:
        Its block.
    """
    return Block(
        terms.money(money),
        [
            ("a", ["ai:Money"]),
            ("ai:currency", [terms.string(money.currency)]),
            ("ai:value", [terms.decimal(money.value)]),
        ],
    )


def dossier_block(dossier: Dossier) -> Block:
    """Return the block of a dossier itself: its title, and what it is about.

    Args:
        dossier: the dossier.

    Returns:
        Its block.
    """
    return Block(
        f"dossier:{dossier.name}",
        _some(
            ("a", "ai:Dossier"),
            ("dcterms:title", _texts(dossier.title)),
            ("dcterms:description", _texts(dossier.about)),
            ("ai:bulk", terms.typed("true", "xsd:boolean") if dossier.bulk else None),
            ("dcterms:license", terms.address("https://creativecommons.org/licenses/by/4.0/")),
        ),
    )


def money_of(statement: Statement) -> Iterator[Money]:
    """Yield the amounts of money that a statement names.

    Args:
        statement: the statement.

    Yields:
        Its object and its amount, where they are money.
    """
    if isinstance(statement.object, Money):
        yield statement.object
    if statement.amount is not None:
        yield statement.amount


def statement_blocks(statement: Statement) -> Iterator[Block]:
    """Yield a statement with all that hangs on it, except passages and money.

    Args:
        statement: the statement.

    Yields:
        Its own block, then those of its attributions.
    """
    refs = [f"at:{statement.attribution_id(a)}" for a in statement.attributions]
    yield statement_block(statement, refs)
    yield from map(attribution_block, refs, statement.attributions)
