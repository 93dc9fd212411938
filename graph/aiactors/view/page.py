"""Writes the page: pyvis holds the network and fills the project's own template.

The page is one file: it opens without a network, asks for nothing, and the same network gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aiactors.errors import InputError
from aiactors.network.model import Network, in_words
from aiactors.view import assets
from aiactors.view.payload import clean, edge_data, inert, node_data, tables

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

__all__ = ["render_page", "to_pyvis"]

Positions = Mapping[str, tuple[float, float]]

LANGUAGES = ("en", "fr")


def render_page(
    network: Network, positions: Positions, *, title: str | None = None, lang: str = "en"
) -> str:
    """Return the network as one page of HTML.

    Args:
        network: what to draw.
        positions: x and y of every node, in units of the page.
        title: its headline; None takes the network's own title, in the reader's language.
        lang: ``en`` or ``fr``: the language of the interface for readers whose browser asks for
            neither; others get the one that their browser asks for.

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
    drawn.heading = clean(in_words(network.title, lang) if title is None else title)
    extra = tables(network) | {"lang": lang, "strings": assets.strings()}
    if title is not None:
        extra["title"] = {lang: drawn.heading}
    drawn.templateEnv.globals |= _parts(lang) | {
        "embed": lambda nodes, edges: _safe(inert(extra | {"nodes": nodes, "edges": edges}))
    }
    page: str = drawn.generate_html()
    return page


def to_pyvis(network: Network, positions: Positions) -> PyvisNetwork:
    """Return the network as pyvis holds it, ready to fill the project's template.

    Args:
        network: what to draw.
        positions: x and y of every node, in units of the page.

    Returns:
        A ``pyvis.network.Network``: directed, without physics, every parallel edge kept.

    Raises:
        InputError: a node has no position, or an edge lacks a node.
    """
    # Here and not above: pyvis brings IPython along, which takes most of a second.
    from pyvis.network import Network as PyvisNetwork

    _check(network, positions)
    drawn = PyvisNetwork(height="100%", width="100%", directed=True, heading="")
    drawn.toggle_physics(False)
    # pyvis's add_node and add_edge search lists at every call: their lists are filled directly.
    drawn.nodes = [node_data(node, positions[node.id]) for node in network.nodes]
    drawn.node_ids = [node["id"] for node in drawn.nodes]
    drawn.node_map = {node["id"]: node for node in drawn.nodes}
    drawn.edges = [edge_data(edge) for edge in network.edges]
    drawn.set_template((assets.VIEW / "page.html.j2").as_posix())
    drawn.templateEnv.autoescape = True
    return drawn


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
        if not {edge.source, edge.target} <= ids:
            raise InputError(
                f"the edge {edge.id!r} joins {edge.source!r} and {edge.target!r}, "
                "which are not both among the nodes: add the nodes or leave out the edge"
            )


def _parts(lang: str) -> dict[str, object]:
    """Return what the template needs beside the data of pyvis."""
    style, script, library = assets.style(), assets.script(), assets.library()
    return {
        "lang": lang,
        "style": _safe(style),
        "script": _safe(script),
        "library": _safe(library),
        "policy": assets.policy(library, script, style=style),
        "noscript": assets.strings()[lang]["noscript"],
    }


def _safe(code: str) -> object:
    """Mark code as safe to stand in the page: it was made so in ``assets`` and ``payload``."""
    from markupsafe import Markup

    return Markup(code)
