"""A graph that can be searched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from aiactors.graph.known import Known
from aiactors.store.values import Term, fill

if TYPE_CHECKING:
    from aiactors.search import Hit, SearchIndex


class Searched(Known):
    """What a graph knows, and the ways to find texts in it."""

    @cached_property
    def search_index(self) -> SearchIndex:
        """What finds texts: opened beside the store, or made in memory."""
        from aiactors.search import index_beside

        return index_beside(self.store)

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

    def expanded(self, sparql: str, values: Mapping[str, Term] | None = None) -> str:
        """Return a query with what search finds in the place of ``search:matches``.

        Args:
            sparql: a query; see :func:`aiactors.search.expand`.
            values: values of its parameters, which may be the texts that it searches for.

        Returns:
            The query, ready for the store.

        Raises:
            QueryError: if it searches in another form than is understood.
        """
        if "search" not in sparql:  # as most queries: nothing of it is imported for them
            return sparql
        from aiactors.search import expand, mentions_search

        if not mentions_search(sparql):
            return sparql
        return expand(fill(sparql, values or {}), lambda: self.search_index)

    def keep(self) -> None:
        """Keep the store and its index for the next run, where that would save time."""
        from aiactors.search import keep_beside

        self.store.keep(lambda folder: keep_beside(folder, self.search_index))
