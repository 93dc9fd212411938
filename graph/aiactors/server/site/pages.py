"""Fills the templates of the pages; all that comes from outside is escaped there."""

from __future__ import annotations

import functools
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from aiactors.network.words import number_in_words
from aiactors.server.reply import Reply
from aiactors.server.site.request import PageRequest
from aiactors.server.site.words import count_of_sources, words
from aiactors.vocabulary import BASE, PREFIXES, curie

HTML = "text/html; charset=utf-8"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Nothing is loaded from elsewhere, and no script but the server's own runs."""

_LOCAL = ("id", "fact", "st", "at", "ev", "money", "dossier")


@functools.cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("aiactors.server.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["path"] = path_of
    environment.filters["short"] = curie
    return environment


def path_of(ref: str) -> str:
    """Return where on this server something has its page.

    Example:
        >>> path_of("id:openai"), path_of("st:2c30b667e83a35ecae94"), path_of("ai:founded")
        ('/id/openai', '/statement/2c30b667e83a35ecae94', '/ns#founded')
    """
    prefix, _, local = ref.partition(":")
    address = PREFIXES[prefix] + local if prefix in (*_LOCAL, "ai") else ref
    return "/" + quote(address.removeprefix(BASE), safe="/#")


def address_link(address: str) -> str | None:
    """Return an address if it leads to the web; None for others, which get no link.

    Example:
        >>> address_link("javascript:alert(1)") is None
        True
    """
    return address if address.lower().startswith(("https://", "http://")) else None


def page(
    template: str, visit: PageRequest, *, status: int = 200, policy: str = POLICY, **content: Any
) -> Reply:
    """Return a page."""
    lang = visit.lang
    text = (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            words=words(lang),
            visit=visit,
            other_language=_other_language(visit, lang),
            sources_in_words=functools.partial(count_of_sources, lang=lang),
            link=address_link,
            number=functools.partial(number_in_words, lang=lang),
            **content,
        )
    )
    headers = {
        "content-security-policy": policy,
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return Reply(status, HTML, text.encode(), headers)


def _other_language(visit: PageRequest, lang: str) -> str:
    """The same page in the other language."""
    kept = [(k, v) for k, values in visit.parameters.items() if k != "lang" for v in values]
    query = urlencode([*kept, ("lang", "fr" if lang == "en" else "en")])
    return f"{quote(visit.path)}?{query}"
