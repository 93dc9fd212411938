"""The process that loads Turtle into the engine's store, and nothing else.

It is told what to load on its input, in one line of JSON: the folder of the store, and groups of
files. On its output it tells, a line of JSON each: a number of bytes that were read, that a group
is loaded (true), or what went wrong (a file, and why). It ends when its input does, and so with
whoever began it.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from aiactors.errors import FileError
from aiactors.progress import Advance
from aiactors.rdf.pieces import prefixes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def opened(folder: Path) -> ox.Store:
    """Open the engine's store that is filled, or make it."""
    try:
        return ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        why = "another program fills it" if "lock" in str(error) else str(error)
        raise FileError(folder, f"cannot be opened: {why}") from None


def load(store: ox.Store, files: list[Path], advance: Advance) -> None:
    """Load files of Turtle as one, all of them or none."""
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


def main() -> None:
    """Load the files that are named on the standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it hears of it, and ends this
    folder, loads = json.loads(sys.stdin.readline())
    Thread(target=_end_with_input, daemon=True).start()
    try:
        store = opened(Path(folder))
        for files in loads:
            load(store, [Path(file) for file in files], _tell)
            _tell(True)
    except FileError as error:
        _tell([error.path, error.why])


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(1)


def _tell(what: Any) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()
