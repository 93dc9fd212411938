"""A store of rdflib over the engine of this project."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib.store import VALID_STORE

from aiactors.errors import FileError, InputError
from aiactors.rdflib_store.beside import Beside
from aiactors.rdflib_store.forms import Forms
from aiactors.rdflib_store.prefixes import Prefixes
from aiactors.rdflib_store.reading import UNION
from aiactors.rdflib_store.updating import Updating
from aiactors.store import Store

if TYPE_CHECKING:
    from rdflib.term import Identifier


_OPEN: dict[Path, weakref.WeakSet[RdflibStore]] = {}
"""Folder → the stores that have it open in this process, and may change it."""


class RdflibStore(Updating):
    """A store of rdflib whose triples lie in Oxigraph, in memory or on disk.

    SPARQL goes to the engine as a whole, and is answered row by row.

    What is kept: ``triples`` and all that rests on it give back each term to the letter:
    ``"01"^^xsd:integer``, ``"1750000.00"^^xsd:decimal``, ``"a"@en-GB``, and addresses that the
    standard would not call so. ``INSERT DATA`` keeps forms as well, in an update that has nothing
    but data.

    What is not: the answers of SPARQL hold literals as the engine writes them: ``1``,
    ``1750000``, ``en-gb``; ``xsd:int`` and its kin are ``xsd:integer``. It compares values: a
    pattern with ``01`` finds ``1``, where rdflib would not. An update with a pattern deletes a
    literal in all its forms, and writes literals in the engine's form.

    Changes are final at once: there is nothing to roll back (wrap the store in rdflib's
    ``AuditableStore`` for that), and ``commit`` makes sure that the disk has them. There are no
    formulas, so N3 cannot be parsed into it, and no blank nodes for predicates. ``SERVICE`` and
    ``LOAD`` are refused. What only rdflib can answer, such as functions that were registered with
    it, it answers itself, over the triples of the store.

    Several processes may read one folder; one may change it, through any number of stores.

    Args:
        configuration: the folder to open, see :meth:`open`.
        identifier: not used.
        engine: an open store of the engine.
        read_only: whether nothing is changed; prefixes are then bound for the time being.
        united: whether the default graph of ``engine`` is the union of its named graphs.

    Example:
        >>> import rdflib
        >>> graph = rdflib.Graph(store="Aiactors")
        >>> _ = graph.parse(data="<http://x.example/a> <http://x.example/b> 'c' .")
        >>> [str(row.o) for row in graph.query("SELECT ?o { ?s ?p ?o }")]
        ['c']
    """

    def __init__(
        self,
        configuration: str | None = None,
        identifier: Identifier | None = None,
        *,
        engine: ox.Store | None = None,
        read_only: bool = False,
        united: bool = False,
    ) -> None:
        """Open what is named, or begin with nothing, in memory."""
        self._read_only = read_only
        self._given = engine is not None
        self._beside: Beside | None = None
        self._users: weakref.WeakSet[RdflibStore] = weakref.WeakSet()
        self._prefixes = Prefixes()
        self._start(ox.Store() if engine is None else engine, Forms(), united=united)
        super().__init__(configuration, identifier)

    # --- opening ----------------------------------------------------------------------------

    def open(self, configuration: Any, create: bool = False) -> int:
        """Open a store on disk.

        Args:
            configuration: its folder.
            create: whether it is made where there is none.

        Returns:
            rdflib's sign that the store is valid.

        Raises:
            FileError: if there is none, or it cannot be opened.
            InputError: if something was added before.
        """
        folder = Path(configuration)
        if self._given or self._beside is not None or len(self):
            raise InputError("this store is in use: open a folder with a new one")
        users = _OPEN.setdefault(folder.resolve(), weakref.WeakSet())
        if not self._read_only and (other := next(iter(users), None)) is not None:
            self.__dict__ = other.__dict__  # the engine lets in one writer: both are one
            users.add(self)
            return VALID_STORE
        if not (create and not self._read_only) and not (folder / "CURRENT").is_file():
            raise FileError(folder, "there is no store; make one with create=True")
        engine = Store.on_disk(folder, read_only=self._read_only).inner
        self._beside = Beside(folder, read_only=self._read_only)
        self._prefixes = Prefixes(self._beside, read_only=self._read_only)
        self._start(engine, Forms(self._beside))
        self._in_one_step = True
        self._union = not self._read_only and engine.contains_named_graph(UNION)
        self._drop_union()  # left by a run that was cut off
        self._forget_forms()
        if not self._read_only:
            self._users = users
            users.add(self)
        return VALID_STORE

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Close the store; what is in memory is gone."""
        self._users.discard(self)
        if self._users:  # the others go on
            self.__dict__ = dict(self.__dict__)
        elif self._beside is not None:
            self._drop_union()
            self._beside.close()
        self._beside = None
        self._start(_Closed(), Forms())  # type: ignore[arg-type]

    def destroy(self, configuration: Any) -> None:
        """Remove a store from the disk; close it first.

        Args:
            configuration: its folder.

        Raises:
            FileError: if there is no store.
        """
        folder = Path(configuration)
        if not (folder / "CURRENT").is_file():
            raise FileError(folder, "there is no store to remove")
        shutil.rmtree(folder)

    def commit(self) -> None:
        """Wait until the disk has all changes."""
        if not self._read_only:
            self._engine.flush()

    def rollback(self) -> None:
        """Refuse: changes are final at once."""
        raise InputError("changes are final here: wrap the store in rdflib's AuditableStore")


class _Closed:
    """What stands in the place of the engine when a store is closed."""

    def __getattr__(self, name: str) -> Any:
        raise InputError("the store is closed: open it again with a new one")
