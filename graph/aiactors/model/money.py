"""Amounts of money: a number and a currency, never one without the other."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from aiactors.errors import MoneyError
from aiactors.model.frozen import Frozen

# Separators stand before three digits: "1,1 billion" is not eleven billion.
_MONEY = re.compile(
    r"([A-Z]{3})\s*((?:\d{1,3}(?:[_,' ]\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*"
    r"(thousand|million|billion|trillion)?",
    re.ASCII,
)
_SCALE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_HELP = "write the currency's code and a number: USD 44000000, EUR 1.1 billion"


class Money(Frozen):
    """An amount of money.

    Attributes:
        currency: ISO 4217 code, three capital letters.
        value: the amount, in units of the currency, not negative.

    Example:
        >>> str(Money(currency="USD", value=Decimal(44_000_000)))
        'USD 44000000'
    """

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    value: Decimal = Field(ge=0, max_digits=24, decimal_places=6, allow_inf_nan=False)

    @field_validator("value")
    @classmethod
    def _plain(cls, value: Decimal) -> Decimal:
        """Give equal amounts the same digits."""
        return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()

    def __str__(self) -> str:
        """Return it as dossiers write it."""
        return f"{self.currency} {self.value:f}"


def parse_money(text: str) -> Money:
    """Read an amount as people write it in dossiers: a currency's code and a number.

    ``million`` and the like are allowed; spaces, commas, apostrophes and underscores may group
    digits.

    Example:
        >>> parse_money("USD 97.4 billion").value
        Decimal('97400000000')
    """
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        bare = re.fullmatch(r"[\d.,_' ]+(thousand|million|billion|trillion)?", text.strip())
        why = "it has no currency; " if bare else "it is not an amount of money; "
        raise MoneyError(text, why + _HELP)
    digits = re.sub(r"[_,' ]", "", match[2])
    try:
        value = Decimal(digits).scaleb(_SCALE.get(match[3] or "", 0))
        return Money(currency=match[1], value=value)
    except (InvalidOperation, ValueError):
        raise MoneyError(text, "its number cannot be used; " + _HELP) from None


def _from_text(value: Any) -> Any:
    return parse_money(value) if isinstance(value, str) else value


Amount = Annotated[Money, BeforeValidator(_from_text, json_schema_input_type=str | Money)]
"""A field that takes :class:`Money` or its text."""
