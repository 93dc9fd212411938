"""Amounts of money: read as people write them, and never without a currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aiactors.errors import MoneyError
from aiactors.model import Money, parse_money
from tests.strategies import AMOUNTS, examples

quick = examples(80)


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("USD 44000000", "USD", "44000000"),
        ("USD 44 million", "USD", "44000000"),
        ("EUR 1.1 billion", "EUR", "1100000000"),
        ("USD 97.4 billion", "USD", "97400000000"),
        ("JPY 2 trillion", "JPY", "2000000000000"),
        ("GBP 12 thousand", "GBP", "12000"),
        ("USD 44,000,000.50", "USD", "44000000.5"),
        ("CHF 1'000'000", "CHF", "1000000"),
        ("EUR 1 000 000", "EUR", "1000000"),
        ("USD 1_000", "USD", "1000"),
        ("USD .5 million", "USD", "500000"),
        ("USD 0", "USD", "0"),
        ("  USD 5  ", "USD", "5"),
        ("USD5", "USD", "5"),
        ("USD 0.000001", "USD", "0.000001"),
        ("USD 001", "USD", "1"),
    ],
)
def test_amounts_as_people_write_them(text: str, currency: str, value: str) -> None:
    """Separators of thousands, a point for decimals, words for large numbers."""
    assert parse_money(text) == Money(currency=currency, value=Decimal(value))


@pytest.mark.parametrize("text", ["44000000", "1.1 billion", "44 million", "1 000"])
def test_a_number_alone_has_no_currency(text: str) -> None:
    """The message says what is missing and how to write it."""
    with pytest.raises(MoneyError, match="it has no currency; write the currency's code"):
        parse_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "USD",
        "usd 5",
        "US 5",
        "USDT 5",
        "$5",
        "5 USD",
        "USD five",
        "USD 1,1 billion",
        "USD 1,23",
        "USD 12 34",
        "USD 1000,000",
        "USD 1.2.3",
        "USD 1.",
        "USD 1e9",
        "USD -5",
        "USD NaN",
        "USD Infinity",
        "USD 5 Million",
        "USD 5 lakh",
        "USD \u0665",
        "USD 0.0000001",
        "USD 1234567890123456789012345",
        "USD 9 " + "9" * 5000,
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    """A comma before one or two digits is a decimal comma elsewhere: read as ten times too much."""
    with pytest.raises(MoneyError) as caught:
        parse_money(text)
    assert caught.value.value == text


@quick
@given(AMOUNTS)
def test_an_amount_is_read_back_from_its_text(money: Money) -> None:
    """What dossiers write is what they read."""
    assert parse_money(str(money)) == money
    assert str(parse_money(str(money))) == str(money)
    assert "E" not in str(money).removeprefix(money.currency)


@quick
@given(st.integers(0, 10**5), st.sampled_from(["thousand", "million", "billion", "trillion"]))
def test_words_multiply(number: int, word: str) -> None:
    """The words are powers of a thousand."""
    power = ["thousand", "million", "billion", "trillion"].index(word) + 1
    assert parse_money(f"USD {number} {word}").value == number * 1000**power


@quick
@given(st.integers(0, 10**15))
def test_grouped_digits_are_the_same_number(number: int) -> None:
    """As Python itself groups them."""
    assert parse_money(f"USD {number:,}").value == number
    assert parse_money(f"USD {number:_}").value == number


@quick
@given(st.text("USD0123456789.,' _-emilon", max_size=20))
def test_any_text_is_an_amount_or_a_money_error(text: str) -> None:
    """No text makes it fail in another way, and no amount is negative."""
    try:
        assert parse_money(text).value >= 0
    except MoneyError:
        pass


def test_equal_amounts_have_equal_digits() -> None:
    """So that one amount has one address."""
    assert str(Money(currency="USD", value=Decimal("1.50"))) == "USD 1.5"
    assert str(Money(currency="USD", value=Decimal("1E+9"))) == "USD 1000000000"
    assert str(Money(currency="USD", value=Decimal("0E+3"))) == "USD 0"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-1", "1e999999999", "1e-999999999"])
def test_impossible_values_are_refused(value: str) -> None:
    """At once: none is written out in full first."""
    with pytest.raises(ValidationError):
        Money(currency="USD", value=Decimal(value))
