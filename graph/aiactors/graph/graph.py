"""The graph as a whole: opened from wherever it is, asked, looked at and taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiactors.errors import InputError, NotFoundError, nearest
from aiactors.graph.queries import explained, solutions
from aiactors.graph.reader import GraphReader, Positions
from aiactors.graph.seen import columns_on, day_of
from aiactors.progress import SILENT, Progress
from aiactors.query import Explanation, Result
from aiactors.store import Store

if TYPE_CHECKING:
    from aiactors.columns import Counts
    from aiactors.graph.drawn import DrawnNetwork
    from aiactors.metrics import ActorMetrics
    from aiactors.model import DossierSet, Statement
    from aiactors.network.model import Labels
    from aiactors.paths import PathFinder, Ties
    from aiactors.search import Hit


class Graph(GraphReader):
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

    def statements(self, about: str | None = None) -> list[Statement]:
        """Return statements, of all or of one entity.

        Args:
            about: a name; only statements with that subject or object are returned.

        Returns:
            The statements, in the order of subject, relation and hash.
        """
        if about is None:
            return list(self.dossiers.statements.values())
        ref = self.find(about)
        is_read = self._dossiers is not None or "dossiers" in vars(self)
        model = self.dossiers if is_read else self.about(ref).dossiers
        said = model.statements_of.get(ref, ())
        return [s for s in said if ref in (s.subject, s.object)]

    def search(
        self,
        text: str,
        kinds: Collection[str] | None = None,
        fields: Collection[str] | None = None,
        limit: int = 10,
        lang: str = "en",
    ) -> list[Hit]:
        """Search names, titles, passages and remarks, in every language.

        Accents and case do not count; where no name fits, misspelt ones are found.

        Args:
            text: some words.
            kinds: kinds as dossiers write them (``person``, ``organization`` …), with all below
                them, and ``statement``; of every kind, if left out.
            fields: some of ``names``, ``titles``, ``gists``, ``notes``; all, if left out.
            limit: how many hits at the most.
            lang: the language of names, and of texts that fit equally well.

        Returns:
            Hits, best first: names before titles, gists and notes.

        Raises:
            InputError: if the text has no word, or an argument is wrong.
            NotFoundError: if a kind is unknown.

        Example:
            >>> import aiactors
            >>> [hit.name for hit in aiactors.open().search("altmann", kinds=["person"], limit=1)]
            ['Sam Altman']
        """
        return self.search_index.search(text, kinds, fields, limit, lang)

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
        return Result(solutions(self, query, parameters))

    def explain(self, query: str | Path, **parameters: str) -> Explanation:
        """Ask a query, and tell what the engine did for the answer.

        Args:
            query: as in :meth:`query`.
            **parameters: as in :meth:`query`.

        Returns:
            The explanation; its text is for people.

        Example:
            >>> import aiactors
            >>> aiactors.open().explain("founders").bound["organization"]
            'id:openai'
        """
        return explained(self, query, parameters)[1]

    @cached_property
    def path_finder(self) -> PathFinder:
        """What finds ties; it keeps what may be a hop from one call to the next.

        It searches the columns; of the store, only that is read which the ties rest on.
        """
        from aiactors.paths import PathFinder

        return PathFinder(self.columns, lambda some, ends: self.holding(some, ends).projector)

    def paths(
        self,
        start: str,
        end: str,
        *more: str,
        k: int = 5,
        only: str | None = None,
        as_of: date | str | None = None,
        without: Collection[str] = (),
        longest: int = 6,
        disputed: bool = False,
        bulk: bool = False,
        lang: str = "en",
        every: bool = True,
    ) -> Ties:
        """Return the best ties between two actors, or between each two of several.

        A tie is a way from one to the other over what holds: direct triples, read either way,
        between people, organisations, groups, products and events. An event counts as a step on
        the way: an investor, the round, the company. Shorter ways go first; of those, what more
        independent sources establish.

        Args:
            start: the name of an actor.
            end: the name of another one.
            *more: further ones; each two of all of them are tied.
            k: how many ties of each two, at the most.
            only: ``established``, to leave out what is reported by one source alone.
            as_of: a day on which relations can have held; what happened by then counts.
            without: relations that are left out: ``competes-with`` or ``competesWith``.
            longest: how many hops at the most.
            disputed: whether statements that are claimed, disputed, denied or unknown may be hops.
            bulk: whether what stands in bulk dossiers alone may be a hop.
            lang: the language of names and words.
            every: whether every statement behind a hop is read and told, or the best one alone:
                between those who are much spoken of, there are hundreds.

        Returns:
            The ties, each hop with the statements behind it; none where nothing ties them.

        Raises:
            NotFoundError: if an actor or a relation is unknown.
            InputError: if both are the same, one is no actor, product or event, or an argument
                is wrong.
            DateError: if the day is none.

        Example:
            >>> import aiactors
            >>> ties = aiactors.open().paths("Ilya Sutskever", "Microsoft", k=1)
            >>> ties[0].start, ties[0].end
            ('id:ilya-sutskever', 'id:microsoft')
        """
        from aiactors.paths import Conditions

        if only not in (None, "established"):
            raise InputError(f"only {only!r}: use 'established', or leave it out")
        conditions = Conditions(
            established=only is not None,
            as_of=None if as_of is None else day_of(as_of),
            without=frozenset(map(_relation, without)),
            disputed=disputed,
            bulk=bulk,
        )
        refs = [self._actor(name) for name in (start, end, *more)]
        return self.path_finder.find(refs, conditions, k, longest, lang, every=every)

    def _actor(self, name: str) -> str:
        """The reference of what a name stands for, where documents may have the same one."""
        from aiactors.network.kinds import DRAWN

        kind = self.path_finder.kind
        found = [ref for ref in self.matches(name) if kind(ref) in DRAWN]
        return found[0] if len(found) == 1 else self.entity(name).ref

    def counts(self, as_of: date | str | None = None, *, bulk: bool = False) -> Counts:
        """Count statements, of a day or of all times.

        Args:
            as_of: the day on which they can have held; of all times, if left out.
            bulk: whether what stands in bulk dossiers alone is counted as well.

        Returns:
            The counts: how many there are, how many hold, by relation and by status.

        Raises:
            DateError: if the day is none.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> graph.counts("2015-01-01").statements < graph.counts().statements
            True
        """
        day = None if as_of is None else day_of(as_of)
        return columns_on(self, day).counts(day, bulk=bulk)

    def metrics(
        self,
        as_of: date | str | None = None,
        *,
        bulk: bool = False,
        sources: int = 256,
        seed: int = 1,
        lang: str = "en",
        progress: Progress = SILENT,
    ) -> list[ActorMetrics]:
        """Measure the actors: PageRank, betweenness, communities, number of ties.

        What is measured is the network of direct triples between people, organisations, groups,
        products and events. PageRank follows a triple from its subject to its object, and both
        ways where its relation has no direction; for all else, who is tied to whom is what counts.

        Args:
            as_of: a day; what can have held then counts.
            bulk: whether what stands in bulk dossiers alone counts as well.
            sources: from how many actors shortest paths are looked at for betweenness: it is
                exact where there are no more actors than that, and else an estimate.
            seed: of the choice among them.
            lang: the language of names.
            progress: is told how far it is.

        Returns:
            A row for each actor that is tied to another, the highest PageRank first.

        Raises:
            DateError: if the day is none.
            InputError: if there is no source.
            MissingExtraError: if scipy is not installed.

        Example:
            >>> import aiactors
            >>> rows = aiactors.open().metrics()
            >>> rows[0].name, rows[0].degree > 100
            ('OpenAI', True)
        """
        if sources < 1:
            raise InputError(f"sources {sources}: use a number from 1")
        from aiactors.metrics import measure

        day = None if as_of is None else day_of(as_of)
        columns = columns_on(self, day)
        return measure(
            columns, day, bulk=bulk, sources=sources, seed=seed, lang=lang, progress=progress
        )

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
        from aiactors.graph.drawn import network_of

        return network_of(self, focus, hops, kinds or (), bulk=bulk, most=most)

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
        from aiactors.view.story import read_story

        names = list(focus)
        network = network or self.network(names, hops, kinds, bulk=bulk, most=most)
        return render_page(
            network,
            placed(network, network.positions()),
            lang=lang,
            focus=[self.entity(name).id for name in names],
            hops=hops,
            story=None if story is None else read_story(Path(story), network, self.find),
            sparql=sparql,
            home=home,
            pages=pages,
        )

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


def _relation(name: str) -> str:
    """The local name of a relation, from that or as dossiers write it."""
    from aiactors.schema import load_ontology

    ontology = load_ontology()
    found = ontology.relation_names.get(name, name)
    if found not in ontology.relations:
        raise NotFoundError("relation", name, nearest(name, ontology.relation_names))
    return found
