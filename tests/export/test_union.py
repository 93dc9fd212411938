"""A large store as a file, and a store that cannot be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.errors import FileError
from aiactors.export import write_union

MANY = 5_000


@pytest.fixture
def broken(tmp_path: Path) -> ox.Store:
    """A store on disk of which some blocks in the middle are no longer what was written."""
    folder = tmp_path / "store"
    store = ox.Store(str(folder))
    lines = (f"<urn:{n}> <urn:p> <urn:{7 * n}> .\n" for n in range(MANY))
    store.bulk_load("".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    store.flush()
    store.optimize()
    del store
    for path in folder.glob("*.sst"):
        data = bytearray(path.read_bytes())
        if len(data) > MANY:
            middle = len(data) // 3
            data[middle : middle + 2_000] = bytes(2_000)
            path.write_bytes(data)
    return ox.Store.read_only(str(folder))


@pytest.mark.parametrize("format_", ["nt", "ttl"])
def test_a_store_that_breaks_off_is_no_whole_export(format_: str, broken: ox.Store) -> None:
    """What was read until then must not be taken for all of it."""
    with pytest.raises(FileError, match=r"cannot be read to its end: .*[Cc]orruption"):
        write_union(broken, format_, BytesIO())
