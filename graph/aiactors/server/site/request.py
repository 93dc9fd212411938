"""A request for a page or for data, as the front hands it to a worker."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from aiactors.server.negotiation import choose
from aiactors.server.reply import HttpError

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for a page or for data.

    Attributes:
        path: the path of its address, decoded.
        parameters: name → values, of what follows the question mark.
        headers: those that matter here: ``accept``, ``accept-language``, ``accept-encoding``,
            ``if-none-match``, ``host``.
        base: address of the server, without a slash at its end.
    """

    path: str
    parameters: Mapping[str, list[str]]
    headers: Mapping[str, str]
    base: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What the reply depends on, beside the graph."""
        parameters = ((name, *values) for name, values in self.parameters.items())
        accept = self.headers.get("accept", "")
        # Browsers write the others in a hundred ways, of which only that much counts.
        return (self.path, self.base, accept, self._browser_lang, self.takes_gzip, *parameters)

    @property
    def takes_gzip(self) -> bool:
        """Whether the reply may be compressed."""
        codings = self.headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
        quality = dict(part.partition(";q=")[::2] for part in codings).get("gzip")
        return quality is not None and (not quality or quality.strip("0.") != "")

    def one(self, name: str, default: str = "") -> str:
        """Return a parameter; HttpError if it is given several times."""
        values = self.parameters.get(name, [])
        if len(values) > 1:
            raise HttpError(400, f"the parameter {name} is given {len(values)} times: give it once")
        return values[0] if values else default

    def number(self, name: str, default: int, most: int) -> int:
        """Return a parameter that is a whole number from 1 to ``most``; HttpError if it is not."""
        text = self.one(name) or str(default)
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
            raise HttpError(400, f"{name}: write a whole number from 1 to {most}, not {text!r}")
        return int(text)

    @property
    def lang(self) -> str:
        """The language of the page: that of a parameter ``lang``, or the browser's."""
        wanted = self.one("lang")
        if wanted:
            if wanted not in LANGUAGES:
                raise HttpError(400, f"lang: write {' or '.join(LANGUAGES)}, not {wanted!r}")
            return wanted
        return self._browser_lang

    @property
    def _browser_lang(self) -> str:
        """The language that the browser asks for."""
        # The rules for languages are those for media types, but for the slash.
        ranges = self.headers.get("accept-language", "").replace(" ", "").lower()
        accept = ",".join(
            f"{part.split('-')[0].split(';')[0]}/x;{_quality(part)}"
            for part in ranges.split(",")
            if part
        )
        return (choose(accept, ("en/x", "fr/x")) or "en/x").removesuffix("/x")

    def media(self, offered: tuple[str, ...]) -> str:
        """Return the media type to answer with, of those offered (best first).

        HttpError if the client accepts none.
        """
        chosen = choose(self.headers.get("accept", ""), offered)
        if chosen is None:
            raise HttpError(406, f"this can be had as {', '.join(offered)}")
        return chosen


def _quality(part: str) -> str:
    return part.partition(";")[2] or "q=1"
