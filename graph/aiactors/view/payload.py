"""What the page needs when it opens: columns of all actors and relations, to draw and to filter.

The shape is that of ``Payload`` in ``src/types.ts``: keys of the ontology stand once and are
pointed at by their place, days are numbers. But for two columns, which ``src/codec.ts`` puts right:
ids that follow from names are left out, and ends are counted from starts. What only the panel
shows is in ``records.py``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from aiactors.network.model import Edge, Kind, Label, Labels, Network
from aiactors.view.records import BLOCK, IRIS, Data
from aiactors.view.sources import CHUNK, one_label

_EPOCH = date(1970, 1, 1).toordinal()


class Terms:
    """Keys of the ontology in an order, with their names.

    ``named`` is in the order of a legend; keys in ``used`` without a name come last, under their
    key.

    Example:
        >>> terms = Terms({"actual": {"en": "actual"}}, ["odd", "actual"])
        >>> terms.place, terms.data[1]
        ({'actual': 0, 'odd': 1}, {'key': 'odd', 'names': {'en': 'odd'}})
    """

    def __init__(self, named: Mapping[str, Labels], used: Iterable[str]) -> None:
        """Sort the keys."""
        every = dict(named) | {key: {"en": key} for key in sorted(set(used) - named.keys())}
        self.place = {key: place for place, key in enumerate(every)}
        self.data = [{"key": key, "names": texts_of(names)} for key, names in every.items()]


@functools.lru_cache(maxsize=100_000)
def day_number(day: str | None) -> int | None:
    """Return an ISO 8601 day as days since 1970-01-01; None for None, and for what is no day.

    Example:
        >>> day_number("1970-01-02"), day_number("someday")
        (1, None)
    """
    try:
        return None if day is None else date.fromisoformat(day).toordinal() - _EPOCH
    except ValueError:
        return None


def days_after(day: int | None, start: int | None) -> int | None:
    """Return the days from ``start`` to a day; the day itself where there is no start.

    Most events end on the day on which they began, so that the difference is short.
    """
    return day if day is None or start is None else day - start


def slug(name: str | Mapping[str, str]) -> str:
    """Return the id that a name suggests; "" where letters would have to be transliterated.

    Most actors have it, and the page makes it by itself.

    Example:
        >>> slug({"en": "Elon Musk", "fr": "Elon Musk"}), slug("Étoile")
        ('elon-musk', '')
    """
    text = name if isinstance(name, str) else name.get("en", "")
    return text.lower().replace(" ", "-") if text.isascii() else ""


def short(number: float) -> float:
    """Round a coordinate to tenths of a unit, written as shortly as possible.

    Example:
        >>> short(12.0), short(-3.14159)
        (12, -3.1)
    """
    return int(number) if number == int(number) else round(number, 1)


def texts_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in the order of their languages."""
    return {lang: texts[lang] for lang in sorted(texts)}


VERSION = 2

STANDINGS = ("firm", "claimed", "unrealised", "disputed", "denied")
"""How a line is drawn, from the status and the modality of its statement."""

KINDS: tuple[Kind, ...] = get_args(Kind)

MANY = 2_000
"""Above so many actors the page knows their communities."""


