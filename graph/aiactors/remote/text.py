"""The text of a query, as a server gets it: with prefixes declared, or cut into pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiactors.store.guard import ESCAPE, QUIET, character, code_of
from aiactors.vocabulary import PREFIXES

_NAME = re.compile(
    rf"{QUIET} | \bPREFIX\s+(?P<new>[\w.\-]*): | (?<![\w.\-:?$<])(?P<used>[\w.\-]*):",
    re.VERBOSE | re.IGNORECASE,
)
_QUIET = re.compile(QUIET, re.VERBOSE)
_ESCAPE = re.compile(ESCAPE)
_ALLOWED = re.compile(r"[^\x00-\x20<>\"{}|^`\\]")
_AT_TOP = re.compile(
    r"(?P<open>[({\[])|(?P<close>[)}\]])"
    r"|(?<![\w:.\-])(?P<word>select|construct|where|from|order|limit|offset|values)(?![\w:.\-])",
    re.IGNORECASE,
)
_VARIABLE = re.compile(rf"{QUIET} | [?$](?P<name>\w+)", re.VERBOSE)
_FROM = re.compile(rf"{QUIET} | (?P<word> (?<![\w?$:.\-]) from (?![\w:.\-]) )", re.VERBOSE | re.I)


def declared(sparql: str, base: str | None = None) -> str:
    """Declare the project's prefixes that a query uses; its lines keep their numbers.

    Addresses are written without escapes, which Virtuoso does not know there.

    Example:
        >>> declared("ASK { ?x a ai:Person }")
        'PREFIX ai: <https://w3id.org/ai-actors/ns#> ASK { ?x a ai:Person }'
    """
    sparql = _QUIET.sub(_spelt_out, sparql)
    names = list(_NAME.finditer(sparql))
    own = {match["new"] for match in names}
    used = sorted({match["used"] for match in names} & PREFIXES.keys() - own)
    head = [f"BASE <{base}>"] * (base is not None)
    return " ".join([*head, *(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used), sparql])


def _spelt_out(match: re.Match[str]) -> str:
    return _ESCAPE.sub(_character, match[0]) if match[0][0] == "<" else match[0]


def _character(match: re.Match[str]) -> str:
    found = character(match[0])
    return found if _ALLOWED.fullmatch(found) else match[0]


def has_from(sparql: str) -> bool:
    """Tell whether a query says itself, with FROM, which graphs it asks.

    Example:
        >>> has_from("SELECT * FROM <http://a.example/> { ?from ?p 'from' }"), has_from("ASK {}")
        (True, False)
    """
    return any(match["word"] is not None for match in _FROM.finditer(sparql))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a query that pages are made of.

    Attributes:
        prologue: prefixes, and what else stands before the form.
        form: from SELECT to the end of its pattern and its order, without LIMIT and OFFSET.
        values: the VALUES behind all, or nothing.
        variables: those of the template, where it is a CONSTRUCT.
        template: the template of a CONSTRUCT, in braces.
        pattern: what stands behind the template, from WHERE on.
        ordered: whether it has an ORDER BY.
        has_from: whether it says which graphs it asks.
        limit: its LIMIT.
        offset: its OFFSET.
    """

    prologue: str
    form: str
    values: str
    variables: tuple[str, ...]
    template: str
    pattern: str
    ordered: bool
    has_from: bool
    limit: int | None
    offset: int

    @classmethod
    def of(cls, sparql: str) -> Parts:
        """Take a query that parses apart; QueryError if it is not clear where its parts begin.

        Example:
            >>> parts = Parts.of("SELECT ?s { ?s ?p 'LIMIT 9' } ORDER BY ?s LIMIT 5 OFFSET 2")
            >>> parts.form, parts.limit, parts.offset
            ("SELECT ?s { ?s ?p 'LIMIT 9' } ORDER BY ?s ", 5, 2)
        """
        words, groups = _at_top(code_of(sparql))
        start = min(at for word, at in words if word in ("select", "construct"))
        is_construct = dict(reversed(words)).get("construct") == start
        behind = groups[0][0] if groups else start
        tail = [(word, at) for word, at in words if at > behind]
        values = next((at for word, at in tail if word == "values"), len(sparql))
        cuts = [at for word, at in tail if word in ("limit", "offset")]
        first, last = (groups[0], groups[-1]) if is_construct else ((start, start), (0, 0))
        short = is_construct and _is_short(words, groups)
        template = sparql[first[0] : first[1]] if not short else sparql[last[0] : last[1]]
        end = min([*cuts, values])
        return cls(
            prologue=sparql[:start],
            form=sparql[start:end],
            values=sparql[values:],
            variables=_variables(template) if is_construct else (),
            template=template if is_construct else "",
            pattern=sparql[len("construct") + start if short else first[1] : end],
            ordered=any(word == "order" for word, _ in tail),
            has_from=any(word == "from" for word, _ in words),
            limit=_number("limit", sparql, tail),
            offset=_number("offset", sparql, tail) or 0,
        )

    def page(self, columns: Sequence[str], offset: int, size: int, *, wrapped: bool) -> str:
        """Return the query of one page of its rows, in an order that is the same each time.

        ``offset`` rows come before, and ``size`` are asked for. With ``wrapped``, the order stands
        in a query within: Virtuoso sorts no more than 10,000 rows of a query with a LIMIT.
        """
        variables = " ".join(f"?{name}" for name in columns)
        order = variables if self.ordered else f"ORDER BY {variables}"
        limit = f"LIMIT {size} OFFSET {self.offset + offset}"
        if wrapped and not self.has_from:
            inner = f"{self.form}\n{order}\n{self.values}\n"
            return f"{self.prologue} SELECT {variables} {{ {{ {inner} }} }} {limit}"
        return f"{self.prologue}{self.form}\n{order} {limit}\n{self.values}"

    def text(self) -> str:
        """Return the whole query."""
        limit = f"LIMIT {self.limit}\n" if self.limit is not None else ""
        offset = f"OFFSET {self.offset}\n" if self.offset else ""
        return f"{self.prologue}{self.form}\n{limit}{offset}{self.values}"

    def solutions(self) -> Parts:
        """Return a SELECT of the variables of the template of a CONSTRUCT."""
        names = " ".join(f"?{name}" for name in self.variables)
        return replace(self, form=f"SELECT {names} {self.pattern}", template="", variables=())


