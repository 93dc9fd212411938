"""Asks queries in a process of its own, which can be ended: the engine cannot be stopped.

The process opens the graph by itself, and ends with this one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from aiactors.collection import limit_data
from aiactors.errors import AiActorsError, DeadlineError, InputError

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.store.values import Term

MOST_ROWS = 200
"""The most rows of an answer."""

_LONGEST = 2_000
_MEMORY = 4 << 30
"""Bytes that a query may take: some of the machine is left to others."""

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Question:
    """A query.

    Attributes:
        query: SPARQL, or the name of a named query.
        parameters: values of the parameters of a named query.
    """

    query: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answers.

    Attributes:
        sparql: the query that was asked, in SPARQL.
        columns: names of the columns; those of triples are subject, predicate and object.
        rows: the rows, each value as plain text; None where nothing is bound.
        truth: what ASK answers; None for all else.
        cut: whether there are more rows.
    """

    sparql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...] = ()
    truth: bool | None = None
    cut: bool = False


class Asker:
    """Asks queries in a process of its own, each for some seconds at the most."""

    def __init__(self, where: str | Path | None, seconds: float) -> None:
        """Prepare; the process starts with the first query."""
        self._where = where
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._channel: Connection | None = None

    def ask(self, question: Question) -> Table:
        """Ask a query; one at a time.

        Where it takes too long (DeadlineError) or too much memory (InputError), its process is
        ended.
        """
        with self._lock:
            answer = self._exchange(question)
        if isinstance(answer, AiActorsError):
            raise answer
        assert isinstance(answer, Table)
        return answer

    def _exchange(self, question: Question) -> object:
        """Send a question, and wait for what comes back; a process that is late is ended."""
        try:
            channel = self._ready()
            channel.send_bytes(pickle.dumps(question))
            if channel.poll(self._seconds):
                return channel.recv()
        except (EOFError, ConnectionError):
            self._end()
            raise InputError("the query takes more memory than it may: narrow it") from None
        self._end()
        raise DeadlineError("the query", self._seconds, "narrow it, or add LIMIT")

    def _ready(self) -> Connection:
        """The end of the channel to a process that has the graph open."""
        if self._channel is not None and not self._channel.poll():
            return self._channel
        self._end()  # it said something unasked: that it has ended
        self._channel, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, self._where), daemon=True)
        self._process.start()
        theirs.close()
        opened = self._channel.recv()  # to open the graph is no part of the query's time
        if isinstance(opened, AiActorsError):
            self._end()
            raise opened
        return self._channel

    def close(self) -> None:
        """End the process, even if it is at work."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._channel is not None:
            self._channel.close()
        self._process = self._channel = None


def _work(channel: Connection, where: str | Path | None) -> None:
    """Answer questions until the other end is closed, or the process behind it has ended."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_data(_MEMORY)
    try:
        graph = _opened(where)
        channel.send(None)
    except AiActorsError as error:
        channel.send(_told(error))
        return
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            channel.send(_answer(graph, channel.recv()))


def _opened(where: str | Path | None) -> Graph:
    """The graph, open: what is wrong with it is told now. Nothing is counted, nor copied."""
    from aiactors.opening import open_graph

    graph = open_graph(where)
    graph.store.query("ASK { ?s ?p ?o }")
    return graph


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(graph: Graph, question: Question) -> Table | AiActorsError:
    try:
        return answered(graph, question)
    except AiActorsError as error:
        return _told(error)
    except MemoryError:
        return InputError("the query takes more memory than it may: narrow it")


def _told(error: AiActorsError) -> AiActorsError:
    """An error with its words alone: not each of them can travel as it is."""
    return InputError(str(error))


def answered(graph: Graph, question: Question, most: int = MOST_ROWS) -> Table:
    """Ask a query, and read the first rows of its answer.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answered(open_graph(), Question("ASK { id:openai a ai:Company }", {})).truth
        True
    """
    import pyoxigraph as ox

    from aiactors.graph.queries import expanded
    from aiactors.store.limit import limited
    from aiactors.store.values import fill

    sparql, bound = _bound(graph, question)
    sparql = fill(expanded(graph, sparql, bound), bound)
    answer = limited(graph.store.query(sparql), most + 1)
    if isinstance(answer, ox.QueryBoolean):
        return Table(sparql, (), truth=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        found = [(t.subject, t.predicate, t.object) for t in answer]
    else:
        columns = tuple(variable.value for variable in answer.variables)
        found = [tuple(row) for row in answer]
    rows = tuple(tuple(map(_text, row)) for row in found)
    return Table(sparql, columns, rows[:most], cut=len(rows) > most)


def _bound(graph: Graph, question: Question) -> tuple[str, dict[str, Term]]:
    """The text of the query, and what is put into it. A path is no query here: no file is read."""
    from aiactors.query import bind, named_queries
    from aiactors.query.named import named_query

    text = question.query.strip()
    if text in named_queries() or text.replace("-", "").isalnum():
        named = named_query(text)
        return named.sparql, dict(bind(named, question.parameters, graph.find))
    if question.parameters:
        names = ", ".join(question.parameters)
        raise InputError(f"plain SPARQL takes no parameters, and {names} was given")
    return text, {}


def _text(term: object) -> str | None:
    if term is None:
        return None
    text = str(getattr(term, "value", term))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
