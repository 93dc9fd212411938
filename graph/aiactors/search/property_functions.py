"""Search inside SPARQL: ``?x search:matches "altmann"``.

The engine has no full-text search. So before it gets a query, each such pattern becomes a table of
what the index finds: ``VALUES (?x ?score) { (id:sam-altman 0.97) … }``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from aiactors.errors import InputError, QueryError
from aiactors.search.hits import Hit
from aiactors.search.index import MOST_HITS, SearchIndex
from aiactors.store.guard import check, place
from aiactors.store.tokens import Token, prefixes, tokens
from aiactors.vocabulary import SEARCH, iri

_FORMS = (
    '?x search:matches "text", (?x ?score) search:matches "text" or '
    '(?x ?score ?where) search:matches "text"'
)
_ENDS = {".", "{", "}"}
_BEGIN_PATHS = {"a", "^", "(", "!"}


def expand(sparql: str, index: SearchIndex | Callable[[], SearchIndex]) -> str:
    """Replace ``search:matches`` patterns in a query with VALUES of what search finds.

    The subject is a variable, or two or three in brackets: the thing found, its score, and the text
    that fits; the object is a text in quotes. There are at most 1,000 hits in all. QueryError if a
    pattern has another form or no word, or the store would refuse the query.

    Example:
        >>> from aiactors.opening import open_graph
        >>> index = SearchIndex.of_store(open_graph().store)
        >>> expand('SELECT ?x { ?x search:matches "sam altman" ; a ai:Person }', index)[:67]
        'SELECT ?x { VALUES (?x) { (<https://w3id.org/ai-actors/id/sam-altma'
        >>> expand('ASK { ?x a "search:matches" }', index)
        'ASK { ?x a "search:matches" }'
    """
    if not mentions_search(sparql):
        return sparql
    check(sparql)
    found = tokens(sparql)
    known = {"search": SEARCH} | prefixes(found)
    uses = [at for at, token in enumerate(found) if _is_of_search(token, known)]
    for at in uses:
        if _local(found[at]) != "matches":
            why = f"{found[at].text} is unknown: search has search:matches alone"
            raise QueryError(why, *place(sparql, found[at].start))
    if not uses:
        return sparql
    made = index() if callable(index) else index
    pattern = _Patterns(sparql, found, made, MOST_HITS // len(uses))
    for at in uses:
        pattern.replace(at)
    return pattern.text()


def mentions_search(sparql: str) -> bool:
    """Tell whether a query may search; False only if it does not.

    Example:
        >>> mentions_search("ASK { ?x a ai:ResearchLab }")
        False
    """
    return "search:" in sparql or SEARCH in sparql


def _is_of_search(token: Token, known: dict[str, str]) -> bool:
    """Whether it is a term of the namespace; the name of a prefix alone is none."""
    if token.kind == "address":
        return token.text.startswith(f"<{SEARCH}") and token.text != f"<{SEARCH}>"
    prefix, _, local = token.text.partition(":")
    return token.kind == "name" and bool(local) and known.get(prefix) == SEARCH


def _local(token: Token) -> str:
    if token.kind == "address":
        return token.text[len(SEARCH) + 1 : -1]
    return token.text.partition(":")[2]


@dataclass(slots=True)
class _Said:
    """What is said of one subject, as far as search answers it."""

    variables: list[str]
    verb: int
    tables: list[str] = field(default_factory=list)
    end: int = 0


class _Patterns:
    """The patterns of a query, and what is written in their places."""

    def __init__(self, sparql: str, found: Sequence[Token], index: SearchIndex, limit: int) -> None:
        self.sparql = sparql
        self.tokens = found
        self.index = index
        self.limit = limit
        self.gone: set[int] = set()
        self.said: dict[int, _Said] = {}

    def replace(self, at: int) -> None:
        """Replace the pattern whose predicate stands at a place."""
        start = self._start(at)
        variables, verb = self._subject(start)
        if not variables:
            raise self._wrong(at, f"search:matches needs variables before it: write {_FORMS}")
        text, after = self._object(at)
        rows = " ".join(self._rows(at, text, len(variables)))
        said = self.said.setdefault(start, _Said(variables, verb))
        said.tables.append(f"VALUES ({' '.join(variables)}) {{ {rows} }} ")
        said.end = after
        self.gone.update(range(at, after))

    def text(self) -> str:
        """The query as it is now; what stands between its parts stays."""
        before = {start: self._mended(start, said) for start, said in self.said.items()}
        parts: list[str] = []
        end = 0
        for at, token in enumerate(self.tokens):
            gap = self.sparql[end : token.start]
            parts += [gap, before.get(at, ""), token.text if at not in self.gone else ""]
            end = token.end
        return "".join([*parts, self.sparql[end:]])

    def _mended(self, start: int, said: _Said) -> str:
        """Leave what else is said of a subject a whole pattern, and return what goes before it."""
        end = said.end
        while self._text(end) == ";":
            end += 1
        more = end > said.end and self._is_predicate(end)
        kept = [i for i in range(said.verb, said.end) if not self._is_empty(i)]
        first = kept[0] if kept else end
        self.gone.update(i for i in range(said.verb, first) if self._text(i) == ";")
        tables = "".join(said.tables)
        if kept or more:
            if said.verb - start == 1:
                return tables
            tables += said.variables[0] + " "  # the brackets are for search alone
        self.gone.update(range(start, said.verb))
        return tables

    def _is_empty(self, at: int) -> bool:
        return at in self.gone or self._text(at) == ";"

    def _is_predicate(self, at: int) -> bool:
        if self._text(at) in _BEGIN_PATHS:
            return True
        return at < len(self.tokens) and self.tokens[at].kind in {"name", "address", "variable"}

    def _rows(self, at: int, text: str, columns: int) -> list[str]:
        try:
            hits = self.index.search(text, limit=max(1, self.limit))
        except InputError as error:
            raise self._wrong(at, str(error)) from None
        return [f"({' '.join(_terms(hit)[:columns])})" for hit in hits]

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _start(self, at: int) -> int:
        """Where the subject of the pattern begins: after the end of what stands before it."""
        self._refuse_templates(at)
        depth, here = 0, at
        while here > 0:
            text = self._text(here - 1)
            depth += (text in {")", "]"}) - (text in {"(", "["})
            if depth < 0 or (depth == 0 and text in _ENDS):
                break
            here -= 1
        return self._after_filters(here, at)

    def _refuse_templates(self, at: int) -> None:
        """No table may stand in what a CONSTRUCT makes."""
        depth, here = 0, at
        while here > 0 and depth >= 0:
            here -= 1
            depth += (self._text(here) == "}") - (self._text(here) == "{")
        before = [self._text(here - i).upper() for i in (1, 2)]
        if before[0] == "CONSTRUCT" or before == ["WHERE", "CONSTRUCT"]:
            raise self._wrong(
                at, "search:matches belongs into WHERE: write CONSTRUCT { … } WHERE { … }"
            )

    def _after_filters(self, here: int, at: int) -> int:
        """Step over FILTER and BIND, after which no dot need stand."""
        while here < at and self._text(here).upper() in {"FILTER", "BIND"}:
            while here < at and self._text(here) != "(":
                here += 1
            depth = 0
            while here < at:
                depth += (self._text(here) == "(") - (self._text(here) == ")")
                here += 1
                if depth == 0:
                    break
        return here

    def _subject(self, start: int) -> tuple[list[str], int]:
        """The variables of the subject, and where its first predicate stands."""
        if self.tokens[start].kind == "variable":
            return [self._text(start)], start + 1
        end = start + 1
        while self._text(start) == "(" and self._text(end) not in {")", ""}:
            end += 1
        inner = self.tokens[start + 1 : end]
        if 1 <= len(inner) <= 3 and all(token.kind == "variable" for token in inner):
            return [token.text for token in inner], end + 1
        return [], start

    def _object(self, at: int) -> tuple[str, int]:
        """The text that is looked for, and where the pattern ends."""
        after = at + 1
        if self._text(at - 1) in {"^", "/", "|", "!"} or self._text(after) in {
            "/",
            "|",
            "*",
            "+",
            "?",
        }:
            raise self._wrong(at, f"search:matches is no part of a path: write {_FORMS}")
        if after >= len(self.tokens) or self.tokens[after].kind != "text":
            raise self._wrong(at, f"search:matches needs a text in quotes: write {_FORMS}")
        literal = self._text(after)
        after += 1
        if self._text(after) == "@":
            after += 2
        if self._text(after) in {",", "^"}:
            raise self._wrong(at, f"search:matches takes one plain text: write {_FORMS}")
        return _unquoted(literal), after

    def _wrong(self, at: int, why: str) -> QueryError:
        return QueryError(why, *place(self.sparql, self.tokens[at].start))


def _unquoted(literal: str) -> str:
    line = f"<http://x.example/> <http://x.example/> {literal} ."
    try:
        (triple,) = ox.parse(line.encode("utf-8", "replace"), ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise QueryError(f"the text {literal} does not parse: {error.msg}") from None
    return str(triple.object.value)


def _terms(hit: Hit) -> tuple[str, str, str]:
    return (
        f"<{hit.ref if '://' in hit.ref else iri(hit.ref)}>",
        f"{hit.score:.6f}",
        str(ox.Literal(hit.text, language=hit.lang) if hit.lang else ox.Literal(hit.text)),
    )
