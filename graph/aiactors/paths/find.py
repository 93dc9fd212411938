"""From the entities that are asked for to their ties, in words and with sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from aiactors.errors import InputError
from aiactors.model import Attribution, Evidence, Statement, in_language
from aiactors.model.status import AFFIRMS, voice
from aiactors.network.kinds import DRAWN, kind_of_classes
from aiactors.network.model import Kind
from aiactors.network.project import Projector
from aiactors.paths.data import Hop, Support, Tie, Ties
from aiactors.paths.links import Conditions, Links, links, penalty
from aiactors.record import RecordMaker
from aiactors.record.sources import Sources
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from aiactors.columns import Columns

MOST = 100
"""The most ties of one pair that may be asked for."""

LONGEST = 12
"""The most hops that a tie may have."""

MOST_ENTITIES = 20
"""The most entities whose ties may be asked for at once."""


Read = Callable[[Iterable[str], Iterable[str]], Projector]
"""References of statements, and of entities → a model that holds them, in words."""


class PathFinder:
    """Finds the ties between entities of a graph.

    Args:
        columns: the graph.
        read: reads the part of its model that holds some statements and entities.
    """

    def __init__(self, columns: Columns, read: Read) -> None:
        """Keep both; what may be a hop is gathered when it is needed."""
        self.columns = columns
        self._read = read
        self._links: dict[Conditions, Links] = {}

    def find(
        self,
        refs: Sequence[str],
        conditions: Conditions | None = None,
        k: int = 5,
        longest: int = 6,
        lang: str = "en",
        *,
        every: bool = True,
    ) -> Ties:
        """Return the best ties between each two of some entities.

        Args:
            refs: references of the entities, at least two.
            conditions: which statements may be hops.
            k: how many ties of each pair at the most.
            longest: how many hops a tie may have at the most.
            lang: ``en`` or ``fr``.
            every: whether every statement behind a hop is told, or the best one alone.

        Returns:
            The ties: the shortest first; of those, what stands better.

        Raises:
            InputError: if there are not two entities, or one that no way can lead to; or if a
                number is out of its range.
        """
        refs = list(dict.fromkeys(refs))
        self._check(refs, k, longest)
        known = self._of(conditions or Conditions())
        pairs = tuple(combinations(refs, 2))
        ways = [way for pair in pairs for way in known.ways(*pair, k, longest)]
        behind = _behind(ways, known)
        told = [ref for found in behind.values() for ref in _told(found, every=every)]
        projector = self._read(told, refs)
        words = _Words(projector, behind, lang, every=every)
        return Ties(
            names={ref: projector.words(ref, lang) for ref in refs},
            pairs=pairs,
            ties=words.ties(ways),
            sources=words.sources.citations(),
        )

    def kind(self, ref: str) -> Kind | None:
        """Return what an entity is drawn as; None where it is not there."""
        code = self.columns.refs.code(ref)
        classes = () if code is None else self.columns.kinds([code])[0]
        if classes:
            return kind_of_classes(classes, load_ontology())
        # Of whom nothing is said, the columns of statements do not know.
        return self._read((), [ref]).kinds.get(ref)

    def _check(self, refs: Sequence[str], k: int, longest: int) -> None:
        if len(refs) < 2:
            raise InputError("ties lead from one entity to another: name two different ones")
        if len(refs) > MOST_ENTITIES:
            raise InputError(f"ties of more than {MOST_ENTITIES} entities: name fewer")
        for name, value, most in (("k", k, MOST), ("longest", longest, LONGEST)):
            if not 1 <= value <= most:
                raise InputError(f"{name} {value}: use a number from 1 to {most}")
        for ref in refs:
            kind = self.kind(ref)
            if kind not in DRAWN:
                name = self._read((), [ref]).words(ref)
                raise InputError(
                    f"{name} is a {kind}: ties lead between people, "
                    "organisations, groups, products and events"
                )

    def _of(self, conditions: Conditions) -> Links:
        if conditions not in self._links:
            if len(self._links) >= 16:  # days are without number
                self._links.clear()
            self._links[conditions] = links(self.columns, conditions)
        return self._links[conditions]


Behind = Mapping[tuple[str, str], Sequence[str]]
"""Start and end of a hop → references of the statements behind it, the best one first."""


def _behind(ways: Iterable[Sequence[str]], known: Links) -> Behind:
    hops = dict.fromkeys(hop for way in ways for hop in pairwise(way))
    return {hop: known.between(*hop) for hop in hops}


def _told(behind: Sequence[str], *, every: bool) -> Sequence[str]:
    return behind if every else behind[:1]


class _Words:
    """Says ties in words; the documents that the best statements rest on get the first numbers."""

    def __init__(self, projector: Projector, behind: Behind, lang: str, *, every: bool) -> None:
        self.projector = projector
        self.behind = behind
        self.lang = lang
        self.every = every
        self._hops: dict[tuple[str, str], Hop] = {}
        self.maker = RecordMaker(projector, lang)
        self.sources = Sources(projector.dossiers, lang)

    def ties(self, ways: Iterable[Sequence[str]]) -> tuple[Tie, ...]:
        ways = list(ways)
        for way in ways:
            for hop in pairwise(way):
                self._source(self._statements(*hop)[0])
        return tuple(map(self.tie, ways))

    def tie(self, way: Sequence[str]) -> Tie:
        hops = tuple(map(self.hop, pairwise(way)))
        assessments = self.projector.derived.assessments
        costs = [penalty(assessments[hop.best.statement]) for hop in hops]
        return Tie(hops, costs.index(max(costs)))

    def hop(self, ends: tuple[str, str]) -> Hop:
        """A hop in words; ways share most of theirs."""
        if ends not in self._hops:
            self._hops[ends] = self._hop(*ends)
        return self._hops[ends]

    def _hop(self, start: str, end: str) -> Hop:
        return Hop(
            start=start,
            end=end,
            start_name=self.projector.words(start, self.lang),
            end_name=self.projector.words(end, self.lang),
            supports=tuple(self.support(one, start) for one in self._statements(start, end)),
            statements=tuple(self.behind[start, end]),
        )

    def _statements(self, start: str, end: str) -> list[Statement]:
        told = _told(self.behind[start, end], every=self.every)
        return [self.projector.dossiers.statements[ref] for ref in told]

    def support(self, statement: Statement, start: str) -> Support:
        line = self.maker.line(statement, start, Sources(self.projector.dossiers, self.lang))
        number, gist = self._source(statement)
        return Support(
            statement=statement.ref,
            sentence=line.sentence,
            relation=line.relation,
            forward=statement.subject == start,
            when=line.when,
            details=line.details,
            modality=line.modality,
            status=line.status,
            status_words=line.status_words,
            source_count=line.source_count,
            gist=gist,
            source=number,
        )

    def _source(self, statement: Statement) -> tuple[int, str]:
        """The number of the best document that a statement rests on, and what it says."""
        attribution = min(statement.attributions, key=lambda a: self._order(statement, a))
        evidence = min(attribution.evidence, key=_order_of_passage)
        gist = in_language(evidence.gist, self.lang) or evidence.quote or ""
        return self.sources.number(attribution.read_in), gist

    def _order(self, statement: Statement, attribution: Attribution) -> tuple[object, ...]:
        """Who affirms before who does not, the weightier voice, what has an address, the older."""
        sources = self.projector.dossiers.sources
        concerned = frozenset({statement.subject, statement.object_ref or ""})
        document = self.projector.dossiers.documents.get(attribution.read_in)
        published = document.published if document is not None else None
        return (
            attribution.stance not in AFFIRMS,
            -voice(attribution, concerned, sources),
            document is None or document.url is None,
            published.edtf if published is not None else "9999",
            attribution.sort_key,
        )


def _order_of_passage(evidence: Evidence) -> tuple[bool, str]:
    return not evidence.gist, evidence.id
