r"""What is refused before a query reaches the engine.

A query that nests too deeply, or strings too many parts together, overflows the engine's stack
and ends the whole process, and ``SERVICE`` makes it call other servers: none is let through.

The engine reads keywords without looking for the ends of words: ``1e5SERVICE`` is a number and a
SERVICE clause. So what surely is no code is blanked first, and all the rest is searched.

The engine decodes escapes such as ``\u0041`` in texts and addresses, where they end nothing, and
refuses them elsewhere. rdflib and some servers, to which queries go on, decode them before they
read anything else (SPARQL 1.1, section 19.2). So nothing may call out, read in either way.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable

from aiactors.errors import QueryError

LONGEST = 200_000
"""The longest query, in characters."""

DEEPEST = 100
"""The deepest nesting of brackets; the engine fails from 900 on, with a stack of 8 MiB."""

MOST_PARTS = 2_000
"""The most words and signs outside of VALUES; the engine fails from 4,400 on."""

ESCAPE = r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
"""What stands for a character, by its number."""

ADDRESS = rf"""[^\x00-\x20<>"{{}}|^`\\]*+(?:{ESCAPE}[^\x00-\x20<>"{{}}|^`\\]*+)*+"""
"""What stands between the brackets of an address."""

# A "<" may begin an address or compare. With "://" it can only be an address: no expression goes
# on with two slashes, or with an escape. Whatever else stands behind it is read as code.
QUIET = rf"""
    \#[^\r\n]*
      | <[A-Za-z][A-Za-z0-9+.\-]*://{ADDRESS}>
      | <[^\x00-\x20<>"{{}}|^`\\'\#]*+{ESCAPE}{ADDRESS}>
      | \"{{3}}(?:\\.|[^\\])*?\"{{3}} | '{{3}}(?:\\.|[^\\])*?'{{3}}
      | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*'
      | \\[_~.\-!$&'()*+,;=/?\#@%]
"""
"""What in a query is no code: comments, addresses, texts, escaped signs (a verbose pattern)."""

_BLANK = re.compile(
    rf"""
    {QUIET} | [?$]\w+ | :\w[\w\-]*
  | (?P<unclear> <[^\x00-\x20<>"{{}}|^`\\'\#]*['\#]{ADDRESS}> )
    """,
    re.VERBOSE,
)
# Who decodes escapes before all else decodes all of them, or none behind a backslash.
_DECODED = (re.compile(ESCAPE), re.compile(rf"{ESCAPE}|\\.", re.DOTALL))
_STRAY = re.compile(r"""["'\\]""")
_CLOSED = re.compile(rf"""(?: [^"'\\\#<]++ | {QUIET} | < )*+""", re.VERBOSE)
_CALL = re.compile("service", re.IGNORECASE)
_SERVICE = re.compile(
    r"service(?:\s*silent)?\s*[^\s{}()\[\]]+\s*\{|(?<![\w:.\-@])service(?![\w:.\-])",
    re.IGNORECASE,
)
_VALUES = re.compile(r"(?<![\w:.\-])values\s*(?:`_*|\([\s`_]*\))\s*\{[^{}]*\}", re.IGNORECASE)
_PART = re.compile(r"`_*|[\w:]+|\S")
_BRACKET = re.compile(r"(?P<open>[({\[])|[)}\]]")


Find = Callable[[str], re.Match[str] | None]
"""Finds something in code."""


def place(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


class UnclearError(QueryError):
    """Code that reads in two ways, so that it is not known what of it is text."""


def code_of(sparql: str) -> str:
    """Replace comments, texts and addresses in SPARQL with as many characters, so places stay.

    UnclearError if a ``<`` may compare or begin an address; QueryError if a text is not closed.

    Example:
        >>> code_of("ASK { ?s ?p 'SERVICE' } # no code")
        'ASK { `_ `_ `________ }          '
    """

    def blank(match: re.Match[str]) -> str:
        if match["unclear"] is not None:
            why = "this < may compare or begin an address; write a space after it"
            raise UnclearError(why, *place(sparql, match.start()))
        length = len(match[0])
        if match[0][0] == "#":
            return " " * length
        return (":" if match[0][0] == ":" else "`") + "_" * (length - 1)

    code = _BLANK.sub(blank, sparql)
    if (stray := _STRAY.search(code)) is not None:
        why = "this quotation mark belongs to no text; close the text"
        if stray[0] == "\\":
            why = "this backslash belongs to no text and no address; close the text"
        raise QueryError(why, *place(sparql, stray.start()))
    return code


@functools.lru_cache(maxsize=64)  # the same query is asked again and again
def check(sparql: str) -> None:
    """Refuse a query that could end the process or call out.

    QueryError if it is too long, too deep, or has too many parts or SERVICE; UnclearError, which is
    one, if that cannot be told.

    Example:
        >>> check("SELECT * WHERE { ?s ?p ?o }")
        >>> check("ASK { SERVICE <http://x.example/> { } }")
        Traceback (most recent call last):
        ...
        aiactors.errors.tree.QueryError: SPARQL: line 1, column 7: SERVICE is not allowed: ...
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters; shorten it")
    if _CLOSED.fullmatch(sparql) is None or not is_harmless(sparql):  # few need a closer look
        try:
            check_code(code_of(sparql), sparql)
        except UnclearError:
            if not is_harmless(sparql):
                raise
    check_decoded(sparql)


def check_code(code: str, sparql: str) -> None:
    """Refuse code, cut out of SPARQL by :func:`code_of`, that could end the process or call out."""
    if (service := _SERVICE.search(code)) is not None:
        raise QueryError("SERVICE is not allowed: ask this graph", *place(sparql, service.start()))
    depth = 0
    for bracket in _BRACKET.finditer(code):
        depth = depth + 1 if bracket["open"] is not None else max(depth - 1, 0)
        if depth > DEEPEST:
            why = f"the query nests deeper than {DEEPEST} levels; simplify it"
            raise QueryError(why, *place(sparql, bracket.start()))
    if len(_PART.findall(_VALUES.sub(" values _ {} ", code))) > MOST_PARTS:
        why = f"the query has more than {MOST_PARTS} parts; shorten it, or list values in VALUES"
        raise QueryError(why)


def check_decoded(sparql: str, word: str = "SERVICE", find: Find = _SERVICE.search) -> None:
    r"""Refuse what calls out for a reader that decodes escapes before it reads anything else.

    Example:
        >>> check_decoded(r"ASK { ?s ?p 'a\u0027 SERVICE ?x {} # ' }")
        Traceback (most recent call last):
        ...
        aiactors.errors.tree.QueryError: SPARQL: line 1, column 22: SERVICE is not allowed, ...
    """
    for escapes in _DECODED if "\\u" in sparql or "\\U" in sparql else ():
        read, marks = _decoded(sparql, escapes)
        try:
            call = find(code_of(read))
        except UnclearError:
            call = re.search(word, read, re.IGNORECASE)
        except QueryError:
            continue  # nobody can read it so
        if call is not None:
            before = max(mark for mark in marks if mark[0] <= call.start())
            at = call.start() - before[0] + before[1]
            why = f"{word} is not allowed, and who decodes escapes before all else reads it here"
            raise QueryError(why, *place(sparql, at))


def character(escape: str) -> str:
    r"""Return the character of an escape; "" for unknown escapes.

    Example:
        >>> character(r"\u0041"), character(r"\n"), character(r"\uD800")
        ('A', '', '')
    """
    number = int(escape[2:] or "-1", 16)
    none = number < 0 or number > sys.maxunicode or 0xD800 <= number < 0xE000  # surrogates
    return "" if none else chr(number)


def _decoded(sparql: str, escapes: re.Pattern[str]) -> tuple[str, list[tuple[int, int]]]:
    """Decode escapes; with where the text goes on behind each of them, and where that was."""
    parts, marks, end, size = [], [(0, 0)], 0, 0
    for match in escapes.finditer(sparql):
        if found := character(match[0]):
            parts += [sparql[end : match.start()], found]
            size += match.start() - end + 1
            end = match.end()
            marks.append((size, end))
    return "".join([*parts, sparql[end:]]), marks


def is_harmless(sparql: str) -> bool:
    """Tell whether an unclear text could do no harm whichever way it is read.

    It has no word that calls out, and few signs and brackets in all.

    Example:
        >>> is_harmless("ASK { ?s <#a> ?o FILTER(?o<'a'&&?o>'b') }")
        True
        >>> is_harmless("ASK { ?s <#service> ?o }")
        False
    """
    if _CALL.search(sparql) is not None or sum(map(sparql.count, "({[")) > DEEPEST:
        return False
    # Each part has a sign at least.
    return len(sparql) <= MOST_PARTS or len(_PART.findall(sparql)) <= MOST_PARTS
