"""How a format writes what is said of one subject: as one block, or line by line.

What is said is put together in one place, :mod:`aiactors.rdf.describe` and its neighbour
:mod:`aiactors.rdf.entity_blocks`, as parts: a predicate with its objects. Notations differ in how
they write an address and how they join the parts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from typing import Final

from aiactors.model import LangString, bounds
from aiactors.model.memo import Memo
from aiactors.rdf import terms
from aiactors.rdf.terms import string, tagged

_CONCEPTS: Final = (
    "a", "rdf:predicate", "ai:bound", "ai:editorStatus", "ai:modality", "ai:rank", "ai:response",
    "ai:asOfNow", "ai:relation", "ai:stance", "ai:status", "ai:tier",
)  # fmt: skip
_PREDICATES: Final = (
    *_CONCEPTS, "dcterms:description", "dcterms:language", "dcterms:license",
    "dcterms:publisher", "dcterms:title", "foaf:homepage", "oa:hasSource", "rdf:object",
    "rdf:subject", "schema:url", "skos:altLabel", "skos:exactMatch", "skos:note",
    "skos:prefLabel", "ai:accessed", "ai:amount", "ai:attribution", "ai:bulk", "ai:claimant",
    "ai:condition", "ai:contradicts", "ai:copyOf", "ai:currency", "ai:dateExpression",
    "ai:earliestEnd", "ai:earliestStart", "ai:editorReason", "ai:end", "ai:evidence",
    "ai:fileName", "ai:gist", "ai:knownSince", "ai:latestEnd", "ai:latestStart", "ai:locator",
    "ai:lastSeen", "ai:now", "ai:object", "ai:occurrence", "ai:speaksOf", "ai:subject",
    "ai:owner", "ai:quote", "ai:quoteHash", "ai:reportedVia", "ai:role", "ai:saidIn", "ai:share",
    "ai:sourceCount", "ai:start", "ai:supports", "ai:textHash", "ai:value", "ai:when",
)  # fmt: skip
_SHAPES: Final = {
    "Statement": ("rdf:subject", "rdf:predicate", "rdf:object", "ai:modality", "ai:rank"),
    "Attribution": ("ai:stance",),
    "Evidence": ("oa:hasSource",),
    "Money": ("ai:currency", "ai:value"),
}
"""Kind → the predicates that stand first in all that is of that kind, in order."""


class Notation(ABC):
    """Writes terms, the parts of a block, and the block.

    Every part begins with what stands before it, so that parts are put together as texts: that of
    the kind (``a``) with what stands before the first one, all others with what stands between.

    Args:
        term: writes a short term (``id:openai``, ``"2017"^^edtf:EDTF``).
        close: what ends an address.
        first: what stands before the first part.
        next_: what stands before any other.

    Attributes:
        term: the same.
        close: the same; it stands after the local name that follows a lead of ``concept``.
        lead: predicate → what stands before an object of it.
        concept: predicate → what stands before the local name of a term of the ontology.
        shape: kind → what stands before the object of each part with which all of that kind
            begin, and what ends the last: to put these together takes one text in place of many.
        standing: the same of how a statement stands.
        indent: what a block begins with, if a block is no more than its subject, its parts and
            a point; else None.
        number: whole number → its term.
        day: day → its term.
        time: date → its parts: what was written, and the days that bound it.
    """

    def __init__(self, term: Callable[[str], str], close: str, first: str, next_: str) -> None:
        """Store the arguments."""
        self.indent: str | None = None
        self.term = term
        self.close = close
        self._first = first
        self._next = next_
        self.lead = {predicate: self._lead(predicate) for predicate in _PREDICATES}
        self.concept = {predicate: self._concept(predicate) for predicate in _CONCEPTS}
        self.shape = {
            kind: self._between(f"{self.concept['a']}{kind}{close}", predicates)
            for kind, predicates in _SHAPES.items()
        }
        self.standing = self._between("", ("ai:status", "ai:sourceCount"))
        self.number = Memo[int, str](lambda number: term(terms.integer(number)))
        self.day = Memo[date, str](lambda day: term(terms.day(day)))
        self.time = Memo[str, str](self._time)

    @abstractmethod
    def objects(self, lead: str, objects: Sequence[str]) -> str:
        """Return the parts that say a predicate of several objects; "" where there are none."""

    @abstractmethod
    def block(self, subject: str, parts: str) -> str:
        """Return the lines of all that is said of a subject, a short address."""

    def headless(self, subject: str, parts: str) -> str:
        """Return the lines of a subject, where its kind is not among the parts."""
        return self.block(subject, parts)

    def texts(self, predicate: str, values: Sequence[LangString]) -> str:
        """Return the parts that say a predicate of texts in languages."""
        if len(values) == 1:
            ((lang, text),) = values
            return f"{self.lead[predicate]}{string(text)}@{lang}"
        return self.objects(self.lead[predicate], [tagged(value) for value in values])

    def terms(self, predicate: str, objects: Sequence[str]) -> str:
        """Return the parts that say a predicate of short terms."""
        lead = self.lead.get(predicate) or self._lead(predicate)
        if len(objects) == 1:
            return lead + self.term(objects[0])
        return self.objects(lead, [self.term(o) for o in objects])

    def _lead(self, predicate: str) -> str:
        return f"{self._first if predicate == 'a' else self._next}{self.term(predicate)} "

    def _concept(self, predicate: str) -> str:
        return self.lead[predicate] + self.term("ai:").removesuffix(self.close)

    def _between(self, before: str, predicates: Sequence[str]) -> tuple[str, ...]:
        texts: list[str] = []
        for predicate in predicates:
            is_concept = predicate in _CONCEPTS
            texts.append(before + (self.concept if is_concept else self.lead)[predicate])
            before = self.close if is_concept else ""
        return *texts, before

    def _time(self, edtf: str) -> str:
        lead, day, days = self.lead, self.day, bounds(edtf)
        parts = lead["ai:when"] + self.term(terms.edtf(edtf))
        if days.earliest_start is not None:
            parts += lead["ai:earliestStart"] + day[days.earliest_start]
        if days.latest_start is not None:
            parts += lead["ai:latestStart"] + day[days.latest_start]
        if days.earliest_end is not None:
            parts += lead["ai:earliestEnd"] + day[days.earliest_end]
        if days.latest_end is not None:
            parts += lead["ai:latestEnd"] + day[days.latest_end]
        return parts


class Blocks(Notation):
    """Turtle as people read it: a predicate a line, an object a line where there are several.

    Every line begins with ``indent``.

    Example:
        >>> to = Blocks()
        >>> parts = to.terms("a", ["ai:Person"]) + to.terms("ai:owner", ["id:b"])
        >>> print(to.block("id:a", parts), end="")
        id:a a ai:Person ;
            ai:owner id:b .
    """

    def __init__(self, indent: str = "") -> None:
        """Build the separators of parts."""
        super().__init__(str, "", " ", f" ;\n{indent}    ")
        self.indent = indent
        self._one = f"\n{indent}        "
        self._more = f" ,\n{indent}        "

    def objects(self, lead: str, objects: Sequence[str]) -> str:
        """Return one part."""
        if len(objects) == 1:
            return lead + objects[0]
        return f"{lead[:-1]}{self._one}{self._more.join(objects)}" if objects else ""

    def block(self, subject: str, parts: str) -> str:
        """Return a block that ends with a full stop."""
        return f"{self.indent}{subject}{parts} .\n"

    def headless(self, subject: str, parts: str) -> str:
        """Return a block that does not begin with the kind of the subject."""
        return self.block(subject, f" {parts.removeprefix(self._next).removeprefix(self._first)}")


def _end(graph: str) -> str:
    return f" <{graph}> .\n" if graph else " .\n"


class Lines(Notation):
    """N-Quads or N-Triples: a triple a line, those of one subject sorted and each once.

    Sorted parts are sorted lines: what follows a part is a space, which is less than anything
    that can go on in a longer one.

    ``graph`` is the full address of a graph; empty for N-Triples.

    Example:
        >>> to = Lines("urn:g")
        >>> print(to.block("id:a", to.terms("dcterms:subject", ["<urn:b>", "<urn:a>"])), end="")
        <https://w3id.org/ai-actors/id/a> <http://purl.org/dc/terms/subject> <urn:a> <urn:g> .
        <https://w3id.org/ai-actors/id/a> <http://purl.org/dc/terms/subject> <urn:b> <urn:g> .
    """

    def __init__(self, graph: str = "") -> None:
        """Build the end of a line."""
        super().__init__(terms.expand, ">", "\n", "\n")
        self._end = _end(graph)

    def of(self, graph: str) -> Lines:
        """Return a notation for another graph, which shares what was made once."""
        other = copy(self)
        other._end = _end(graph)
        return other

    def objects(self, lead: str, objects: Sequence[str]) -> str:
        """Return a part for each object."""
        return "".join([lead + o for o in objects])

    def block(self, subject: str, parts: str) -> str:
        """Return the lines."""
        start = f"{self.term(subject)} "
        lines = sorted(set(parts[1:].split("\n")))
        return f"{start}{f'{self._end}{start}'.join(lines)}{self._end}"