def _at_top(code: str) -> tuple[list[tuple[str, int]], list[tuple[int, int]]]:
    """Keywords and groups in braces that stand in nothing else, with their places."""
    words: list[tuple[str, int]] = []
    groups: list[tuple[int, int]] = []
    depth = began = 0
    for match in _AT_TOP.finditer(code):
        if match["open"] is not None:
            began = match.start() if depth == 0 else began
            depth += 1
        elif match["close"] is not None:
            depth -= 1
            if depth == 0 and match[0] == "}":
                groups.append((began, match.end()))
        elif depth == 0:
            words.append((match["word"].lower(), match.start()))
    return words, groups


def _is_short(words: list[tuple[str, int]], groups: list[tuple[int, int]]) -> bool:
    """Whether it is CONSTRUCT WHERE { … }, whose pattern is its template."""
    return any(word == "where" and at < groups[0][0] for word, at in words)


def _number(word: str, sparql: str, tail: list[tuple[str, int]]) -> int | None:
    for name, at in tail:
        if name == word and (match := re.match(r"\w+\D*?(\d+)", sparql[at:])) is not None:
            return int(match[1])
    return None


def _variables(text: str) -> tuple[str, ...]:
    names = (match["name"] for match in _VARIABLE.finditer(text))
    return tuple(dict.fromkeys(name for name in names if name is not None))
