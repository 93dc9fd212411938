"""Terms: whatever a text holds, it stays inside its quotes, and two engines read it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from aiactors.model import LangString, Money
from aiactors.rdf import terms
from aiactors.vocabulary import PREFIXES
from tests.strategies import ADDRESSES, AMOUNTS, HOSTILE, SHARES, TEXT, examples

XSD_INTEGER = PREFIXES["xsd"] + "integer"
quick = examples(100)
HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())


def in_turtle(term: str) -> ox.Literal | ox.NamedNode:
    """Read a short term with pyoxigraph; it must be one term and nothing more."""
    [quad] = ox.parse(f"{HEAD}<x:s> <x:p> {term} .".encode(), ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal | ox.NamedNode)
    return quad.object


def in_ntriples(term: str) -> ox.Literal | ox.NamedNode:
    """Read a term in full the same way."""
    [quad] = ox.parse(f"<x:s> <x:p> {terms.expand(term)} .\n".encode(), ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal | ox.NamedNode)
    return quad.object


def in_rdflib(term: str) -> rdflib.term.Node:
    """Read a short term with rdflib."""
    [(_, _, found)] = rdflib.Graph().parse(data=f"{HEAD}<x:s> <x:p> {term} .", format="turtle")
    return found


@quick
@given(TEXT | st.sampled_from(HOSTILE))
def test_any_text_is_one_literal(text: str) -> None:
    """On one line, so that a difference between two releases is a difference of lines."""
    term = terms.string(text)
    assert in_turtle(term) == in_ntriples(term) == ox.Literal(text)
    assert in_rdflib(term) == rdflib.Literal(text)
    assert not any(sign in term for sign in "\n\r\x00\x0b\x0c\x1c\x1d\x1e\x7f")


@quick
@given(TEXT, st.sampled_from(["en", "fr", "zh-hant", "x-klingon"]))
def test_any_text_keeps_its_language(text: str, lang: str) -> None:
    """As tools of RDF keep tags: in small letters."""
    term = terms.tagged(LangString(lang, text))
    assert in_turtle(term) == in_ntriples(term) == ox.Literal(text, language=lang)
    assert in_rdflib(term) == rdflib.Literal(text, lang=lang)


@quick
@given(TEXT | ADDRESSES)
@example("http://a.example/> . <x:s> <x:p> <x:o")
@example("http://a.example/\\u003e")
def test_no_address_breaks_out(address: str) -> None:
    """The model refuses such addresses; if one came here all the same, it would stay one term."""
    term = terms.address(address)
    assert term[0] == "<"
    assert term[-1] == ">"
    assert not set(term[1:-1]) & set('<>"{}|\\^` \n\r\t\x00')


@quick
@given(ADDRESSES)
def test_addresses_are_read_back(address: str) -> None:
    """What the model lets in is not changed."""
    term = terms.address(address)
    assert in_turtle(term) == in_ntriples(term) == ox.NamedNode(address)
    assert in_rdflib(term) == rdflib.URIRef(address)


@quick
@given(st.integers(0, 10**24))
def test_whole_numbers(number: int) -> None:
    """Short in Turtle, typed in N-Triples."""
    term = terms.integer(number)
    assert (
        in_turtle(term)
        == in_ntriples(term)
        == ox.Literal(str(number), datatype=ox.NamedNode(XSD_INTEGER))
    )
    assert in_rdflib(term) == rdflib.Literal(number)


@quick
@given(SHARES | st.decimals(0, 10**12, places=6))
def test_exact_numbers_are_canonical(number: Decimal) -> None:
    """No exponent, no zeros at the end, no point in whole numbers: XSD 1.1."""
    literal = in_turtle(terms.decimal(number))
    assert isinstance(literal, ox.Literal)
    assert literal.datatype.value == PREFIXES["xsd"] + "decimal"
    assert Decimal(literal.value) == number
    assert "E" not in literal.value
    assert not ("." in literal.value and literal.value.endswith(("0", ".")))


@quick
@given(st.dates())
def test_days(day: date) -> None:
    """As XSD writes them, with four digits for the year."""
    term = terms.day(day)
    assert in_turtle(term) == in_ntriples(term)
    assert in_turtle(term).value == day.isoformat()
    assert in_rdflib(term).toPython() == day  # type: ignore[attr-defined]


@quick
@given(AMOUNTS)
def test_amounts_have_an_address_of_their_own(money: Money) -> None:
    """The same for the same amount, and good in Turtle as a short name."""
    term = terms.money(money)
    assert in_turtle(term) == in_ntriples(term)
    assert in_turtle(term).value == f"{PREFIXES['money']}{money.currency}{money.value:f}"


@pytest.mark.parametrize(
    ("term", "full"),
    [
        ("a", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"),
        ("id:elon-musk", "<https://w3id.org/ai-actors/id/elon-musk>"),
        ("-5", '"-5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"a:b"', '"a:b"'),
        ('"x\\"@en"@fr', '"x\\"@en"@fr'),
        ('"\\"^^xsd:date"^^xsd:date', '"\\"^^xsd:date"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_expand(term: str, full: str) -> None:
    """What looks like a language or a type inside of quotes is none."""
    assert terms.expand(term) == full


def test_an_unknown_prefix_is_an_error() -> None:
    """Nothing is written with an address that nobody declared."""
    with pytest.raises(KeyError):
        terms.expand("evil:x")


def test_lines_are_those_that_the_engine_writes() -> None:
    """Else an export of a store would not be the bytes of an export of the same model."""
    signs = (*range(0x20), *range(0x7E, 0xA1), 0x2028, 0xFDD0, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF)
    line = f"<x:s> <x:p> {terms.string(''.join(map(chr, signs)))} .\n".encode()
    [quad] = ox.parse(line, ox.RdfFormat.N_TRIPLES)
    assert ox.serialize([quad.triple], format=ox.RdfFormat.N_TRIPLES) == line
