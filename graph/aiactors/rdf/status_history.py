"""How single statements stand from every standpoint: on each day, and by each party's word.

Of one statement this is what :func:`aiactors.rdf.seen_from` makes of all from one standpoint; it
goes by the same functions, and tests hold both equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiactors.model import Attribution, DossierSet, Statement, assess
from aiactors.rdf.attribution import party_of, public_since, word_of
from aiactors.rdf.derived import Derived
from aiactors.rdf.standpoint import is_about, restricted


class StatusHistory:
    """Tells since when statements were known, and who tells them."""

    def __init__(self, dossiers: DossierSet, derived: Derived) -> None:
        """Store the arguments."""
        self._statements = dossiers.statements
        self._entities = dossiers.entities
        self._sources = dossiers.sources
        self._derived = derived

    def history(self, ref: str) -> tuple[tuple[date, str], ...]:
        """Return the days on which a statement's status changed, in order.

        It follows from what was public by then. Each day has the local name of the status. Empty
        where it was not known on any day.
        """
        statement = self._statements[ref]
        since = self._known_since(statement)
        if since is None:
            return ()
        if len(statement.attributions) == 1:
            return ((since, self._derived.assessments[ref].status),)
        public = self._days(statement)
        found: list[tuple[date, str]] = []
        for day in sorted({max(day, since) for day in public if day is not None}):
            status = self._status(statement, public, day)
            if not found or found[-1][1] != status:
                found.append((day, status))
        return tuple(found)

    def told(self, ref: str) -> dict[str, str]:
        """Return who tells a statement: reference → the status by their word alone."""
        return {party: word_of(said) for party, said in self._tellers(ref).items()}

    def words(self, ref: str) -> dict[str, tuple[tuple[date, str], ...]]:
        """Return what each party had said of a statement by then: reference → days and statuses.

        Days are in order; empty where no day is known.
        """
        about = list(self._depends_on(self._statements[ref]))
        tellers = self._tellers(ref).items()
        return {party: self._word(said, party, about) for party, said in tellers}

    def _tellers(self, ref: str) -> dict[str, list[Attribution]]:
        """Who tells a statement and all that it is about, and what of it is their own."""
        statement = self._statements[ref]
        told = self._by_party(statement)
        for about in self._depends_on(statement):
            parties = self._by_party(about).keys()
            told = {party: said for party, said in told.items() if party in parties}
        return told

    def _word(
        self, said: list[Attribution], party: str, about: list[Statement]
    ) -> tuple[tuple[date, str], ...]:
        """What one party had said from each day on, and of what that is about."""
        public = [(public_since(a, self._entities), a) for a in said]
        days = [day for day, _ in public if day is not None]
        firsts = [min(days, default=None), *(self._first(self._by_party(s)[party]) for s in about)]
        if None in firsts:
            return ()
        since = max(day for day in firsts if day is not None)
        if len(said) == 1:
            return ((since, word_of(said)),)
        found: list[tuple[date, str]] = []
        for day in sorted({max(day, since) for day in days}):
            status = word_of([a for then, a in public if then is not None and then <= day])
            if not found or found[-1][1] != status:
                found.append((day, status))
        return tuple(found)

    def _first(self, said: list[Attribution]) -> date | None:
        """The first day on which one of some attributions was public."""
        days = (public_since(attribution, self._entities) for attribution in said)
        return min((day for day in days if day is not None), default=None)

    def _by_party(self, statement: Statement) -> dict[str, list[Attribution]]:
        """What each party says of a statement."""
        told: dict[str, list[Attribution]] = {}
        for attribution in statement.attributions:
            party = party_of(attribution, self._entities)
            if party is not None:
                told.setdefault(party, []).append(attribution)
        return told

    def _days(self, statement: Statement) -> list[date | None]:
        """The day since which each attribution of a statement was public."""
        return [public_since(attribution, self._entities) for attribution in statement.attributions]

    def _known_since(self, statement: Statement) -> date | None:
        """The first day on which it was public, and all that it is about."""
        last = date.min
        for one in (statement, *self._depends_on(statement)):
            first = min((day for day in self._days(one) if day is not None), default=None)
            if first is None:
                return None
            last = max(last, first)
        return last

    def _depends_on(self, statement: Statement) -> Iterator[Statement]:
        """The statements that it is about, directly or over others."""
        waiting, seen = list(is_about(statement)), {statement.ref}
        while waiting:
            ref = waiting.pop()
            if ref not in seen and ref in self._statements:
                seen.add(ref)
                yield self._statements[ref]
                waiting += is_about(self._statements[ref])

    def _status(self, statement: Statement, public: list[date | None], day: date) -> str:
        """How it stood on a day on which it was known."""
        counts = [since is not None and since <= day for since in public]
        if all(counts):
            return self._derived.assessments[statement.ref].status
        known = dict(zip(map(id, statement.attributions), counts, strict=True))
        left = restricted(statement, lambda attribution: known[id(attribution)]) or statement
        if self._derived.one_voice:
            return word_of(left.attributions)
        return assess(left, self._sources).status
