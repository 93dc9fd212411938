"""What is served: the release, a file, a store on disk or on another server, or dossiers.

Each is made into a snapshot, by a process of its own: to read dossiers takes seconds in which
the front would answer nobody.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aiactors.errors import AiActorsError, FileError, InputError
from aiactors.files import share
from aiactors.graph import Graph
from aiactors.graph.reader import COLUMNS
from aiactors.opening import open_graph
from aiactors.remote import Settings, is_address, open_server
from aiactors.resources import release_path
from aiactors.search import SearchIndex, keep_beside
from aiactors.search.sidecar import NAME, stamp
from aiactors.server.worker import belong_to_front
from aiactors.store import Store
from aiactors.store.store import BUILT

if TYPE_CHECKING:
    from aiactors.remote.store import RemoteStore

_CONTEXT = multiprocessing.get_context("forkserver")


_FILES = ("CURRENT", "MANIFEST-*", "OPTIONS-*", "IDENTITY", "*.log", "*.sst")
"""What the engine needs of a store; of these, those of tables are never changed."""

_TRIES = 10
_PAUSE = 0.2
"""Seconds after which a store may be still that is written to."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is served.

    Attributes:
        where: what ``--store`` names; the release if None.
    """

    where: str | Path | None

    def state(self) -> str:
        """Return what tells one state of it from another; empty while it is not there."""
        if isinstance(self.where, str) and is_address(self.where):
            return _state_of_server(self.where)
        path = Path(self.where) if self.where is not None else release_path() / "ai-actors.trig"
        files = sorted(path.glob("*")) if path.is_dir() else [path]
        try:
            return "|".join(f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)
        except OSError:
            return ""

    @property
    def beside(self) -> Path | None:
        """Where snapshots of a store should lie, so that they are links and no copies.

        None where temporary files lie on the same disk as the store, or it makes no difference.
        """
        if self.where is None or (isinstance(self.where, str) and is_address(self.where)):
            return None
        store = Path(self.where).resolve()
        try:
            ours, other, near = (
                place.stat().st_dev
                for place in (store / "CURRENT", Path(tempfile.gettempdir()), store.parent)
            )
        except OSError:
            return None
        fits = ours == near != other and os.access(store.parent, os.W_OK)
        return store.parent if fits else None

    def prepare(
        self, place: Path, begun: Callable[[BaseProcess], object] = lambda process: None
    ) -> None:
        """Make a snapshot in a new folder, in a process of its own, which ``begun`` is told.

        InputError if the source cannot be read, or the snapshot not be written.
        """
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_prepare, args=(self.where, place, theirs), daemon=True)
        process.start()
        begun(process)
        theirs.close()
        try:
            failure: str = ours.recv()
        except EOFError:
            failure = "it could not be read: there may be too little memory"
        process.join()
        if failure:
            shutil.rmtree(place, ignore_errors=True)
            raise InputError(failure)


def _state_of_server(address: str) -> str:
    """As the server tells it; empty while somebody publishes there."""
    try:
        state = _store_of(address).read_state()
    except AiActorsError:
        return ""
    return state.hash if state.is_whole else ""


@functools.cache
def _store_of(address: str) -> RemoteStore:
    """What is asked again and again; who looks often need not be patient."""
    often = dataclasses.replace(Settings.of_environment(), tries=1, seconds=10.0)
    return open_server(address, often)


def _prepare(where: str | Path | None, place: Path, told: Connection) -> None:
    belong_to_front()
    try:
        _make(where, place)
        told.send("")
    except AiActorsError as error:
        told.send(str(error))
    except (OSError, RuntimeError) as error:
        told.send(str(FileError(place, f"cannot be written: {error}")))


def _make(where: str | Path | None, place: Path) -> None:
    """Copy the store, or link it where it lies on disk, with what lies beside it."""
    graph = open_graph(where)
    if where is None and graph.store.folder is None:
        graph.keep()
        graph = open_graph(where)
    if graph.store.folder is None:
        _copy(graph.store, place)
    else:
        _link(graph.store.folder, place)
    _keep_index(graph.store, place)
    _keep_columns(graph, place)
    _keep_positions(graph, place)


def _copy(store: Store, place: Path) -> None:
    copy = ox.Store(str(place))
    copy.bulk_extend(iter(store.inner))
    copy.flush()


def _link(folder: Path, place: Path) -> None:
    """Share the tables of a store, and copy what goes on growing, while nobody writes to it.

    The engine's own backup of a store that is only read leaves out what is not yet in a table, and
    fails where the files are somebody else's, of whom the system takes no links.
    """
    for _ in range(_TRIES):
        state = stamp(folder)
        place.mkdir()
        with contextlib.suppress(FileNotFoundError):  # gone by now: the state is another one
            for file in (file for pattern in _FILES for file in folder.glob(pattern)):
                (share if file.suffix == ".sst" else shutil.copyfile)(file, place / file.name)
        if stamp(folder) == state:
            return
        shutil.rmtree(place)
        time.sleep(_PAUSE)
    raise FileError(folder, "is written to without a pause: serve it when that is done")


def _keep_index(store: Store, place: Path) -> None:
    """Share the index that lies beside the store, or make one."""
    if store.folder is None or not _shares_index(store.folder, place):
        keep_beside(place)


def _shares_index(folder: Path, place: Path) -> bool:
    """Whether there was an index of this state of the store; nobody changes its file."""
    try:
        share(folder / NAME, place / NAME)
        SearchIndex.open(place / NAME, stamp(place)).close()
    except (AiActorsError, OSError):
        (place / NAME).unlink(missing_ok=True)
        return False
    return True


def _keep_columns(graph: Graph, place: Path) -> None:
    """Share what lies beside a store of records; columns of an old state of it stay away."""
    folder = graph.store.folder
    if folder is None:
        return
    if (folder / BUILT).is_file():
        shutil.copyfile(folder / BUILT, place / BUILT)
    if graph.is_large:
        with contextlib.suppress(FileError):
            _ = graph.columns  # they are of what the store holds now
            shutil.copytree(folder / COLUMNS, place / COLUMNS, copy_function=share)


def _keep_positions(graph: Graph, place: Path) -> None:
    text = json.dumps(dict(graph.positions))
    (place / "positions.json").write_text(text, encoding="utf-8")
