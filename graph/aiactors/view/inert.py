"""Data as they stand in the page: inert, cleaned, and compressed where there is much of them.

Text from outside is cleaned here, once: characters that no file can hold or no reader can see
are replaced. It is not escaped here: the page never reads it as HTML.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from collections.abc import Iterable

FROM = 200_000
"""From so many characters of JSON on, data are compressed."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# The same characters where JSON writes them as escapes. A backslash that stands for itself is
# found first, so that what follows it is not taken for an escape.
_ESCAPED = re.compile(r"\\(?:[bf]|u00(?:0[0-8bcef]|1[0-9a-f])|.)")
_HARMLESS = ("\\\\", '\\"', "\\n", "\\r", "\\t")


def clean(text: str) -> str:
    r"""Replace control characters and lone surrogates with U+FFFD.

    Example:
        >>> clean("a\x00b") == "a\ufffdb"
        True
    """
    return _UNSEEN.sub("\ufffd", text)


def as_json(data: object) -> str:
    r"""Return data as compact JSON, with every text in them cleaned.

    Example:
        >>> as_json({"name": "a\x00b\\u0000"}) == '{"name":"a\ufffdb\\\\u0000"}'
        True
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSEEN.sub("\ufffd", _ESCAPED.sub(_seen, text))


def _seen(escape: re.Match[str]) -> str:
    return escape[0] if escape[0] in _HARMLESS else "\ufffd"


def inert(text: str) -> str:
    r"""Return JSON of the same data that can stand between ``<script>`` and ``</script>``.

    No tag or comment can begin or end in it, and no line ends inside a text.

    Example:
        >>> inert('{"name":"</script><!--"}')
        '{"name":"\\u003c/script\\u003e\\u003c!--"}'
    """
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def zipped(data: bytes) -> bytes:
    """Return bytes in the format of gzip: without name, time or system, the same every time.

    Example:
        >>> import gzip
        >>> gzip.decompress(zipped(b"aaaa"))
        b'aaaa'
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    tail = struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return head + packer.compress(data) + packer.flush() + tail


def elements(data: str, blocks: Iterable[str], sources: Iterable[str] = ()) -> str:
    """Return the script elements, which no browser runs, that hold the data of the page.

    All are JSON: ``data`` for the start, a block of records each, a chunk of documents each.

    Example:
        >>> elements("{}", [])
        '<script type="application/json" id="kg-data" data-encoding="none">{}</script>'
    """
    texts = [
        ('id="kg-data"', data),
        *(('class="kg-block"', block) for block in blocks),
        *(('class="kg-sources"', chunk) for chunk in sources),
    ]
    much = sum(len(text) for _, text in texts) > FROM
    return "\n".join(element(name, text, much=much) for name, text in texts)


def element(name: str, text: str, *, much: bool) -> str:
    """Return a script element that no browser runs; with ``much``, its data are compressed.

    Example:
        >>> element('id="kg"', "{}", much=False)
        '<script type="application/json" id="kg" data-encoding="none">{}</script>'
    """
    encoding = "gzip" if much else "none"
    held = base64.b64encode(zipped(text.encode())).decode() if much else inert(text)
    return f'<script type="application/json" {name} data-encoding="{encoding}">{held}</script>'
