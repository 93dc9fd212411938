"""Writes the page: pyvis holds the network and fills the project's own template.

The page is one file: it opens without a network, asks for nothing, and the same network gives
the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aiactors.collection import paused_collection
from aiactors.errors import InputError
from aiactors.network.model import Edge, Labels, Network, Node, in_words
from aiactors.view import assets
from aiactors.view.inert import as_json, clean, elements
from aiactors.view.payload import Payload, standing
from aiactors.view.queries import asking_elements
from aiactors.view.records import Records

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

    from aiactors.view.story import Story

__all__ = ["render_page", "to_pyvis"]

Positions = Mapping[str, tuple[float, float]]
Data = dict[str, Any]

LANGUAGES = ("en", "fr")

SHAPES = {
    "person": "dot",
    "organization": "square",
    "group": "hexagon",
    "product": "diamond",
    "event": "triangleDown",
    "document": "square",
    "proposition": "star",
}
"""Shapes of vis-network, for whoever draws the pyvis network without this page."""

DASHES: Mapping[str, bool | list[int]] = {
    "firm": False,
    "claimed": [9, 5],
    "unrealised": [1, 5],
    "disputed": [9, 4, 2, 4],
    "denied": [2, 8],
}
"""Dashes of vis-network by standing, likewise."""


@paused_collection()
def render_page(
    network: Network,
    positions: Positions,
    *,
    title: str | None = None,
    lang: str = "en",
    focus: Collection[str] = (),
    hops: int = 1,
    story: Story | None = None,
    sparql: bool = False,
    home: str = "",
    pages: Sequence[tuple[str, Labels]] = (),
) -> str:
    """Return the network as one page of HTML.

    Args:
        network: what to draw.
        positions: x and y of every node, in units of the page.
        title: its headline; None takes that of the story, or else of the network, in the reader's
            language.
        lang: ``en`` or ``fr``: the language of the interface for readers whose browser asks for
            neither; others get the one that their browser asks for.
        focus: ids of nodes around which it opens; none for the overview.
        hops: how many edges away from them a node may be that is shown at first.
        story: what a reader can step through.
        sparql: whether the engine that answers SPARQL goes into the page.
        home: the address at which the whole network stands, if anywhere.
        pages: other pages of the site on which it stands: address, and name by language.

    Returns:
        The page, to be written as UTF-8.

    Raises:
        InputError: a node has no position, an edge lacks a node, or the interface does not
            speak the language.

    Example:
        >>> from aiactors.network.model import Node
        >>> xai = Node(id="xai", iri="", kind="organization", labels={"en": "xAI"})
        >>> network = Network(title={"en": "One actor"}, nodes=(xai,), edges=())
        >>> page = render_page(network, {"xai": (0, 0)})
        >>> page.startswith("<!doctype html>"), "<title>One actor</title>" in page
        (True, True)
    """
    if lang not in LANGUAGES:
        raise InputError(f"the page does not speak {lang!r}: use {' or '.join(LANGUAGES)}")
    drawn = to_pyvis(network, positions)
    own = network.title if story is None else story.title
    drawn.heading = clean(in_words(own, lang) if title is None else title)
    more = {
        "lang": lang,
        "start": {"focus": list(focus), "hops": hops},
        "story": None if story is None else story.data(),
        "home": home,
        "title": dict(own) if title is None else {lang: drawn.heading},
    }

    def embed(nodes: Sequence[Data], edges: Sequence[Data]) -> object:
        payload = Payload(network, nodes, edges)
        records = Records(network, payload.stances)
        data = elements(as_json(payload.data(**more)), records.blocks(), records.sources.chunks())
        return _safe(f"{data}\n{asking_elements(network, sparql=sparql)}")

    drawn.templateEnv.globals |= _parts(lang, sparql=sparql) | {"embed": embed, "pages": pages}
    page: str = drawn.generate_html()
    return page


def to_pyvis(network: Network, positions: Positions) -> PyvisNetwork:
    """Return the network as a ``pyvis.network.Network``, to fill the project's template.

    It is directed, without physics, every parallel edge kept. Positions are in units of the page;
    InputError if a node has none, or an edge lacks a node.
    """
    # Here and not above: pyvis brings IPython along, which takes most of a second.
    from pyvis.network import Network as PyvisNetwork

    _check(network, positions)
    drawn = PyvisNetwork(height="100%", width="100%", directed=True, heading="")
    drawn.toggle_physics(False)
    # pyvis's add_node and add_edge search lists at every call: their lists are filled directly.
    drawn.nodes = [_node(node, positions[node.id]) for node in network.nodes]
    drawn.node_ids = [node["id"] for node in drawn.nodes]
    drawn.node_map = {node["id"]: node for node in drawn.nodes}
    drawn.edges = [_edge(edge) for edge in network.edges]
    drawn.set_template((assets.VIEW / "page.html.j2").as_posix())
    drawn.templateEnv.autoescape = True
    return drawn


def _node(node: Node, place: tuple[float, float]) -> Data:
    """A node with the options of vis-network; without a title, which pyvis may read as HTML."""
    return {
        "id": node.id,
        "label": in_words(node.labels, "en") or node.id,
        "group": node.kind,
        "shape": SHAPES[node.kind],
        "size": round(min(4.6 + 1.7 * math.sqrt(node.degree), 23), 1),
        "x": place[0],
        "y": place[1],
        "physics": False,
    }


def _edge(edge: Edge) -> Data:
    """An edge with the options of vis-network."""
    return {
        "from": edge.source,
        "to": edge.target,
        "id": edge.id,
        "title": in_words(edge.labels, "en"),
        "arrows": "to" if edge.directed else "",
        "dashes": DASHES[standing(edge.status, edge.modality)],
    }


def _check(network: Network, positions: Positions) -> None:
    """Raise an InputError if something cannot be drawn."""
    ids = {node.id for node in network.nodes}
    missing = sorted(ids - positions.keys())
    if missing:
        raise InputError(
            f"{len(missing)} nodes have no position, {missing[0]!r} among them: "
            "lay the network out again"
        )
    for edge in network.edges:
        if edge.source not in ids or edge.target not in ids:
            raise InputError(
                f"the edge {edge.id!r} joins {edge.source!r} and {edge.target!r}, "
                "which are not both among the nodes: add the nodes or leave out the edge"
            )


def _parts(lang: str, *, sparql: bool) -> Data:
    """Return what the template needs beside the data of pyvis."""
    return {
        "lang": lang,
        "style": _safe(assets.style()),
        "script": _safe(assets.script()),
        "engine": _safe(assets.engine() if sparql else ""),
        "policy": assets.page_policy(sparql=sparql),
        "noscript": assets.NOSCRIPT[lang],
    }


def _safe(code: str) -> object:
    """Mark code as safe to stand in the page: it was made so in ``assets`` and ``inert``."""
    from markupsafe import Markup

    return Markup(code)
