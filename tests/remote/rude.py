"""A server that answers as it is told to: well, badly, late, or not at all."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'
ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [%s]}}'
ROW = b'{"x": {"type": "uri", "value": "urn:x"}}'


@dataclass(frozen=True, slots=True)
class Say:
    """One answer.

    Attributes:
        body: its body.
        status: its status.
        media: its type.
        headers: further headers.
        cut: whether more is promised than is sent.
        endless: whether the body is sent again and again.
        late: whether it answers only when it is ended.
        hang_up: whether it hangs up instead.
    """

    body: bytes = YES
    status: int = 200
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    endless: bool = False
    late: bool = False
    hang_up: bool = False


@dataclass(slots=True)
class Rude:
    """The server.

    Attributes:
        address: where it takes queries.
        answers: what it says, one after another; the last one for good.
        heard: method, path, headers and body of each request.
    """

    address: str
    answers: list[Say]
    heard: list[tuple[str, str, Mapping[str, str], bytes]] = field(default_factory=list)

    def next(self) -> Say:
        """The next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextlib.contextmanager
def rude(*answers: Say) -> Iterator[Rude]:
    """Run such a server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            heard = {name.lower(): value for name, value in self.headers.items()}
            server.heard.append((self.command, self.path, heard, self.rfile.read(length)))
            with contextlib.suppress(OSError):
                self.answer(server.next())

        do_GET = do_POST  # noqa: N815
        do_PUT = do_POST  # noqa: N815

        def answer(self, say: Say) -> None:
            if say.hang_up:
                self.close_connection = True
                return
            if say.late:
                ended.wait()
            self.send_response(say.status)
            self.send_header("content-type", say.media)
            for name, value in say.headers.items():
                self.send_header(name, value)
            if say.endless or say.cut:
                self.send_header("connection", "close")
                self.close_connection = True
            length = 10**12 if say.endless else len(say.body) + 99 * say.cut
            self.send_header("content-length", str(length))
            self.end_headers()
            self.wfile.write(say.body)
            while say.endless:
                self.wfile.write(say.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    ended = threading.Event()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Rude(f"http://127.0.0.1:{http.server_address[1]}/sparql", list(answers))
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        http.shutdown()
        http.server_close()
        thread.join()
