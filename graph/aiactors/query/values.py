"""Terms as plain Python values: from the engine's objects, and from how the engine writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox

from aiactors.vocabulary import PREFIXES, curie, iri

_MAKERS: Final[dict[str, Callable[[str], Any]]] = {
    iri("xsd:integer"): int,
    iri("xsd:date"): date.fromisoformat,
    iri("xsd:decimal"): Decimal,
    iri("xsd:boolean"): lambda text: text in ("true", "1"),
    iri("xsd:double"): float,
}
"""Datatype → what makes a value of a text."""

_BY_ENDING: Final = {f"^^<{kind}>": make for kind, make in _MAKERS.items()}
"""What stands behind a text of that datatype → the same."""

_ENTITY: Final = f"<{PREFIXES['id']}"
_LOCAL: Final = len(_ENTITY)
_ESCAPE = re.compile(r"\\(.)")
_SIGNS = {"t": "\t", "n": "\n", "r": "\r"}
_WORDS = {"": None, "true": True, "false": False}


def to_python(term: Any) -> Any:
    """Return a term of pyoxigraph as a Python value; None for what is not bound.

    Short addresses and texts become ``str``, numbers ``int``, ``Decimal`` and ``float``, days
    ``date``, truth values ``bool``.

    Example:
        >>> to_python(ox.Literal(3)), to_python(ox.NamedNode(iri("id:openai")))
        (3, 'id:openai')
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else curie(getattr(term, "value", str(term)))
    return _made(_MAKERS.get(term.datatype.value), term.value)


def _made(make: Callable[[str], Any] | None, text: str) -> Any:
    """The value of a text; what its own datatype does not allow stays text."""
    if make is None:
        return text
    try:
        return make(text)
    except (ValueError, ArithmeticError):
        return text


def of_cell(cell: str) -> Any:
    r"""Return a cell of the engine's TSV as a Python value, as :func:`to_python` does.

    Example:
        >>> of_cell('"oui"@fr'), of_cell("3"), of_cell("<https://w3id.org/ai-actors/id/openai>")
        ('oui', 3, 'id:openai')
    """
    if cell.startswith(_ENTITY):  # as most addresses: soonest done
        return "id:" + cell[_LOCAL:-1]
    first = cell[:1]
    if first == "<" and cell[1] != "<":
        return curie(cell[1:-1])
    if first == '"':
        end = cell.rindex('"')
        text = cell[1:end]
        if "\\" in text:
            text = _ESCAPE.sub(lambda escape: _SIGNS.get(escape[1], escape[1]), text)
        return _made(_BY_ENDING.get(cell[end + 1 :]), text)
    if cell in _WORDS:
        return _WORDS[cell]
    if first == "_":
        return cell[2:]
    return _triple(cell) if first == "<" else _number(cell)


def of_cells(cells: Iterable[str]) -> list[Any]:
    """Return some cells as Python values; see :func:`of_cell`."""
    # Without a call for each address: of a short answer, that would be what takes longest.
    return [
        "id:" + cell[_LOCAL:-1] if cell.startswith(_ENTITY) else of_cell(cell) for cell in cells
    ]


def _number(cell: str) -> Any:
    """Numbers stand without a datatype: it follows from their signs."""
    if "e" in cell or "E" in cell:
        return _made(float, cell)
    return _made(Decimal if "." in cell else int, cell)


def _triple(cell: str) -> Any:
    """A triple as a term, which the engine alone can read."""
    data = f"?x\n{cell}\n".encode()
    answer = ox.parse_query_results(data, ox.QueryResultsFormat.TSV)
    assert isinstance(answer, ox.QuerySolutions)
    return to_python(next(answer)[0])
