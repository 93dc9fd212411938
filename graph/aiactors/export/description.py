"""A description of the release for catalogues and machines: DCAT and VoID.

Source: Data Catalog Vocabulary 3, https://www.w3.org/TR/vocab-dcat-3/; VoID,
https://www.w3.org/TR/void/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from aiactors.model import DossierSet, LangString
from aiactors.rdf.terms import integer, string, tagged
from aiactors.vocabulary import BASE, ONTOLOGY

_MEDIA = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "html": "text/html",
    "json": "application/json",
}
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLES = (
    LangString("en", "aiactors: a knowledge graph of the actors of the AI industry"),
    LangString("fr", "aiactors : graphe de connaissances des acteurs de l’IA"),
)
_LICENCE = "<https://creativecommons.org/licenses/by/4.0/>"


def _block(subject: str, pairs: list[tuple[str, str]]) -> str:
    return f"{subject}\n    " + " ;\n    ".join(f"{p} {o}" for p, o in pairs) + " .\n"


def description(
    dossiers: DossierSet, triples: int, files: Mapping[str, bytes], version: str
) -> str:
    """Return the description of a release, as Turtle."""
    dataset = f"<{BASE}dataset>"
    parts = [f"<{BASE}dataset/{name}>" for name in sorted(files)]
    head = _block(
        dataset,
        [
            ("a", "dcat:Dataset , void:Dataset"),
            ("dcterms:title", " , ".join(map(tagged, _TITLES))),
            ("dcterms:license", _LICENCE),
            ("dcterms:language", '"en" , "fr"'),
            ("dcat:version", string(version)),
            ("void:vocabulary", f"<{ONTOLOGY}>"),
            ("void:uriSpace", string(BASE + "id/")),
            ("void:triples", integer(triples)),
            ("void:entities", integer(len(dossiers.entities))),
            ("void:documents", integer(len(dossiers.documents))),
            ("void:exampleResource", f"<{BASE}id/openai>"),
            ("dcat:distribution", " , ".join(parts)),
        ],
    )
    statements = _block(
        f"<{BASE}dataset/statements>",
        [
            ("a", "void:Dataset"),
            ("void:class", f"<{ONTOLOGY}#Statement>"),
            ("void:entities", integer(len(dossiers.statements))),
        ],
    )
    head = head.rstrip(" .\n") + f" ;\n    void:classPartition <{BASE}dataset/statements> .\n"
    blocks = [head, statements, *(_distribution(n, d) for n, d in sorted(files.items()))]
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in _PREFIXES.items())
    return "\n".join([prefixes, *blocks])


def _distribution(name: str, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    ref = f"<{BASE}dataset/{name}>"
    checksum = f"<{BASE}dataset/{name}#sha256>"
    return _block(
        ref,
        [
            ("a", "dcat:Distribution"),
            ("dcterms:title", string(name)),
            ("dcterms:license", _LICENCE),
            ("dcat:mediaType", media_type(name)),
            ("dcat:byteSize", f'"{len(data)}"^^xsd:nonNegativeInteger'),
            ("spdx:checksum", checksum),
        ],
    ) + _block(
        checksum,
        [
            ("a", "spdx:Checksum"),
            ("spdx:algorithm", "spdx:checksumAlgorithm_sha256"),
            ("spdx:checksumValue", f'"{digest}"^^xsd:hexBinary'),
        ],
    )


def media_type(name: str) -> str:
    """Return the address of the media type of a file, as a Turtle term.

    Example:
        >>> media_type("ai-actors.ttl")
        '<https://www.iana.org/assignments/media-types/text/turtle>'
    """
    kind = _MEDIA[name.rpartition(".")[2]]
    return f"<https://www.iana.org/assignments/media-types/{kind}>"
