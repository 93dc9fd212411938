"""What is answered to a request, and how it travels from a worker to the front."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiactors.errors import AiActorsError

TEXT = "text/plain; charset=utf-8"

HEADER = struct.Struct("!HII")
"""Status, bytes of the headers, bytes of the body."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of HTTP.

    Attributes:
        status: its code.
        media: its Content-Type; empty where there is no body.
        body: its body.
        headers: further headers, in small letters.
    """

    status: int
    media: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Return it as bytes: a fixed header, lines of headers, the body."""
        head = "\n".join([self.media, *(f"{k}: {v}" for k, v in self.headers.items())]).encode()
        return HEADER.pack(self.status, len(head), len(self.body)) + head + self.body


def unpacked(status: int, head: bytes, body: bytes) -> Reply:
    """Put a reply together; the first line of ``head`` is the Content-Type alone.

    Example:
        >>> reply = Reply(200, "text/csv", b"a,b", {"vary": "accept"})
        >>> packed = reply.packed()
        >>> status, head, body = HEADER.unpack_from(packed)
        >>> rest = packed[HEADER.size :]
        >>> unpacked(status, rest[:head], rest[head:]) == reply
        True
    """
    media, *lines = head.decode().split("\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Reply(status, media, body, headers)


class HttpError(AiActorsError):
    """A request that is not answered as it was meant."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        """Keep the status and the reason."""
        super().__init__(why)
        self.status = status
        self.headers = headers or {}

    def reply(self) -> Reply:
        """Return it as plain text."""
        return Reply(self.status, TEXT, f"{self}\n".encode(), self.headers)


def busy(why: str = "too many requests are waiting") -> HttpError:
    """Return the refusal of a server that has too much to do, with when to come back."""
    return HttpError(503, f"{why}: try again in a few seconds", {"retry-after": "2"})
