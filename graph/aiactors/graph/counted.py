"""A graph in columns, that counts as of a day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aiactors.errors import FileError
from aiactors.graph.asked import Asked
from aiactors.graph.seen import day_of, standpoint_of

if TYPE_CHECKING:
    from aiactors.columns import Columns, Counts
    from aiactors.store import Store

COLUMNS = "columns"
"""Where the columns of a store lie, in its folder."""


def columns_beside(store: Store) -> Path | None:
    """Return where the columns of a store lie.

    Args:
        store: the store.

    Returns:
        The folder; None where there are none.
    """
    folder = None if store.folder is None else store.folder / COLUMNS
    return folder if folder is not None and folder.is_dir() else None


class Counted(Asked):
    """A graph that can be asked, and its statements in columns."""

    @property
    def has_columns(self) -> bool:
        """Whether columns lie beside the store: then the model is not read for a part of it."""
        return self._beside is not None

    @property
    def _beside(self) -> Path | None:
        return columns_beside(self.store)

    @cached_property
    def columns(self) -> Columns:
        """Its statements as arrays: read beside the store, or made of the model.

        Raises:
            MissingExtraError: if numpy or pyarrow is not installed.
            FileError: if what lies beside the store is broken, or of another state of it.
        """
        from aiactors.columns import Columns, columns_of

        if self._beside is not None:
            if self.store.is_replaced:
                why = "another store was put here since this one was opened: open the graph again"
                raise FileError(self._beside.parent, why)
            from aiactors.search.beside import stamp

            return Columns.read(self._beside, stamp(self._beside.parent))
        as_of = None if self._whole is None else self._whole[1].as_of
        return columns_of(self.dossiers, self.derived, as_of)

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
        return self._columns_for(day).counts(day, bulk=bulk)

    def _columns_for(self, day: date | None) -> Columns:
        """The columns of the graph; where it is seen as of a day, and another is asked, anew."""
        if self._whole is None or day is None:
            return self.columns
        from aiactors.columns import columns_of
        from aiactors.rdf import seen_from

        whole, before = self._whole
        standpoint = standpoint_of(whole, before, day, None, None)
        return columns_of(*seen_from(whole.dossiers, standpoint), standpoint.as_of)
