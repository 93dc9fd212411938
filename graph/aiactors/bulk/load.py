"""Turtle into the engine's store, a few hundred megabytes at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from aiactors.errors import FileError
from aiactors.progress import Advance
from aiactors.rdf.pieces import prefixes
from aiactors.resources import ontology_path
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

AT_ONCE = 256 << 20
"""Bytes of Turtle that the engine is given at once, and that a run that is cut off loses.

The engine sorts a million triples at a time in memory, whatever this is, and brings its files
together in the background after each load: less at once takes more of that, and more at once
leaves more files in which each look-up has to search.
"""


def loads(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Put files together that are loaded at once.

    Args:
        files: the files.

    Yields:
        Files that come to some hundred megabytes, or one that is larger.
    """
    together: list[Path] = []
    size = 0
    for file in files:
        more = file.stat().st_size
        if together and size + more > AT_ONCE:
            yield together
            together, size = [], 0
        together.append(file)
        size += more
    if together:
        yield together


def opened(folder: Path) -> ox.Store:
    """Open the engine's store that is filled, or make it.

    Args:
        folder: its folder.

    Returns:
        The store.

    Raises:
        FileError: if it cannot be opened.
    """
    try:
        return ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        why = "another program fills it" if "lock" in str(error) else str(error)
        raise FileError(folder, f"cannot be opened: {why}") from None


def load(store: ox.Store, files: list[Path], advance: Advance) -> None:
    """Load files of Turtle as one, all of them or none.

    Args:
        store: the store.
        files: the files, without prefixes.
        advance: is told how many bytes were read.

    Raises:
        FileError: if the store cannot be written.
    """
    try:
        with io.BufferedReader(_Chain(files, advance), 1 << 20) as chain:
            # Lenient: addresses and tags of languages were checked when they were read.
            store.bulk_load(chain, ox.RdfFormat.TURTLE, lenient=True)
    except SyntaxError as error:  # never of what we wrote ourselves
        raise FileError(files[0], f"is damaged: {error.msg}; build anew") from None
    except (OSError, RuntimeError) as error:
        raise FileError("store", f"cannot be written: {error}") from None


class _Chain(io.RawIOBase):
    """Files of Turtle as one, with the prefixes before them."""

    def __init__(self, files: list[Path], advance: Advance) -> None:
        self._files = iter(files)
        self._file: BinaryIO = io.BytesIO(prefixes().encode())
        self._advance = advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        while not (data := self._file.read(len(room))):
            file = next(self._files, None)
            if file is None:
                return 0
            self._file.close()
            self._file = file.open("rb")
        room[: len(data)] = data
        self._advance(len(data))
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def amend(store: ox.Store, turtle: dict[str, str]) -> None:
    """Put statements in the place of what was loaded of them.

    Args:
        store: the store.
        turtle: reference of a statement → its Turtle, with all that hangs on it.

    Raises:
        FileError: if the store cannot be written.
    """
    try:
        for ref, text in turtle.items():
            subject = ox.NamedNode(iri(ref))
            for quad in list(store.quads_for_pattern(subject, None, None, None)):
                store.remove(quad)
            store.extend(ox.parse(prefixes() + text, ox.RdfFormat.TURTLE))
    except (OSError, RuntimeError) as error:
        raise FileError("store", f"cannot be written: {error}") from None


def finish(store: ox.Store) -> None:
    """Add the ontology, as every store has it, and write all to the disk.

    Args:
        store: the store.

    Raises:
        FileError: if the store cannot be written.
    """
    try:
        store.bulk_load((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE)
        store.flush()
    except (OSError, RuntimeError) as error:
        raise FileError("store", f"cannot be written: {error}") from None
