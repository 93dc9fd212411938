"""Entities, documents and dossiers as RDF, in the order in which people want to read of them."""

from __future__ import annotations

from aiactors.model import Document, Dossier, Entity
from aiactors.rdf import terms
from aiactors.rdf.describe import Pairs, direct_parts
from aiactors.rdf.notation import Notation
from aiactors.rdf.terms import address, string, tagged

_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def entity_block(to: Notation, entity: Entity, direct: Pairs | None = None) -> str:
    """Return the block of an entity or a document."""
    lead = to.lead
    names = [tagged(name) for name in entity.names]
    more = {} if direct is None else dict(direct)
    parts = to.terms("a", [*(f"ai:{kind}" for kind in entity.kinds), *more.pop("a", ())])
    parts += to.objects(lead["skos:prefLabel"], names)
    if entity.aliases:
        parts += to.texts("skos:altLabel", entity.aliases)
    if entity.homepage:
        parts += lead["foaf:homepage"] + address(entity.homepage)
    if entity.same_as:
        parts += to.objects(lead["skos:exactMatch"], [address(a) for a in entity.same_as])
    if entity.tier:
        parts += f"{to.concept['ai:tier']}{entity.tier}{to.close}"
    if entity.owner:
        parts += lead["ai:owner"] + to.term(entity.owner)
    if entity.note:
        parts += to.texts("skos:note", entity.note)
    if isinstance(entity, Document):
        parts += to.objects(lead["dcterms:title"], names) + _document(to, entity)
    if more:
        parts += direct_parts(to, more)
    return to.block(entity.ref, parts)


def _document(to: Notation, document: Document) -> str:
    lead = to.lead
    parts = ""
    if document.publisher:
        parts += lead["dcterms:publisher"] + to.term(document.publisher)
    if document.published is not None:
        parts += to.time[document.published.edtf]
    if document.language:
        parts += lead["dcterms:language"] + string(document.language)
    if document.url:
        parts += lead["schema:url"] + address(document.url)
    if document.copy_of:
        parts += lead["ai:copyOf"] + to.term(document.copy_of)
    if document.file:
        parts += lead["ai:fileName"] + string(document.file)
    if document.text_hash:
        parts += lead["ai:textHash"] + string(document.text_hash)
    if document.accessed is not None:
        parts += lead["ai:accessed"] + to.day[document.accessed]
    return parts


def dossier_block(to: Notation, dossier: Dossier) -> str:
    """Return the block of a dossier itself: its title, and what it is about."""
    parts = f"{to.concept['a']}Dossier{to.close}{to.texts('dcterms:title', dossier.title)}"
    if dossier.about:
        parts += to.texts("dcterms:description", dossier.about)
    if dossier.bulk:
        parts += to.lead["ai:bulk"] + to.term(terms.typed("true", "xsd:boolean"))
    parts += to.lead["dcterms:license"] + address(_LICENSE)
    return to.block(f"dossier:{dossier.name}", parts)
