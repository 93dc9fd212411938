"""The documents that records cite: each stands once in the page, and is pointed at by its place.

Compression alone does not do that: what it has seen is forgotten after 32 KiB, and blocks of
records are compressed one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiactors.network.model import Attributed, Label, Network, Relay
from aiactors.view.inert import as_json

CHUNK = 1024
"""How many documents are read together."""

MOST = 32 * CHUNK
"""With more documents than this each record holds its own: a click must not read them all."""


class Sources:
    """The documents of a network, in the order in which records cite them.

    Example:
        >>> from aiactors.network.model import Network
        >>> list(Sources(Network(title={}, nodes=(), edges=())).chunks())
        []
    """

    def __init__(self, network: Network) -> None:
        """Collect all documents of the network."""
        self._places: dict[tuple[object, ...], int] = {}
        self._every: list[Attributed | Relay] = []
        for source in _cited(network):
            if self._places.setdefault(_key(source), len(self._every)) == len(self._every):
                self._every.append(source)
                if len(self._every) > MOST:
                    self._places, self._every = {}, []
                    return

    def cited(self, source: Attributed | Relay) -> dict[str, Any]:
        """Return how a record cites a document: ``doc`` with its place, or all that is known."""
        place = self._places.get(_key(source))
        return _told(source) if place is None else {"doc": place}

    def chunks(self) -> Iterator[str]:
        """Yield the documents as JSON, chunk by chunk."""
        for start in range(0, len(self._every), CHUNK):
            yield as_json([_told(source) for source in self._every[start : start + CHUNK]])


def _cited(network: Network) -> Iterator[Attributed | Relay]:
    for edge in network.edges:
        for said in edge.attributions:
            yield said
            if said.via is not None:
                yield said.via


def _title(source: Attributed | Relay) -> Label:
    return source.document if isinstance(source, Attributed) else source.title


def _key(source: Attributed | Relay) -> tuple[object, ...]:
    return (
        _hashable(_title(source)),
        _hashable(source.publisher),
        source.url,
        source.date,
        source.id,
        source.accessed,
        source.language,
    )


def _hashable(label: Label | None) -> object:
    return label if label is None or isinstance(label, str) else tuple(sorted(label.items()))


def _told(source: Attributed | Relay) -> dict[str, Any]:
    """A ``Source`` of ``types.ts``."""
    told = {
        "title": one_label(_title(source)),
        "publisher": one_label(source.publisher),
        "url": source.url,
        "date": source.date,
        "id": source.id,
        "accessed": source.accessed,
        "language": source.language,
    }
    return {key: value for key, value in told.items() if value is not None}


def one_label(label: Label | None) -> str | dict[str, str] | None:
    """Return one text where all languages have the same, else the texts in order of languages.

    Example:
        >>> one_label({"en": "xAI", "fr": "xAI"}), one_label({"fr": "oui", "en": "yes"})
        ('xAI', {'en': 'yes', 'fr': 'oui'})
    """
    if label is None or isinstance(label, str):
        return label
    texts = {lang: label[lang] for lang in sorted(label)}
    return next(iter(texts.values())) if len(set(texts.values())) == 1 else texts
