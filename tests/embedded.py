"""What stands in a page of the network: its elements, and the data that it embeds."""

from __future__ import annotations

import base64
import gzip
import json
from html.parser import HTMLParser
from typing import Any


class Elements(HTMLParser):
    """Collects the elements of a page.

    Attributes:
        found: tag and attributes of each, in order.
        texts: tag, attributes and text of each script and style.
    """

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Remember the text of a script or style."""
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.texts.append((*self.found[-1], data))


def unpacked(attributes: dict[str, str | None], text: str) -> Any:
    """Return the data of an element."""
    packed = attributes["data-encoding"] == "gzip"
    return json.loads(gzip.decompress(base64.b64decode(text)) if packed else text)


def embedded(page: str) -> Any:
    """Return the data of a page."""
    return next(
        unpacked(attributes, text)
        for _, attributes, text in Elements(page).texts
        if attributes.get("id") == "kg-data"
    )


def blocks(page: str) -> list[Any]:
    """Return the blocks of records of a page."""
    return [
        unpacked(attributes, text)
        for _, attributes, text in Elements(page).texts
        if attributes.get("class") == "kg-block"
    ]
