"""Triples as Turtle with the prefixes that they need, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from aiactors.vocabulary import PREFIXES


def used_prefixes(
    triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES
) -> dict[str, str]:
    """Return the prefixes that some triples need, with their namespaces.

    Example:
        >>> name = ox.NamedNode("https://w3id.org/ai-actors/id/openai")
        >>> list(used_prefixes([ox.Triple(name, name, name)]))
        ['id']
    """
    text = "".join(map(str, triples))
    return {prefix: name for prefix, name in prefixes.items() if "<" + name in text}


def prefixed_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return triples, in their order, as Turtle with the prefixes that they need, sorted."""
    triples = list(triples)
    used = used_prefixes(triples, prefixes)
    body = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b""
    lines = body.split(b"\n")
    return b"\n".join(sorted(lines[: len(used)]) + lines[len(used) :])
