"""What assistants can do: each answer is text to read, and the same as data, with its sources."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel, Field

from aiactors.answers import (
    EntityAnswer,
    PathAnswer,
    SearchAnswer,
    StatementAnswer,
    about_entity,
    about_statement,
    found,
    ties_between,
)
from aiactors.errors import AiActorsError
from aiactors.graph import Graph
from aiactors.mcp.asking import Asker, Question
from aiactors.mcp.table import TableAnswer, answer_of
from aiactors.mcp.text import entity_text, path_text, search_text, statement_text, table_text
from aiactors.model import parse_day
from aiactors.opening import open_graph

P = ParamSpec("P")
T = TypeVar("T")

Lang = Annotated[Literal["en", "fr"], Field(description="The language of names and words.")]
Limit = Annotated[int, Field(ge=1, le=100)]
Name = Annotated[str, Field(min_length=1, max_length=300)]


def told(work: Callable[P, T]) -> Callable[P, T]:
    """Make what is wrong with a call something that an assistant can read.

    Args:
        work: a tool.

    Returns:
        The same tool.
    """

    @functools.wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        except AiActorsError as error:
            raise ToolError(str(error)) from None

    return wrapped


def _result(text: str, answer: BaseModel) -> CallToolResult:
    data = answer.model_dump(mode="json")
    return CallToolResult(content=[TextContent(text=text)], structured_content=data)


class Tools:
    """The tools, on one graph.

    Args:
        where: the graph; see :func:`aiactors.opening.open_graph`.
        seconds: how long a query may take.
    """

    def __init__(self, where: str | Path | None, seconds: float) -> None:
        """Open the graph; what it holds is read while nobody asks yet."""
        self._graph = open_graph(where)
        self._asker = Asker(where, seconds)
        self._lock = threading.Lock()
        threading.Thread(target=self._warm, daemon=True).start()

    def _warm(self) -> None:
        try:
            self._with(lambda graph: graph.columns if graph.has_columns else graph.projector)
        except AiActorsError:
            return  # it is told to whoever asks

    def _with(self, work: Callable[[Graph], T]) -> T:
        """Do some work with the graph; what it knows is read by one thread alone."""
        with self._lock:
            return work(self._graph)

    def close(self) -> None:
        """End what runs."""
        self._asker.close()

    @told
    def search(
        self,
        text: Annotated[Name, Field(description="Some words; names may be misspelt.")],
        kinds: Annotated[
            list[str],
            Field(
                default_factory=list,
                description="Only such things: person, organization, event, document, statement …",
            ),
        ],
        limit: Annotated[Limit, Field(description="How many hits at the most.")] = 10,
        lang: Lang = "en",
    ) -> Annotated[CallToolResult, SearchAnswer]:
        """Find entities, documents and statements by words of their names, titles and gists.

        Begin here when you do not know how something is named in the graph.
        """
        answer = self._with(lambda graph: found(graph, text, kinds, None, limit, lang))
        return _result(search_text(answer), answer)

    @told
    def entity(
        self,
        name: Annotated[Name, Field(description="An id, name or alias in any language.")],
        relations: Annotated[
            list[str],
            Field(
                default_factory=list,
                description="Only these relations: founded, invested-in, sued, works-for …",
            ),
        ],
        limit: Annotated[
            Limit, Field(description="How many statements; those with most sources go first.")
        ] = 20,
        lang: Lang = "en",
    ) -> Annotated[CallToolResult, EntityAnswer]:
        """Tell what is said of a person, organisation, product, event or document.

        Each statement has its status, its sources and an address to cite; of those that are
        contested, both sides are told.
        """
        answer = self._with(lambda graph: about_entity(graph, name, lang, tuple(relations), limit))
        return _result(entity_text(answer), answer)

    @told
    def statement(
        self,
        id: Annotated[Name, Field(description="Its id, or its address.")],
        lang: Lang = "en",
    ) -> Annotated[CallToolResult, StatementAnswer]:
        """Tell one statement in full: who says so, who does not, where, and how to cite it."""
        answer = self._with(lambda graph: about_statement(graph, id, lang))
        return _result(statement_text(answer), answer)

    @told
    def path(
        self,
        start: Annotated[Name, Field(description="An id, name or alias.")],
        end: Annotated[Name, Field(description="Another one.")],
        without: Annotated[
            list[str],
            Field(default_factory=list, description="Relations to leave out: competes-with …"),
        ],
        k: Annotated[int, Field(ge=1, le=10, description="How many ties at the most.")] = 3,
        only_established: Annotated[
            bool, Field(description="Leave out what is reported by one source alone.")
        ] = False,
        as_of: Annotated[
            str | None, Field(description="A day on which it can have held: 2019-12-31.")
        ] = None,
        lang: Lang = "en",
    ) -> Annotated[CallToolResult, PathAnswer]:
        """Tell how two actors are tied: the shortest ways from one to the other, over what holds.

        Each step has its statements with their sources, and the weakest step is named.
        """
        only = "established" if only_established else None
        day = None if as_of is None else parse_day(as_of)
        answer = self._with(
            lambda graph: ties_between(graph, [start, end], k, only, day, without, lang=lang)
        )
        return _result(path_text(answer), answer)

    @told
    def sparql(
        self,
        query: Annotated[
            str,
            Field(
                min_length=1,
                description="SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE), or the name of a "
                "named query. The prefixes ai:, id:, st:, rdf:, rdfs: and skos: are known.",
            ),
        ],
        parameters: Annotated[
            dict[str, str],
            Field(
                default_factory=dict,
                description="Parameters of a named query: organization=OpenAI.",
            ),
        ],
        lang: Lang = "en",
    ) -> Annotated[CallToolResult, TableAnswer]:
        """Ask the graph a query; it only reads, and gives the first 200 rows.

        Direct triples (`id:elon-musk ai:founded ?what`) are what holds. Statements have
        rdf:subject, rdf:predicate, rdf:object, ai:status, ai:modality and ai:attribution. The
        statements behind the rows are told with their sources.
        """
        table = self._asker.ask(Question(query, parameters))
        answer = self._with(lambda graph: answer_of(graph, table, lang))
        return _result(table_text(answer), answer)
