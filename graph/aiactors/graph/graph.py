"""The graph as a whole: opened from wherever it is, asked, looked at and taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiactors.errors import InputError
from aiactors.graph.chosen import Chosen
from aiactors.graph.known import Positions
from aiactors.store import Store

if TYPE_CHECKING:
    from aiactors.graph.drawn import DrawnNetwork
    from aiactors.model import DossierSet, Entity
    from aiactors.network.model import Labels, Network
    from aiactors.view.story import Story


class Graph(Chosen):
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

    def at(
        self,
        as_of: date | str | None = None,
        known_by: date | str | None = None,
        told_by: str | None = None,
    ) -> Graph:
        """Return the graph from a standpoint: other direct triples, of the same dossiers.

        Whatever reads the graph then sees what there is from there: queries, networks, records.
        Several standpoints go together: what the party had said by one day, and can have held on
        another. From a graph that is looked at already, what is not asked for stays.

        Args:
            as_of: the day on which relations can have held; a formal end, or a later beginning,
                takes them out.
            known_by: the day by which it was published; what only later documents tell is not
                there, and statuses follow from the others. Documents without a date do not count.
            told_by: the name of a party whose word alone counts. What it asserts stands, as
                ``Reported``, whoever denies it; what it denies is in the graph with the status
                ``Denied``, and no direct triple; what it leaves out is not there.

        Returns:
            The graph, in memory; the same one where no standpoint is given.

        Raises:
            DateError: if a day is none.
            NotFoundError: if the party is unknown.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> then = graph.at(as_of="2016-01-01")
            >>> 0 < len(then.statements()) < len(graph.statements())
            True
        """
        from aiactors.graph.seen import seen, standpoint_of

        if as_of is known_by is told_by is None:
            return self
        whole, before = self._whole or (self, None)
        standpoint = standpoint_of(whole, before, as_of, known_by, told_by)
        found = Graph(*seen(whole, standpoint))
        found._whole = whole, standpoint
        return found

    def network(
        self,
        focus: Iterable[str] = (),
        hops: int = 1,
        kinds: Collection[str] | None = None,
        *,
        bulk: bool = False,
        most: int | None = None,
    ) -> DrawnNetwork:
        """Return the network of the graph, or of what is around some entities.

        Args:
            focus: names of entities in the middle; none for the whole network.
            hops: how many edges away from them an entity may be.
            kinds: the kinds of entity that are drawn: ``person``, ``organization``, ``product``,
                ``event``, ``group``, ``document``, ``proposition``; the first five if left out.
                What is in the middle is drawn whatever its kind.
            bulk: whether what stands in bulk dossiers alone is drawn as well.
            most: how many statements are drawn at the most, between the entities nearest to the
                middle of which most is said; all if left out. Its title tells how many there are.

        Returns:
            The network; a notebook draws it.

        Raises:
            NotFoundError: if an entity is unknown.
            InputError: if a kind is unknown, no statement may be drawn, or nothing is drawn around
                the entities.
        """
        if most is not None and most < 1:
            raise InputError(f"most {most}: use a number from 1")
        from aiactors.graph.drawn import DrawnNetwork
        from aiactors.network.parts import part_in_words, title_of_part

        middle = {entity.ref: entity for entity in map(self.entity, focus)}
        edges = self.edges(middle, hops, kinds or (), bulk=bulk)
        shown = edges.drawn(most)
        if middle and not shown.degrees:
            raise self._nothing_around(middle.values(), bulk)
        left_out = part_in_words(
            len(shown.degrees), edges.entities, len(shown.statements), edges.total
        )
        part = self.holding(shown.statements, shown.degrees)
        network = part.projector.drawn(title_of_part(left_out), *shown)
        return DrawnNetwork.of(network, lambda: self.positions, left_out.get("en", ""))

    def _nothing_around(self, middle: Iterable[Entity], bulk: bool) -> InputError:
        names = " and ".join(repr(entity.name()) for entity in middle)
        left_out = not bulk and self.has_bulk
        more = "; bulk dossiers are left out unless they are asked for" if left_out else ""
        return InputError(
            f"nothing is drawn around {names}: no relation leads to what is drawn{more}"
        )

    def page(
        self,
        focus: Iterable[str] = (),
        hops: int = 1,
        kinds: Collection[str] | None = None,
        lang: str = "en",
        *,
        bulk: bool = False,
        sparql: bool = True,
        story: str | Path | None = None,
        home: str = "",
        pages: Sequence[tuple[str, Labels]] = (),
        most: int | None = None,
        network: DrawnNetwork | None = None,
    ) -> str:
        """Return the network as one HTML page that needs nothing else.

        Args:
            focus: see :meth:`network`; the page opens around it.
            hops: see :meth:`network`.
            kinds: see :meth:`network`.
            lang: the language in which the page opens where the browser asks for no other.
            bulk: see :meth:`network`.
            sparql: whether the page can be asked in SPARQL: it is 2 MB larger then.
            story: a file of YAML with a story to step through (docs/explorer.md).
            home: the address at which the whole network stands, if anywhere.
            pages: other pages of the site on which it stands: address, and name by language.
            most: see :meth:`network`.
            network: the network of the same arguments, if already at hand.

        Returns:
            The page.

        Raises:
            MissingExtraError: if entities have no place yet, and what places them is not installed.
            DossierError: if the story cannot be used; every problem of it is told.
        """
        from aiactors.network.places import placed
        from aiactors.view.page import render_page

        names = list(focus)
        network = network or self.network(names, hops, kinds, bulk=bulk, most=most)
        return render_page(
            network,
            placed(network, network.positions()),
            lang=lang,
            focus=[self.entity(name).id for name in names],
            hops=hops,
            story=None if story is None else self._story(Path(story), network),
            sparql=sparql,
            home=home,
            pages=pages,
        )

    def _story(self, path: Path, network: Network) -> Story:
        from aiactors.view.story import read_story

        return read_story(path, network, self.find)

    def as_rdflib(self) -> Any:
        """Return the graph for rdflib: a ``Dataset`` whose default graph is the union.

        It looks at the store itself, so nothing is copied, and SPARQL is answered by the engine.

        Returns:
            A ``rdflib.Dataset`` that is read-only. To change something, change a copy:
            ``rdflib.Dataset(default_union=True).addN(dataset.quads())``.

        Example:
            >>> import aiactors
            >>> len(aiactors.open().as_rdflib()) > 1000
            True
        """
        from aiactors.rdflib_store import as_dataset

        return as_dataset(self.store)

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
