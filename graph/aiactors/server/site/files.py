"""The files of the pages: style, scripts, pictures; the front itself holds them."""

from __future__ import annotations

import functools
from pathlib import Path

from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.request import PageRequest
from aiactors.server.site.sending import compressed, sent

PLACE = "/static/"
"""Where they lie on the server."""

_HERE = Path(__file__).resolve().parent
_FOLDERS = (_HERE / "static", _HERE / "vendor")
_MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def static(visit: PageRequest) -> Reply:
    """Answer with the file that the path names, compressed where that is accepted."""
    name = visit.path.removeprefix(PLACE)
    if name not in _known():
        raise HttpError(404, f"no file is named {name!r}")
    return sent(_file(name, zipped=visit.takes_gzip), visit)


@functools.cache
def _known() -> dict[str, Path]:
    return {f.name: f for folder in _FOLDERS for f in folder.iterdir() if f.suffix in _MEDIA}


@functools.cache
def _file(name: str, *, zipped: bool) -> Reply:
    file = _known()[name]
    headers = {"cache-control": "public, max-age=3600"}
    reply = Reply(200, _MEDIA[file.suffix], file.read_bytes(), headers)
    accepted = {"accept-encoding": "gzip"} if zipped else {}
    return compressed(reply, PageRequest(PLACE + name, {}, accepted, ""))
