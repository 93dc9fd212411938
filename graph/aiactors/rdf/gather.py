"""What a store says of some things, and of all that these rest on, asked for many at a time.

The engine looks every term up that it hands over, the subject of each quad anew: that is what a
statement costs, and not the search. So it is asked for some hundred subjects at once, which it
names by number, and leaves out what nobody reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from aiactors.model import DossierSet, Entity
from aiactors.progress import Advance, not_told
from aiactors.rdf.node import plain
from aiactors.rdf.read import no_graphs
from aiactors.vocabulary import DERIVED, PREFIXES, curie, iri


def _named(*names: str) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(iri(name)) for name in names)


MANY = 64
"""Quads of an entity from which on it is asked for by what an entity says of itself alone."""

MOST_KEPT = 20_000
"""Entities that are kept from one excerpt to the next, some 2 KB each."""

AT_ONCE = 256
"""Subjects that the engine is asked for in one query."""

_OF_ENTITIES = _named(
    "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:exactMatch", "skos:note",
    "foaf:homepage", "ai:tier", "ai:owner", "dcterms:publisher", "dcterms:language",
    "schema:url", "ai:when", "ai:copyOf", "ai:fileName", "ai:textHash", "ai:accessed",
)  # fmt: skip
"""What an entity or document says of itself; its direct triples may be many, and are derived."""

_FOLLOWS = _named(
    "ai:status", "ai:sourceCount", "ai:knownSince",
    "ai:earliestStart", "ai:latestStart", "ai:earliestEnd", "ai:latestEnd",
)  # fmt: skip
_TOLD = f"?p NOT IN ({', '.join(map(str, _FOLLOWS))})"
"""Leaves out most of what is derived, where that stands among the rest."""

_OF_UNION = f"?s ?p ?o FILTER ({_TOLD})"
_OF_GRAPHS = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{DERIVED}> && {_TOLD})"

_TERMS = (ox.NamedNode, ox.Literal)
_TYPE = iri("rdf:type")
_OF_DOSSIERS = _named("dcterms:title", "dcterms:description", "ai:bulk")
_OURS = tuple(PREFIXES[prefix] for prefix in ("id", "st", "at", "ev", "money"))
_ASIDE = frozenset(node.value for node in _named("ai:contradicts", "ai:supports"))
"""What leads from a statement to others that it can be understood without."""

Found = tuple[str, ox.NamedNode, ox.NamedNode | ox.Literal, str]
"""Subject, predicate, object, and the graph that they stand in."""


class Kept(NamedTuple):
    """An entity or document that was read before.

    Attributes:
        graph: the graph that declares it.
        entity: the entity.
        rests_on: the addresses of what it names.
    """

    graph: str
    entity: Entity
    rests_on: tuple[str, ...]


class Gatherer:
    """Gathers what a store says.

    The engine's store has a named graph for each dossier, or only their union, as of records in
    bulk. ``kept`` has entities by address that need not be read again.

    Attributes:
        graphs: what was found, by graph; of a union, by the empty name.
        ready: graph → the entities that were not read again.
    """

    def __init__(self, store: ox.Store, kept: Mapping[str, Kept]) -> None:
        """Find out how the store was filled."""
        self._store = store
        self._kept = kept
        self._of_union = next(iter(store.named_graphs()), None) is None
        self._pattern = _OF_UNION if self._of_union else _OF_GRAPHS
        self.graphs = no_graphs()
        self.ready: dict[str, list[Entity]] = defaultdict(list)
        self._rests_on: dict[str, list[str]] = defaultdict(list)

    def gather(
        self, statements: Iterable[str], entities: Iterable[str] = (), advance: Advance = not_told
    ) -> None:
        """Gather what is said of some things, and of all that they rest on."""
        seen: set[str] = set()
        # Part by part with all that they rest on, so that it can be told how far it is.
        for some in _parts(list(dict.fromkeys(statements))):
            self._gather(some, seen)
            advance(len(some))
        self._gather(entities, seen)
        for graph in {*self.graphs, *self.ready} - {""}:
            self._add_dossier(graph)

    def _gather(self, addresses: Iterable[str], seen: set[str]) -> None:
        """Gather what is said of some things, and of what they rest on, but what was seen."""
        while waiting := [address for address in dict.fromkeys(addresses) if address not in seen]:
            seen.update(waiting)
            addresses = list(self._met(waiting))

    def keep(self, dossiers: DossierSet, kept: dict[str, Kept]) -> None:
        """Keep the entities that were read now, and let go of those before if they are many."""
        if len(kept) > MOST_KEPT:
            kept.clear()
        for graph, subjects in self.graphs.items():
            for address, said in subjects.items():
                if address.startswith(PREFIXES["id"]) and _TYPE in said:
                    entity = dossiers.entities[curie(address)]
                    kept[address] = Kept(graph, entity, tuple(self._rests_on[address]))

    def _add_dossier(self, graph: str) -> None:
        """Gather what a dossier says of itself."""
        node = ox.NamedNode(graph)
        for predicate in _OF_DOSSIERS:
            for quad in self._store.quads_for_pattern(node, predicate, None, node):
                _, name, there = plain(quad, "store")
                self.graphs[graph][graph][name].append(there)

    def _met(self, addresses: list[str]) -> Iterator[str]:
        """Gather what is said of some things themselves, and yield the things that they name."""
        unread = []
        for address in addresses:
            kept = self._kept.get(address)
            if kept is None:
                unread.append(address)
            else:
                self.ready[kept.graph].append(kept.entity)
                yield from kept.rests_on
        for subject, predicate, there, graph in self._said_of(unread):
            name = predicate.value
            self.graphs[graph][subject][name].append(there)
            if isinstance(there, ox.NamedNode) and name not in _ASIDE:
                address = there.value
                if address.startswith(_OURS):
                    self._rests_on[subject].append(address)
                    yield address

    def _said_of(self, addresses: list[str]) -> Iterator[Found]:
        """What the dossiers say of some things."""
        of_entities: list[str] = []
        others: list[str] = []
        for address in addresses:
            (of_entities if address.startswith(PREFIXES["id"]) else others).append(address)
        for some in _parts(others):
            yield from self._asked(some, self._pattern)
        for some in _parts(of_entities):
            yield from self._of_entities(some)

    def _of_entities(self, addresses: list[str]) -> Iterator[Found]:
        """What entities say of themselves: of each a little, hubs have thousands of triples."""
        pattern = f"LATERAL {{ SELECT ?s ?p ?o ?g {{ {self._pattern} }} LIMIT {MANY} }}"
        found = list(self._asked(addresses, pattern))
        counts = Counter(subject for subject, *_ in found)
        yield from (one for one in found if counts[one[0]] < MANY and one[1] in _OF_ENTITIES)
        for hub in (address for address, count in counts.items() if count == MANY):
            for name in _OF_ENTITIES:
                quads = self._store.quads_for_pattern(ox.NamedNode(hub), name, None, None)
                yield from (one for quad in quads if (one := self._of_dossiers(quad)) is not None)

    def _asked(self, addresses: list[str], pattern: str) -> Iterator[Found]:
        """What a pattern finds, of subjects that are given as ``?s``."""
        subjects = " ".join(f"({ox.NamedNode(address)} {n})" for n, address in enumerate(addresses))
        answer = self._store.query(
            f"SELECT ?n ?p ?o ?g {{ VALUES (?s ?n) {{ {subjects} }} {pattern} }}"
        )
        assert isinstance(answer, ox.QuerySolutions)
        by_number = {str(n): address for n, address in enumerate(addresses)}
        for n, predicate, there, graph in answer:
            subject = by_number[n.value]
            if not isinstance(there, _TERMS):
                plain(ox.Quad(ox.NamedNode(subject), predicate, there), "store")
            yield subject, predicate, there, "" if graph is None else graph.value

    def _of_dossiers(self, quad: ox.Quad) -> Found | None:
        """A quad, if it stands in the graph of a dossier, or, where there is none, in the union."""
        graph = quad.graph_name
        name = graph.value if isinstance(graph, ox.NamedNode) else ""
        if name == DERIVED or (not name and not self._of_union):
            return None
        subject, _, there = plain(quad, "store")
        return subject, quad.predicate, there, name


def _parts(addresses: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(addresses), AT_ONCE):
        yield addresses[at : at + AT_ONCE]
