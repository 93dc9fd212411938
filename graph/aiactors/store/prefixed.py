"""Triples as Turtle with the prefixes that they need, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from aiactors.vocabulary import PREFIXES


def used_prefixes(
    triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES
) -> dict[str, str]:
    """Return the prefixes that some triples need.

    Args:
        triples: the triples.
        prefixes: prefix → namespace, of which to choose.

    Returns:
        Prefix → namespace.

    Example:
        >>> name = ox.NamedNode("https://w3id.org/ai-actors/id/openai")
        >>> list(used_prefixes([ox.Triple(name, name, name)]))
        ['id']
    """
    text = "".join(map(str, triples))
    return {prefix: name for prefix, name in prefixes.items() if "<" + name in text}


def prefixed_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return triples as Turtle; the engine alone would order its prefixes otherwise each time.

    Args:
        triples: the triples, in their order.
        prefixes: prefix → namespace, of which those are written that are needed.

    Returns:
        The text, in UTF-8.
    """
    triples = list(triples)
    used = used_prefixes(triples, prefixes)
    body = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b""
    lines = body.split(b"\n")
    return b"\n".join(sorted(lines[: len(used)]) + lines[len(used) :])
