"""A large store as a file: its triples as a stream, which never are all in memory.

A store that was built of records holds the union of its dossiers and no named graphs. What is
written of it are the lines that :func:`aiactors.rdf.to_ntriples` makes of the model, in the
same order; other formats are put together from these by the engine.
"""

from __future__ import annotations

import os
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from aiactors.errors import FileError, InputError
from aiactors.export.rdf_files import NOT_IN_XML, no_xml
from aiactors.progress import SILENT, Advance, Progress
from aiactors.rdf.sorting import scratch_folder, write_sorted
from aiactors.resources import ontology_path
from aiactors.vocabulary import PREFIXES

FORMATS = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
"""Ending of a file → format, of those that need no named graphs."""

_STATEMENT = f"<{PREFIXES['st']}".encode()
_TOLD = 4096
_CHUNK = 1 << 20


def write_union(
    store: ox.Store,
    format_: str,
    out: BinaryIO,
    *,
    statements: int | None = None,
    scratch: Path | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write a store without named graphs: the same bytes for the same content; return how many.

    Formats are ``nt``, ``ttl``, ``jsonld`` and ``rdf``. Lines are sorted in ``scratch``.
    """
    if format_ not in FORMATS:
        raise InputError(
            f"a store that was built of records has no named graphs, which .{format_} is for: "
            f"export it as .{', .'.join(FORMATS)}; for a graph of each dossier, build the records "
            "with --out instead of --store"
        )
    lines = _lines(store, statements, progress)
    if format_ == "nt":
        with _Told(out, progress, "writing") as told:
            return write_sorted(lines, told, scratch=scratch)
    with scratch_folder(scratch) as folder:
        sorted_ = folder / "lines.nt"
        with sorted_.open("xb") as file, _Told(file, progress, "writing lines") as told:
            write_sorted(lines, told, scratch=scratch)
        return _by_engine(sorted_, format_, out, progress)


def _lines(store: ox.Store, statements: int | None, progress: Progress) -> Iterator[bytes]:
    """The sorted lines of each subject, without those of the ontology."""
    ours = _ontology()
    with progress.step("reading the store", statements, "statements") as advance:
        done = 0
        for subject, block in _blocks(store):
            if subject in ours:
                block = [line for line in block if line not in ours[subject]]
            if block:
                block.sort()
                yield b"".join(block)
            done += subject.startswith(_STATEMENT)
            if done == _TOLD:
                advance(done)
                done = 0
        advance(done)


def _blocks(store: ox.Store) -> Iterator[tuple[bytes, list[bytes]]]:
    """Subjects and their lines, as the engine hands them over: those of one subject together."""
    subject, block = b"", list[bytes]()
    for line in _written_by(store):
        if not block or not line.startswith(subject):
            if block:
                yield subject, block
            subject, block = line[: line.index(b" ") + 1], []
        block.append(line)
    if block:
        yield subject, block


def _written_by(store: ox.Store) -> Iterator[bytes]:
    """Lines of N-Triples, which the engine writes into a pipe in its own thread."""
    read, write = os.pipe()
    failures: list[Exception] = []

    def work() -> None:
        try:
            with os.fdopen(write, "wb", _CHUNK) as pipe:
                store.dump(pipe, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        except Exception as error:  # the engine's as well; and of a pipe that nobody reads any more
            failures.append(error)

    writer = threading.Thread(target=work, daemon=True)
    with os.fdopen(read, "rb", _CHUNK) as lines:
        writer.start()
        yield from lines
    writer.join()
    if failures:
        raise FileError("the store", f"cannot be read to its end: {failures[0]}")


def _ontology() -> dict[bytes, set[bytes]]:
    """The lines of the ontology, which every store holds, by subject."""
    file = ontology_path() / "ai.ttl"
    triples = (quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    found: dict[bytes, set[bytes]] = {}
    for line in text.splitlines(keepends=True):
        found.setdefault(line[: line.index(b" ") + 1], set()).add(line)
    return found


def _by_engine(lines: Path, format_: str, out: BinaryIO, progress: Progress) -> int:
    """A format that the engine writes, from lines in their order."""
    file = _Xml(out) if format_ == "rdf" else _Counted(out)
    with progress.step(f"writing .{format_}", lines.stat().st_size, "bytes") as advance:
        triples = _triples(lines, advance)
        ox.serialize(triples, file, format=FORMATS[format_], prefixes=PREFIXES)  # type: ignore[arg-type]
    return file.size


def _triples(lines: Path, advance: Advance) -> Iterator[ox.Triple]:
    with lines.open("rb") as file:
        before = 0
        for number, quad in enumerate(ox.parse(file, format=ox.RdfFormat.N_TRIPLES), 1):
            yield quad.triple
            if number % _TOLD == 0:
                advance(file.tell() - before)
                before = file.tell()
        advance(file.tell() - before)


class _Counted:
    """A file, and how many bytes were written to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self._put(data)
        return len(data)

    def _put(self, data: bytes) -> None:
        self._out.write(data)

    def flush(self) -> None:
        """Do nothing: the file flushes itself."""


class _Xml(_Counted):
    """RDF/XML that every reader takes: the engine writes any character, and XML has not all."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out)
        self._decoder = getincrementaldecoder("utf-8")()

    def _put(self, data: bytes) -> None:
        text = self._decoder.decode(data)
        found = NOT_IN_XML.search(text)
        if found is not None:
            raise no_xml(found[0])
        # XML readers make a line feed of a bare one.
        self.size += 4 * text.count("\r")
        self._out.write(text.replace("\r", "&#13;").encode())


class _Told:
    """A file that tells how much is written to it, from the first bytes on."""

    def __init__(self, out: BinaryIO, progress: Progress, what: str) -> None:
        self._out, self._progress, self._what = out, progress, what
        self._stack = ExitStack()
        self._advance: Callable[[int], None] | None = None

    def __enter__(self) -> _Told:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def write(self, data: bytes) -> int:
        if self._advance is None:
            step = self._progress.step(self._what, None, "bytes")
            self._advance = self._stack.enter_context(step)
        self._advance(len(data))
        return self._out.write(data)
