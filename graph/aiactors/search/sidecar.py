"""The index that lies beside a store on disk, as ``search.sqlite`` in its folder.

It is of one state of the store, told by the names and sizes of the engine's files: where another
program has written to the store since, the index is not used.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from aiactors.errors import AiActorsError, FileError
from aiactors.search.index import SearchIndex
from aiactors.store import Store

NAME = "search.sqlite"
_ENGINE = ("*.sst", "*.log", "MANIFEST-*", "CURRENT")


def stamp(folder: Path) -> str:
    """Return a hash that tells one state of a store on disk from another."""
    try:
        files = sorted(f"{p.name} {p.stat().st_size}" for e in _ENGINE for p in folder.glob(e))
        files.append((folder / "CURRENT").read_text("utf-8", "replace"))
    except OSError as error:
        raise FileError(folder, f"cannot be read: {error.strerror or error}") from None
    return hashlib.sha256("\n".join(files).encode()).hexdigest()


def index_beside(store: Store) -> SearchIndex:
    """Open the index that lies beside a store, or else make one in memory."""
    if (folder := store.beside) is not None:
        try:
            return SearchIndex.open(folder / NAME, stamp(folder))
        except AiActorsError:
            pass  # none, a broken one, or one of an older state
    return SearchIndex.of_store(store)


def keep_beside(folder: Path, index: SearchIndex | None = None) -> None:
    """Write the index of a store on disk, beside it.

    No program may write to the store meanwhile.
    """
    state = stamp(folder)
    if index is None:
        SearchIndex.build(Store.on_disk(folder, read_only=True), folder / NAME, state)
    else:
        index.write(folder / NAME, state)
