"""The network as a page: the front page of the site, and parts of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aiactors.errors import MissingExtraError
from aiactors.graph.drawn import DrawnNetwork
from aiactors.network.places import placed
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.pages import HTML
from aiactors.server.site.request import LANGUAGES, PageRequest
from aiactors.server.site.start import start
from aiactors.server.site.words import words
from aiactors.view import page_policy

if TYPE_CHECKING:
    from aiactors.graph import Graph

_FARTHEST = 3
_MOST_FOCUS = 20
_KEPT = 4
"""Of each graph so many whole pages are kept: two languages, and two names of the server."""

_PAGES = (("/start", "home"), ("/query", "query"), ("/ns", "terms"), ("/api", "api"))
"""Addresses of the other pages, and the keys of their names."""

OVERVIEW = 600
"""The most statements of the network that is shown of a large graph."""

AROUND = 300
"""The most statements of what is shown around some entities of a large graph."""

_drawn: WeakKeyDictionary[Graph, DrawnNetwork] = WeakKeyDictionary()
_whole: WeakKeyDictionary[Graph, OrderedDict[tuple[str, str], bytes]] = WeakKeyDictionary()


def front(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the first page: the whole network for browsers, words for others.

    A client that does not ask for HTML by name is no browser.
    """
    if "text/html" not in visit.headers.get("accept", ""):
        return start(graph, visit)
    try:
        return _reply(_whole_page(graph, visit.lang, visit.base))
    except MissingExtraError:  # what has no place yet cannot be drawn here
        return start(graph, visit)


def network(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the network, or with what is around some entities."""
    hops = visit.number("hops", 1, _FARTHEST)
    focus = visit.parameters.get("focus", ())
    if not focus:
        return _reply(_whole_page(graph, visit.lang, visit.base))
    if len(focus) > _MOST_FOCUS:
        raise HttpError(400, f"focus: name up to {_MOST_FOCUS} entities, not {len(focus)}")
    most = visit.number("most", AROUND, OVERVIEW) if graph.is_large else None
    return _reply(_page(graph, visit.lang, visit.base, focus, hops, most))


def _whole_page(graph: Graph, lang: str, base: str) -> bytes:
    """The page of the whole network: the same for all who visit, so it is made once."""
    kept = _whole.setdefault(graph, OrderedDict())
    page = kept.get((lang, base))
    if page is None:
        page = kept[lang, base] = _page(graph, lang, base, network=overview(graph))
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    return page


def overview(graph: Graph) -> DrawnNetwork:
    """Return the network of a graph, or of a large one the part between the best known.

    Made once.
    """
    if graph not in _drawn:
        found = graph.network(most=OVERVIEW if graph.is_large else None)
        places = placed(found, graph.positions)
        _drawn[graph] = DrawnNetwork.of(found, lambda: places)
    return _drawn[graph]


def _page(
    graph: Graph,
    lang: str,
    base: str,
    focus: Iterable[str] = (),
    hops: int = 1,
    most: int | None = None,
    network: DrawnNetwork | None = None,
) -> bytes:
    pages = [(path, {lang: words(lang)[key] for lang in LANGUAGES}) for path, key in _PAGES]
    page = graph.page(focus, hops, lang=lang, home=base, pages=pages, most=most, network=network)
    return page.encode()


def _reply(page: bytes) -> Reply:
    """The page under the policy that it states itself; other sites may show it in a frame."""
    headers = {
        "content-security-policy": page_policy(sparql=True),
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return Reply(200, HTML, page, headers)
