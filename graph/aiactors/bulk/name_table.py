"""What a dossier names, so small that it can be kept of every one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

import numpy as np

from aiactors.vocabulary import BASE, iri

_OBJECT = re.compile(rb"> <" + re.escape(BASE.encode()) + rb"((?:id|statement)/[^>]*)>")


class Named:
    """Keeps in mind what lines of N-Quads have as objects: entities, documents, statements.

    What is kept of each is a checksum. Two that have one by chance cost a look at a dossier that
    does not name what is sought.

    Example:
        >>> named = Named()
        >>> line = f"<{iri('st:1')}> <{iri('ai:saidIn')}> <{iri('id:wire')}> <{iri('dossier:a')}> ."
        >>> named.see(line.encode())
        >>> [names(named.marks(), marks([ref])) for ref in ("id:wire", "st:1")]
        [True, False]
    """

    def __init__(self) -> None:
        """Start empty."""
        self._found: set[bytes] = set()

    def see(self, lines: bytes) -> None:
        """Remember what lines of N-Quads name."""
        self._found.update(_OBJECT.findall(lines))

    def marks(self) -> bytes:
        """Return the checksums of all that was named."""
        return _packed(self._found)


def marks(refs: Iterable[str]) -> bytes:
    """Return the checksums of references, four bytes for each."""
    return _packed(iri(ref).removeprefix(BASE).encode() for ref in refs)


def names(named: bytes, sought: bytes) -> bool:
    """Tell whether a dossier names any of what is sought.

    Both are checksums (see :func:`marks`).
    """
    known, wanted = (np.frombuffer(part, np.uint32) for part in (named, sought))
    if not len(known):
        return False
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return bool((known[places] == wanted).any())


def _packed(found: Iterable[bytes]) -> bytes:
    """Checksums in order."""
    sums = np.fromiter(map(crc32, found), np.uint32)
    sums.sort()
    return sums.tobytes()
