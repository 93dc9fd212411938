"""Lines of triples or quads in order, each once, also where they are larger than the memory.

Source: external merge sort, D. E. Knuth, *The Art of Computer Programming*, volume 3, section
5.4. What is sorted and merged are not lines but blocks, all lines of one subject: lines in order
stand together by subject, so that a few comparisons of blocks stand for many of lines. A merge
takes from every run what is not beyond the least of the last blocks that are in the memory, and
leaves it to the sort of the language, which knows what is in order already.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, Protocol

from aiactors.errors import FileError

MEMORY: Final = 256 * 2**20
"""How many bytes are held in memory while sorting, about."""

_OVERHEAD: Final = 64
"""What a block takes in memory beside its bytes."""

_MOST_RUNS: Final = 128
"""How many runs are merged at once: each is an open file, and some systems allow 256."""

_LEAST_READ: Final = 1 << 13
"""How many bytes of a run are read at once, at least."""

_END: Final = b"\n\n"
"""What ends a block in a run: no line is empty."""


class Sink(Protocol):
    """What lines are written to: a file, or what counts them on their way."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, all of them, and tell how many."""


def write_sorted(
    blocks: Iterable[str | bytes],
    out: Sink,
    *,
    memory: int = MEMORY,
    scratch: Path | None = None,
) -> int:
    r"""Write lines of N-Triples or N-Quads in the order of their bytes, each once; return the size.

    Blocks come in any order; each is one line, or sorted lines of one subject. Every line begins
    with an address and a space, has no control characters, and ends with a line feed. About
    ``memory`` bytes are held in memory; what is more is sorted in ``scratch``.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_sorted(["<b> <p> 1 .\n", "<a> <p> 1 .\n<a> <p> 2 .\n", "<a> <p> 1 .\n"], out)
        36
        >>> print(out.getvalue().decode(), end="")
        <a> <p> 1 .
        <a> <p> 2 .
        <b> <p> 1 .
    """
    with _Runs(memory, scratch) as runs:
        held: list[bytes] = []
        size = 0
        for block in blocks:
            data = (block.encode() if isinstance(block, str) else block)[:-1]
            held.append(data)
            size += len(data) + _OVERHEAD
            if size > memory // 2:
                runs.add(held)
                held, size = [], 0
        return _write(runs.merged(held), out)


@contextmanager
def scratch_folder(within: Path | None) -> Iterator[Path]:
    """Yield a temporary folder for what is larger than the memory; it is always removed."""
    try:
        made = TemporaryDirectory(prefix="aiactors-sort-", dir=within)
    except OSError as error:
        failure: FileError = _no_room(within or Path(error.filename or "."), error)
        raise failure from None
    with made as folder:
        yield Path(folder)


def _write(blocks: Iterable[bytes], out: Sink) -> int:
    """Write blocks of lines, many at a time."""
    return sum(out.write(text) for text in _joined(blocks, b"\n"))


def _joined(blocks: Iterable[bytes], end: bytes) -> Iterator[bytes]:
    """Yield blocks with what ends each, many at a time."""
    blocks = iter(blocks)
    while some := list(islice(blocks, 1024)):
        yield end.join((*some, b""))


def _each_line_once(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted blocks, those of one subject merged."""
    subject, before = b"\n", b""
    same: list[bytes] = []
    for block in blocks:
        if block.startswith(subject):
            same.append(block)
            continue
        if before:
            yield _one(before, same) if same else before
            same = []
        before, subject = block, block[: block.index(b" ") + 1]
    if before:
        yield _one(before, same) if same else before


def _one(before: bytes, same: list[bytes]) -> bytes:
    """Merge blocks of the same subject."""
    return b"\n".join(sorted({line for block in (before, *same) for line in block.split(b"\n")}))


class _Runs:
    """Sorted runs on disk, in a folder that is removed whatever happens.

    ``memory`` is in bytes.
    """

    def __init__(self, memory: int, scratch: Path | None) -> None:
        self._memory = memory
        self._scratch = scratch
        self._stack = ExitStack()
        self._paths: list[Path] = []
        self._folder: Path | None = None
        self._made = 0

    def __enter__(self) -> _Runs:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, held: list[bytes]) -> None:
        """Sort blocks and write them as a run."""
        held.sort()
        self._paths.append(self._save(held))

    def merged(self, held: list[bytes]) -> Iterator[bytes]:
        """Yield all blocks in order, those of one subject as one; in memory if all are held."""
        if not self._paths:
            held.sort()
            yield from _each_line_once(held)
            return
        self.add(held)
        held.clear()
        while len(self._paths) > _MOST_RUNS:
            many = min(_MOST_RUNS, len(self._paths) - _MOST_RUNS + 1)
            first, self._paths = self._paths[:many], self._paths[many:]
            self._paths.append(self._save(self._merge(first)))
            for path in first:
                path.unlink()
        yield from _each_line_once(self._merge(self._paths))

    def _save(self, blocks: Iterable[bytes]) -> Path:
        if self._folder is None:
            self._folder = self._stack.enter_context(scratch_folder(self._scratch))
        path = self._folder / f"{self._made}"
        self._made += 1
        try:
            with path.open("xb") as file:
                file.writelines(_joined(blocks, _END))
        except OSError as error:
            raise _no_room(self._folder, error) from None
        return path

    def _merge(self, paths: list[Path]) -> Iterator[bytes]:
        """Yield the blocks of some runs in order."""
        size = max(self._memory // 8 // len(paths), _LEAST_READ)
        with ExitStack() as stack:
            runs = [_Run(stack.enter_context(path.open("rb")), size) for path in paths]
            yield from chain.from_iterable(_batches(runs))


def _no_room(folder: Path, error: OSError) -> FileError:
    return FileError(
        folder,
        f"cannot be written: {error.strerror or error}; sorting takes as much room as the text",
    )


class _Run:
    """A run that is read little by little.

    ``size`` is how many bytes are read at once.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._rest = b""
        self.blocks: list[bytes] = []

    def fill(self) -> bool:
        """Read on if all was taken; tell whether there is more."""
        while not self.blocks:
            # Of a long block, as much again as is there: not to look through it for each piece.
            read = self._file.read(max(self._size, len(self._rest)))
            if not read:
                return False
            *self.blocks, self._rest = (self._rest + read).split(_END)
        return True

    def take(self, last: bytes) -> list[bytes]:
        """Return the blocks up to one, which are not held any more."""
        at = bisect_right(self.blocks, last)
        taken, self.blocks = self.blocks[:at], self.blocks[at:]
        return taken


def _batches(runs: list[_Run]) -> Iterator[list[bytes]]:
    """Yield the blocks of runs in order, many at a time."""
    while runs := [run for run in runs if run.fill()]:
        last = min(run.blocks[-1] for run in runs)
        batch = list(chain.from_iterable(run.take(last) for run in runs))
        batch.sort()
        yield batch
