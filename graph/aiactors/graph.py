"""The graph as a whole: opened from wherever it is, asked, looked at and taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiactors.errors import InputError, NotFoundError, RdfError
from aiactors.query import NameIndex, Result, as_query, bind
from aiactors.store import Store
from aiactors.store.store import Results

if TYPE_CHECKING:
    from aiactors.model import DossierSet, Entity, Statement
    from aiactors.network.model import Network
    from aiactors.network.project import Projector
    from aiactors.rdf import Derived

Positions = Mapping[str, tuple[float, float]]


class Graph:
    """A knowledge graph of actors: its store, its model, and what follows from them.

    Make one with ``aiactors.open``, or of dossiers with :meth:`of_dossiers`.
    Nothing is read before it is needed.

    Args:
        store: where the graph is kept.
        dossiers: the model, if already at hand.
        positions: id of an entity → where it is drawn; or what reads it when it is needed.

    Example:
        >>> import aiactors
        >>> graph = aiactors.open()
        >>> graph.entity("Musk").name("fr")
        'Elon Musk'
    """

    def __init__(
        self,
        store: Store,
        dossiers: DossierSet | None = None,
        positions: Positions | Callable[[], Positions] | None = None,
    ) -> None:
        """Keep the parts."""
        self.store = store
        self._dossiers = dossiers
        self._positions = positions or {}

    @cached_property
    def positions(self) -> Positions:
        """Where each entity is drawn, as far as it is known."""
        return self._positions() if callable(self._positions) else self._positions

    @classmethod
    def of_dossiers(
        cls, dossiers: DossierSet, positions: Positions | Callable[[], Positions] | None = None
    ) -> Graph:
        """Make a graph of dossiers, in memory.

        Args:
            dossiers: the dossiers.
            positions: as for the graph itself.

        Returns:
            The graph.
        """
        from aiactors.rdf import to_trig
        from aiactors.store import FORMATS

        store = Store()
        store.load(to_trig(dossiers).encode(), FORMATS[".trig"], file="dossiers")
        return cls(store, dossiers, positions)

    @cached_property
    def dossiers(self) -> DossierSet:
        """The model: every dossier with its entities, documents and statements."""
        from aiactors.rdf import from_quads

        found = self._dossiers or from_quads(self.store.quads())
        if self._dossiers is None and len(self.store) and not (found.entities or found.statements):
            raise RdfError("RDF", "holds no entity and no statement of this model")
        return found

    @cached_property
    def derived(self) -> Derived:
        """How each statement stands, and the direct triples."""
        from aiactors.rdf import derive

        return derive(self.dossiers)

    @cached_property
    def names(self) -> NameIndex:
        """Every name and alias, to find entities by."""
        return NameIndex.of_store(self.store)

    @cached_property
    def projector(self) -> Projector:
        """What makes networks, and sentences, of the model."""
        from aiactors.network.project import Projector

        return Projector(self.dossiers, self.derived)

    def query(self, query: str | Path, **parameters: str) -> Result:
        """Ask a query.

        Args:
            query: SPARQL, the name of a named query, or the path of a file that ends in ``.rq``.
                The project's prefixes (``ai:``, ``id:`` …) need not be declared.
            **parameters: values of the query's parameters; entities by any of their names.

        Returns:
            The answer.

        Raises:
            QueryError: if the SPARQL does not parse, or is refused.
            NotFoundError: if the named query, or an entity, is unknown.
            InputError: if a parameter is missing or wrong.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> graph.query("SELECT ?who { ?who ai:founded id:safe-superintelligence }").columns
            ('who',)
            >>> ("Sam Altman",) in [row[:1] for row in graph.query("founders")]
            True
        """
        return Result(self.answer(query, parameters))

    def answer(self, query: str | Path, parameters: Mapping[str, str]) -> Results:
        """Ask a query, and return the engine's own results.

        Args:
            query: as in :meth:`query`.
            parameters: as in :meth:`query`.

        Returns:
            Solutions, triples or a truth value, not yet read.

        Raises:
            InputError: if a parameter is given to SPARQL that has none.
        """
        asked = as_query(query)
        if asked is None:
            if parameters:
                names = ", ".join(parameters)
                raise InputError(f"plain SPARQL takes no parameters, and {names} was given")
            return self.store.query(str(query))
        return self.store.query(asked.sparql, bind(asked, parameters, self.find))

    def find(self, name: str) -> str:
        """Return the reference of the entity that a name stands for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            The reference: ``id:elon-musk``.

        Raises:
            NotFoundError: if there is none; the nearest names are offered.
            AmbiguousNameError: if there are several; they are listed.
        """
        return self.names.find(name)

    def entity(self, name: str) -> Entity:
        """Return the entity that a name stands for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            The entity.

        Raises:
            NotFoundError: if there is none; the nearest names are offered.
            AmbiguousNameError: if there are several; they are listed.

        Example:
            >>> import aiactors
            >>> aiactors.open().entity("sutskever").id
            'ilya-sutskever'
        """
        ref = self.find(name)
        if ref not in self.dossiers.entities:
            raise NotFoundError("entity", name, hint=f"{ref} is named here, and has no class")
        return self.dossiers.entities[ref]

    def statements(self, about: str | None = None) -> list[Statement]:
        """Return statements, of all or of one entity.

        Args:
            about: a name; only statements with that subject or object are returned.

        Returns:
            The statements, in the order of subject, relation and hash.
        """
        every = self.dossiers.statements.values()
        if about is None:
            return list(every)
        ref = self.find(about)
        return [s for s in every if ref in (s.subject, s.object)]

    def network(
        self,
        focus: Iterable[str] = (),
        hops: int = 1,
        kinds: Collection[str] | None = None,
        *,
        bulk: bool = False,
    ) -> Network:
        """Return the network of the graph, or of what is around some entities.

        Args:
            focus: names of entities in the middle; none for the whole network.
            hops: how many edges away from them an entity may be.
            kinds: the kinds of entity that are drawn: ``person``, ``organization``, ``product``,
                ``event``, ``group``, ``document``, ``proposition``; the first five if left out.
                What is in the middle is drawn whatever its kind.
            bulk: whether what stands in bulk dossiers alone is drawn as well.

        Returns:
            The network.

        Raises:
            NotFoundError: if an entity is unknown.
            InputError: if a kind is unknown, or nothing is drawn around the entities.
        """
        from aiactors.network.parts import part

        middle = [self.entity(name) for name in focus]
        return part(self.projector, middle, hops, kinds, bulk=bulk)

    def page(
        self,
        focus: Iterable[str] = (),
        hops: int = 1,
        kinds: Collection[str] | None = None,
        lang: str = "en",
        *,
        bulk: bool = False,
    ) -> str:
        """Return the network as one HTML page that needs nothing else.

        Args:
            focus: see :meth:`network`.
            hops: see :meth:`network`.
            kinds: see :meth:`network`.
            lang: the language in which the page opens where the browser asks for no other.
            bulk: see :meth:`network`.

        Returns:
            The page.

        Raises:
            MissingExtraError: if entities have no place yet, and what places them is not installed.
        """
        from aiactors.network.places import placed
        from aiactors.view.page import render_page

        network = self.network(focus, hops, kinds, bulk=bulk)
        return render_page(network, placed(network, self.positions), lang=lang)

    def as_rdflib(self) -> Any:
        """Return the graph for rdflib: a ``Dataset`` whose default graph is the union.

        Returns:
            A ``rdflib.Dataset`` in memory; changes to it do not reach the store.

        Example:
            >>> import aiactors
            >>> len(aiactors.open().as_rdflib()) > 1000
            True
        """
        from aiactors.export.to_rdflib import to_dataset

        return to_dataset(self.store.quads())

    def as_networkx(self, lang: str = "en", *, bulk: bool = False) -> Any:
        """Return the network for networkx.

        Args:
            lang: the language of labels.
            bulk: see :meth:`network`.

        Returns:
            A ``networkx.MultiDiGraph``: nodes are ids, keys of edges are hashes of statements.

        Example:
            >>> import aiactors
            >>> "openai" in aiactors.open().as_networkx()
            True
        """
        from aiactors.network.graphs import to_networkx

        return to_networkx(self.network(bulk=bulk), lang)
