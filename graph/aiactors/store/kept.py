"""The release as a store on disk, kept in the user's cache folder from one run to the next.

Reading a release takes longer than most answers. The first command that asks it answers from
memory and then keeps a store; later ones open that in a few hundredths of a second. What is built
of the store lies in its folder: the index of texts, and the columns. The name of the store tells
which files it was made of: a new release has a new one, and old ones go.

``AIACTORS_CACHE`` names another folder, or ``off``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import AiActorsError
from aiactors.store.formats import rdf_format
from aiactors.store.store import Store

_MADE = "store-"
_FILLING = "filling-"
_LONGEST = 86_400
"""Seconds after which what is being filled is taken for what a run left that was killed."""
_LAYOUT = "4"
"""Of what lies in its folder, the store's own files and what is built beside them."""


def cache_folder() -> Path | None:
    """Return ``AIACTORS_CACHE``, or ``aiactors`` in the user's cache folder.

    None where nothing is to be kept.
    """
    named = os.environ.get("AIACTORS_CACHE", "")
    if named:
        return None if named == "off" else Path(named)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if base := os.environ.get(variable):
            return Path(base) / "aiactors"
    with contextlib.suppress(RuntimeError):  # nobody's home is known
        return Path.home() / ".cache" / "aiactors"
    return None


def kept_place(files: Iterable[Path]) -> Path | None:
    """Return where the store of some files is kept; None where nothing is to be kept.

    Its name changes with the files and the engine. OSError if one of the files cannot be looked at.
    """
    folder = cache_folder()
    if folder is None:
        return None
    parts = [ox.__version__, _LAYOUT]
    for file in files:
        found = file.stat()
        parts += [str(file.resolve()), str(found.st_size), str(found.st_mtime_ns)]
    return folder / f"{_MADE}{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:20]}"


def kept_store(files: Iterable[Path]) -> Store | None:
    """Open the kept store of some files, read-only; None where there is none that can be opened."""
    try:
        place = kept_place(files)
        if place is None or not (place / "CURRENT").is_file():
            return None
        return Store.on_disk(place, read_only=True)
    except (AiActorsError, OSError):
        return None


def keep(files: Iterable[Path], beside: Callable[[Path], None] | None = None) -> None:
    """Keep a store of some files, each loaded as its format says; does nothing where it cannot.

    It is filled under another name and renamed when it is whole: runs at the same time do not
    disturb each other, and one that is cut off leaves nothing that would be opened.
    """
    files = list(files)
    with contextlib.suppress(AiActorsError, OSError, RuntimeError, SyntaxError):
        place = kept_place(files)
        if place is None or place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        with _fresh(place.parent) as fresh:
            _fill(fresh, files)
            if beside is not None:
                beside(fresh)
            fresh.rename(place)
            _remove_others(place)


def can_write(place: Path) -> bool:
    """Tell whether a folder can be made: the nearest one above that exists is writable."""
    above = next(folder for folder in place.absolute().parents if folder.exists())
    return above.is_dir() and os.access(above, os.W_OK)


def keep_part(place: Path, name: str, build: Callable[[Path, Path], None]) -> None:
    """Put a folder into that of a kept store, whole or not at all; does nothing where it cannot.

    ``build`` is given the folder to fill, and that of the store. One that exists stays.
    """
    with contextlib.suppress(AiActorsError, OSError):
        if not place.is_dir() or (place / name).exists():
            return
        with _fresh(place.parent) as fresh:
            build(fresh, place)
            fresh.rename(place / name)


@contextlib.contextmanager
def _fresh(parent: Path) -> Iterator[Path]:
    """A folder under a name of its own, to be renamed when it is whole; else it is removed."""
    fresh = Path(tempfile.mkdtemp(prefix=_FILLING, dir=parent))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill(folder: Path, files: list[Path]) -> None:
    store = ox.Store(str(folder))
    for file in files:
        store.bulk_load(file.read_bytes(), rdf_format(file))
    store.flush()


def _remove_others(place: Path) -> None:
    """Remove the stores of releases that are no longer the one in use, and what was cut off."""
    for other in place.parent.glob(f"{_MADE}*"):
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    for begun in place.parent.glob(f"{_FILLING}*"):
        with contextlib.suppress(OSError):
            if begun.stat().st_mtime < time.time() - _LONGEST:
                shutil.rmtree(begun, ignore_errors=True)
