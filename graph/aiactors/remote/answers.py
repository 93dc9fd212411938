"""What servers answer, read into the engine's own results: each error of theirs in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from aiactors.errors import QueryError, ServerError
from aiactors.remote.client import Reply
from aiactors.store.limit import rows_again, triples_again
from aiactors.vocabulary import iri

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_RDF = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_BOOLEAN = ox.NamedNode(iri("xsd:boolean"))
_VIRTUOSO_ASK = "__ASK_RETVAL"
_WORDS = {
    401: "wants to know who asks: set AIACTORS_STORE_USER (name:password) or AIACTORS_STORE_TOKEN",
    403: "does not allow it to whoever asks so",
    404: "has nothing at this address: it may be another one, such as …/sparql or …/query",
    405: "does not take this at this address: it may be another one, such as …/sparql",
    413: "does not take so much at once",
}


def checked(reply: Reply, asked: bool = True) -> Reply:
    """Return a reply; QueryError or ServerError if it is an error.

    ``asked`` tells whether a query was sent, which may be what is wrong.
    """
    if reply.headers.get("x-sql-state") == "S1TAT":
        raise ServerError(reply.shown, "ran out of time and gave a part of the answer: narrow it")
    if 200 <= reply.status < 300:
        return reply
    said = "" if "html" in reply.media else reply.text()
    if asked and reply.status == 400:
        raise QueryError(f"the server at {reply.shown} refuses it: {said or 'it does not say why'}")
    why = _WORDS.get(reply.status, f"answered with status {reply.status}")
    raise ServerError(reply.shown, f"{why} (status {reply.status}{said and ': ' + said})")


def rows_of(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """Read rows, which come lazily, or a truth value."""
    format_ = _RESULTS.get(reply.media)
    if format_ is None:
        raise ServerError(reply.shown, f"answered with {_kind(reply)}: {_NO_ENDPOINT}")
    try:
        return ox.parse_query_results(reply.body, format_)
    except (SyntaxError, ValueError, OSError) as error:
        raise ServerError(reply.shown, _broken(error)) from None


_NO_ENDPOINT = "is it the address of a SPARQL server, such as …/sparql or …/query?"


def count_rows(reply: Reply) -> int:
    """Count the rows of an answer, reading it to its end; ServerError if it breaks off.

    The body stands at its beginning before and after.
    """
    answer = rows_of(reply)
    if isinstance(answer, ox.QueryBoolean):
        raise ServerError(reply.shown, "answered with yes or no where rows were asked for")
    failure, count = "", 0
    try:
        count = sum(1 for _ in answer)
    except (SyntaxError, ValueError, OSError) as error:
        failure = _broken(error)
    if failure:
        del (
            answer
        )  # the engine's results must end in the thread that made them: no error keeps them
        raise ServerError(reply.shown, failure)
    reply.body.seek(0)
    return count


def truth_of(reply: Reply) -> ox.QueryBoolean:
    """Read a truth value."""
    answer = rows_of(reply)
    if isinstance(answer, ox.QueryBoolean):
        return answer
    if [v.value for v in answer.variables] != [_VIRTUOSO_ASK]:
        raise ServerError(reply.shown, "answered with rows where yes or no was asked for")
    return _boolean(any(row[0].value in ("1", "true") for row in answer))


def _boolean(value: bool) -> ox.QueryBoolean:
    document = f'{{"head": {{}}, "boolean": {str(value).lower()}}}'.encode()
    answer = ox.parse_query_results(document, ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QueryBoolean)
    return answer


def triples_of(reply: Reply) -> ox.QueryTriples:
    """Read triples, each once."""
    return triples_again(parsed_triples(reply))


def parsed_triples(reply: Reply) -> Iterator[ox.Triple]:
    """Yield triples, as often as the server gives each; ServerError if it breaks off."""
    format_ = _RDF.get(reply.media)
    if format_ is None:
        raise ServerError(reply.shown, f"answered with {_kind(reply)}: {_NO_ENDPOINT}")
    try:
        yield from (quad.triple for quad in ox.parse(reply.body, format_))
    except (SyntaxError, ValueError, OSError) as error:
        raise ServerError(reply.shown, _broken(error)) from None


def rows_in(columns: Sequence[str], reply: Reply) -> Iterator[list[Any]]:
    """Yield the rows of an answer that was read before; None where nothing is bound.

    Columns that the server adds are left out.
    """
    answer = rows_of(reply)
    assert isinstance(answer, ox.QuerySolutions)
    there = {variable.value for variable in answer.variables}
    for row in answer:
        yield [_as_written(row[name]) if name in there else None for name in columns]


def _as_written(term: Any) -> Any:
    """A term as RDF writes it: Virtuoso writes truth values as numbers."""
    if not isinstance(term, ox.Literal) or term.value not in ("0", "1"):
        return term
    return ox.Literal(term.value == "1") if term.datatype == _BOOLEAN else term


def as_answered(
    columns: Sequence[str], reply: Reply, *, is_exact: bool = True
) -> ox.QuerySolutions:
    """Return an answer that was read to its end before.

    ``is_exact`` tells whether the server writes terms as RDF does.
    """
    answer = rows_of(reply)
    assert isinstance(answer, ox.QuerySolutions)
    if is_exact and [variable.value for variable in answer.variables] == list(columns):
        return answer
    reply.body.seek(0)
    return rows_again(columns, rows_in(columns, reply))


def _kind(reply: Reply) -> str:
    if "html" in reply.media:
        return "a page of HTML"
    return reply.media or "something of no kind"


def _broken(error: Exception) -> str:
    return f"its answer breaks off or does not parse: {error}"
