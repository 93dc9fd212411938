"""What a request carries: one body, or several as a form sends files.

The form is that of `RFC 7578 <https://www.rfc-editor.org/rfc/rfc7578>`_.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from aiactors.server.reply import HttpError

FORM = "multipart/form-data"

_MOST_PARTS = 1_000
_BOUNDARY = re.compile(
    r';\s*boundary\s*=\s*("(?P<quoted>[^"]+)"|(?P<bare>[^\s;"]+))', re.IGNORECASE
)
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s;"]+)', re.IGNORECASE)
_FILENAME = re.compile(r';\s*filename\s*=\s*"?([^\s;"]+)', re.IGNORECASE)
_ENDINGS = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}


@dataclass(frozen=True, slots=True)
class Body:
    """Something that was sent.

    Attributes:
        media: its media type, without parameters.
        data: itself.
    """

    media: str
    data: bytes


def bodies(content_type: str, data: bytes) -> tuple[Body, ...]:
    r"""Return the body of a request, or those of its form.

    HttpError if it is no form, or not UTF-8.

    Example:
        >>> bodies("text/turtle; charset=utf-8", b"")
        (Body(media='text/turtle', data=b''),)
        >>> form = b'--x\r\nContent-Type: text/turtle\r\n\r\n<a> <b> <c> .\r\n--x--'
        >>> bodies("multipart/form-data; boundary=x", form)
        (Body(media='text/turtle', data=b'<a> <b> <c> .'),)
    """
    media = content_type.partition(";")[0].strip().lower()
    if media != FORM:
        return (_body(content_type, data),)
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise HttpError(400, f"{FORM} needs a boundary")
    boundary = (match["quoted"] or match["bare"]).encode("latin-1", "replace")
    return tuple(_part(part) for part in _parts(boundary, data))


def _body(content_type: str, data: bytes) -> Body:
    charset = _CHARSET.search(content_type)
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HttpError(415, f"send UTF-8, and not {charset[1]}")
    return Body(content_type.partition(";")[0].strip().lower(), data)


def _parts(boundary: bytes, data: bytes) -> list[bytes]:
    _, *parts = (b"\r\n" + data).split(b"\r\n--" + boundary, _MOST_PARTS)
    if not parts or not parts[-1].startswith(b"--"):
        raise HttpError(400, "the form is not whole: it must end with its boundary, and two dashes")
    return parts[:-1]


def _part(part: bytes) -> Body:
    head, blank, data = part.partition(b"\r\n\r\n")
    if not blank:
        raise HttpError(400, "a part of the form has no empty line before its content")
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines())
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    name = _FILENAME.search(headers.get("content-disposition", ""))
    ending = PurePosixPath(name[1]).suffix.lower() if name is not None else ""
    return _body(headers.get("content-type") or _ENDINGS.get(ending, ""), data)
