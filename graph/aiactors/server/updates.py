"""The text of an update, made ready for the engine.

The engine would carry out LOAD and SERVICE, and knows no parameters for graphs. So the first are
refused, and the graphs that a request names are written into the text, as the protocol means
them: as if each operation with a WHERE had these USING clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from aiactors.errors import QueryError
from aiactors.server.graphs import graph_name
from aiactors.server.protocol import Operation
from aiactors.server.reply import HttpError, Reply
from aiactors.store import Store
from aiactors.store.guard import (
    UnclearError,
    check_code,
    check_decoded,
    code_of,
    is_harmless,
    place,
)
from aiactors.store.syntax import ROOM, explain
from aiactors.vocabulary import PREFIXES

LONGEST = 16_000_000
"""The longest update, in characters."""

# Long lists of plain triples are no strain on the engine: only what nests or repeats is.
_DATA = re.compile(r"(insert|delete)\s*data\s*\{(?:[^{}()\[\]]|\{[^{}()\[\]]*\})*\}", re.IGNORECASE)
# At the top of a text, a word after one of these signs, or none, begins an operation.
_LOAD = re.compile(r"(?:(?<=[;>`])|\A)(\s*)load\s*(silent)?[^;]*", re.IGNORECASE)
_BLANKED = re.compile(r"`_*")
_WHERE = re.compile(r"(?:(?<![\w:.\-])|(?<=delete))where(?=\s*\{)", re.IGNORECASE)
_GRAPHS = re.compile(r"(?<![\w:.\-])(?:with|using)(?![\w:.\-])", re.IGNORECASE)
_DELETE = re.compile(r"delete\s*\Z", re.IGNORECASE)
_SPACE = " "
_NOTHING = "INSERT DATA {}"


@dataclass(frozen=True, slots=True)
class Update:
    """An update.

    Attributes:
        operation: what the client asks for.
        base: what relative addresses in it begin with.
    """

    operation: Operation
    base: str

    def __call__(self, store: Store) -> Reply:
        """Carry out the update in one transaction."""
        operation = self.operation
        for graph in (*operation.default_graphs, *operation.named_graphs):
            if isinstance(graph_name(graph), ox.DefaultGraph):
                raise HttpError(400, "a parameter that names a graph is empty")
        try:
            sparql = prepare(operation.sparql, operation.default_graphs, operation.named_graphs)
            store.inner.update(sparql + ROOM, base_iri=self.base, prefixes=PREFIXES)
        except SyntaxError as error:
            why, line, column = explain(error, operation.sparql)
            raise HttpError(400, str(QueryError(why, line, column))) from None
        except (QueryError, ValueError) as error:
            raise HttpError(400, str(error)) from None
        except RuntimeError as error:  # a graph that is there, or is not; a function that is not
            raise HttpError(409 if "exist" in str(error) else 422, f"{error}") from None
        return Reply(204)


def prepare(sparql: str, graphs: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> str:
    """Check an update, and write the request's graphs into it.

    UnclearError if a ``<`` may compare or begin an address; QueryError if it is too long, too deep,
    calls out, or has its own USING or WITH; HttpError if it loads.

    Example:
        >>> prepare("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", ("http://a.example/g",))
        'DELETE { ?s ?p 1 } USING <http://a.example/g> WHERE { ?s ?p 1 }'
        >>> prepare("LOAD SILENT <http://a.example/> ; CLEAR DEFAULT")
        'INSERT DATA {} ; CLEAR DEFAULT'
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the update is longer than {LONGEST:,} characters; send it in parts")
    check_decoded(sparql)
    check_decoded(sparql, "LOAD", lambda code: _LOAD.search(_top(code)))
    try:
        code = code_of(sparql)
    except UnclearError:
        if graphs or named or "load" in sparql.lower() or not is_harmless(sparql):
            raise
        return sparql
    check_code(_DATA.sub(r" \1 data _ {} ", code), sparql)
    top = _top(code)
    changes = list(_without_load(top, sparql))
    if graphs or named:
        clauses = [f"USING <{graph}> " for graph in graphs]
        clauses += [f"USING NAMED <{graph}> " for graph in named]
        changes += _with_graphs(top, sparql, "".join(clauses))
    return _changed(sparql, changes)


def _top(code: str) -> str:
    """What of the code stands in no braces, the rest blank; the braces themselves stay."""
    parts, depth = [], 0
    for part in re.split(r"([{}])", _BLANKED.sub(lambda blank: "`" * len(blank[0]), code)):
        closes = part == "}"
        depth -= closes
        inside = depth > 0
        parts.append(_SPACE * len(part) if inside else part)
        depth += part == "{"
    return "".join(parts)


Change = tuple[int, int, str]
"""Where a piece of the text begins and ends, and what takes its place."""


def _without_load(top: str, sparql: str) -> Iterator[Change]:
    """Leave out what is to fail without a sound, and refuse what is not."""
    for match in _LOAD.finditer(top):
        begin = match.end(1)
        if match[2] is None:
            why = "LOAD is not allowed: send the triples themselves, to /store"
            raise HttpError(403, str(QueryError(why, *place(sparql, begin))))
        end = begin + len(match[0][len(match[1]) :].rstrip())
        yield begin, end, _NOTHING


def _with_graphs(top: str, sparql: str, clauses: str) -> Iterator[Change]:
    if (own := _GRAPHS.search(top)) is not None:
        why = "the request names graphs itself: leave out USING and WITH, or its parameters"
        raise QueryError(why, *place(sparql, own.start()))
    for match in _WHERE.finditer(top):
        at = match.start()
        if _DELETE.search(top, 0, at):  # DELETE WHERE { … }: the pattern is what is deleted too
            begin, end = top.index("{", at), top.find("}", at) + 1
            yield at, at, f"{sparql[begin:end]} {clauses}"
        else:
            yield at, at, clauses


def _changed(sparql: str, changes: list[Change]) -> str:
    for begin, end, text in sorted(changes, reverse=True):
        sparql = sparql[:begin] + text + sparql[end:]
    return sparql
