"""Lines in order, each once, whatever fits into the memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import FileError
from aiactors.rdf import sorting
from aiactors.rdf.sorting import write_sorted
from tests.strategies import examples

SUBJECTS = st.text("abé/#>-", min_size=1, max_size=3).map(lambda name: f"<{name}>")
RESTS = st.text('ab é人🤖"@^-.', max_size=4)


@st.composite
def blocks(draw: st.DrawFn) -> list[str | bytes]:
    """Blocks of few subjects, some of which come again and again."""
    made: list[str | bytes] = []
    for subject in draw(st.lists(SUBJECTS, max_size=30)):
        rests = draw(st.sets(RESTS, min_size=1, max_size=4))
        text = "".join(sorted(f"{subject} {rest} .\n" for rest in rests))
        made.append(text.encode() if draw(st.booleans()) else text)
    return made


def expected(given_: list[str | bytes]) -> bytes:
    """The plain way: all lines of everything."""
    whole = b"".join(b.encode() if isinstance(b, str) else b for b in given_)
    return b"".join(sorted({line + b"\n" for line in whole.split(b"\n") if line}))


@examples(300)
@given(blocks(), st.sampled_from([0, 300, 1000, 10**6]), st.sampled_from([2, 3, 128]))
def test_the_plain_way_gives_the_same(
    given_: list[str | bytes], memory: int, most_runs: int
) -> None:
    """In memory, in some runs, in a run for each block; merged at once, or a few at a time."""
    out = BytesIO()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_MOST_RUNS", most_runs)
        patch.setattr(sorting, "_LEAST_READ", 1)
        size = write_sorted(given_, out, memory=memory, scratch=Path(folder))
        assert list(Path(folder).iterdir()) == []
    assert out.getvalue() == expected(given_)
    assert size == len(out.getvalue())


def lines(many: int) -> Iterator[str]:
    """Lines in no order, each twice."""
    for i in range(2 * many):
        yield f"<https://example.org/{i * 7919 % many}> <p> {'x' * 100} .\n"


def test_many_runs_and_large_reads(tmp_path: Path) -> None:
    """As it is set: hundreds of runs, of which two passes make one text."""
    out = BytesIO()
    write_sorted(lines(20_000), out, memory=20_000, scratch=tmp_path)
    assert out.getvalue() == expected(list(lines(20_000)))
    assert out.getvalue().count(b"\n") == 20_000


def test_what_fits_needs_no_disk(tmp_path: Path) -> None:
    """Not even a folder for it."""
    out = BytesIO()
    write_sorted(lines(10), out, scratch=tmp_path / "there" / "is none")
    assert out.getvalue() == expected(list(lines(10)))


def test_nothing_is_nothing() -> None:
    """Not a line feed."""
    out = BytesIO()
    assert write_sorted([], out) == 0
    assert out.getvalue() == b""


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_an_interruption_leaves_nothing_behind(error: type[BaseException], tmp_path: Path) -> None:
    """While it reads."""

    def interrupted() -> Iterator[str]:
        yield from lines(1000)
        assert any(tmp_path.iterdir())
        raise error

    with pytest.raises(error):
        write_sorted(interrupted(), BytesIO(), memory=1000, scratch=tmp_path)
    assert list(tmp_path.iterdir()) == []


class Full(BytesIO):
    """A disk that takes one piece."""

    def write(self, data: object) -> int:
        """Take the first one."""
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """While it merges: who opened the file tells of it."""
    with pytest.raises(OSError, match="No space left"):
        write_sorted(lines(5000), Full(), memory=20_000, scratch=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """With what to do."""
    folder = tmp_path / "file"
    folder.touch()
    with pytest.raises(FileError, match=r"file: cannot be written: .*; sorting takes as much room"):
        write_sorted(lines(1000), BytesIO(), memory=1000, scratch=folder)


def test_the_folder_for_temporary_files_is_named_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no other was given, it is the one that cannot be used."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(FileError, match=r"missing/aiactors-sort-\w+: cannot be written"):
        write_sorted(lines(1000), BytesIO(), memory=1000)


def test_no_room_to_sort_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that is full may be another than that of the text."""
    opened = Path.open

    def full(self: Path, mode: str = "r") -> object:
        return opened(Path("/dev/full"), "wb") if "x" in mode else opened(self, mode)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(FileError, match="cannot be written: No space left on device; sorting"):
        write_sorted(lines(1000), BytesIO(), memory=1000, scratch=tmp_path)
    assert list(tmp_path.iterdir()) == []


class Counting(BytesIO):
    """A file that counts how often it is read from."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read, and count."""
        self.reads += 1
        return super().read(size)


def test_a_long_block_is_not_looked_through_for_every_piece_of_it() -> None:
    """That of a hub is much longer than what is read of a run at once."""
    file = Counting(b"x" * 100_000 + b"\n\n" + b"y\n\n")
    run = sorting._Run(file, 10)
    assert run.fill()
    assert run.take(b"x" * 100_000) == [b"x" * 100_000]
    assert run.fill()
    assert run.blocks == [b"y"]
    assert file.reads < 20