def standing(status: str, modality: str) -> str:
    """Return how a statement is drawn, one of :data:`STANDINGS`: nothing but a fact looks like one.

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


class Payload:
    """What the page needs when it opens.

    Nodes and edges are as pyvis holds them, in the order of the network's.
    """

    def __init__(self, network: Network, nodes: Sequence[Data], edges: Sequence[Data]) -> None:
        """Number everything that has a key."""
        self.network = network
        self._nodes, self._edges = nodes, edges
        self._place = {node["id"]: place for place, node in enumerate(nodes)}
        self._kinds = {kind: place for place, kind in enumerate(KINDS)}
        every = network.edges
        self._families = Terms(network.families, (e.family for e in every))
        self._modalities = Terms(network.modalities, (e.modality for e in every))
        self._statuses = Terms(network.statuses, _statuses(every))
        stances = {a.stance: a.stance_labels for e in every for a in e.attributions}
        self._stances = Terms(dict(sorted(stances.items())), ())
        self._relations, self._relation_places = self._related()
        self._dates = sorted({e.when for e in every if e.when is not None})
        self._parties = _parties(every)

    @property
    def stances(self) -> Mapping[str, int]:
        """Key of each stance → its place."""
        return self._stances.place

    def data(self, **more: Any) -> Data:
        """Return the whole ``Payload`` of ``types.ts``.

        What does not follow from the network is given.
        """
        return {
            "version": VERSION,
            "title": texts_of(self.network.title),
            "families": self._families.data,
            "statuses": self._statuses.data,
            "modalities": self._modalities.data,
            "stances": self._stances.data,
            "relations": self._relations,
            "parties": self._party_list(),
            "dates": self._dates,
            "nodes": self._node_columns(),
            "edges": self._edge_columns(),
            "history": self._history(),
            "told": self._told(),
            "aliases": {i: n.aliases for i, n in enumerate(self.network.nodes) if n.aliases},
            "block": BLOCK,
            "chunk": CHUNK,
            "iris": IRIS,
        } | more

    def _related(self) -> tuple[list[Data], dict[tuple[object, ...], int]]:
        """The relations in the order of their families, and where each is among them."""
        firsts: dict[tuple[object, ...], Edge] = {}
        for edge in self.network.edges:
            firsts.setdefault(_relation_key(edge), edge)
        families = self._families.place
        order = sorted(firsts.items(), key=lambda item: (families[item[1].family], item[0]))
        return (
            [self._relation(edge) for _, edge in order],
            {key: place for place, (key, _) in enumerate(order)},
        )

    def _relation(self, edge: Edge) -> Data:
        return {
            "key": edge.relation,
            "names": texts_of(edge.labels),
            "inverse": texts_of(edge.inverse_labels),
            "family": self._families.place[edge.family],
            "directed": edge.directed,
            "occurrence": edge.aspect == "occurrence",
        }

    def _node_columns(self) -> Data:
        nodes = self.network.nodes
        named = [(node, one_label(node.labels) or node.id) for node in nodes]
        return {
            "id": [None if node.id == slug(names) else node.id for node, names in named],
            "kind": [self._kinds[node.kind] for node in nodes],
            "name": [names for _, names in named],
            "x": [short(node["x"]) for node in self._nodes],
            "y": [short(node["y"]) for node in self._nodes],
            "community": _communities(self.network) if len(nodes) > MANY else [],
        }

    def _edge_columns(self) -> Data:
        edges = self.network.edges
        dates = {text: place for place, text in enumerate(self._dates)}
        modalities, statuses = self._modalities.place, self._statuses.place
        return {
            "id": [edge.id for edge in edges],
            "from": [self._place[edge["from"]] for edge in self._edges],
            "to": [self._place[edge["to"]] for edge in self._edges],
            "relation": [self._relation_places[_relation_key(edge)] for edge in edges],
            "modality": [modalities[edge.modality] for edge in edges],
            "status": [statuses[edge.status] for edge in edges],
            "start": [day_number(edge.start) for edge in edges],
            "end": [days_after(day_number(edge.end), day_number(edge.start)) for edge in edges],
            "when": [-1 if edge.when is None else dates[edge.when] for edge in edges],
            "known": [day_number(_first_day(edge)) for edge in edges],
            "sources": [edge.source_count for edge in edges],
        }

    def _history(self) -> dict[int, list[tuple[int | None, int]]]:
        places = self._statuses.place
        return {
            i: [(day_number(day), places[status]) for day, status in edge.history]
            for i, edge in enumerate(self.network.edges)
            if edge.history and [status for _, status in edge.history] != [edge.status]
        }

    def _told(self) -> dict[int, list[tuple[int | None, ...]]]:
        places = self._statuses.place
        parties = {ref: place for place, ref in enumerate(self._parties)}
        return {
            i: [
                (parties[ref], places[status], *map(day_number, since))
                for ref, _, last in edge.told
                for status, since in _word(edge, ref, last)
            ]
            for i, edge in enumerate(self.network.edges)
            if edge.told
        }

    def _party_list(self) -> list[Data]:
        ids = ((ref.removeprefix("id:"), name) for ref, name in self._parties.items())
        return [
            {"id": id_, "name": one_label(name) or id_, "node": self._place.get(id_, -1)}
            for id_, name in ids
        ]


def _statuses(edges: Iterable[Edge]) -> Iterable[str]:
    for edge in edges:
        yield edge.status
        yield from (status for _, status in edge.history or ())
        yield from (status for _, _, status in edge.told)
        yield from (status for _, _, status in edge.words or ())


def _relation_key(edge: Edge) -> tuple[str, str, str, bool]:
    return edge.relation, edge.family, edge.aspect, edge.directed


def _first_day(edge: Edge) -> str | None:
    if edge.history is None:
        return edge.known_since
    return edge.history[0][0] if edge.history else None


def _word(edge: Edge, ref: str, last: str) -> Iterator[tuple[str, list[str | None]]]:
    """What a party said of an edge: statuses, and since when if not since it is known."""
    steps = [(status, day) for party, day, status in edge.words or () if party == ref]
    if edge.words is None or steps == [(last, _first_day(edge))]:
        yield last, []
        return
    for status, day in steps:
        yield status, [day]
    if not steps or steps[-1][0] != last:
        yield last, [None]  # that rests on documents without a date as well


def _parties(edges: Iterable[Edge]) -> dict[str, Label | None]:
    """Reference → name of who tells something, those who tell most first."""
    counts: dict[str, int] = {}
    names: dict[str, Label | None] = {}
    for edge in edges:
        for ref, name, _ in edge.told:
            counts[ref] = counts.get(ref, 0) + 1
            names[ref] = name
    return {ref: names[ref] for ref in sorted(counts, key=lambda ref: (-counts[ref], ref))}


def _communities(network: Network) -> list[int]:
    from aiactors.network.communities import communities

    ends = [(edge.source, edge.target) for edge in network.edges]
    return list(communities([node.id for node in network.nodes], ends))
