"""A refusal as a page, for people who followed a link: their browsers ask for HTML by its name."""

from __future__ import annotations

from aiactors.server.asgi import Request
from aiactors.server.protocol import parse_parameters
from aiactors.server.reply import TEXT, HttpError, Reply
from aiactors.server.site.pages import page
from aiactors.server.site.request import PageRequest

_BUSY = 503
_AGAIN = 5
"""Seconds after which the page of a busy server asks again by itself."""


def as_page(request: Request, reply: Reply) -> Reply:
    """Return a plain refusal as a page, where a browser asked; other replies stay.

    Example:
        >>> refused = Reply(404, TEXT, b"nothing is at /x")
        >>> as_page(Request("GET", "/x", b"", {"accept": "text/html"}), refused).media
        'text/html; charset=utf-8'
        >>> as_page(Request("GET", "/x", b"", {"accept": "*/*"}), refused) is refused
        True
    """
    if reply.status < 400 or reply.media != TEXT or "text/html" not in request.header("accept"):
        return reply
    made = page(
        "refused.html.j2",
        _visit(request),
        status=reply.status,
        code=reply.status,
        why=reply.body.decode("utf-8", "replace").strip(),
        again=_AGAIN if reply.status == _BUSY else 0,
    )
    return Reply(made.status, made.media, made.body, {**made.headers, **reply.headers})


def _visit(request: Request) -> PageRequest:
    """The visit, in its own language; of parameters that are wrong, nothing is taken."""
    headers = {"accept-language": request.header("accept-language")}
    try:
        visit = PageRequest(request.path, parse_parameters(request.parameters), headers, "")
        _ = visit.lang
    except HttpError:
        return PageRequest(request.path, {}, headers, "")
    return visit
