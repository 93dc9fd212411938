"""Dates, numbers and money read as people write them, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aiactors.model import Money
from aiactors.network.words import (
    date_in_words,
    money_in_words,
    number_in_words,
    share_in_words,
)


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2017", "2017", "2017"),
        ("2017-12", "2017-12", "2017-12"),
        ("2017-12-04", "2017-12-04", "2017-12-04"),
        ("2017~", "about 2017", "2017 environ"),
        ("2017?", "2017?", "2017?"),
        ("2017%", "about 2017?", "2017 environ?"),
        ("2015-12/2018-02-20", "2015-12 to 2018-02-20", "2015-12 à 2018-02-20"),
        ("2015/..", "since 2015", "depuis 2015"),
        ("2015/", "from 2015", "à partir de 2015"),
        ("/2018", "until 2018", "jusqu’à 2018"),
        ("../2018~", "until about 2018", "jusqu’à 2018 environ"),
        ("2015?/2018~", "2015? to about 2018", "2015? à 2018 environ"),
    ],
)
def test_dates(edtf: str, english: str, french: str) -> None:
    """As precise as they are, and no more."""
    assert date_in_words(edtf) == english
    assert date_in_words(edtf, "fr") == french


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("0", "USD 0", "0 USD"),
        ("0.5", "USD 0.5", "0,5 USD"),
        ("250000", "USD 250,000", "250_000 USD"),
        ("999999", "USD 999,999", "999_999 USD"),
        ("1000000", "USD 1 million", "1_million USD"),
        ("1990000", "USD 1.99 million", "1,99_million USD"),
        ("2000000", "USD 2 million", "2_millions USD"),
        ("38000000", "USD 38 million", "38_millions USD"),
        ("44563500", "USD 44,563,500", "44_563_500 USD"),
        ("999990000", "USD 999.99 million", "999,99_millions USD"),
        ("1000000000", "USD 1 billion", "1_milliard USD"),
        ("1234000000", "USD 1,234 million", "1_234_millions USD"),
        ("97400000000", "USD 97.4 billion", "97,4_milliards USD"),
        ("1300000000000", "USD 1.3 trillion", "1_300_milliards USD"),
        ("1000000.5", "USD 1,000,000.5", "1_000_000,5 USD"),
    ],
)
def test_money(value: str, english: str, french: str) -> None:
    """Never rounded: where millions do not say it all, the digits do."""
    money = Money(currency="USD", value=Decimal(value))
    assert money_in_words(money) == english
    assert money_in_words(money, "fr") == french.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        ("0", "0%", "0\xa0%"),
        ("0.5", "50%", "50\xa0%"),
        ("1", "100%", "100\xa0%"),
        ("0.275", "27.5%", "27,5\xa0%"),
        ("0.00125", "0.125%", "0,125\xa0%"),
    ],
)
def test_shares(share: str, english: str, french: str) -> None:
    """In percent, with the decimals that they have."""
    assert share_in_words(Decimal(share)) == english
    assert share_in_words(Decimal(share), "fr") == french


def test_numbers() -> None:
    """Digits in groups of three."""
    assert number_in_words(100_000_000) == "100,000,000"
    assert number_in_words(100_000_000, "fr") == "100\xa0000\xa0000"
    assert number_in_words(-1234) == "-1,234"
    assert number_in_words(999) == "999"
