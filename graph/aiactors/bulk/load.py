"""Turtle into the engine's store, a few hundred megabytes at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from ctypes.util import find_library
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import FileError
from aiactors.progress import Advance
from aiactors.rdf.pieces import prefixes
from aiactors.resources import ontology_path
from aiactors.vocabulary import iri

AT_ONCE = 256 << 20
"""Bytes of Turtle that the engine is given at once, and that a run that is cut off loses.

The engine sorts a million triples at a time in memory, whatever this is, and brings its files
together in the background after each load: less at once takes more of that, and more at once
leaves more files in which each look-up has to search.
"""

_ALLOCATION = "thp:always,narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0"
_LOADER = "import sys; sys.path[:] = sys.argv[1:]; from aiactors.bulk import loader; loader.main()"


def loads(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Group files to be loaded at once: some hundred megabytes, or one file that is larger."""
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


def fill(
    folder: Path,
    files: Iterable[Path],
    advance: Advance,
    loaded: Callable[[list[Path]], None],
) -> None:
    """Load files of Turtle, in a process of its own, whose memory is gone with it.

    The engine makes a string of each term, in one thread, and frees it in another one. The usual
    allocator of Linux takes a quarter of the time for that; where jemalloc is installed, that one
    is taken.

    ``advance`` is told how many bytes were read, ``loaded`` which files are in the store for good.
    """
    groups = list(loads(files))
    if not groups:
        return
    waiting = iter(groups)
    with _loader() as process:
        assert process.stdin
        assert process.stdout
        told = json.dumps([str(folder), [list(map(str, files)) for files in groups]])
        with suppress(BrokenPipeError):  # it has ended; why, is told below
            process.stdin.write(f"{told}\n".encode())
        for line in process.stdout:
            said = json.loads(line)
            if said is True:
                loaded(next(waiting))
            elif isinstance(said, int):
                advance(said)
            else:
                raise FileError(*said)
        code = process.wait()
    if next(waiting, None) is not None:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        why = f"cannot be filled: the process that loads {how}; is there enough memory?"
        raise FileError(folder, why)


@contextmanager
def _loader() -> Iterator[subprocess.Popen[bytes]]:
    """Begin the process that loads; it ends with this."""
    process = subprocess.Popen(
        [sys.executable, "-c", _LOADER, *(path or os.curdir for path in sys.path)],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    """Return this environment, and in it the allocator with which the engine is quick.

    Pages are large, so that there are fewer to look for; all threads share one arena, since two
    take some megabytes more; and what is free is given back after a second and not after ten.
    Source: "Getting Started" of jemalloc's documentation, which loads it by ``LD_PRELOAD``, and
    ``opt.thp``, ``opt.narenas`` and ``opt.dirty_decay_ms`` in jemalloc(3).
    """
    library = find_library("jemalloc") if sys.platform == "linux" else None
    if library is None:
        return dict(os.environ)
    return os.environ | {
        "LD_PRELOAD": f"{os.environ.get('LD_PRELOAD', '')} {library}".strip(),
        "MALLOC_CONF": os.environ.get("MALLOC_CONF", _ALLOCATION),
    }


def amend(store: ox.Store, turtle: dict[str, str]) -> None:
    """Replace the Turtle of statements that were loaded; ``turtle`` has it by reference."""
    try:
        for ref, text in turtle.items():
            subject = ox.NamedNode(iri(ref))
            for quad in list(store.quads_for_pattern(subject, None, None, None)):
                store.remove(quad)
            store.extend(ox.parse(prefixes() + text, ox.RdfFormat.TURTLE))
    except (OSError, RuntimeError) as error:
        raise FileError("store", f"cannot be written: {error}") from None


def finish(store: ox.Store) -> None:
    """Add the ontology, as every store has it, and write everything to disk."""
    try:
        store.bulk_load((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE)
        store.flush()
    except (OSError, RuntimeError) as error:
        raise FileError("store", f"cannot be written: {error}") from None
