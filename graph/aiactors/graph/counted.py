"""A graph in columns, that counts as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aiactors.errors import FileError
from aiactors.graph.asked import Asked
from aiactors.graph.seen import day_of, standpoint_of
from aiactors.store import ReleaseStore, Store

if TYPE_CHECKING:
    from aiactors.columns import Columns, Counts

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
        from aiactors.search.beside import stamp

        if self.store.is_replaced:
            why = "another store was put here since this one was opened: open the graph again"
            raise FileError(folder.parent, why)
        return Columns.read(folder, stamp(folder.parent))

    def keep(self, begin: Callable[[], object] = lambda: None) -> None:
        """Keep the store and its index for the next run, and of the release its columns as well.

        Columns are made of the model, so they are kept once that was read in some run.

        Args:
            begin: is called before columns are made, which takes a moment.
        """
        store = self.store
        if not isinstance(store, ReleaseStore) or not self._lacks_columns(store):
            super().keep()
            return
        begin()
        super().keep()
        store.keep_part(COLUMNS, self._write_columns)

    def _lacks_columns(self, store: ReleaseStore) -> bool:
        """Whether columns can be made of what was read, and none are kept yet."""
        if self.has_columns or self._dossiers is not None or "dossiers" not in vars(self):
            return False
        place = store.place_to_keep()
        return place is not None and not (place / COLUMNS).exists()

    def _write_columns(self, folder: Path, of_store: Path) -> None:
        from aiactors.columns import seal, write_columns
        from aiactors.search.beside import stamp

        write_columns(self.dossiers, self.derived, folder)
        seal(folder, stamp(of_store))

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
