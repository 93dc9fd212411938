"""Terms of rdflib as terms of the engine, and back.

The engine takes only what the standards allow; rdflib takes any text for an address, a blank node
or a language. What the engine would refuse is written into a private address, and read out of it
again: such a term comes back as it was, and SPARQL sees one that it cannot name.
"""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import quote, unquote

import pyoxigraph as ox
from rdflib.term import BNode, Identifier, Literal, URIRef

from aiactors.errors import InputError

PRIVATE = "urn:x-aiactors:"
"""How the addresses begin that stand for what is no address."""

_ADDRESS = PRIVATE + "address:"
_LANGUAGE = PRIVATE + "language:"
_BLANK = "aiactors-"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_KEPT = re.compile(r"0|-?[1-9]\d{0,17}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SCRATCH = ox.NamedNode(PRIVATE + "scratch")

EngineTerm = ox.NamedNode | ox.BlankNode | ox.Literal


def _written(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _read(text: str) -> str:
    return unquote(text, errors="surrogatepass")


def address(text: str) -> ox.NamedNode:
    """Return an address as the engine takes it.

    Args:
        text: any text; rdflib does not ask more of an address.

    Returns:
        The address, or a private one that holds the text.

    Example:
        >>> address("http://x.example/").value, address("no address").value
        ('http://x.example/', 'urn:x-aiactors:address:no%20address')
    """
    if not text.startswith(PRIVATE):
        try:
            return ox.NamedNode(text)
        except ValueError:
            pass
    return ox.NamedNode(_ADDRESS + _written(text))


def blank(text: str) -> ox.BlankNode:
    """Return a blank node as the engine takes it."""
    if not text.startswith(_BLANK):
        try:
            return ox.BlankNode(text)
        except ValueError:
            pass
    return ox.BlankNode(_BLANK + text.encode("utf-8", "surrogatepass").hex())


def _literal(term: Literal) -> ox.Literal:
    try:
        if term.language is not None:
            try:
                return ox.Literal(str(term), language=term.language)
            except ValueError:  # rdflib allows more tags than the standard knows
                own = ox.NamedNode(_LANGUAGE + _written(term.language))
                return ox.Literal(str(term), datatype=own)
        if term.datatype is None:
            return ox.Literal(str(term))
        return ox.Literal(str(term), datatype=address(term.datatype))
    except ValueError:
        raise InputError(f"{term!r} holds what is no text: take out its surrogates") from None


def to_engine(term: Any) -> EngineTerm:
    """Return a term of rdflib as one of the engine.

    Args:
        term: an address, a blank node or a literal.

    Returns:
        The same for the engine. A literal is not yet in the form that the engine keeps, see
        :func:`kept`.

    Raises:
        InputError: if it is none of them: a variable, a formula, a graph.

    Example:
        >>> str(to_engine(Literal("chat", lang="fr")))
        '"chat"@fr'
    """
    if isinstance(term, URIRef):
        return address(term)
    if isinstance(term, BNode):
        return blank(term)
    if isinstance(term, Literal):
        return _literal(term)
    raise InputError(f"{term!r} cannot be stored: give an address, a blank node or a literal")


def quad_of(triple: Any, name: Any) -> ox.Quad:
    """Return a triple of the engine in a graph."""
    return ox.Quad(triple.subject, triple.predicate, triple.object, name)


def has_blank(quad: ox.Quad) -> bool:
    """Tell whether a quad has a blank node, which an update cannot name."""
    return any(
        isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)
    )


def kept(literal: ox.Literal) -> ox.Literal:
    """Return the form that the engine keeps of a literal.

    Args:
        literal: the literal.

    Returns:
        The literal itself, unless it is a number, a time or the like that the engine writes in
        another way.

    Example:
        >>> str(kept(ox.Literal("01", datatype=ox.NamedNode(_XSD + "int"))))
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    name = literal.datatype.value
    if name == _STRING or not name.startswith(_XSD):
        return literal
    if (name == _XSD + "integer" and _KEPT.fullmatch(literal.value)) or (
        name == _XSD + "date" and _DAY.fullmatch(literal.value)
    ):
        return literal
    return _stored(literal)


@functools.lru_cache(maxsize=65_536)
def _stored(literal: ox.Literal) -> ox.Literal:
    """What the engine makes of a literal: nobody knows that better than the engine."""
    scratch = ox.Store()
    scratch.add(ox.Quad(_SCRATCH, _SCRATCH, literal))
    found = next(iter(scratch)).object
    assert isinstance(found, ox.Literal)
    return found


def same(one: Literal, other: Literal) -> bool:
    """Tell whether two literals are one term to rdflib, which reads language tags in any case."""
    return bool(one == other)


def _raw(text: str, language: str | None, datatype: URIRef | None, value: Any) -> Literal:
    """A literal that rdflib's own constructor would change, or be slow to make."""
    literal = str.__new__(Literal, text)
    literal._language, literal._datatype = language, datatype
    literal._value, literal._ill_typed = value, None
    return literal


def _from_literal(term: ox.Literal) -> Literal:
    text, name = term.value, term.datatype.value
    if term.language is not None:
        return _raw(text, term.language, None, text)
    if name == _STRING:
        return _raw(text, None, None, text)
    if name.startswith(_LANGUAGE):
        return _raw(text, _read(name.removeprefix(_LANGUAGE)), None, text)
    datatype = _from_address(name)
    literal = Literal(text, datatype=datatype, normalize=False)
    return literal if str(literal) == text else _raw(text, None, datatype, literal.value)


def _from_address(text: str) -> URIRef:
    # Its own constructor looks for signs that the engine does not let in.
    return str.__new__(URIRef, _read(text[len(_ADDRESS) :]) if text.startswith(_ADDRESS) else text)


def from_engine(term: Any) -> Identifier:
    """Return a term of the engine as one of rdflib.

    Args:
        term: a term of the engine.

    Returns:
        The same for rdflib.

    Raises:
        InputError: if it is a triple term, which rdflib does not know.

    Example:
        >>> str(from_engine(ox.Literal("01", datatype=ox.NamedNode(_XSD + "integer"))))
        '01'
    """
    if isinstance(term, ox.NamedNode):
        return _from_address(term.value)
    if isinstance(term, ox.Literal):
        return _from_literal(term)
    if isinstance(term, ox.BlankNode):
        text = term.value
        if text.startswith(_BLANK):
            text = bytes.fromhex(text[len(_BLANK) :]).decode("utf-8", "surrogatepass")
        return str.__new__(BNode, text)
    raise InputError("rdflib has no triple terms: ask for their parts, with SUBJECT() and the like")


class Terms(dict[Any, Any]):
    """Terms that were converted already; what is not among them is converted when asked for.

    Example:
        >>> Terms()[ox.NamedNode("http://x.example/")]
        rdflib.term.URIRef('http://x.example/')
    """

    MOST = 200_000
    """How many are kept: the memory that they take is bounded."""

    def __init__(self) -> None:
        """Begin with nothing: what is unbound stays so."""
        super().__init__({None: None})

    def __missing__(self, term: Any) -> Any:
        """Convert a term, and keep it."""
        if len(self) >= self.MOST:
            self.clear()
            self[None] = None
        found = self[term] = from_engine(term)
        return found
