"""A graph in which the ties between actors are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from aiactors.errors import InputError, NotFoundError, nearest
from aiactors.graph.partial import Partial

if TYPE_CHECKING:
    from aiactors.paths import PathFinder, Ties


class Tied(Partial):
    """A graph that can be asked, and what ties its actors."""

    @cached_property
    def path_finder(self) -> PathFinder:
        """What finds ties; it keeps what may be a hop from one call to the next.

        It searches the columns; of the store, only that is read which the ties rest on.
        """
        from aiactors.paths import PathFinder

        return PathFinder(self.columns, lambda some, ends: self.holding(some, ends).projector)

    def paths(
        self,
        start: str,
        end: str,
        *more: str,
        k: int = 5,
        only: str | None = None,
        as_of: date | str | None = None,
        without: Collection[str] = (),
        longest: int = 6,
        disputed: bool = False,
        bulk: bool = False,
        lang: str = "en",
        every: bool = True,
    ) -> Ties:
        """Return the best ties between two actors, or between each two of several.

        A tie is a way from one to the other over what holds: direct triples, read either way,
        between people, organisations, groups, products and events. An event counts as a step on
        the way: an investor, the round, the company. Shorter ways go first; of those, what more
        independent sources establish.

        Args:
            start: the name of an actor.
            end: the name of another one.
            *more: further ones; each two of all of them are tied.
            k: how many ties of each two, at the most.
            only: ``established``, to leave out what is reported by one source alone.
            as_of: a day on which relations can have held; what happened by then counts.
            without: relations that are left out: ``competes-with`` or ``competesWith``.
            longest: how many hops at the most.
            disputed: whether statements that are claimed, disputed, denied or unknown may be hops.
            bulk: whether what stands in bulk dossiers alone may be a hop.
            lang: the language of names and words.
            every: whether every statement behind a hop is read and told, or the best one alone:
                between those who are much spoken of, there are hundreds.

        Returns:
            The ties, each hop with the statements behind it; none where nothing ties them.

        Raises:
            NotFoundError: if an actor or a relation is unknown.
            InputError: if both are the same, one is no actor, product or event, or an argument
                is wrong.
            DateError: if the day is none.

        Example:
            >>> import aiactors
            >>> ties = aiactors.open().paths("Ilya Sutskever", "Microsoft", k=1)
            >>> ties[0].start, ties[0].end
            ('id:ilya-sutskever', 'id:microsoft')
        """
        from aiactors.model import parse_day
        from aiactors.paths import Conditions

        if only not in (None, "established"):
            raise InputError(f"only {only!r}: use 'established', or leave it out")
        conditions = Conditions(
            established=only is not None,
            as_of=parse_day(as_of) if isinstance(as_of, str) else as_of,
            without=frozenset(map(_relation, without)),
            disputed=disputed,
            bulk=bulk,
        )
        refs = [self._actor(name) for name in (start, end, *more)]
        return self.path_finder.find(refs, conditions, k, longest, lang, every=every)

    def _actor(self, name: str) -> str:
        """The reference of what a name stands for, where documents may have the same one."""
        from aiactors.network.kinds import DRAWN

        kind = self.path_finder.kind
        found = [ref for ref in self.matches(name) if kind(ref) in DRAWN]
        return found[0] if len(found) == 1 else self.entity(name).ref


def _relation(name: str) -> str:
    """The local name of a relation, from that or as dossiers write it."""
    from aiactors.schema import load_ontology

    ontology = load_ontology()
    found = ontology.relation_names.get(name, name)
    if found not in ontology.relations:
        raise NotFoundError("relation", name, nearest(name, ontology.relation_names))
    return found
