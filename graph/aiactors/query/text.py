"""Answers as tables for people: Markdown, and HTML that needs nothing else.

Names and texts in a graph come from outside, so nothing of a value is taken for markup.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from aiactors.vocabulary import PREFIXES

_ADDRESS = re.compile(r"https?://[^\s<>\\\x00-\x1f\x7f]+")
_MARKS = re.compile(r"[\\`*_\[\]|~#!]")

_STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;margin:2rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem;border-bottom:1px solid #ddd}"
    "th{border-bottom:2px solid #888}td.n{text-align:right;font-variant-numeric:tabular-nums}"
    "td{white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}"
    "th,td{border-color:#444}a{color:#8cb8ff}}"
)


def shown(value: Any) -> str:
    """Return a value as a person reads it: addresses short, nothing where nothing is bound.

    Nothing is escaped yet.

    Example:
        >>> shown("http://www.w3.org/2000/01/rdf-schema#label"), shown(True), shown(None)
        ('rdfs:label', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text.startswith("http"):
        for prefix, namespace in PREFIXES.items():
            local = text.removeprefix(namespace)
            if local != text and local.isidentifier():
                return f"{prefix}:{local}"
    return text


def counted(rows: int) -> str:
    """Return a number of rows in words.

    Example:
        >>> counted(1), counted(1200)
        ('1 row', '1,200 rows')
    """
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"


def is_number(value: Any) -> bool:
    """Tell whether a value stands to the right in its column."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""Return a table in Markdown, as GitHub and others read it.

    Texts are escaped; addresses on the web become links.

    Example:
        >>> print(markdown(["who", "n"], [["A|B_c", 3]]), end="")
        | who | n |
        | --- | --- |
        | A\|B\_c | 3 |
    """
    names = columns or ("",)
    lines = [[_md(name) for name in names], ["---"] * len(names)]
    lines += [[_md(shown(value)) for value in row] or [""] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _md(text: str) -> str:
    """A cell: what Markdown or HTML would read as its own is escaped."""
    if _ADDRESS.fullmatch(text) is not None:
        return "<" + text.replace("|", "%7C") + ">"
    text = html.escape(_harmless(text), quote=False)
    return _MARKS.sub(r"\\\g<0>", text).strip().replace("\n", "<br>")


def page(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str) -> str:
    """Return a table as a whole page of HTML, without scripts."""
    title = html.escape(_harmless(title))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n{table(columns, rows)}"
        f"<p>{counted(len(rows))}</p>\n</body>\n</html>\n"
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table of HTML, everything in it escaped.

    Example:
        >>> "<td>&lt;b&gt;</td>" in table(["x"], [["<b>"]])
        True
    """
    head = "".join(f'<th scope="col">{_html(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _cell(value: Any) -> str:
    right = ' class="n"' if is_number(value) else ""
    return f"<td{right}>{_html(shown(value))}</td>"


def _html(text: str) -> str:
    escaped = html.escape(_harmless(text))
    return f'<a href="{escaped}">{escaped}</a>' if _ADDRESS.fullmatch(text) else escaped


def _harmless(text: str) -> str:
    """The text without what no page may hold, and without marks that turn its direction."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text.replace("\r\n", "\n")))


def _visible(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    return character if unicodedata.category(character) == "Zs" else "\ufffd"
