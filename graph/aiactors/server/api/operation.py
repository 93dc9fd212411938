"""An address of the API: its parameters, its answer, and the words for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiactors.errors import AiActorsError
from aiactors.server.api.parameters import Parameters, ParametersError
from aiactors.server.api.problem import of_error, of_parameters, reply
from aiactors.server.reply import Reply
from aiactors.server.site.request import PageRequest

if TYPE_CHECKING:
    from pydantic import BaseModel

    from aiactors.graph import Graph

MEDIA = "application/json"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the path that stands for something.

    Attributes:
        name: its name.
        description: what it stands for.
        example: one that exists.
        pattern: what it looks like, as a regular expression; empty for anything.
    """

    name: str
    description: str
    example: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """An address of the API.

    Attributes:
        path: its path; ``{name}`` stands for a part of it.
        summary: what it gives, in a few words.
        parameters: what may follow the question mark.
        answer: what it answers with.
        work: makes the answer of the graph, the parameters and the parts of the path.
        example: its path and parameters, filled in.
        part: the part of its path that stands for something.
    """

    path: str
    summary: str
    parameters: type[Parameters]
    answer: type[BaseModel]
    work: Callable[..., BaseModel]
    example: str
    part: Part | None = None

    @property
    def name(self) -> str:
        """What programs call it: ``search``."""
        return self.path.removeprefix("/api/").partition("/")[0]

    def __call__(self, graph: Graph, visit: PageRequest, **parts: Any) -> Reply:
        """Answer a visit, also where something is wrong."""
        try:
            visit.media((MEDIA,))
            answer = self.work(graph, self.parameters.of(visit), **parts)
        except ParametersError as error:
            return reply(of_parameters(error.mistakes))
        except AiActorsError as error:
            return reply(of_error(error))
        return Reply(200, MEDIA, answer.model_dump_json().encode())
