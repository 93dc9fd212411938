"""The parts of the page that do not depend on the network: its style, its scripts, its engine.

They are bundled of ``src`` by ``scripts/bundle`` and lie in ``dist``, so that whoever draws needs
no Node.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path

from aiactors.errors import ResourceError

VIEW = Path(__file__).resolve().parent

NOSCRIPT = {
    "en": "This page draws a network with JavaScript. Allow it to run, then load the page again: "
    "nothing is sent anywhere.",
    "fr": "Cette page dessine un réseau en JavaScript. Autorisez-le, puis rechargez la page\xa0: "
    "rien n’est envoyé nulle part.",
}
"""What stands in the place of the network where no script runs, by language."""

_CLOSING = re.compile(r"<(?=/script|/style|!--)", re.IGNORECASE)


@functools.cache
def read(name: str) -> str:
    """Return a file of ``aiactors/view``, with line ends as browsers see them."""
    return _bytes(name).decode().replace("\r\n", "\n")


def _bytes(name: str) -> bytes:
    try:
        return (VIEW / name).read_bytes()
    except FileNotFoundError:
        raise ResourceError(f"view/{name}") from None


def inline(code: str) -> str:
    r"""Return a script or style that cannot end the element in which it stands.

    ``\x3c`` stands for ``<`` where a tag or a comment of HTML would begin: inside of texts and
    expressions that means the same.

    Example:
        >>> inline('x = "</script>"')
        'x = "\\x3c/script>"'
    """
    return _CLOSING.sub(r"\\x3c", code)


def style() -> str:
    """Return the style sheet."""
    return inline(read("dist/page.css"))


def script() -> str:
    """Return the page's own script."""
    return inline(read("dist/main.js"))


@functools.cache
def engine() -> str:
    """Return the elements of the SPARQL engine: its code, and the script of its worker.

    Both are texts until somebody asks: the page itself runs neither.
    """
    code = base64.b64encode(_bytes("dist/oxigraph.wasm.gz")).decode()
    script = inline(read("dist/engine.js"))
    return (
        f'<script type="application/octet-stream" id="kg-wasm">{code}</script>\n'
        f'<script type="text/plain" id="kg-engine">{script}</script>'
    )


def page_policy(*, sparql: bool) -> str:
    """Return the policy that every page states; see :func:`policy`.

    ``sparql`` tells whether the engine that answers SPARQL is in it.
    """
    return policy(script(), style(), engine=sparql)


def policy(script: str, style: str, *, engine: bool = False) -> str:
    """Return a Content-Security-Policy under which only this page's own code runs.

    It allows no requests at all. With ``engine``, WebAssembly that the page holds may run in a
    worker.
    """
    scripts, workers = _source(script), ""
    if engine:
        scripts, workers = f"{scripts} 'wasm-unsafe-eval'", " worker-src blob:;"
    return (
        f"default-src 'none'; script-src {scripts};{workers} style-src {_source(style)}; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
