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
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aiactors.errors import AiActorsError, FileError, InputError, MissingExtraError
from aiactors.graph import Graph
from aiactors.graph.counted import FOLDER
from aiactors.opening import open_graph
from aiactors.remote import Settings, is_address, open_server
from aiactors.resources import release_path
from aiactors.search import keep_beside
from aiactors.search.beside import stamp
from aiactors.store import Store
from aiactors.store.store import BUILT

if TYPE_CHECKING:
    from aiactors.remote.store import RemoteStore

_CONTEXT = multiprocessing.get_context("forkserver")


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

    def prepare(self, place: Path) -> None:
        """Make a snapshot of it, in a process of its own.

        Args:
            place: the folder of the snapshot; it does not exist yet.

        Raises:
            InputError: if it cannot be read, or the snapshot not be written.
        """
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_prepare, args=(self.where, place, theirs), daemon=True)
        process.start()
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
        graph.store.inner.backup(str(place))
    keep_beside(place, graph.search_index)
    _keep_columns(graph, place)
    _keep_positions(graph, place)


def _copy(store: Store, place: Path) -> None:
    copy = ox.Store(str(place))
    copy.bulk_extend(iter(store.inner))
    copy.flush()


def _keep_columns(graph: Graph, place: Path) -> None:
    """Link what lies beside a store of records; columns of an old state of it stay away."""
    folder = graph.store.folder
    if folder is None:
        return
    if (folder / BUILT).is_file():
        shutil.copyfile(folder / BUILT, place / BUILT)
    if graph.has_columns:
        with contextlib.suppress(FileError, MissingExtraError):
            from aiactors.columns import seal

            _ = graph.columns  # they are of what the store holds now
            shutil.copytree(folder / FOLDER, place / FOLDER, copy_function=_linked)
            seal(place / FOLDER, stamp(place))


def _linked(source: str, target: str) -> None:
    """A link, where both are on one disk, or else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _keep_positions(graph: Graph, place: Path) -> None:
    text = json.dumps(dict(graph.positions))
    (place / "positions.json").write_text(text, encoding="utf-8")
