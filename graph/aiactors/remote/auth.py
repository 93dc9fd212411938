"""Name and password, as the server wants them."""

from __future__ import annotations

from collections.abc import Generator

import httpx2


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
