"""The parts of the page that do not depend on the network: style, script, library, strings."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from pathlib import Path

from aiactors.errors import ResourceError

VIEW = Path(__file__).resolve().parent

SCRIPTS = (
    "data",
    "words",
    "dom",
    "palette",
    "store",
    "geometry",
    "ink",
    "labels",
    "stage",
    "camera",
    "legend",
    "search",
    "ledger",
    "panel",
    "table",
    "keys",
    "main",
)
"""The scripts of the page in the order in which they are read; they share one scope."""

_CLOSING = re.compile(r"<(?=/script|/style|!--)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@functools.cache
def read(name: str) -> str:
    """Return a file of the view, with line ends as browsers see them.

    Args:
        name: its path in ``aiactors/view``.

    Returns:
        Its text.

    Raises:
        ResourceError: it is missing.
    """
    try:
        return (VIEW / name).read_text("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ResourceError(f"view/{name}") from None


def inline(code: str) -> str:
    r"""Return a script or style that cannot end the element in which it stands.

    Args:
        code: JavaScript or CSS.

    Returns:
        The same with ``\x3c`` for ``<`` where a tag or a comment of HTML would begin: inside of
        texts and expressions that means the same.

    Example:
        >>> inline('x = "</script>"')
        'x = "\\x3c/script>"'
    """
    return _CLOSING.sub(r"\\x3c", code)


def style() -> str:
    """Return the style sheet."""
    return inline(read("page.css"))


def script() -> str:
    """Return the page's own scripts as one, in a scope of their own."""
    parts = "\n".join(read(f"js/{name}.js").replace("// @ts-check\n", "") for name in SCRIPTS)
    return inline(f'(() => {{\n"use strict";\n{parts}}})();\n')


def library() -> str:
    """Return vis-network, with its notice and without the address of its source map."""
    return inline(_SOURCE_MAP.sub("", read("vendor/vis-network.min.js")))


def strings() -> dict[str, dict[str, str]]:
    """Return the words of the interface: language → key → text."""
    words: dict[str, dict[str, str]] = json.loads(read("strings.json"))
    return words


def policy(*scripts: str, style: str) -> str:
    """Return a Content-Security-Policy under which only this page's own code runs.

    Args:
        *scripts: the scripts of the page, exactly as they stand in it.
        style: its style sheet, likewise.

    Returns:
        The policy: no requests at all, and nothing but these scripts and this style.
    """
    allowed = " ".join(map(_source, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
