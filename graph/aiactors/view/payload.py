"""What the page is told: nodes and edges as pyvis holds them, with all that the panels show.

Text from outside is cleaned here, once: characters that no file can hold or no reader can see
are replaced. It is not escaped here: the page never reads it as HTML.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from aiactors.network.model import Attributed, Edge, Label, Network, Node, Relay, in_words

Data = dict[str, Any]

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

STANDINGS = ("firm", "claimed", "unrealised", "disputed", "denied")
"""How a line is drawn, from the status and the modality of its statement."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Replace what cannot be written to a file, or seen.

    Args:
        text: any text.

    Returns:
        The text with U+FFFD for control characters and lone surrogates.

    Example:
        >>> clean("a\x00b") == "a\ufffdb"
        True
    """
    return _UNSEEN.sub("\ufffd", text)


def standing(status: str, modality: str) -> str:
    """Return how a statement is drawn: nothing but a fact looks like one.

    Args:
        status: key of its status.
        modality: key of its modality.

    Returns:
        One of :data:`STANDINGS`.

    Example:
        >>> standing("reported", "actual"), standing("reported", "attempted")
        ('firm', 'unrealised')
        >>> standing("disputed", "attempted"), standing("retracted", "actual")
        ('disputed', 'denied')
    """
    if status in ("denied", "unknown", "retracted"):
        return "denied"
    if status == "disputed":
        return "disputed"
    if modality != "actual":
        return "unrealised"
    return "firm" if status in ("established", "reported") else "claimed"


def node_data(node: Node, place: tuple[float, float]) -> Data:
    """Return a node as pyvis takes it.

    Args:
        node: the node.
        place: x and y in units of the page.

    Returns:
        The options of vis-network, and what the page shows beside them.
    """
    return _without_nothing(
        id=clean(node.id),
        label=clean(in_words(node.labels, "en") or node.id),
        shape=SHAPES[node.kind],
        size=round(min(4.6 + 1.7 * math.sqrt(node.degree), 23), 1),
        x=place[0],
        y=place[1],
        physics=False,
        iri=clean(node.iri),
        kind=node.kind,
        names=_texts(node.labels),
        types=[[clean(en), clean(fr)] for en, fr in node.types],
        aliases=[clean(alias) for alias in node.aliases],
        same=[clean(address) for address in node.same_as],
        homepage=_text(node.homepage),
        note=_label(node.note),
        degree=node.degree,
    )


def edge_data(edge: Edge) -> Data:
    """Return an edge as pyvis takes it.

    Args:
        edge: the edge.

    Returns:
        The options of vis-network, and what the page shows beside them.
    """
    return _without_nothing(
        **{"from": clean(edge.source)},
        to=clean(edge.target),
        id=clean(edge.id),
        arrows="to" if edge.directed else "",
        iri=clean(edge.iri),
        relation=clean(edge.relation),
        names=_texts(edge.labels),
        inverse=_texts(edge.inverse_labels),
        family=clean(edge.family),
        directed=edge.directed,
        aspect=clean(edge.aspect),
        modality=clean(edge.modality),
        status=clean(edge.status),
        standing=standing(edge.status, edge.modality),
        when=_text(edge.when),
        written=_label(edge.as_written),
        start=_text(edge.start),
        end=_text(edge.end),
        known=_text(edge.known_since),
        sources=edge.source_count,
        qualifiers=[[clean(key), _label(text)] for key, text in edge.qualifiers],
        said=[_said(attributed) for attributed in edge.attributions],
    )


def _said(said: Attributed) -> Data:
    return _without_nothing(
        by=_label(said.by),
        stance=clean(said.stance),
        stances=_texts(said.stance_labels),
        title=_label(said.document),
        publisher=_label(said.publisher),
        date=_text(said.date),
        url=_text(said.url),
        via=None if said.via is None else _relay(said.via),
        where=_text(said.where),
        gist=_label(said.gist),
        quote=_text(said.quote),
    )


def _relay(relay: Relay) -> Data:
    return _without_nothing(
        title=_label(relay.title),
        publisher=_label(relay.publisher),
        url=_text(relay.url),
        date=_text(relay.date),
    )


def _without_nothing(**values: Any) -> Data:
    """Leave out what there is nothing of: most pages hold thousands of such places."""
    return {key: value for key, value in values.items() if value is not None}


def _text(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {clean(lang): clean(texts[lang]) for lang in sorted(texts)}


def _label(label: Label | None) -> str | dict[str, str] | None:
    return _text(label) if label is None or isinstance(label, str) else _texts(label)


def tables(network: Network) -> Data:
    """Return what the page needs beside nodes and edges.

    Args:
        network: the network.

    Returns:
        Title and names of families, statuses and modalities, by language.
    """
    return {
        "title": _texts(network.title),
        "families": {clean(key): _texts(texts) for key, texts in network.families.items()},
        "statuses": {clean(key): _texts(texts) for key, texts in network.statuses.items()},
        "modalities": {clean(key): _texts(texts) for key, texts in network.modalities.items()},
    }


def inert(data: object) -> str:
    r"""Return data as JSON that can stand between ``<script>`` and ``</script>``.

    Args:
        data: what ``json`` can write.

    Returns:
        JSON in which no tag or comment can begin or end, and no line ends inside a text.

    Example:
        >>> inert({"name": "</script><!--"})
        '{"name":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
