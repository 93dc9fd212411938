"""What is wrong with a request, as the JSON of `RFC 9457 <https://www.rfc-editor.org/rfc/rfc9457>`_."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, ValidationError

from aiactors.errors import (
    AiActorsError,
    AmbiguousNameError,
    InputError,
    NotFoundError,
)
from aiactors.server.reply import HttpError, Reply

MEDIA = "application/problem+json"

PREFIX = "/api"
"""Where the API is: what goes wrong below is told as JSON."""


class Mistake(BaseModel):
    """One parameter that is wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    parameter: str
    """Its name."""

    detail: str
    """What is wrong with it, and what to write."""


class Match(BaseModel):
    """One of the entities that a name stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    """Its id: ask with it."""

    name: str
    """Its name."""


class Problem(BaseModel):
    """Why a request was not answered, in the form of RFC 9457."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    type: str = "about:blank"
    """Always `about:blank`: the status says what sort of problem it is."""

    title: str
    """The status in words."""

    status: int
    """The status of HTTP."""

    detail: str
    """What is wrong, and what to do."""

    parameters: tuple[Mistake, ...] = ()
    """The parameters that are wrong."""

    matches: tuple[Match, ...] = ()
    """Where a name stands for several entities: those, of which to choose one."""

    near: tuple[str, ...] = ()
    """Where a name stands for nothing: names that are like it."""


def reply(problem: Problem) -> Reply:
    """Return a problem as a reply."""
    return Reply(problem.status, MEDIA, problem.model_dump_json().encode())


def of_error(error: AiActorsError) -> Problem:
    """Return an error as a problem.

    Example:
        >>> of_error(NotFoundError("entity", "opnai", ["openai"])).near
        ('openai',)
    """
    detail = str(error)
    match error:
        case HttpError():
            return _problem(error.status, detail)
        case AmbiguousNameError():
            return _problem(400, detail, matches=tuple(map(_match, error.matches)))
        case NotFoundError():
            return _problem(404, detail, near=error.near)
        case InputError():
            return _problem(400, detail)
    return _problem(503, detail)


def _match(text: str) -> Match:
    """What the error lists: the id, and the name behind spaces."""
    id_, _, name = text.partition(" ")
    return Match(id=id_, name=name.strip())


def of_parameters(mistakes: Iterable[Mistake]) -> Problem:
    """Return wrong parameters (at least one) as a problem.

    Example:
        >>> of_parameters([Mistake(parameter="k", detail="write a whole number")]).detail
        'k: write a whole number'
    """
    wrong = tuple(mistakes)
    detail = "; ".join(f"{one.parameter}: {one.detail}" for one in wrong)
    return _problem(400, detail, parameters=wrong)


def mistakes_of(error: ValidationError) -> Iterable[Mistake]:
    """Yield what is wrong with parameters, in plain words."""
    for one in error.errors(include_url=False, include_context=False):
        message = one["msg"].removeprefix("Value error, ")
        yield Mistake(parameter=str(one["loc"][0]), detail=message[:1].lower() + message[1:])


def as_problem(path: str, answer: Reply) -> Reply:
    """Return a refusal in plain text as a problem, where the API was asked.

    Example:
        >>> as_problem("/api/search", Reply(405, "text/plain", b"read it")).media
        'application/problem+json'
        >>> as_problem("/search", Reply(405, "text/plain", b"read it")).media
        'text/plain'
    """
    ours = path == PREFIX or path.startswith(PREFIX + "/")
    if not ours or answer.status < 400 or not answer.media.startswith("text/plain"):
        return answer
    made = reply(_problem(answer.status, answer.body.decode("utf-8", "replace").strip()))
    return Reply(made.status, made.media, made.body, answer.headers)


def _problem(
    status: int,
    detail: str,
    parameters: tuple[Mistake, ...] = (),
    matches: tuple[Match, ...] = (),
    near: tuple[str, ...] = (),
) -> Problem:
    return Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        parameters=parameters,
        matches=matches,
        near=near,
    )
