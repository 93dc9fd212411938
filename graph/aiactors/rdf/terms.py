"""Terms of RDF as Turtle writes them.

The whole package writes RDF as short Turtle terms (``id:openai``, ``"2017"^^edtf:EDTF``): one
text for a term, made once, that every format is derived from.
Source: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from aiactors.model import LangString, Money
from aiactors.vocabulary import PREFIXES

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\ufffe\uffff]')
"""What canonical N-Triples escapes: the last two are no characters of XML."""
_TYPE = f"<{PREFIXES['rdf']}type>"
_INTEGER = f"<{PREFIXES['xsd']}integer>"
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def string(text: str) -> str:
    r"""Return a plain string literal, on one line.

    Example:
        >>> print(string('He said "yes".'))
        "He said \"yes\"."
    """
    # What can be printed holds no control character; to ask so is quicker than to replace none.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def tagged(value: LangString) -> str:
    """Return a literal with its language.

    Example:
        >>> tagged(LangString("fr", "procès"))
        '"procès"@fr'
    """
    return f"{string(value.text)}@{value.lang}"


def typed(text: str, datatype: str) -> str:
    """Return a literal of a datatype, given as a short address."""
    return f"{string(text)}^^{datatype}"


def day(value: date) -> str:
    """Return a day as ``xsd:date``."""
    return f'"{value.isoformat()}"^^xsd:date'


def integer(value: int) -> str:
    """Return a whole number."""
    return str(value)


def decimal(value: Decimal) -> str:
    """Return an exact number, in its canonical form of XSD 1.1 (no point in whole numbers)."""
    text = f"{value.normalize():f}"
    return f'"{text}"^^xsd:decimal'


def edtf(value: str) -> str:
    """Return an EDTF date or interval."""
    return f'"{value}"^^edtf:EDTF'


def address(value: str) -> str:
    """Return a web address as an IRI; what an IRI cannot hold is percent-encoded.

    Example:
        >>> address("https://example.org/a")
        '<https://example.org/a>'
    """
    safe = _NOT_IN_IRI.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), value)
    return f"<{safe}>"


def money(value: Money) -> str:
    """Return the address of an amount of money: the same amount has the same one.

    Example:
        >>> from aiactors.model import parse_money
        >>> money(parse_money("USD 1 billion"))
        'money:USD1000000000'
    """
    return f"money:{value.currency}{value.value:f}"


def expand(term: str) -> str:
    """Return a short Turtle term as N-Triples writes it.

    Example:
        >>> expand("id:openai")
        '<https://w3id.org/ai-actors/id/openai>'
        >>> expand('"2017"^^edtf:EDTF')
        '"2017"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
        >>> expand("100")
        '"100"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    first = term[0]
    if first == "<":
        return term
    if first == '"':
        end = term.rindex('"') + 1
        return f"{term[:end]}^^{expand(term[end + 2 :])}" if term[end:][:2] == "^^" else term
    prefix, colon, local = term.partition(":")
    if colon:
        return f"<{PREFIXES[prefix]}{local}>"
    return _TYPE if term == "a" else f'"{term}"^^{_INTEGER}'
