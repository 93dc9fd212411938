"""Who may ask: by which names the server is called, and pages of which other sites may read it.

Any page that a browser on this machine shows can send requests to a server on loopback. What keeps
a private graph from it are these rules: its script may not read the answers (CORS), a name of its
own that points to 127.0.0.1 is refused (DNS rebinding), and what it asks behind its reader's back
is not worked out at all, since the time that an answer takes tells something as well.
"""

from __future__ import annotations

import functools
import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from aiactors.errors import InputError
from aiactors.server.asgi import Request, Scope
from aiactors.server.reply import HttpError

ALL = "*"
"""In the place of an origin, every one."""

_NAME = r"[a-z0-9.\-_]+|\[[0-9a-f:.]+\]"
_HOST = re.compile(rf"({_NAME})(?::\d{{1,5}})?", re.IGNORECASE)
_PUBLIC = re.compile(rf"https?://({_NAME})(?::\d{{1,5}})?(?:/.*)?", re.IGNORECASE)
_ORIGIN = re.compile(rf"([a-z][a-z0-9+.\-]*)://({_NAME})(?::(\d{{1,5}}))?", re.IGNORECASE)
_USUAL_PORTS = {"http": "80", "https": "443"}

_VARY = (b"vary", b"origin")
_EXPOSED = (
    b"access-control-expose-headers",
    b"content-type, etag, link, location, retry-after",
)
_PREFLIGHT = {
    "access-control-allow-headers": "accept, authorization, content-type",
    "access-control-max-age": "86400",
}
_CROSS_SITE = (
    "pages of other sites may not read this graph; those of an origin may if the server is "
    "started with --cors ORIGIN"
)


@dataclass(frozen=True, slots=True)
class Access:
    """By which names the server is called, and pages of which other sites may read it.

    Attributes:
        public: the address under which people know the server, without a slash at its end; that
            which they asked for if empty.
        names: the hosts that a request may name beside those of loopback; None for any.
        origins: sites whose pages may read: ``https://app.example``; ``*`` for all.
    """

    public: str = ""
    names: frozenset[str] | None = None
    origins: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, host: str, public: str = "", origins: Iterable[str] = (), *, is_open: bool = False
    ) -> Access:
        """Return the rules for a server that listens at ``host``; InputError for a wrong address.

        On loopback, only names of loopback, ``host`` and that of ``public`` are accepted. With a
        public address, it is open. Pages of ``origins`` (or ``*``) may read; with ``is_open``, all
        may.

        Example:
            >>> Access.of("127.0.0.1", origins=["https://app.example:443"]).origins
            frozenset({'https://app.example'})
        """
        own = frozenset({host.lower(), _host_of(public)})
        allowed = {ALL} if public or is_open else set()
        allowed.update(map(_origin_of, origins))
        names = own if _is_loopback(_resolved(host)) else None
        return cls(public.rstrip("/"), names, frozenset(allowed))

    def admit(self, scope: Scope, request: Request) -> str:
        """Check that a request is meant for this server.

        Return its address, without a slash at the end.

        HttpError if the host is missing or another, or a page of a foreign site asks that may not
        read.

        Example:
            >>> scope = {"scheme": "http", "headers": [(b"host", b"localhost:7001")]}
            >>> Access().admit(scope, Request("GET", "/", b"", {}))
            'http://localhost:7001'
        """
        host = self._host(scope)
        if _is_hidden(request) and not self._may_read(request.header("origin")):
            raise HttpError(403, _CROSS_SITE)
        return self.public or f"{scope['scheme']}://{host}"

    def _host(self, scope: Scope) -> str:
        """The host that a request names."""
        named = [value for name, value in scope["headers"] if name == b"host"]
        if len(named) > 1:
            raise HttpError(400, f"the header Host is sent {len(named)} times: send it once")
        host = named[0].decode("latin-1") if named else ""
        if not host and scope["http_version"] in ("1", "1.0"):  # it knows no hosts
            name, port = scope["server"]
            host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
        match = _HOST.fullmatch(host)
        if match is None:
            raise HttpError(400, "the header Host names no host")
        name = match[1].lower()
        if self.names is not None and name not in self.names and not _is_loopback(name):
            raise HttpError(
                421,
                f"this server is asked as localhost or 127.0.0.1, and not as {name}; if people "
                "know it by that name, start it with --public-url",
            )
        return host

    def _may_read(self, origin: str) -> bool:
        return ALL in self.origins or origin in self.origins

    def headers(self, origin: str) -> list[tuple[bytes, bytes]]:
        """Return the headers that let a page of another site read a reply.

        They are empty for a page that may not read.
        """
        if ALL in self.origins:
            return [(b"access-control-allow-origin", b"*"), _EXPOSED]
        if origin in self.origins:
            return [(b"access-control-allow-origin", origin.encode()), _EXPOSED, _VARY]
        return [_VARY] if self.origins else []

    def preflight(self, origin: str, methods: str) -> dict[str, str]:
        """Return what a browser wants to know before it lets a page of another site ask."""
        if not self._may_read(origin):
            return {}
        return {"access-control-allow-methods": methods, **_PREFLIGHT}


def _is_hidden(request: Request) -> bool:
    """Whether a page of another site asks, and the reader does not follow a link from there."""
    # Browsers tell it in headers that no script can set, to loopback and over TLS.
    if request.header("sec-fetch-site") != "cross-site":
        return False
    followed = request.header("sec-fetch-mode"), request.header("sec-fetch-dest")
    return followed != ("navigate", "document")


def _origin_of(text: str) -> str:
    """An origin as browsers write it."""
    if text == ALL:
        return text
    match = _ORIGIN.fullmatch(text)
    if match is None:
        raise InputError(
            f"--cors {text!r}: write an origin, scheme and host without a path, such as "
            "https://app.example, or *"
        )
    scheme, name, port = match[1].lower(), match[2].lower(), match[3] or ""
    is_usual = port in ("", _USUAL_PORTS.get(scheme))
    return f"{scheme}://{name}" if is_usual else f"{scheme}://{name}:{port}"


def _host_of(public: str) -> str:
    """The host of an address under which people know the server; empty if there is none."""
    if not public:
        return ""
    match = _PUBLIC.fullmatch(public)
    if match is None:
        raise InputError(f"--public-url {public!r}: write an address such as https://kg.example")
    return match[1].lower()


def _resolved(host: str) -> str:
    """The address behind a name to listen at; where it is unknown, that is told when listening."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except (OSError, UnicodeError):
        return host


@functools.lru_cache(maxsize=256)
def _is_loopback(name: str) -> bool:
    """Whether a host is loopback's own: no page of elsewhere can be called so."""
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:  # names below localhost are none: not every resolver keeps them here
        return name == "localhost"
