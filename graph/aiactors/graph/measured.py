"""A graph whose actors are measured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aiactors.errors import InputError
from aiactors.graph.seen import day_of
from aiactors.graph.tied import Tied
from aiactors.progress import SILENT, Progress

if TYPE_CHECKING:
    from aiactors.metrics import ActorMetrics


class Measured(Tied):
    """A graph that can be asked, and where its actors stand in the network."""

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
        columns = self._columns_for(day)
        return measure(
            columns, day, bulk=bulk, sources=sources, seed=seed, lang=lang, progress=progress
        )
