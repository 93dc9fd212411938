"""Citing a statement: as a footnote, as BibTeX, and as ClaimReview of schema.org.

Titles come from anywhere. What stands in a footnote is one line without control characters, what
stands in BibTeX is escaped for it, and ClaimReview is plain data: whoever writes it into a page
takes :func:`script_json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from aiactors.model import Attribution, Document, Statement
from aiactors.model.status import AFFIRMS, DENIES
from aiactors.network.project import Projector
from aiactors.network.words import COLON
from aiactors.record.make import RecordMaker
from aiactors.record.sources import citation
from aiactors.vocabulary import BASE, iri

_NAME = "AI Actors"
_SOURCES = {
    "en": ("one source", "{} sources"),
    "fr": ("une source", "{} sources"),
}
_BETWEEN = {"en": "; ", "fr": "\u00a0; "}
_RATINGS = {
    "Established": 5, "Reported": 4, "Claimed": 3, "Disputed": 2, "Denied": 1, "Retracted": 1,
}  # fmt: skip
# BibTeX counts braces that are escaped as well, so those stand as words.
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
}  # fmt: skip
_PLAIN_DAY = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def footnote(projector: Projector, statement: Statement, lang: str = "en") -> str:
    """Return a statement with its documents as a footnote of one line.

    It has the documents that affirm it (all, where none does), and the statement's address.
    """
    assessment = projector.derived.assessments[statement.ref]
    one, several = _SOURCES[lang]
    sources = one if assessment.source_count == 1 else several.format(assessment.source_count)
    standing = f"{projector.ontology.label(assessment.status, lang)}, {sources}"
    documents = _BETWEEN[lang].join(
        _line(f"{cited.text}, {cited.address}" if cited.address else cited.text)
        for cited in (citation(projector.dossiers, ref, lang) for ref in _documents(statement))
    )
    return (
        f"{_sentence(projector, statement, lang)} — {standing}{COLON[lang]} {documents}. "
        f"{_NAME}, {iri(statement.ref)}"
    )


def bibtex(projector: Projector, statement: Statement, lang: str = "en") -> str:
    """Return the documents of a statement, and the statement itself, as BibTeX.

    There is an entry for each document that affirms it (for all, where none does), then the
    statement.
    """
    entries = [_entry(ref, _fields(projector, ref, lang)) for ref in _documents(statement)]
    assessment = projector.derived.assessments[statement.ref]
    note = projector.ontology.label(assessment.status, lang)
    own = {
        "title": _escaped(_sentence(projector, statement, lang)),
        "author": "{" + _NAME + "}",
        "url": _address(iri(statement.ref)),
        "note": _escaped(note),
    }
    return "\n".join([*entries, _entry(f"statement-{statement.id}", own)])


def claim_review(projector: Projector, statement: Statement, lang: str = "en") -> dict[str, Any]:
    """Return a statement as a ClaimReview of schema.org, in JSON-LD.

    The rating goes from 1 (denied) to 5 (established); it has no number where it is unknown.
    """
    assessment = projector.derived.assessments[statement.ref]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": projector.ontology.label(assessment.status, lang),
        "bestRating": 5,
        "worstRating": 1,
    }
    if assessment.status in _RATINGS:
        rating["ratingValue"] = _RATINGS[assessment.status]
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": iri(statement.ref),
        "url": iri(statement.ref),
        "inLanguage": lang,
        "claimReviewed": _sentence(projector, statement, lang),
        "itemReviewed": _claim(projector, statement, lang),
        "reviewRating": rating,
        "author": {"@type": "Organization", "name": _NAME, "url": BASE},
    }
    against = [a for a in statement.attributions if a.stance in DENIES]
    if against:
        review["citation"] = [_work(projector, ref, lang) for ref in _read_in(against)]
    return review


def script_json(data: Any) -> str:
    r"""Return JSON in which nothing can end the script element of a page that holds it.

    Example:
        >>> script_json("</script>")
        '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "".join(_UNSAFE.get(character, character) for character in text)


