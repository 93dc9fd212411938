"""Statements as RDF, in the order in which people want to read what is said of them.

Here and in :mod:`aiactors.rdf.things` it is told, once, what RDF the model is: every function
returns the block of one thing, in a notation, and all formats come from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiactors.model import (
    Assessment,
    Attribution,
    Evidence,
    Money,
    Object,
    Statement,
    Text,
)
from aiactors.rdf import terms
from aiactors.rdf.notation import Notation
from aiactors.rdf.terms import string

Pairs = Mapping[str, Sequence[str]]
"""Predicate (``ai:founded``) → objects, each a short Turtle term."""


def direct_parts(to: Notation, direct: Pairs) -> str:
    """Return direct triples, to be said with other things of a subject.

    Args:
        to: the notation.
        direct: the direct triples of the subject.

    Returns:
        The parts.
    """
    return "".join([to.terms(predicate, objects) for predicate, objects in direct.items()])


def direct_block(to: Notation, subject: str, direct: Pairs) -> str:
    """Return the block of the direct triples of a subject.

    Args:
        to: the notation.
        subject: its reference.
        direct: its direct triples.

    Returns:
        The block.
    """
    return to.headless(subject, direct_parts(to, direct))


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
        return string(value.text)
    return terms.integer(value)


def statement_blocks(
    to: Notation,
    statement: Statement,
    assessment: Assessment | None = None,
    direct: Pairs | None = None,
) -> list[str]:
    """Return a statement with all that hangs on it, except passages and money.

    Args:
        to: the notation.
        statement: the statement.
        assessment: how it stands, to be said with it.
        direct: direct triples of it, to be said with it.

    Returns:
        Its own block, then those of its attributions.
    """
    lead, concept, close, term = to.lead, to.concept, to.close, to.term
    refs: list[str] = []
    blocks = [""]
    for attribution in statement.attributions:
        ref = f"at:{statement.attribution_id(attribution)}"
        refs.append(ref)
        blocks.append(_attribution(to, ref, attribution))
    when = statement.when
    parts = (
        f"{concept['a']}Statement{close}"
        f"{lead['rdf:subject']}{term(statement.subject)}"
        f"{concept['rdf:predicate']}{statement.predicate}{close}"
        f"{lead['rdf:object']}{term(object_term(statement.object))}"
        f"{concept['ai:modality']}{statement.modality}{close}"
        f"{concept['ai:rank']}{statement.rank}{close}"
        f"{'' if assessment is None else _assessment(to, assessment)}"
        f"{'' if when is None else to.time[when.edtf]}"
        f"{_facets(to, statement)}"
        f"{to.terms('ai:attribution', refs if len(refs) == 1 else sorted(refs))}"
        f"{direct_parts(to, direct) if direct else ''}"
    )
    blocks[0] = to.block(f"st:{statement.id}", parts)
    return blocks


def _facets(to: Notation, statement: Statement) -> str:
    """What a statement may have, and most have not."""
    lead, concept, close = to.lead, to.concept, to.close
    parts = ""
    if statement.date_expression:
        parts += to.texts("ai:dateExpression", statement.date_expression)
    if statement.role:
        parts += to.texts("ai:role", statement.role)
    if statement.share is not None:
        parts += lead["ai:share"] + to.term(terms.decimal(statement.share))
    if statement.amount is not None:
        parts += lead["ai:amount"] + to.term(terms.money(statement.amount))
    if statement.bound:
        parts += f"{concept['ai:bound']}{statement.bound}{close}"
    if statement.condition:
        parts += lead["ai:condition"] + to.term(statement.condition)
    if statement.contradicts:
        parts += to.terms("ai:contradicts", statement.contradicts)
    if statement.supports:
        parts += to.terms("ai:supports", statement.supports)
    if statement.override is not None:
        parts += f"{concept['ai:editorStatus']}{statement.override.status}{close}"
        parts += to.texts("ai:editorReason", statement.override.reason)
    if statement.response:
        parts += f"{concept['ai:response']}{statement.response}{close}"
    if statement.note:
        parts += to.texts("skos:note", statement.note)
    return parts


def _attribution(to: Notation, ref: str, attribution: Attribution) -> str:
    lead, concept, close, term = to.lead, to.concept, to.close, to.term
    claimant, via = attribution.claimant, attribution.via
    parts = (
        f"{concept['a']}Attribution{close}"
        f"{concept['ai:stance']}{attribution.stance}{close}"
        f"{lead['ai:claimant'] + term(claimant) if claimant else ''}"
        f"{lead['ai:saidIn']}{term(attribution.said_in)}"
        f"{lead['ai:reportedVia'] + term(via) if via else ''}"
        f"{to.terms('ai:evidence', [f'ev:{e.id}' for e in attribution.evidence])}"
    )
    return to.block(ref, parts)


def _assessment(to: Notation, assessment: Assessment) -> str:
    lead = to.lead
    parts = (
        f"{to.concept['ai:status']}{assessment.status}{to.close}"
        f"{lead['ai:sourceCount']}{to.term(terms.integer(assessment.source_count))}"
    )
    if assessment.known_since is not None:
        parts += lead["ai:knownSince"] + to.day[assessment.known_since]
    return parts


def assessment_block(to: Notation, ref: str, assessment: Assessment) -> str:
    """Return the block of how a statement stands.

    Args:
        to: the notation.
        ref: reference of the statement.
        assessment: how it stands.

    Returns:
        The block.
    """
    return to.headless(ref, _assessment(to, assessment))


def evidence_block(to: Notation, evidence: Evidence) -> str:
    """Return the block of a passage.

    Args:
        to: the notation.
        evidence: the passage.

    Returns:
        Its block.
    """
    lead, where = to.lead, evidence.where
    parts = (
        f"{to.concept['a']}Evidence{to.close}"
        f"{lead['oa:hasSource']}{to.term(evidence.document)}"
        f"{lead['ai:locator'] + string(where) if where else ''}"
    )
    if evidence.start is not None:
        parts += lead["ai:start"] + to.term(terms.integer(evidence.start))
    if evidence.end is not None:
        parts += lead["ai:end"] + to.term(terms.integer(evidence.end))
    if evidence.quote_hash:
        parts += lead["ai:quoteHash"] + string(evidence.quote_hash)
    if evidence.gist:
        parts += to.texts("ai:gist", evidence.gist)
    if evidence.quote:
        parts += lead["ai:quote"] + string(evidence.quote)
    return to.block(f"ev:{evidence.id}", parts)


def money_block(to: Notation, money: Money) -> str:
    """Return the block of an amount of money.

    Args:
        to: the notation.
        money: the amount.

    Returns:
        Its block.
    """
    lead = to.lead
    parts = (
        f"{to.concept['a']}Money{to.close}"
        f"{lead['ai:currency']}{string(money.currency)}"
        f"{lead['ai:value']}{to.term(terms.decimal(money.value))}"
    )
    return to.block(terms.money(money), parts)


def money_of(statement: Statement) -> list[Money]:
    """Return the amounts of money that a statement names.

    Args:
        statement: the statement.

    Returns:
        Its object and its amount, where they are money.
    """
    return [m for m in (statement.object, statement.amount) if isinstance(m, Money)]
