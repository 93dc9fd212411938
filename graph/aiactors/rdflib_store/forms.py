"""The forms of literals that the engine would change.

The engine keeps the value of a number or a time and not how it was written: ``"01"^^xsd:int``
becomes ``"1"^^xsd:integer``. SPARQL needs that, to compare. So the engine keeps its own form, and
here stands, for each quad whose literal was another one, which it was: one quad of the engine then
stands for one triple of rdflib, or for several that differ in the form alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aiactors.rdflib_store.beside import Beside
from aiactors.rdflib_store.terms import same

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib.term import Literal


class Forms:
    """Quads of the engine, and the literals that they stand for.

    Args:
        beside: where they are kept from one run to the next.

    Example:
        >>> import pyoxigraph as ox
        >>> from rdflib import XSD, Literal
        >>> from aiactors.rdflib_store.terms import from_engine, kept, to_engine
        >>> forms, name = Forms(), ox.NamedNode("http://x.example/")
        >>> written = Literal("01", datatype=XSD.integer, normalize=False)
        >>> quad = ox.Quad(name, name, kept(to_engine(written)))
        >>> forms.add(quad, from_engine(quad.object), written, there=False)
        True
        >>> [str(form) for form in forms.of(quad, from_engine(quad.object))]
        ['01']
    """

    def __init__(self, beside: Beside | None = None) -> None:
        """Read what was kept."""
        self._of: dict[ox.Quad, list[Literal]] = {}
        self._beside = beside
        self._new: set[ox.Quad] = set()
        for quad, form in () if beside is None else beside.forms():
            self._of.setdefault(quad, []).append(form)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._of)

    def __contains__(self, quad: ox.Quad) -> bool:
        """Whether a quad stands for other literals than its own."""
        return quad in self._of

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield the quads."""
        return iter(list(self._of))

    def of(self, quad: ox.Quad, own: Literal) -> tuple[Literal, ...]:
        """Return the literals that a quad stands for.

        Args:
            quad: a quad that the engine holds.
            own: its own literal.

        Returns:
            Its own literal, where nothing else is known.
        """
        found = self._of.get(quad)
        return (own,) if found is None else tuple(found)

    def add(self, quad: ox.Quad, own: Literal, form: Literal, *, there: bool) -> bool:
        """Let a quad stand for one more literal.

        Args:
            quad: the quad, as the engine keeps it.
            own: its own literal.
            form: the literal as it was written.
            there: whether the engine holds the quad already.

        Returns:
            Whether a triple is new by that.
        """
        forms = self._of.get(quad)
        if forms is None:
            forms = [own] if there else []
            if _equal(own, form):
                return not there
        if any(same(form, known) for known in forms):
            return False
        self._of[quad] = [*forms, form]
        self._new.add(quad)
        return True

    def remove(self, quad: ox.Quad, own: Literal, forms: Iterable[Literal]) -> bool:
        """Let a quad no longer stand for some literals.

        Args:
            quad: a quad that the engine holds.
            own: its own literal.
            forms: the literals.

        Returns:
            Whether it stands for none any more, and is to be removed from the engine.
        """
        gone = list(forms)
        left = [form for form in self.of(quad, own) if not any(same(form, g) for g in gone)]
        if quad in self._of:
            self._new.add(quad)
            if left and not (len(left) == 1 and _equal(left[0], own)):
                self._of[quad] = left
            else:
                del self._of[quad]
        return not left

    def forget(self, quads: Iterable[ox.Quad]) -> None:
        """Forget what some quads stand for: the engine does not hold them any more."""
        for quad in quads:
            if self._of.pop(quad, None) is not None:
                self._new.add(quad)

    def keep(self) -> None:
        """Write what is new to the disk."""
        if self._new and self._beside is not None:
            self._beside.keep_forms((quad, self._of.get(quad, ())) for quad in self._new)
        self._new.clear()


def _equal(one: Literal, other: Literal) -> bool:
    """Whether two literals are the same to the letter."""
    return (str(one), one.language, one.datatype) == (str(other), other.language, other.datatype)