def _sentence(projector: Projector, statement: Statement, lang: str) -> str:
    return _line(RecordMaker(projector, lang).sentence(statement))


def _line(text: str) -> str:
    """A text in one line, without signs that control or turn round what follows."""
    return " ".join("".join(c for c in text if _may_stand(c)).split())


def _may_stand(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def _documents(statement: Statement) -> list[str]:
    """The documents that affirm it, as they were read; all of them, where none does."""
    affirming = [a for a in statement.attributions if a.stance in AFFIRMS]
    return _read_in(affirming or list(statement.attributions))


def _read_in(attributions: list[Attribution]) -> list[str]:
    return list(dict.fromkeys(attribution.read_in for attribution in attributions))


# --- BibTeX ---------------------------------------------------------------------------------


def _fields(projector: Projector, ref: str, lang: str) -> dict[str, str]:
    document = projector.dossiers.entities.get(ref)
    if document is None:
        return {"title": _escaped(ref)}
    fields = {"title": _escaped(document.name(lang))}
    if not isinstance(document, Document):
        return fields
    if document.publisher is not None:
        name = _escaped(projector.words(document.publisher, lang))
        fields |= {"author": "{" + name + "}", "publisher": name}
    if document.published is not None:
        fields |= _dates(document.published.edtf)
    if document.url is not None:
        fields["url"] = _address(document.url)
    if document.accessed is not None:
        fields["urldate"] = document.accessed.isoformat()
    if document.language is not None:
        fields["langid"] = _escaped(document.language)
    return fields


def _dates(edtf: str) -> dict[str, str]:
    """What BibTeX understands of a date: all of it, or else its first year."""
    year = re.search(r"\d{4}", edtf)
    dates = {} if year is None else {"year": year[0]}
    return {"date": edtf, **dates} if _PLAIN_DAY.fullmatch(edtf) else dates


def _entry(ref: str, fields: dict[str, str]) -> str:
    key = re.sub(r"[^A-Za-z0-9:-]+", "-", ref.removeprefix("id:"))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{key},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in _line(text))


def _address(address: str) -> str:
    """An address, in which braces and backslashes stand as they do in addresses: in percent."""
    signs = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
    return "".join(signs.get(character, character) for character in _line(address))


# --- schema.org -----------------------------------------------------------------------------


def _claim(projector: Projector, statement: Statement, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Claim",
        "text": _sentence(projector, statement, lang),
        "appearance": [_work(projector, ref, lang) for ref in _documents(statement)],
    }
    claimants = list(_claimants(projector, statement, lang))
    if claimants:
        found["author"] = claimants
    return found


def _claimants(projector: Projector, statement: Statement, lang: str) -> Iterator[dict[str, Any]]:
    """Those who are named as affirming it, each once."""
    refs = [a.claimant for a in statement.attributions if a.stance in AFFIRMS]
    for ref in dict.fromkeys(refs):
        if ref is not None:
            person = projector.kinds.get(ref) == "person"
            type_ = "Person" if person else "Organization"
            yield {"@type": type_, "@id": iri(ref), "name": _line(projector.words(ref, lang))}


def _work(projector: Projector, ref: str, lang: str) -> dict[str, Any]:
    document = projector.dossiers.entities.get(ref)
    name = ref if document is None else document.name(lang)
    work: dict[str, Any] = {"@type": "CreativeWork", "@id": iri(ref), "name": _line(name)}
    if not isinstance(document, Document):
        return work
    if document.url is not None:
        work["url"] = document.url
    if document.publisher is not None:
        publisher = _line(projector.words(document.publisher, lang))
        work["publisher"] = {"@type": "Organization", "name": publisher}
    if document.published is not None:
        day = document.published.edtf
        if _PLAIN_DAY.fullmatch(day):
            work["datePublished"] = day
    return work
