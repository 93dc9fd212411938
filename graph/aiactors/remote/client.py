"""Requests to a server: sent again where that helps and does no harm, bounded in time and size."""

from __future__ import annotations

import random
import tempfile
import time
import weakref
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlencode, urlsplit

import httpx2

from aiactors.errors import InputError, ServerError
from aiactors.remote.address import Address
from aiactors.remote.settings import Settings


class Asked(httpx2.Auth):
    """Tells name and password only if the server asks for them, by Digest where it can.

    The user is ``name:password``.
    """

    def __init__(self, user: str) -> None:
        """Store the arguments."""
        name, _, password = user.partition(":")
        self._ways = {
            "digest": httpx2.DigestAuth(name, password),
            "basic": httpx2.BasicAuth(name, password),
        }
        self._way: httpx2.Auth | None = None

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Send a request, once more with name and password where these are asked for."""
        if self._way is not None:
            yield from self._way.auth_flow(request)
            return
        response = yield request
        self._way = self._wanted(response) if response.status_code == 401 else None
        if self._way is None:
            return
        flow = self._way.auth_flow(request)
        sent = next(flow)
        try:
            if isinstance(self._way, httpx2.DigestAuth):  # what it sent first has its answer
                sent = flow.send(response)
            while True:
                sent = flow.send((yield sent))
        except StopIteration:
            return

    def _wanted(self, response: httpx2.Response) -> httpx2.Auth | None:
        asked = " ".join(response.headers.get_list("www-authenticate")).lower()
        return next((way for name, way in self._ways.items() if name in asked), None)


IN_MEMORY = 16 << 20
"""Bytes of an answer that are kept in memory; what is larger lies in a file meanwhile."""

_AGAIN = frozenset({429, 502, 503, 504})
_REFUSED = frozenset({429, 503})
"""Statuses that say that nothing was done."""


class _Spool(tempfile.SpooledTemporaryFile[bytes]):
    """A file that is closed when nobody reads it any more: the engine reads rows one by one."""

    def __del__(self) -> None:
        """Close the file."""
        self.close()


@dataclass(slots=True)
class Reply:
    """What a server answered, read to its end.

    Attributes:
        status: the status.
        headers: its headers, named in small letters.
        body: a file that is read from its beginning.
        shown: where it comes from, for people.
    """

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    shown: str

    @property
    def media(self) -> str:
        """Its media type, without parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self, most: int = 300) -> str:
        """Return its first ``most`` characters as one line."""
        self.body.seek(0)
        words = " ".join(self.body.read(4 * most).decode("utf-8", "replace").split())
        self.body.seek(0)
        return words[:most] + " …" * (len(words) > most)


class Client:
    """Speaks to one server."""

    def __init__(self, address: Address, settings: Settings) -> None:
        """Prepare; connections are opened when needed."""
        self.settings = settings
        self._shown = address.shown
        user = settings.user or address.user
        headers = {"user-agent": "aiactors"} | dict(settings.headers)
        if settings.token:
            headers["authorization"] = f"Bearer {settings.token}"
        try:
            if not all(value.isprintable() for value in headers.values()):
                raise ValueError
            self._http = httpx2.Client(
                auth=Asked(user) if user else None,
                headers=headers,
                follow_redirects=False,
                timeout=httpx2.Timeout(settings.seconds, connect=min(10.0, settings.seconds)),
            )
        except (UnicodeError, ValueError):
            raise InputError("a token or a header holds signs that no header can hold") from None
        self._close = weakref.finalize(self, self._http.close)

    def send(
        self,
        method: str,
        url: str,
        *,
        form: Sequence[tuple[str, str]] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        again: bool = True,
    ) -> Reply:
        """Send a request, and return the reply, whatever its status.

        With ``again``, it may be sent twice even if it may have been carried out. ServerError if
        there is no reply, or it is too long or too late.
        """
        if form is not None:
            content = urlencode(form).encode()
            headers = {"content-type": "application/x-www-form-urlencoded"} | dict(headers or {})
        deadline = time.monotonic() + self.settings.seconds
        number = 0
        while True:
            number += 1
            last = number >= self.settings.tries
            pause = self.settings.pause * 2 ** (number - 1) * (1 + random.random() / 4)
            try:
                reply = self._once(method, url, content, headers or {}, deadline)
            except httpx2.RequestError as error:
                if last or not (again or isinstance(error, _NOT_SENT)) or _late(deadline, pause):
                    raise ServerError(self._shown, _why(error)) from None
            except (httpx2.InvalidURL, ValueError) as error:
                raise ServerError(self._shown, f"cannot be asked: {error}") from None
            else:
                if reply.status not in (_AGAIN if again else _REFUSED) or last:
                    return reply
                pause = max(pause, self._asked_pause(reply))
                if _late(deadline, pause):
                    return reply
                reply.body.close()
            time.sleep(pause)

    def _once(
        self,
        method: str,
        url: str,
        content: bytes | None,
        headers: Mapping[str, str],
        deadline: float,
    ) -> Reply:
        with self._http.stream(method, url, content=content, headers=headers) as response:
            _refuse_redirect(response, self._shown)
            body = _Spool(max_size=IN_MEMORY)
            try:
                self._read(response, body, deadline)
            except BaseException:
                body.close()
                raise
            named = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, named, body, self._shown)

    def _read(self, response: httpx2.Response, body: IO[bytes], deadline: float) -> None:
        length = 0
        for piece in response.iter_bytes():
            length += len(piece)
            if length > self.settings.most_bytes:
                why = f"its answer is longer than {self.settings.most_bytes:,} bytes: narrow it"
                raise ServerError(self._shown, why)
            if time.monotonic() > deadline:
                raise ServerError(self._shown, _too_slow(self.settings.seconds))
            body.write(piece)
        body.seek(0)

    def _asked_pause(self, reply: Reply) -> float:
        """How long the server asks to wait; a date is not worth its reading."""
        text = reply.headers.get("retry-after", "")
        seconds = float(text) if text.isdecimal() else 0.0
        if seconds > self.settings.longest_pause:
            why = f"is busy, and asks to be left alone for {text} seconds"
            raise ServerError(self._shown, why)
        return seconds

    def close(self) -> None:
        """Close the connections."""
        self._close()


_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)


def _late(deadline: float, pause: float) -> bool:
    return time.monotonic() + pause > deadline


def _too_slow(seconds: float) -> str:
    return (
        f"did not answer in full within {seconds:g} s: narrow the query, or set "
        "AIACTORS_STORE_TIMEOUT to more seconds"
    )


def _why(error: httpx2.RequestError) -> str:
    """What went wrong on the way, in words."""
    if isinstance(error, httpx2.TimeoutException):
        return "did not answer in time: set AIACTORS_STORE_TIMEOUT to more seconds"
    if isinstance(error, httpx2.ConnectError):
        return f"cannot be reached: {error}. Is the server running, and the address right?"
    if isinstance(error, httpx2.RemoteProtocolError):
        return f"ended its answer in the middle, or speaks no HTTP: {error}"
    return f"the connection failed: {error}"


def _refuse_redirect(response: httpx2.Response, shown: str) -> None:
    """Follow nobody: who asks, and what is asked, is for the server that was named."""
    if not 300 <= response.status_code < 400:
        return
    target = response.headers.get("location", "")
    parts = urlsplit(target)
    if parts.scheme not in ("", "http", "https"):
        raise ServerError(shown, f"sends on to {parts.scheme}:, which is no server: not followed")
    where = f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme else parts.path
    raise ServerError(shown, f"sends on to {where}: name that address, if you trust it")
