"""Canonical RDF the plain way: what the fast way of the package is held against.

Every thing becomes a block of pairs, a predicate with its objects, each a short Turtle term; each
format is made of these blocks in the most obvious way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aiactors.facts import Fact, Facts
from aiactors.model import (
    Assessment,
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Money,
    Object,
    Statement,
    Text,
    Time,
)
from aiactors.rdf import Derived, derive
from aiactors.vocabulary import DERIVED, PREFIXES, iri

Pairs = list[tuple[str, list[str]]]

_ESCAPES = {
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\b": r"\b",
    "\f": r"\f",
}


class Block(NamedTuple):
    """A subject, and the objects of each of its predicates, in order."""

    subject: str
    pairs: Pairs


def string(text: str) -> str:
    """A plain literal."""
    escaped = "".join(
        _ESCAPES.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c) for c in text
    )
    return f'"{escaped}"'


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^xsd:date'


def _decimal(value: Decimal) -> str:
    return f'"{value.normalize():f}"^^xsd:decimal'


def _address(value: str) -> str:
    safe = re.sub(
        r'[\x00-\x20<>"{}|\\^`]',
        lambda m: "".join(f"%{b:02X}" for b in m[0].encode()),
        value,
    )
    return f"<{safe}>"


def _money(value: Money) -> str:
    return f"money:{value.currency}{value.value:f}"


def _texts(values: Iterable[LangString]) -> list[str]:
    return [f"{string(value.text)}@{value.lang}" for value in values]


def _some(*pairs: tuple[str, list[str] | str | None]) -> Pairs:
    return [
        (predicate, [objects] if isinstance(objects, str) else objects)
        for predicate, objects in pairs
        if objects
    ]


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
    known: Pairs = [(name, [_day(day)]) for name, day in named if day is not None]
    return [("ai:when", [f'"{when.edtf}"^^edtf:EDTF']), *known]


def _entity(entity: Entity) -> Block:
    pairs = _some(
        ("a", [f"ai:{kind}" for kind in entity.kinds]),
        ("skos:prefLabel", _texts(entity.names)),
        ("skos:altLabel", _texts(entity.aliases)),
        ("foaf:homepage", entity.homepage and _address(entity.homepage)),
        ("skos:exactMatch", [_address(a) for a in entity.same_as]),
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
            ("dcterms:title", _texts(document.names)), ("dcterms:publisher", document.publisher)
        ),
        *_time(document.published),
        *_some(
            ("dcterms:language", document.language and string(document.language)),
            ("schema:url", document.url and _address(document.url)),
            ("ai:copyOf", document.copy_of),
            ("ai:fileName", document.file and string(document.file)),
            ("ai:textHash", document.text_hash and string(document.text_hash)),
            ("ai:accessed", None if document.accessed is None else _day(document.accessed)),
        ),
    ]


def _object(value: Object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Money):
        return _money(value)
    return string(value.text) if isinstance(value, Text) else str(value)


def _statement(statement: Statement, attributions: list[str]) -> Block:
    override = statement.override
    return Block(
        statement.ref,
        [
            ("a", ["ai:Statement"]),
            ("rdf:subject", [statement.subject]),
            ("rdf:predicate", [f"ai:{statement.predicate}"]),
            ("rdf:object", [_object(statement.object)]),
            ("ai:modality", [f"ai:{statement.modality}"]),
            ("ai:rank", [f"ai:{statement.rank}"]),
            *_time(statement.when),
            *_some(
                ("ai:dateExpression", _texts(statement.date_expression)),
                ("ai:role", _texts(statement.role)),
                ("ai:share", None if statement.share is None else _decimal(statement.share)),
                ("ai:amount", None if statement.amount is None else _money(statement.amount)),
                ("ai:bound", statement.bound and f"ai:{statement.bound}"),
                ("ai:condition", statement.condition),
                ("ai:contradicts", list(statement.contradicts)),
                ("ai:supports", list(statement.supports)),
                ("ai:editorStatus", None if override is None else f"ai:{override.status}"),
                ("ai:editorReason", None if override is None else _texts(override.reason)),
                ("ai:response", statement.response and f"ai:{statement.response}"),
                ("skos:note", _texts(statement.note)),
            ),
            ("ai:attribution", sorted(attributions)),
        ],
    )


def _attribution(ref: str, attribution: Attribution) -> Block:
    pairs = _some(
        ("a", "ai:Attribution"),
        ("ai:stance", f"ai:{attribution.stance}"),
        ("ai:claimant", attribution.claimant),
        ("ai:saidIn", attribution.said_in),
        ("ai:reportedVia", attribution.via),
        ("ai:speaksOf", attribution.speaks_of and f"ai:{attribution.speaks_of}"),
        ("ai:evidence", [f"ev:{e.id}" for e in attribution.evidence]),
    )
    return Block(ref, pairs)


def _evidence(evidence: Evidence) -> Block:
    pairs = _some(
        ("a", "ai:Evidence"),
        ("oa:hasSource", evidence.document),
        ("ai:locator", evidence.where and string(evidence.where)),
        ("ai:start", None if evidence.start is None else str(evidence.start)),
        ("ai:end", None if evidence.end is None else str(evidence.end)),
        ("ai:quoteHash", evidence.quote_hash and string(evidence.quote_hash)),
        ("ai:gist", _texts(evidence.gist)),
        ("ai:quote", evidence.quote and string(evidence.quote)),
    )
    return Block(f"ev:{evidence.id}", pairs)


def _money_block(money: Money) -> Block:
    pairs = _some(
        ("a", "ai:Money"),
        ("ai:currency", string(money.currency)),
        ("ai:value", _decimal(money.value)),
    )
    return Block(_money(money), pairs)


def _dossier(dossier: Dossier) -> Block:
    pairs = _some(
        ("a", "ai:Dossier"),
        ("dcterms:title", _texts(dossier.title)),
        ("dcterms:description", _texts(dossier.about)),
        ("ai:bulk", '"true"^^xsd:boolean' if dossier.bulk else None),
        ("dcterms:license", "<https://creativecommons.org/licenses/by/4.0/>"),
    )
    return Block(f"dossier:{dossier.name}", pairs)


def _assessment(assessment: Assessment) -> Pairs:
    since = assessment.known_since
    return _some(
        ("ai:status", f"ai:{assessment.status}"),
        ("ai:sourceCount", str(assessment.source_count)),
        ("ai:knownSince", None if since is None else _day(since)),
    )


def _fact(fact: Fact, facts: Facts) -> Block:
    rivals = [string(f"{name}: {', '.join(v)}") for name, v in sorted(fact.rivals.items())]
    return Block(
        fact.ref,
        [
            ("a", ["ai:Fact"]),
            ("ai:subject", [fact.subject]),
            ("ai:relation", [f"ai:{fact.relation.name}"]),
            ("ai:object", [_object(fact.object)]),
            ("ai:modality", [f"ai:{fact.modality}"]),
            ("ai:rank", [f"ai:{fact.rank}"]),
            ("ai:occurrence", [str(fact.number)]),
            ("ai:status", [f"ai:{fact.status}"]),
            ("ai:sourceCount", [str(fact.source_count)]),
            *_some(("ai:when", fact.when and f'"{fact.when}"^^edtf:EDTF')),
            *((name, [_day(day)]) for name, day in fact.bounds.items()),
            ("ai:asOfNow", [f"ai:{facts.holding_now(fact)}"]),
            *_some(
                ("ai:rival", rivals),
                ("ai:statement", fact.statements),
                ("prov:wasDerivedFrom", fact.premises),
            ),
        ],
    )


def _now(facts: Facts) -> list[Block]:
    """What says which day is called now."""
    return [] if facts.now is None else [Block(f"<{DERIVED}>", [("ai:now", [_day(facts.now)])])]


def _direct(derived: Derived, subject: str) -> Pairs:
    """What follows of a subject."""
    pairs = derived.triples.get(subject, {})
    return [(predicate, list(objects)) for predicate, objects in pairs.items()]


def _groups(
    entities: Iterable[Entity], statements: Iterable[Statement], derived: Derived
) -> Iterator[list[Block]]:
    """An entity with its statements and passages at a time, then the rest."""
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    passages: dict[str, dict[str, Evidence]] = defaultdict(dict)
    money: dict[str, Block] = {}
    about = {subject: list(facts) for subject, facts in derived.facts_about.items()}
    for statement in statements:
        by_subject[statement.subject].append(statement)
        for attribution in statement.attributions:
            for evidence in attribution.evidence:
                passages[evidence.document][evidence.id] = evidence
        for amount in (statement.object, statement.amount):
            if isinstance(amount, Money):
                money[_money(amount)] = _money_block(amount)

    def said(ref: str) -> Iterator[Block]:
        for statement in by_subject.pop(ref, ()):
            refs = [f"at:{statement.attribution_id(a)}" for a in statement.attributions]
            own = _statement(statement, refs)
            if statement.ref in derived.assessments:
                own.pairs[6:6] = _assessment(derived.assessments[statement.ref])
            own.pairs.extend(_direct(derived, own.subject))
            yield own
            for at, attribution in zip(refs, statement.attributions, strict=True):
                yield _attribution(at, attribution)
        for fact in about.pop(ref, ()):
            yield _fact(fact, derived.facts)

    def told(ref: str) -> Iterator[Block]:
        found = passages.pop(ref, {}).values()
        yield from map(_evidence, sorted(found, key=lambda e: (e.start or 0, e.where or "", e.id)))

    for entity in entities:
        own = _entity(entity)
        for predicate, objects in _direct(derived, own.subject):
            if predicate == "a":
                own.pairs[0][1].extend(objects)
            else:
                own.pairs.append((predicate, objects))
        yield [own, *said(entity.ref), *told(entity.ref)]
    for subject in sorted({*by_subject, *about}):
        yield list(said(subject))
    for document in sorted(passages):
        yield list(told(document))
    if money:
        yield [money[subject] for subject in sorted(money)]


def _text(block: Block, indent: str = "") -> str:
    parts = [
        f"{predicate} {objects[0]}"
        if len(objects) == 1
        else f"{predicate}\n{indent}        " + f" ,\n{indent}        ".join(objects)
        for predicate, objects in block.pairs
    ]
    return f"{indent}{block.subject} " + f" ;\n{indent}    ".join(parts) + " .\n"


def _prefixes() -> str:
    return "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(PREFIXES.items()))


def turtle(dossiers: DossierSet) -> str:
    """All dossiers as Turtle."""
    derived = derive(dossiers)
    titles = [*map(_dossier, dossiers.dossiers), *_now(derived.facts)]
    groups = _groups(dossiers.entities.values(), dossiers.statements.values(), derived)
    every = [*([titles] if titles else []), *groups]
    return _prefixes() + "".join("\n\n" + "\n".join(map(_text, group)) for group in every)


def graphs(dossiers: DossierSet) -> Iterator[tuple[str, list[Block]]]:
    """Each named graph, by a short term, and its blocks."""
    for dossier in dossiers.dossiers:
        entities = sorted((*dossier.entities, *dossier.documents), key=lambda e: e.id)
        groups = _groups(entities, dossier.statements, Derived({}, {}))
        blocks = [_dossier(dossier), *(block for group in groups for block in group)]
        yield f"dossier:{dossier.name}", blocks
    derived = derive(dossiers)
    direct = [Block(subject, _direct(derived, subject)) for subject in derived.triples]
    status = [Block(ref, _assessment(a)) for ref, a in sorted(derived.assessments.items())]
    facts = [_fact(fact, derived.facts) for fact in derived.facts.facts]
    yield f"<{DERIVED}>", _now(derived.facts) + direct + status + facts


def trig(dossiers: DossierSet) -> str:
    """All dossiers as TriG."""
    return "\n".join(
        [
            _prefixes(),
            *(
                f"{name} {{\n" + "\n".join(_text(block, "    ") for block in blocks) + "}\n"
                for name, blocks in graphs(dossiers)
            ),
        ]
    )


def expand(term: str) -> str:
    """A short term as N-Triples writes it."""
    literal = re.fullmatch(r'("(?:[^"\\]|\\.)*")(?:\^\^(\S+)|@\S+)?', term, re.DOTALL)
    if term.startswith("<") or (literal is not None and literal[2] is None):
        return term
    if literal is not None:
        return f"{literal[1]}^^<{iri(literal[2])}>"
    if re.fullmatch(r"-?\d+", term):
        return f'"{term}"^^<{iri("xsd:integer")}>'
    return f"<{iri('rdf:type' if term == 'a' else term)}>"


def triples(blocks: Iterable[Block]) -> Iterator[str]:
    """Each triple as N-Triples writes it, without the point at its end."""
    for block in blocks:
        for predicate, objects in block.pairs:
            for term in objects:
                yield f"{expand(block.subject)} {expand(predicate)} {expand(term)}"


def nquads(dossiers: DossierSet) -> str:
    """All dossiers as N-Quads."""
    named = graphs(dossiers)
    return "".join(
        sorted({f"{triple} {expand(name)} .\n" for name, b in named for triple in triples(b)})
    )


def ntriples(dossiers: DossierSet) -> str:
    """The union of all dossiers as N-Triples."""
    named = graphs(dossiers)
    return "".join(sorted({f"{triple} .\n" for _, b in named for triple in triples(b)}))
