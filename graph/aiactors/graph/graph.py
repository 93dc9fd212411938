"""The graph as a whole: opened from wherever it is, asked, looked at and taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from aiactors.graph.asked import Asked
from aiactors.graph.known import Positions
from aiactors.store import Store

if TYPE_CHECKING:
    from aiactors.model import DossierSet
    from aiactors.network.model import Network


class Graph(Asked):
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
