"""Statements as RDF, in the order in which people want to read what is said of them.

This module and :mod:`aiactors.rdf.entity_blocks` are the only ones that say what RDF the model is:
every function returns the block of one thing, in a notation, and all formats come from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aiactors.facts import Fact, Holding
from aiactors.model import (
    Assessment,
    Evidence,
    Money,
    Object,
    Statement,
    Text,
)
from aiactors.rdf import terms
from aiactors.rdf.notation import Notation
from aiactors.rdf.terms import string
from aiactors.vocabulary import DERIVED

Pairs = Mapping[str, Sequence[str]]
"""Predicate (``ai:founded``) → objects, each a short Turtle term."""


def direct_parts(to: Notation, direct: Pairs) -> str:
    """Return the parts of direct triples, to go with other parts of a subject."""
    return "".join([to.terms(predicate, objects) for predicate, objects in direct.items()])


def direct_block(to: Notation, subject: str, direct: Pairs) -> str:
    """Return the block of the direct triples of a subject."""
    return to.headless(subject, direct_parts(to, direct))


def object_term(value: Object) -> str:
    """Return the object of a statement as a term."""
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
    """Return the block of a statement, then those of its attributions; no passages, no money."""
    lead, term, indent = to.lead, to.term, to.indent
    kind, end = to.shape["Attribution"]
    said_in, cited = lead["ai:saidIn"], lead["ai:evidence"]
    refs: list[str] = []
    blocks = [""]
    # What is done for every attribution is done here: a call of a function takes as long.
    for attribution in statement.attributions:
        ref = f"at:{statement.attribution_id(attribution)}"
        claimant, via, evidence = attribution.claimant, attribution.via, attribution.evidence
        tense = attribution.speaks_of
        alone = len(evidence) == 1
        parts = (
            f"{kind}{attribution.stance}{end}"
            f"{lead['ai:claimant'] + term(claimant) if claimant else ''}"
            f"{said_in}{term(attribution.said_in)}"
            f"{lead['ai:reportedVia'] + term(via) if via else ''}"
            f"{lead['ai:speaksOf'] + term(f'ai:{tense}') if tense else ''}"
            f"{cited + term(f'ev:{evidence[0].id}') if alone else _cited(to, evidence)}"
        )
        blocks.append(to.block(ref, parts) if indent is None else f"{indent}{ref}{parts} .\n")
        refs.append(ref)
    kind, predicate, object_, modality, rank, end = to.shape["Statement"]
    value, when = statement.object, statement.when
    parts = (
        f"{kind}{term(statement.subject)}{predicate}{statement.predicate}"
        f"{object_}{term(value if isinstance(value, str) else object_term(value))}"
        f"{modality}{statement.modality}{rank}{statement.rank}{end}"
        f"{'' if assessment is None else _assessment(to, assessment)}"
        f"{'' if when is None else to.time[when.edtf]}"
        f"{_facets(to, statement)}{to.terms('ai:attribution', sorted(refs))}"
        f"{direct_parts(to, direct) if direct else ''}"
    )
    blocks[0] = to.block(f"st:{statement.id}", parts)
    return blocks


def _cited(to: Notation, passages: Sequence[Evidence]) -> str:
    return to.terms("ai:evidence", [f"ev:{passage.id}" for passage in passages])


def _facets(to: Notation, statement: Statement) -> str:
    """The optional properties of a statement."""
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


def _assessment(to: Notation, assessment: Assessment) -> str:
    status, count, end = to.standing
    since = assessment.known_since
    return (
        f"{status}{assessment.status}{count}{to.number[assessment.source_count]}{end}"
        f"{'' if since is None else to.lead['ai:knownSince'] + to.day[since]}"
    )


def assessment_block(to: Notation, ref: str, assessment: Assessment) -> str:
    """Return the block of how a statement stands."""
    return to.headless(ref, _assessment(to, assessment))


def fact_block(to: Notation, fact: Fact, holding: Holding) -> str:
    """Return the block of a fact, which holds now or not."""
    lead, day, concept, close = to.lead, to.day, to.concept, to.close
    parts = (
        f"{concept['a']}Fact{close}{lead['ai:subject']}{to.term(fact.subject)}"
        f"{concept['ai:relation']}{fact.relation.name}{close}"
        f"{lead['ai:object']}{to.term(object_term(fact.object))}"
        f"{concept['ai:modality']}{fact.modality}{close}"
        f"{concept['ai:rank']}{fact.rank}{close}"
        f"{lead['ai:occurrence']}{to.number[fact.number]}"
        f"{concept['ai:status']}{fact.status}{close}"
        f"{lead['ai:sourceCount']}{to.number[fact.source_count]}"
    )
    if when := fact.when:
        parts += lead["ai:when"] + to.term(terms.edtf(when))
    for predicate, value in fact.bounds.items():
        parts += f"{lead[predicate]}{day[value]}"
    parts += f"{concept['ai:asOfNow']}{holding}{close}"
    rivals = [f"{facet}: {', '.join(values)}" for facet, values in sorted(fact.rivals.items())]
    if rivals:
        parts += to.terms("ai:rival", [string(rival) for rival in rivals])
    if statements := fact.statements:
        parts += to.terms("ai:statement", statements)
    if premises := fact.premises:
        parts += to.terms("prov:wasDerivedFrom", premises)
    return to.block(fact.ref, parts)


def now_block(to: Notation, now: date) -> str:
    """Return the block that says which day facts call now."""
    return to.headless(f"<{DERIVED}>", f"{to.lead['ai:now']}{to.day[now]}")


def evidence_block(to: Notation, evidence: Evidence) -> str:
    """Return the block of a passage."""
    kind, end = to.shape["Evidence"]
    lead, where, indent = to.lead, evidence.where, to.indent
    parts = f"{kind}{to.term(evidence.document)}{end}"
    if where:
        parts += lead["ai:locator"] + string(where)
    if evidence.start is not None:
        parts += lead["ai:start"] + to.number[evidence.start]
    if evidence.end is not None:
        parts += lead["ai:end"] + to.number[evidence.end]
    if evidence.quote_hash:
        parts += lead["ai:quoteHash"] + string(evidence.quote_hash)
    if evidence.gist:
        parts += to.texts("ai:gist", evidence.gist)
    if evidence.quote:
        parts += lead["ai:quote"] + string(evidence.quote)
    if indent is None:
        return to.block(f"ev:{evidence.id}", parts)
    return f"{indent}ev:{evidence.id}{parts} .\n"


def money_block(to: Notation, money: Money) -> str:
    """Return the block of an amount of money."""
    currency, value, end = to.shape["Money"]
    parts = f"{currency}{string(money.currency)}{value}{to.term(terms.decimal(money.value))}{end}"
    return to.block(terms.money(money), parts)


def money_of(statement: Statement) -> list[Money]:
    """Return the amounts of money that a statement names."""
    value, amount = statement.object, statement.amount
    if amount is None and isinstance(value, str):  # as most are
        return []
    return [money for money in (value, amount) if isinstance(money, Money)]
