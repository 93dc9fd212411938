"""The addresses that this package writes and reads, as constants.

Terms that are data (classes, relations, concepts) are read from ``ontology/ai.ttl`` by
:mod:`aiactors.schema`; here stand only the terms that the code itself must know by name.
A test holds both against each other.
"""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/ai-actors/"

PREFIXES: Final[dict[str, str]] = {
    "ai": BASE + "ns#",
    "id": BASE + "id/",
    "fact": BASE + "fact/",
    "now": BASE + "now#",
    "st": BASE + "statement/",
    "at": BASE + "attribution/",
    "ev": BASE + "evidence/",
    "money": BASE + "money/",
    "dossier": BASE + "dossier/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace: the ones of every file that this package writes."""

DERIVED: Final = BASE + "graph/derived"
"""The named graph of all that follows from the dossiers: statuses, direct triples."""

SEARCH: Final = BASE + "search/"
"""The namespace of ``search:matches``, known in queries alone: no file has anything of it."""

ONTOLOGY: Final = BASE + "ns"
"""The ontology's own address."""


def iri(curie: str) -> str:
    """Return the full address of ``prefix:local``.

    KeyError if the prefix is none of :data:`PREFIXES`.

    Example:
        >>> iri("id:openai")
        'https://w3id.org/ai-actors/id/openai'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


_OWN: Final = tuple(
    (PREFIXES[prefix], prefix + ":")
    for prefix in ("id", "st", "fact", "ai", "at", "ev", "money", "dossier")
)


def curie(address: str) -> str:
    """Return the short form of an address of this graph; others stay as they are.

    Example:
        >>> curie("https://w3id.org/ai-actors/ns#founded")
        'ai:founded'
        >>> curie("https://example.org/")
        'https://example.org/'
    """
    if address.startswith(BASE):
        for namespace, prefix in _OWN:
            if address.startswith(namespace):
                return prefix + address[len(namespace) :]
    return address
