"""A file of Turtle as a person reads it: in its own order, with short addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from aiactors.vocabulary import PREFIXES

Node = ox.NamedNode | ox.BlankNode | ox.Literal
LABELS = ("rdfs:label", "skos:prefLabel")
COMMENTS = ("rdfs:comment", "skos:definition")


class Turtle:
    """What a file of Turtle says, subject by subject.

    Subjects and values are short addresses (``ai:founded``) where the file or the project has a
    prefix for them, names of blank nodes (``_:…``), or the text of literals.

    Example:
        >>> file = Turtle(b'@prefix a: <http://a/> . a:b a:c a:d ; a:e "x"@fr .')
        >>> file.values("a:b", "a:c"), file.texts("a:b", "a:e")
        (['a:d'], {'fr': 'x'})
    """

    def __init__(self, data: bytes) -> None:
        """Read the file."""
        reader = ox.parse(data, ox.RdfFormat.TURTLE)
        quads = list(reader)
        own = {prefix: name for prefix, name in reader.prefixes.items() if prefix}
        self._prefixes = {**own, **PREFIXES}  # a file need not declare rdf: to say what is a what
        self._facts: dict[str, dict[str, list[Node]]] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                continue
            said = self._facts.setdefault(self._name(quad.subject), {})
            said.setdefault(self.short(quad.predicate.value), []).append(quad.object)

    def short(self, address: str) -> str:
        """Return an address with its prefix, where there is one for it."""
        for prefix, namespace in self._prefixes.items():
            local = address.removeprefix(namespace)
            if local != address and local and "/" not in local:
                return f"{prefix}:{local}"
        return address

    def _name(self, node: Node) -> str:
        if isinstance(node, ox.BlankNode):
            return f"_:{node.value}"
        return self.short(node.value) if isinstance(node, ox.NamedNode) else node.value

    def __contains__(self, subject: str) -> bool:
        """Tell whether anything is said of a subject."""
        return subject in self._facts

    def of(self, *types: str) -> list[str]:
        """Return the subjects of any of some types in order, without blank nodes."""
        wanted = set(types)
        return [
            subject
            for subject in self._facts
            if not subject.startswith("_:")
            and wanted.intersection(self.values(subject, "rdf:type"))
        ]

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a predicate, in order."""
        return [self._name(node) for node in self._facts.get(subject, {}).get(predicate, ())]

    def texts(self, subject: str, *predicates: str) -> Mapping[str, str]:
        """Return the literals of some predicates by language."""
        said = self._facts.get(subject, {})
        return {
            node.language or "": node.value
            for predicate in predicates
            for node in said.get(predicate, ())
            if isinstance(node, ox.Literal)
        }

    def label(self, subject: str, lang: str) -> str:
        """Return the label of a subject, or its address where the language has none."""
        return self.texts(subject, *LABELS).get(lang, subject)

    def comment(self, subject: str, lang: str) -> str:
        """Return the comment or definition of a subject; "" where the language has none."""
        return self.texts(subject, *COMMENTS).get(lang, "")

    def within(self, subject: str) -> Iterator[str]:
        """Yield a subject and every blank node that is written inside of it."""
        yield subject
        for predicate in self._facts.get(subject, {}):
            for value in self.values(subject, predicate):
                if value.startswith("_:"):
                    yield from self.within(value)
