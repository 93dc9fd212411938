"""What is read of a graph, and from where: store, model, columns, index of texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import pyoxigraph as ox

from aiactors.errors import FileError, NotFoundError, RdfError
from aiactors.progress import SILENT, Progress
from aiactors.query import NameIndex, Names
from aiactors.store import ReleaseStore, Store
from aiactors.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    from aiactors.columns import Columns
    from aiactors.columns.edges import Edges
    from aiactors.columns.mentions import Mention
    from aiactors.model import DossierSet, Entity
    from aiactors.model.text import Texts
    from aiactors.network.project import Projector
    from aiactors.rdf import Derived, Standpoint
    from aiactors.rdf.gather import Kept
    from aiactors.search import SearchIndex
    from aiactors.stats import Stats

Positions = Mapping[str, tuple[float, float]]

COLUMNS = "columns"
"""Where the columns of a store lie, in its folder."""


_FEW = 2_000
"""Statements of the release that are quicker read one by one: it has four times as many."""

_TYPE, _DOSSIER, _TITLE = (
    ox.NamedNode(iri(name)) for name in ("rdf:type", "ai:Dossier", "dcterms:title")
)


class Size(NamedTuple):
    """How much the curated dossiers of a graph hold.

    Attributes:
        statements: how many statements.
        entities: how many entities that are no documents.
        documents: how many documents.
        bulk: how many statements stand in bulk dossiers alone; they are not among the others.
    """

    statements: int
    entities: int
    documents: int
    bulk: int


def columns_beside(store: Store) -> Path | None:
    """Return where the columns of a store lie.

    Args:
        store: the store.

    Returns:
        The folder; None where there are none.
    """
    folder = None if store.folder is None else store.folder / COLUMNS
    return folder if folder is not None and folder.is_dir() else None


class GraphReader:
    """Reads what a graph holds; nothing is read before it is needed.

    Args:
        store: where the graph is kept.
        dossiers: the model, if already at hand.
        positions: id of an entity → where it is drawn; or what reads it when it is needed.
        derived: what follows from the model, if already at hand.
    """

    def __init__(
        self,
        store: Store,
        dossiers: DossierSet | None = None,
        positions: Positions | Callable[[], Positions] | None = None,
        derived: Derived | None = None,
    ) -> None:
        """Keep the parts."""
        self.store = store
        self._dossiers = dossiers
        self._positions = positions or {}
        self._derived = derived
        self._whole: tuple[Self, Standpoint] | None = None  # where it is seen from a standpoint

    @property
    def whole(self) -> GraphReader:
        """The graph from no standpoint: itself, or the one that it is a view of."""
        return self if self._whole is None else self._whole[0]

    @cached_property
    def positions(self) -> Positions:
        """Where each entity is drawn, as far as it is known."""
        return self._positions() if callable(self._positions) else self._positions

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

        return self._derived or derive(self.dossiers)

    @property
    def has_columns(self) -> bool:
        """Whether columns lie beside the store: then the model is not read for a part of it."""
        return self._beside is not None

    @property
    def is_large(self) -> bool:
        """Whether it may be too large to be shown whole: it was built in bulk."""
        return self.has_columns and not self.store.is_release

    @cached_property
    def _beside(self) -> Path | None:
        return columns_beside(self.store)

    @cached_property
    def columns(self) -> Columns:
        """Its statements as arrays: read beside the store, or made of the model.

        Raises:
            FileError: if what lies beside the store is broken, or of another state of it.
        """
        from aiactors.columns import columns_of

        if self._beside is not None:
            try:
                return self._read_columns(self._beside)
            except FileError:
                if not self.store.is_release:
                    raise  # of the release, they are a cache, and can be made again
        as_of = None if self._whole is None else self._whole[1].as_of
        return columns_of(self.dossiers, self.derived, as_of)

    def _read_columns(self, folder: Path) -> Columns:
        from aiactors.columns import Columns
        from aiactors.search.sidecar import stamp

        if self.store.is_replaced:
            why = "another store was put here since this one was opened: open the graph again"
            raise FileError(folder.parent, why)
        return Columns.read(folder, stamp(folder.parent))

    @cached_property
    def projector(self) -> Projector:
        """What makes networks, and sentences, of the model."""
        from aiactors.network.project import Projector

        return Projector(self.dossiers, self.derived)

    @cached_property
    def search_index(self) -> SearchIndex:
        """What finds texts: opened beside the store, or made in memory."""
        from aiactors.search import index_beside

        return index_beside(self.store)

    @cached_property
    def names(self) -> Names:
        """Every name and alias, to find entities by; with columns, they stay in the index."""
        if not self.has_columns:
            return NameIndex.of_store(self.store)
        from aiactors.search.names import IndexedNames

        every = cache(lambda: NameIndex.of_store(self.store))
        return IndexedNames(self.search_index, None if self.is_large else every)

    def names_at_hand(self) -> Names | None:
        """Return the names; None where their index would have to be made first, or fetched."""
        if self.has_columns and self.store.folder is not None:
            from aiactors.search.sidecar import NAME

            return self.names if (self.store.folder / NAME).is_file() else None
        return self.names if not self.store.is_far or "names" in vars(self) else None

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

    def matches(self, name: str) -> list[str]:
        """Return the references of all entities that a name may stand for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            References; those of documents only where nothing else has that name.
        """
        return self.names.matches(name)

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
        model = self.excerpt((), [ref]) if self.has_columns else self.dossiers
        if ref not in model.entities:
            raise NotFoundError("entity", name, hint=f"{ref} is named here, and has no class")
        return model.entities[ref]

    def excerpt(
        self,
        statements: Iterable[str],
        entities: Iterable[str] = (),
        *,
        progress: Progress = SILENT,
    ) -> DossierSet:
        """Read some statements, with all that they rest on, and nothing else.

        Args:
            statements: references of statements.
            entities: references of entities and documents that are read as well.
            progress: is told how far it is.

        Returns:
            The dossiers with these statements, those that they are about, and every entity that
            one of them names: their statuses are the same as in the whole.

        Raises:
            RdfError: if the store does not hold the model.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> some = [statement.ref for statement in graph.statements("Sutskever")[:3]]
            >>> set(some) <= set(graph.excerpt(some).statements)
            True
        """
        from aiactors.rdf import excerpt

        return excerpt(self.store.inner, statements, entities, self._kept, progress=progress)

    @cached_property
    def _kept(self) -> dict[str, Kept] | None:
        """What was read before of a large graph, whose store does not change."""
        return {} if self.has_columns else None

    def holding(
        self,
        statements: Iterable[str],
        entities: Iterable[str] = (),
        *,
        progress: Progress = SILENT,
    ) -> Self:
        """Return a graph whose model holds, at the least, some statements and entities.

        That is the graph itself; where columns lie beside its store, only that part is read.
        """
        statements = list(statements)
        if not self.has_columns or self._is_quicker_whole(len(statements)):
            return self
        part = self.excerpt(statements, entities, progress=progress)
        return type(self)(self.store, part, lambda: self.positions)

    def _is_quicker_whole(self, statements: int) -> bool:
        """Whether to read so many statements one by one takes longer than to read the file."""
        return self.store.is_release and statements > _FEW

    def about(self, ref: str, *, progress: Progress = SILENT) -> Self:
        """Return a graph whose model holds, at the least, every statement about an entity."""
        if not self.has_columns:
            return self
        from aiactors.rdf import statements_about

        return self.holding(statements_about(self.store.inner, ref), [ref], progress=progress)

    def mentions_of(self, ref: str) -> list[Mention]:
        """Return what is said of an entity, or what a document carries, not yet in words."""
        from aiactors.columns.mentions import mentions_of
        from aiactors.rdf import statements_in

        return mentions_of(self.columns, ref, statements_in(self.store.inner, ref))

    def between(self, pairs: Collection[tuple[str, str]]) -> list[Mention]:
        """Return the statements from one entity to another, of pairs of references."""
        from aiactors.columns.mentions import between

        return between(self.columns, pairs)

    def named(self, texts: Collection[str]) -> dict[str, str]:
        """Return text → reference, of those texts that are a name to the letter."""
        part = self
        if self.has_columns:
            from aiactors.search.names import IndexedNames

            index = IndexedNames(self.search_index)
            part = self.holding((), sorted({ref for text in texts for ref in index.called(text)}))
        known = part.dossiers.entities.items()
        names = ((name.text, ref) for ref, e in known for name in e.names)
        return {text: ref for text, ref in names if text in texts}

    def edges(
        self,
        middle: Collection[str] = (),
        hops: int = 1,
        kinds: Collection[str] = (),
        as_of: date | None = None,
        *,
        bulk: bool = False,
    ) -> Edges:
        """Return the statements between entities: see :class:`aiactors.columns.edges.Edges`.

        Args:
            middle: references of the entities in the middle; none for the whole network.
            hops: how many statements away from them an entity may be.
            kinds: the kinds of entity that are there; those that are drawn if empty.
            as_of: the day on which statements can have held; any if left out.
            bulk: whether what stands in bulk dossiers alone is there as well.

        Raises:
            InputError: if a kind is unknown.
        """
        from aiactors.columns.edges import Edges
        from aiactors.network.kinds import DRAWN, known_kinds

        wanted = known_kinds(kinds or DRAWN)
        return Edges(self.columns, wanted, middle, hops, as_of, bulk=bulk)

    @property
    def has_bulk(self) -> bool:
        """Whether some of it stands in bulk dossiers alone."""
        return bool(self.columns.bulk.any())

    def size(self) -> Size:
        """Return how much its curated dossiers hold."""
        from aiactors.schema import load_ontology

        ontology = load_ontology()
        counts = {True: 0, False: 0}
        for (kinds, in_bulk), many in self.columns.declared.items():
            if not in_bulk:
                counts[ontology.is_a(kinds, ["Document"])] += many
        bulk = int(self.columns.bulk.sum())
        return Size(len(self.columns) - bulk, counts[False], counts[True], bulk)

    def titles(self) -> list[tuple[str, Texts]]:
        """Return the name of each dossier and its title in languages, by name."""
        from aiactors.model import LangString

        store = self.store.inner
        found: dict[str, set[LangString]] = {}
        for declared in store.quads_for_pattern(None, _TYPE, _DOSSIER, None):
            for quad in store.quads_for_pattern(declared.subject, _TITLE, None, None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    name = quad.subject.value.removeprefix(PREFIXES["dossier"])
                    text = LangString(quad.object.language or "", quad.object.value)
                    found.setdefault(name, set()).add(text)
        return [(name, tuple(sorted(title))) for name, title in sorted(found.items())]

    def counted(self) -> Stats:
        """Count what it holds: see :func:`aiactors.stats.count`; of a large graph, from columns."""
        if not self.is_large:
            from aiactors.stats import count

            return count(self.dossiers, self.derived)
        from aiactors.stats.on_columns import count_columns

        bulk = {row[0].value for row in self._rows("SELECT DISTINCT ?d { ?d ai:bulk true }")}
        names = [(name, PREFIXES["dossier"] + name in bulk) for name, _ in self.titles()]
        stances = {
            row[0].value.removeprefix(PREFIXES["ai"]): int(row[1].value)
            for row in self._rows("SELECT ?s (COUNT(*) AS ?n) { ?a ai:stance ?s } GROUP BY ?s")
        }
        return count_columns(self.columns, stances, names)

    def _rows(self, sparql: str) -> Iterable[Any]:
        found = self.store.query(sparql)
        assert isinstance(found, ox.QuerySolutions)
        return found

    def keep(self, begin: Callable[[], object] = lambda: None) -> None:
        """Keep the store and its index for the next run, and of the release its columns as well.

        Columns are made of the model, so they are kept once that was read in some run.

        Args:
            begin: is called before columns are made, which takes a moment.
        """
        store = self.store
        if not isinstance(store, ReleaseStore) or not self._lacks_columns(store):
            self._keep_index()
            return
        begin()
        self._keep_index()
        store.keep_part(COLUMNS, self._write_columns)

    def _keep_index(self) -> None:
        from aiactors.search import keep_beside

        self.store.keep(lambda folder: keep_beside(folder, self.search_index))

    def _lacks_columns(self, store: ReleaseStore) -> bool:
        """Whether columns can be made of what was read, and none are kept yet."""
        if self.has_columns or self._dossiers is not None or "dossiers" not in vars(self):
            return False
        place = store.place_to_keep()
        return place is not None and not (place / COLUMNS).exists()

    def _write_columns(self, folder: Path, of_store: Path) -> None:
        from aiactors.columns import seal, write_columns
        from aiactors.search.sidecar import stamp

        write_columns(self.dossiers, self.derived, folder)
        seal(folder, stamp(of_store))
