"""The store of a release, which answers as soon as the union of its graphs is read.

Most questions do not name a graph. To put the named graphs beside the union takes as long again,
so that is done when the first question, or the model, needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import FileError, RdfError
from aiactors.resources import ontology_path
from aiactors.store.formats import rdf_format
from aiactors.store.kept import can_write, keep, keep_part, kept_place, kept_store
from aiactors.store.lazy import CompletedStore


class ReleaseStore(CompletedStore):
    """The graph of a release: kept on disk from an earlier run, or else in memory.

    The folder has ``ai-actors.ttl`` and ``ai-actors.trig``.

    Example:
        >>> from aiactors.resources import release_path
        >>> store = ReleaseStore(release_path())
        >>> bool(store.query("ASK { id:elon-musk ai:founded id:openai }"))
        True
        >>> bool(store.query("ASK { GRAPH dossier:openai { ?s ?p ?o } }"))
        True
    """

    is_release = True

    def __init__(self, folder: Path) -> None:
        """Open what was kept of it, or read the union."""
        union = folder / "ai-actors.ttl"
        self._files = (union, folder / "ai-actors.trig", ontology_path() / "ai.ttl")
        self._place = self._current_place()
        kept = kept_store(self._files)
        if kept is not None:
            super().__init__(kept.inner, kept.folder)
            self._is_united = True
        else:
            super().__init__()
            self._read(union)
            self.add_ontology()
            self._is_whole = False

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return f"the release, {super().place}"

    def keep(self, beside: Callable[[Path], None] | None = None) -> None:
        """Keep it on disk, so that the next run opens it at once (:mod:`aiactors.store.kept`)."""
        keep(self._files, beside)

    def keep_part(self, name: str, build: Callable[[Path, Path], None]) -> None:
        """Put a folder into that of the kept store, whole or not at all.

        ``build`` is given the folder to fill, and that of the store. One that exists stays.
        """
        place = self.place_to_keep()
        if place is not None:
            keep_part(place, name, build)

    def place_to_keep(self) -> Path | None:
        """Return the folder in which it is, or can be kept.

        None if nothing can be written, or the files of the release were changed since it was
        opened.
        """
        place = self._current_place()
        return place if place and place == self._place and can_write(place) else None

    def _current_place(self) -> Path | None:
        try:
            return kept_place(self._files)
        except OSError:
            return None

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of its named graphs, straight from the file: quicker than a store."""
        named = self._files[1]
        try:
            yield from ox.parse(named.read_bytes(), rdf_format(named))
        except SyntaxError as error:
            raise RdfError(str(named), str(error.msg), error.lineno or 0) from None
        except OSError as error:
            raise FileError(named, f"cannot be read: {error.strerror or error}") from None

    def _complete(self) -> None:
        self._read(self._files[1])

    def _read(self, path: Path) -> None:
        try:
            self._inner.load(path.read_bytes(), rdf_format(path))
        except SyntaxError as error:
            raise RdfError(str(path), str(error.msg), error.lineno or 0) from None
        except OSError as error:
            raise FileError(path, f"cannot be read: {error.strerror or error}") from None
