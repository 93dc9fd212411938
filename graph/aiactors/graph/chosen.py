"""A graph of which what is told and drawn is chosen, where it is too large for all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from aiactors.graph.measured import Measured
from aiactors.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aiactors.choice import Edges, Said
    from aiactors.model.text import Texts
    from aiactors.stats import Stats

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


class Chosen(Measured):
    """A graph that is asked for some statements; with columns beside its store, it is large."""

    def said_of(self, ref: str) -> list[Said]:
        """Return what is said of an entity, and what a document carries, not yet in words.

        Args:
            ref: reference of the entity or document.

        Returns:
            The statements, in the order of subject, relation and hash.
        """
        from aiactors.choice import said_of
        from aiactors.rdf import statements_in

        return said_of(self.columns, ref, statements_in(self.store.inner, ref))

    def between(self, pairs: Collection[tuple[str, str]]) -> list[Said]:
        """Return the statements from one of two to the other, not yet in words.

        Args:
            pairs: references of subject and object.

        Returns:
            The statements, in the order of subject, relation and hash.
        """
        from aiactors.choice import between

        return between(self.columns, pairs)

    def named(self, texts: Collection[str]) -> dict[str, str]:
        """Return the entities and documents that have some texts for a name, to the letter.

        Args:
            texts: the texts.

        Returns:
            Text → reference, of those that are names.
        """
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
        """Return the statements between entities, not yet in words.

        Args:
            middle: references of the entities in the middle; none for the whole network.
            hops: how many statements away from them an entity may be.
            kinds: the kinds of entity that are there; those that are drawn if empty.
            as_of: the day on which statements can have held; any if left out.
            bulk: whether what stands in bulk dossiers alone is there as well.

        Returns:
            The statements.

        Raises:
            InputError: if a kind is unknown.
        """
        from aiactors.choice import Edges
        from aiactors.network.kinds import DRAWN, known_kinds

        wanted = known_kinds(kinds or DRAWN)
        return Edges(self.columns, self._of_kinds(wanted), middle, hops, as_of, bulk=bulk)

    def _of_kinds(self, kinds: frozenset[str]) -> NDArray[np.bool_]:
        from aiactors.choice import of_kinds

        made = self.__dict__.setdefault("_made_of_kinds", {})
        if kinds not in made:
            made[kinds] = of_kinds(self.columns, kinds)
        found: NDArray[np.bool_] = made[kinds]
        return found

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
        """Count what it holds: see :func:`aiactors.stats.count`; of a large graph, from columns.

        Returns:
            The counts.
        """
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
