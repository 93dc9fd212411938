"""Dates, numbers and money as people read them, in English and French.

Dates stay short and in figures, so that columns of them can be looked through: ``since 2015-12``,
``2017 environ``.
"""

from __future__ import annotations

from decimal import Decimal

from aiactors.model import Money

LANGUAGES = ("en", "fr")

QUOTED = {"en": "“{}”", "fr": "«\u00a0{}\u00a0»"}
"""What a thought stands in, by language."""

COLON = {"en": ":", "fr": "\u00a0:"}

_SPACE = "\u00a0"
"""In French, what groups digits and stands between a number and its unit: it does not break."""

_SCALES: tuple[tuple[int, dict[str, tuple[str, str]]], ...] = (
    (10**12, {"en": ("trillion", "trillion")}),
    (10**9, {"en": ("billion", "billion"), "fr": ("milliard", "milliards")}),
    (10**6, {"en": ("million", "million"), "fr": ("million", "millions")}),
)
"""Size → its name, for one and for several; French counts thousands of milliards."""

_DATES = {
    "en": {
        "about": "about {}",
        "since": "since {}",
        "from": "from {}",
        "until": "until {}",
        "both": "{} to {}",
    },
    "fr": {
        "about": "{} environ",
        "since": "depuis {}",
        "from": "à partir de {}",
        "until": "jusqu’à {}",
        "both": "{} à {}",
    },
}


def number_in_words(value: int | Decimal, lang: str = "en") -> str:
    r"""Return a number with its digits in groups of three.

    Example:
        >>> number_in_words(100000000), number_in_words(Decimal("1234.50"), "fr")
        ('100,000,000', '1\xa0234,50')
    """
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text if lang == "en" else text.replace(",", _SPACE).replace(".", ",")


def money_in_words(money: Money, lang: str = "en") -> str:
    r"""Return an amount of money as people say it.

    In millions and more where two decimals are enough for that; else all digits.

    Example:
        >>> money_in_words(Money(currency="USD", value=Decimal(97_400_000_000)))
        'USD 97.4 billion'
        >>> money_in_words(Money(currency="EUR", value=Decimal(1_100_000_000)), "fr")
        '1,1\xa0milliard EUR'
        >>> money_in_words(Money(currency="USD", value=Decimal(44_563_500)))
        'USD 44,563,500'
    """
    amount = number_in_words(money.value, lang)
    for size, names in _SCALES:
        scaled = money.value / size
        if lang in names and scaled >= 1 and scaled * 100 == (scaled * 100).to_integral():
            name = names[lang][scaled >= 2]
            space = " " if lang == "en" else _SPACE
            amount = number_in_words(_plain(scaled), lang) + space + name
            break
    return f"{money.currency} {amount}" if lang == "en" else f"{amount} {money.currency}"


def _plain(value: Decimal) -> Decimal:
    """Give a number no more decimals than it has."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def share_in_words(share: Decimal, lang: str = "en") -> str:
    r"""Return a share between 0 and 1 in percent.

    Example:
        >>> share_in_words(Decimal("0.275")), share_in_words(Decimal("0.27"), "fr")
        ('27.5%', '27\xa0%')
    """
    text = number_in_words(_plain(share * 100), lang)
    return f"{text}%" if lang == "en" else f"{text}{_SPACE}%"


def date_in_words(edtf: str, lang: str = "en") -> str:
    """Return an EDTF date or interval as people read it; uncertain ones keep a question mark.

    Example:
        >>> [date_in_words(when) for when in ("2017-12-04", "2017~", "2015/..", "/2018?")]
        ['2017-12-04', 'about 2017', 'since 2015', 'until 2018?']
        >>> date_in_words("2015-12/2018-02-20", "fr"), date_in_words("2016/", "fr")
        ('2015-12 à 2018-02-20', 'à partir de 2016')
    """
    words = _DATES[lang]
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(start, words)
    if start in ("", ".."):
        return words["until"].format(_date(end, words))
    if end in ("", ".."):
        return words["since" if end else "from"].format(_date(start, words))
    return words["both"].format(_date(start, words), _date(end, words))


def _date(day: str, words: dict[str, str]) -> str:
    if day.endswith(("~", "%")):
        return words["about"].format(day[:-1]) + ("?" if day.endswith("%") else "")
    return day
