"""What was made of one state of a server, kept in the user's cache folder for the next run.

Some of what people ask needs all graphs: the model, drawings, the index of texts. They are read
from the server once, and again when its state says that something changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import AiActorsError
from aiactors.remote.state import State
from aiactors.store.kept import cache_folder
from aiactors.store.store import Store

_COPY = "copy"


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """The folder of a kept copy of a server's graphs.

    Attributes:
        server: the address of the server.
        state: its state.
    """

    server: str
    state: State

    @property
    def folder(self) -> Path | None:
        """The folder, whether it is there or not; None where nothing is to be kept."""
        cache = cache_folder()
        if cache is None or not self.state.is_ours:
            return None
        return cache / f"{self._begin}{self.state.hash[:20]}"

    @property
    def _begin(self) -> str:
        """How the folders of all states of the server are named."""
        return f"server-{hashlib.sha256(self.server.encode()).hexdigest()[:12]}-"

    def copy(self) -> ox.Store | None:
        """Open the copy of the graphs; None where there is none that can be opened."""
        folder = self.folder
        if folder is None or not (folder / _COPY / "CURRENT").is_file():
            return None
        with contextlib.suppress(AiActorsError):
            return Store.on_disk(folder / _COPY, read_only=True).inner
        return None

    def keep(
        self, copy: ox.Store | None = None, beside: Callable[[Path], None] | None = None
    ) -> None:
        """Keep the copy, and the index that ``beside`` builds.

        Does nothing where that cannot be.
        """
        folder = self.folder
        if folder is None:
            return
        wants_copy = copy is not None and not (folder / _COPY).exists()
        wants_index = beside is not None and not (folder / "CURRENT").exists()
        with contextlib.suppress(AiActorsError, OSError, RuntimeError):
            if not folder.exists():
                self._remove_others(folder)
                folder.mkdir(parents=True, exist_ok=True)
            if wants_copy and copy is not None:
                _whole(folder / _COPY, lambda place: _write(copy, place))
            if wants_index and beside is not None:
                (folder / "CURRENT").write_text(self.state.hash, encoding="utf-8")
                beside(folder)

    def _remove_others(self, folder: Path) -> None:
        """Remove what was kept of other states of the server."""
        for other in folder.parent.glob(f"{self._begin}*"):
            shutil.rmtree(other, ignore_errors=True)


def _write(copy: ox.Store, place: Path) -> None:
    store = ox.Store(str(place))
    store.bulk_extend(iter(copy))
    store.flush()


def _whole(place: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder under another name, and rename it when it is whole."""
    fresh = Path(tempfile.mkdtemp(prefix="filling-", dir=place.parent))
    try:
        fill(fresh)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
