"""Arrays of Arrow from those of numpy and back, as they lie in memory.

``pyarrow.array`` and ``to_numpy`` import pandas where it is installed, which takes a fifth of a
second of every short program. These do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray


_MOST = 2**31 - 1
"""Bytes of texts, or texts of lists, that an array holds."""


def numbers(values: NDArray[Any], type_: Any = None, there: NDArray[np.bool_] | None = None) -> Any:
    """Return numbers as an array.

    Args:
        values: the numbers.
        type_: the type of Arrow that they are read as; their own, if left out.
        there: which of them are no gaps; all, if left out.

    Example:
        >>> numbers(np.array([1, 2], np.int32), there=np.array([True, False])).to_pylist()
        [1, None]
    """
    known = type_ or pa.from_numpy_dtype(values.dtype)
    data = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(known, len(values), [_bits(there), data])


def truths(values: NDArray[np.bool_]) -> Any:
    """Return truth values as an array.

    Example:
        >>> truths(np.array([True, False])).to_pylist()
        [True, False]
    """
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, _bits(values)])


def texts(values: Sequence[str | None]) -> Any:
    """Return texts as an array.

    Args:
        values: the texts; None is a gap.

    Example:
        >>> texts(["a", None, "é"]).to_pylist()
        ['a', None, 'é']
    """
    data = [b"" if text is None else text.encode() for text in values]
    there = None
    if None in values:
        there = np.fromiter((text is not None for text in values), np.bool_, len(values))
    buffers = [_bits(there), _ends(data), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(pa.string(), len(data), buffers)


def lists(values: Sequence[Sequence[str]]) -> Any:
    """Return lists of texts as an array.

    Example:
        >>> lists([["a", "b"], []]).to_pylist()
        [['a', 'b'], []]
    """
    inner = texts(list(chain.from_iterable(values)))
    type_ = pa.list_(pa.string())
    return pa.Array.from_buffers(type_, len(values), [None, _ends(values)], children=[inner])


def plain(column: Any, gap: int | None = None) -> NDArray[Any]:
    """Return an array of numbers or truth values as one of numpy, which must not be written to.

    Args:
        column: an array in one piece.
        gap: what stands in gaps; anything, if left out.

    Example:
        >>> plain(truths(np.array([True, False, True]))[1:]).tolist()
        [False, True]
        >>> plain(numbers(np.array([7, 8]), there=np.array([True, False])), -1).tolist()
        [7, -1]
    """
    there, data = column.buffers()
    at = slice(column.offset, column.offset + len(column))
    if pa.types.is_boolean(column.type):
        return _truths(data, at)
    found = np.frombuffer(data or b"", str(column.type))[at]
    if gap is None or there is None:
        return found
    return np.where(_truths(there, at), found, np.array(gap, found.dtype))


def _truths(bits: Any, at: slice) -> NDArray[np.bool_]:
    found = np.unpackbits(np.frombuffer(bits or b"", np.uint8), bitorder="little")
    return found[at].astype(np.bool_)


def _ends(values: Sequence[Sequence[Any]]) -> Any:
    """Where each of some values ends that follow each other."""
    ends = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=ends[1:])
    if ends[-1] > _MOST:
        raise pa.ArrowCapacityError("a column has more than 2 GiB of texts")
    return pa.py_buffer(ends.astype(np.int32))


def _bits(values: NDArray[np.bool_] | None) -> Any:
    return None if values is None else pa.py_buffer(np.packbits(values, bitorder="little"))
