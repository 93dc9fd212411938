"""A question of rdflib as text for the engine: prepared queries, prefixes, values of variables."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import pyoxigraph as ox
from rdflib.plugins.sparql.parser import expandUnicodeEscapes
from rdflib.term import BNode, Identifier

from aiactors.errors import QueryError
from aiactors.rdflib_store.terms import to_engine
from aiactors.store.guard import ADDRESS, ESCAPE, check

QUIET = rf"""
    <[A-Za-z][A-Za-z0-9+.\-]*:{ADDRESS}> | <(?:[\w/.\#\-]|{ESCAPE})*>
  | \#[^\r\n]*
  | \"{{3}}(?:\\.|[^\\])*?\"{{3}} | '{{3}}(?:\\.|[^\\])*?'{{3}}
  | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*'
"""
"""What is no code: addresses, comments, texts. It only finds the way; the guard is another one."""

TOKEN = re.compile(
    rf"""(?P<quiet>{QUIET}) | (?P<variable>[?$]\w+) | (?P<name>[\w.\-]*:[\w.\-:%]*)
    | (?P<word>@?[A-Za-z_]\w*) | (?P<sign>[{{}}()\[\];*]) | (?P<other>\s+|\d+|.)""",
    re.VERBOSE | re.DOTALL,
)
"""One token of SPARQL; together they are the whole text."""

# The engine reads LOAD where nothing parts it from what follows.
_WORDS = re.compile(
    rf"{QUIET} | (?<![\w?$:.\-])(?P<word>load|(?:graph|from|using|with)(?![\w\-]))",
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX_FROM = re.compile(r"\bprefix\s+from:", re.IGNORECASE)
_NAME = re.compile(r"([\w.\-]*):")
_ENDS_BY = {"LIMIT", "OFFSET", "HAVING", "VALUES", "ORDER", "GROUP", "}"}
_TARGET = {"AS", "VALUES", "BOUND"}


@dataclass
class Asked:
    """A question.

    Attributes:
        text: SPARQL.
        prefixes: prefixes that it uses and need not declare.
        base: what relative addresses are relative to.
        blanks: variables that are bound to blank nodes, which no text can name.
        more: variables that ``SELECT *`` would answer with, had they no values.
    """

    text: str
    prefixes: dict[str, str]
    base: str | None = None
    blanks: dict[ox.Variable, ox.BlankNode] = field(default_factory=dict)
    more: dict[str, Identifier] = field(default_factory=dict)


@functools.lru_cache(maxsize=64)
def words(text: str) -> frozenset[str]:
    """Return which words a text has that tell of graphs, or load them."""
    return frozenset(m["word"].lower() for m in _WORDS.finditer(text) if m["word"] is not None)


def names_its_default_graph(made: Asked) -> bool:
    """Tell whether a query has FROM, which goes before all that rdflib says of graphs."""
    if "from" not in words(made.text):
        return False
    return "from" not in made.prefixes and _PREFIX_FROM.search(made.text) is None


def hand_on(text: str, why: str) -> NoReturn:
    """Make rdflib itself answer a text, unless that would let it call out.

    Args:
        text: the text.
        why: why the engine cannot answer it.

    Raises:
        QueryError: if it calls out, or names graphs, which rdflib would look for in the web.
        NotImplementedError: otherwise; rdflib takes over when it is told so.

    Example:
        >>> hand_on("ASK { }", "it is too hard")
        Traceback (most recent call last):
        ...
        NotImplementedError: it is too hard
    """
    try:
        read = expandUnicodeEscapes(text)  # as rdflib will; what it decodes may end a text
    except ValueError as error:
        raise QueryError(str(error)) from None
    check(read)
    called = sorted(words(read) & {"from", "using", "load"})
    if not called:
        raise NotImplementedError(why) from None
    why = f"{why}, and rdflib would load what {called[0].upper()} names: leave it out"
    raise QueryError(why) from None


def asked(
    question: Any,
    namespaces: Mapping[str, Any],
    bindings: Mapping[str, Identifier],
    known: Mapping[str, Any],
    options: Mapping[str, Any],
) -> Asked:
    """Return a question as text.

    Args:
        question: SPARQL, or what rdflib prepared of it.
        namespaces: prefixes that go before those of the graph.
        bindings: values of variables.
        known: the prefixes of the graph.
        options: what else rdflib hands on.

    Returns:
        The question.

    Raises:
        NotImplementedError: if only rdflib itself can answer it; it does so when it is told so.

    Example:
        >>> from rdflib import Literal
        >>> asked("SELECT ?s ?n { ?s ?p ?n }", {}, {"n": Literal("a")}, {}, {}).text
        'SELECT ?s ("a" AS ?n) { ?s ?p "a" }'
    """
    options = dict(options)
    base = options.pop("base", None)
    options.pop("DEBUG", None)
    if options:
        raise NotImplementedError(f"the engine knows no {', '.join(options)}")
    if not isinstance(question, str):
        try:
            question, prepared, base = question._original_args
        except AttributeError:
            raise NotImplementedError("it was prepared without its text") from None
        namespaces = {**namespaces, **(prepared or {})}
    made = Asked(question, {}, None if base is None else str(base))
    if bindings:
        _bind(made, {str(name).lstrip("?$"): term for name, term in bindings.items()})
    for name in _names(question):
        namespace = namespaces.get(name) or known.get(name)
        if namespace is not None and ":" in str(namespace):
            made.prefixes[name] = str(namespace)
    return made


@functools.lru_cache(maxsize=64)
def _names(text: str) -> frozenset[str]:
    """What may be a prefix in a text."""
    return frozenset(_NAME.findall(text))


def _bind(made: Asked, values: Mapping[str, Identifier]) -> None:
    """Write values in the place of variables."""
    blank = {name: term for name, term in values.items() if isinstance(term, BNode)}
    written = {name: str(to_engine(t)) for name, t in values.items() if name not in blank}
    text, stars, used = _filled(made.text, written, blank)
    made.text = text
    made.blanks = {ox.Variable(name): _blank(blank[name]) for name in sorted(used & blank.keys())}
    if stars:
        made.more = {name: values[name] for name in written if name in used}


def _blank(term: BNode) -> ox.BlankNode:
    found = to_engine(term)
    assert isinstance(found, ox.BlankNode)
    return found


def _filled(
    text: str, written: Mapping[str, str], blank: Mapping[str, Identifier]
) -> tuple[str, bool, set[str]]:
    """Return the text with values, whether it answers with all, and which variables it uses."""
    parts: list[str] = []
    used: set[str] = set()
    state, depth, selects, star = "", 0, 0, False
    for kind, token, before in _tokens(text):
        if kind == "sign":
            depth += (token in "([") - (token in ")]")
            star = star or (token == "*" and state == "select" and depth == 0 and selects == 1)
        word = token.upper()
        if kind in ("word", "sign"):
            state = _state(state, word, depth)
            selects += word == "SELECT"
        elif kind == "variable" and (name := token[1:]) in {*written, *blank}:
            used.add(name)
            if before in _TARGET or state == "values":
                hand_on(text, f"?{name} has a value, and the query gives it one")
            token = _value(token, written[name], state, depth) if name in written else token
        parts.append(token)
    if selects > 1 and used & blank.keys():
        hand_on(text, "a blank node is a value, and there is an inner query")
    return "".join(parts), star, used


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind and text of each token, and the word before it."""
    before = ""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        yield kind, match[0], before
        if kind == "word":
            before = match[0].upper()
        elif not match[0].isspace() and match[0] != "(":
            before = ""


def _state(state: str, word: str, depth: int) -> str:
    """Where in a query it is after a word or a sign."""
    if word == "SELECT":
        return "select"
    if word == "VALUES":
        return "values"
    if word == "BY":
        return "by"
    if state in ("select", "values") and word in ("WHERE", "FROM", "{") and depth == 0:
        return ""
    return "" if state == "by" and word in _ENDS_BY else state


def _value(variable: str, value: str, state: str, depth: int) -> str:
    if state == "select" and depth == 0:
        return f"({value} AS {variable})"
    return f"({value})" if state == "by" and depth == 0 else value
