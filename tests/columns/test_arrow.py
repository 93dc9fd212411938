"""Arrays of Arrow and of numpy, from one to the other: what pyarrow makes, and no pandas for it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.columns import arrow
from tests.strategies import TEXT, examples

NUMBERS = st.lists(st.integers(-(2**31), 2**31 - 1), max_size=20)


@examples(50)
@given(values=st.lists(st.none() | TEXT, max_size=20))
def test_texts(values: list[str | None]) -> None:
    """Any text, and gaps."""
    made = arrow.texts(values)
    made.validate(full=True)
    assert made.equals(pa.array(values, pa.string()))
    assert made.null_count == values.count(None)


@examples(50)
@given(values=st.lists(st.lists(TEXT, max_size=3), max_size=10))
def test_lists(values: list[list[str]]) -> None:
    """Lists of texts, some of them empty."""
    made = arrow.lists(values)
    made.validate(full=True)
    assert made.equals(pa.array(values, pa.list_(pa.string())))


@examples(50)
@given(values=NUMBERS, data=st.data())
def test_numbers(values: list[int], data: st.DataObject) -> None:
    """Numbers with gaps, there and back, whole or a slice of them."""
    there = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    gaps = np.array(there, np.bool_)
    made = arrow.numbers(np.array(values, np.int32), pa.date32(), gaps)
    made.validate(full=True)
    known = zip(values, there, strict=True)
    plain = pa.array([value if is_there else None for value, is_there in known], pa.int32())
    assert made.view(pa.int32()).equals(plain)
    start = data.draw(st.integers(0, len(values)))
    cut = made.view(pa.int32())[start:]
    assert arrow.plain(cut, 7).tolist() == plain[start:].fill_null(7).to_pylist()
    assert arrow.plain(arrow.truths(gaps)[start:]).tolist() == there[start:]


def test_too_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an array of Arrow cannot hold is no array that is cut off."""
    monkeypatch.setattr(arrow, "_MOST", 3)
    with pytest.raises(pa.ArrowCapacityError, match="2 GiB"):
        arrow.texts(["four"])


def test_no_pandas() -> None:
    """Columns are made and read without what other programs would read them with."""
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from aiactors.columns import columns_of\n"
        "from aiactors.dossier import read_dossiers\n"
        "from aiactors.rdf import derive\n"
        "dossiers = read_dossiers(Path('tests/golden'))\n"
        "columns = columns_of(dossiers, derive(dossiers))\n"
        "columns.counts(date(2020, 1, 1)), columns.carriers(columns.direct_rows())\n"
        "assert 'pandas' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
