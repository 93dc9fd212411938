"""Opening a graph from wherever it is: the release, a store, a server, a file or dossiers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from aiactors.errors import AiActorsError, FileError, InputError
from aiactors.graph import Graph, Positions
from aiactors.remote import is_address, open_server
from aiactors.resources import release_path
from aiactors.store import FORMATS, ReleaseStore, Store


def open_graph(where: str | Path | None = None) -> Graph:
    """Open a graph.

    Args:
        where: a file of RDF (``.trig``, ``.ttl``, ``.nq`` …), the folder of a store on disk, a
            folder of dossiers, or one dossier; the address of a SPARQL server, as a text that
            begins with ``http://`` or ``https://``; the release that ships with the package if
            left out.

    Returns:
        The graph.

    Raises:
        FileError: if there is nothing of the kind, or it cannot be read.
        DossierError: if it is dossiers, and something in them is wrong.
        RdfError: if it is RDF that does not parse.
        InputError: if it is an address, and none of a server; or records.
        MissingExtraError: if it is an address, and what speaks HTTP is not installed.

    Example:
        >>> len(open_graph().store) > 1000
        True
    """
    if where is None:
        folder = release_path()
        positions = partial(read_positions, folder / "positions.json")
        return Graph(ReleaseStore(folder), positions=positions)
    if isinstance(where, str) and is_address(where):
        return Graph(open_server(where), positions=partial(positions_beside, release_path()))
    path = Path(where)
    if not path.exists():
        raise FileError(path, "no such file or folder: name a store, a file of RDF or dossiers")
    if path.is_dir() and (path / "CURRENT").exists():
        return Graph(Store.on_disk(path, read_only=True), positions=partial(positions_beside, path))
    refuse_records(path)
    if path.is_dir() or path.suffix in (".yaml", ".yml"):
        from aiactors.dossier import read_dossiers

        return Graph.of_dossiers(read_dossiers(path), partial(positions_beside, path))
    return Graph(Store.of_file(path), positions=partial(positions_beside, path.parent))


def refuse_records(path: Path) -> None:
    """See that a path holds no records, of which a store is made before they are asked.

    Args:
        path: what is to be opened, or checked.

    Raises:
        InputError: if it is a file of records, or a folder that holds some and no dossier.

    Example:
        >>> refuse_records(Path("graph/dossiers"))
    """
    if path.suffix.lower() in FORMATS:
        return
    from aiactors.records import is_records

    if not path.exists() or not is_records(path) or next(path.glob("*.y*ml"), None):
        return
    raise InputError(
        f"{path} holds records: make a store of them first, with "
        f"aiactors build {path} --store FOLDER, and name that"
    )


def positions_beside(folder: Path) -> Positions:
    """The positions that lie with a graph, or else those of the release: places are kept."""
    try:
        own = folder / "positions.json"
        return read_positions(own if own.is_file() else release_path() / "positions.json")
    except AiActorsError:
        return {}


def read_positions(path: Path) -> Positions:
    """Read where entities are drawn.

    Args:
        path: a file of JSON: id → [x, y].

    Returns:
        Id → position.

    Raises:
        FileError: if it cannot be read, or holds something else.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): _place(place) for key, place in table.items()}
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror or error}") from None
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        why = "does not hold positions: delete it, and the network is laid out anew"
        raise FileError(path, why) from None


def _place(value: Iterable[float]) -> tuple[float, float]:
    x, y = map(float, value)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"nothing can stand at {x}, {y}")
    # Whole numbers as such: the page is the same as where the places were not read.
    return (int(x), int(y)) if x.is_integer() and y.is_integer() else (x, y)
