"""Hypothesis strategies for the model, up to whole sets of dossiers that are valid in all ways.

A set made here could have been written by a person: every id is declared once, subjects and
objects fit their relations, statements refer to each other without circles, and every source has
a place and a gist. Texts are hostile: quotes, control characters, other scripts.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from aiactors.dossier import read_dossiers
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Money,
    Object,
    Override,
    Statement,
    Text,
    Time,
    text_hash,
)
from aiactors.resources import dossiers_path
from aiactors.schema import Relation, load_ontology

LANGUAGES = st.sampled_from(["ar", "de", "en", "fr", "zh", "zh-hant"])
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def examples(most: int) -> settings:
    """Settings for a test that tries so many examples."""
    return settings(max_examples=most)


HOSTILE = (
    "no",
    "~",
    "null",
    "2017",
    "- x",
    "a: b # c",
    "&a *b !!python/object",
    "<<",
    '"""\n\\"',
    "'''",
    '\\u0041 \\" \\\\',
    '" . <http://evil.example/s> <http://evil.example/p> "x',
    "} GRAPH <http://evil.example/g> {",
    "</script><script>alert(1)</script>",
    "Zoë Ærø ß İı",
    "人工智能",
    "الذكاء الاصطناعي",
    "🤖\u200d🤖",
    "\ufeffx",
    "a\x00b\x1b[31m\x7f\x85\u2028\u2029",
    " lead and trail ",
    "\ttab\r\nnew line\n\n",
)

TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
)
"""Any text that is not empty."""

NO_OR_TEXT = st.none() | TEXT

SLUGS = st.lists(st.text("az09", min_size=1, max_size=4), min_size=1, max_size=3).map("-".join)

ADDRESSES = st.builds(
    "{}://{}/{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["a.example", "www.zoë.example:8080", "u:p@b.example"]),
    st.text("aZ09-._~/?&=+,;:@!$'()*é人", max_size=8),
)


@st.composite
def texts(draw: st.DrawFn, required: tuple[str, ...] = ()) -> tuple[LangString, ...]:
    """Texts in languages, one each, in the required languages at least."""
    more = draw(st.sets(LANGUAGES, min_size=0 if required else 1, max_size=2))
    return tuple(LangString(lang, draw(TEXT)) for lang in sorted({*required, *more}))


TEXTS = texts()
BILINGUAL = texts(("en", "fr"))
ALIASES = st.lists(st.builds(LangString, LANGUAGES, TEXT), max_size=2).map(tuple)


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    """A year, a month or a day, with or without a mark."""
    day = draw(DAYS)
    parts = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"]
    return "-".join(parts[: draw(st.integers(1, 3))]) + draw(st.sampled_from(["", "?", "~", "%"]))


def first_day(single: str) -> date:
    """The first day of a single date."""
    year, *rest = map(int, single.rstrip("?~%").split("-"))
    month, day = [*rest, 1, 1][:2]
    return date(year, month, day)


def last_day(single: str) -> date:
    """The last day of a single date."""
    year, *rest = map(int, single.rstrip("?~%").split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1])


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """An interval that is right: it does not end before it starts."""
    left, right = draw(single_dates()), draw(single_dates())
    if last_day(right) < first_day(left):
        left, right = right, left
    open_start, open_end = st.sampled_from(["", ".."]), st.sampled_from(["", ".."])
    return draw(
        st.one_of(
            st.just(f"{left}/{right}"),
            open_end.map(lambda end: f"{left}/{end}"),
            open_start.map(lambda start: f"{start}/{right}"),
        )
    )


TIMES = st.one_of(single_dates(), intervals())

AMOUNTS = st.builds(
    Money,
    currency=st.text("AUSDZ", min_size=3, max_size=3),
    value=st.one_of(
        st.integers(0, 10**17).map(Decimal),
        st.decimals(0, 10**9, places=6, allow_nan=False, allow_infinity=False),
    ),
)
SHARES = st.decimals(0, 1, places=4, allow_nan=False, allow_infinity=False)
HASHES = st.binary(min_size=32, max_size=32).map(lambda digest: f"sha256:{digest.hex()}")


def kinds(*, documents: bool) -> tuple[str, ...]:
    """Local names of the classes of documents, or of all other things."""
    ontology = load_ontology()
    names = sorted(ontology.kinds.values())
    return tuple(n for n in names if ("Document" in ontology.ancestors(n)) is documents)


def plain(kind: str) -> Entity:
    """An entity with nothing but an id, a kind and a name."""
    return Entity(id=f"the-{kind.lower()}", kinds=(kind,), names=texts_of("en", "fr", text=kind))


@functools.cache
def shipped_dossiers() -> DossierSet:
    """The dossiers that ship, read once for all tests."""
    return read_dossiers(dossiers_path())


def texts_of(*languages: str, text: str) -> tuple[LangString, ...]:
    """One text in languages."""
    return tuple(LangString(lang, text) for lang in languages)


@st.composite
def facets(draw: st.DrawFn, /, **strategies: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Values for at most four of many facets: a thing that has them all is rare and slow."""
    chosen = draw(_some_of(tuple(sorted(strategies))))
    return {name: draw(strategies[name]) for name in sorted(chosen)}


@functools.cache  # a strategy that is made anew is checked anew, which takes longer than a draw
def _some_of(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=4, unique=True)


ENTITIES = st.builds(
    lambda id_, kinds, names, more: Entity(
        id=id_, kinds=load_ontology().most_specific(kinds), names=names, **more
    ),
    SLUGS,
    st.lists(st.deferred(lambda: st.sampled_from(kinds(documents=False))), min_size=1, max_size=2),
    BILINGUAL | TEXT.map(lambda text: texts_of("en", "fr", text=text)),
    facets(
        aliases=ALIASES,
        same_as=st.lists(ADDRESSES, max_size=2).map(tuple),
        homepage=ADDRESSES,
        tier=st.deferred(lambda: st.sampled_from(load_ontology().concepts_of("TierScheme"))),
        owner=st.just("id:the-researchlab"),
        note=TEXTS,
    ),
)

DOCUMENTS = st.builds(
    lambda id_, kind, names, more: Document(id=f"doc-{id_}", kinds=(kind,), names=names, **more),
    SLUGS,
    st.deferred(lambda: st.sampled_from(kinds(documents=True))),
    TEXTS,
    facets(
        aliases=ALIASES,
        note=TEXTS,
        publisher=st.sampled_from(["id:the-person", "id:the-researchlab"]),
        published=TIMES,
        language=LANGUAGES,
        url=ADDRESSES,
        copy_of=st.just("id:the-article"),
        file=st.sampled_from(["a.txt", "é b.fr.txt"]),
        text_hash=HASHES,
        accessed=DAYS,
    ),
)


START, LENGTH = st.none() | st.integers(0, 10**6), st.integers(1, 500)
NO_OR_HASH = st.none() | HASHES


@functools.cache
@st.composite
def passages(draw: st.DrawFn, document: str) -> Evidence:
    """A passage of a document, with a place and a gist or the words themselves."""
    quote = draw(NO_OR_TEXT)
    where = draw(NO_OR_TEXT)
    start = draw(START)
    if quote is None and where is None and start is None:
        where = draw(TEXT)
    return Evidence(
        document=document,
        where=where,
        start=start,
        end=None if start is None else start + draw(LENGTH),
        quote_hash=draw(NO_OR_HASH) if quote is None else text_hash(quote),
        gist=draw(TEXTS) if quote is None else (),
        quote=quote,
    )


@functools.cache
def _passages(document: str) -> st.SearchStrategy[list[Evidence]]:
    return st.lists(passages(document), min_size=1, max_size=2, unique_by=lambda e: e.id)


@functools.lru_cache(maxsize=64)
@st.composite
def attributions(
    draw: st.DrawFn, documents: tuple[str, ...], agents: tuple[str, ...]
) -> tuple[Attribution, ...]:
    """One to three attributions; no two by the same speaker with the same stance."""
    keys = st.tuples(
        st.sampled_from(load_ontology().concepts_of("StanceScheme")),
        st.none() | st.sampled_from(agents),
        st.sampled_from(documents),
        st.none() | st.sampled_from(documents),
    )
    return tuple(
        Attribution(
            stance=stance,
            claimant=claimant,
            said_in=said_in,
            via=via,
            # By the document: of what two dossiers say, the same passage speaks of one time.
            speaks_of=(None, "Present", "Past")[len(said_in) % 3],
            evidence=tuple(draw(_passages(via or said_in))),
        )
        for stance, claimant, said_in, via in draw(
            st.lists(keys, min_size=1, max_size=3, unique=True)
        )
    )


@functools.cache
def _is_a(kinds: tuple[str, ...], classes: frozenset[str]) -> bool:
    return load_ontology().is_a(kinds, classes)


class World:
    """What statements can be about: entities of every kind, and statements made before."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Keep the entities."""
        self.ontology = load_ontology()
        self.concepts = {
            scheme: self.ontology.concepts_of(scheme)
            for scheme in (
                "StatusScheme",
                "ModalityScheme",
                "RankScheme",
                "BoundScheme",
                "ResponseScheme",
            )
        }
        self.entities = entities
        self.statements: tuple[str, ...] = ()

    def fitting(self, classes: frozenset[str]) -> tuple[str, ...]:
        """References of all that is of one of the classes."""
        found = tuple(e.ref for e in self.entities if _is_a(e.kinds, classes))
        return found + (self.statements if "Statement" in classes else ())

    def objects(self, relation: Relation) -> st.SearchStrategy[Object]:
        """Objects that a relation may have."""
        if relation.scheme is not None:
            concepts = self.ontology.concepts_of(relation.scheme)
            return st.sampled_from([f"ai:{concept}" for concept in concepts])
        if relation.takes_money:
            return AMOUNTS
        if relation.datatype == "integer":
            return st.integers(0, 10**20)
        if relation.datatype == "string":
            return st.builds(Text, text=TEXT)
        return st.sampled_from(self.fitting(relation.object_classes))

    def relations(self) -> list[Relation]:
        """Relations that something here can be the subject and the object of."""
        return [
            r
            for r in self.ontology.relations.values()
            if self.fitting(r.subject_classes)
            and (not r.takes_entity or self.fitting(r.object_classes))
        ]


@st.composite
def statements(draw: st.DrawFn, world: World) -> Statement:
    """A statement about what the world holds."""
    relation = draw(st.sampled_from(world.relations()))
    sources = draw(
        attributions(world.fitting(frozenset({"Document"})), world.fitting(frozenset({"Agent"})))
    )
    stances = {a.stance for a in sources}
    two_sided = stances & {"Asserts", "Reports"} and stances & {"Denies", "Disputes"}
    statuses = [s for s in world.concepts["StatusScheme"] if s != "Disputed" or two_sided]
    ties: dict[str, st.SearchStrategy[Any]] = {}
    if world.statements:
        others = st.sampled_from(world.statements)
        several = st.lists(others, max_size=2, unique=True).map(lambda refs: tuple(sorted(refs)))
        ties = {"condition": others, "contradicts": several, "supports": several}
    more = draw(
        facets(
            when=TIMES,
            modality=st.sampled_from(world.concepts["ModalityScheme"]),
            rank=st.sampled_from(world.concepts["RankScheme"]),
            role=TEXTS,
            share=SHARES,
            amount=AMOUNTS,
            bound=st.sampled_from(world.concepts["BoundScheme"]),
            date_expression=TEXTS,
            response=st.sampled_from(world.concepts["ResponseScheme"]),
            override=st.builds(Override, status=st.sampled_from(statuses), reason=TEXTS),
            note=TEXTS,
            **ties,
        )
    )
    return Statement(
        subject=draw(st.sampled_from(world.fitting(relation.subject_classes))),
        predicate=relation.name,
        object=draw(world.objects(relation)),
        attributions=sources,
        **more,
    )


CAST = ("Person", "ResearchLab", "Product", "Merger", "FundingRound", "Lawsuit", "Proposition")
ARTICLE = Document(
    id="the-article",
    kinds=("Article",),
    names=texts_of("en", text="Article"),
    publisher="id:the-person",
    published=Time(edtf="2024-03-01"),
)


@st.composite
def dossier_sets(draw: st.DrawFn, most_statements: int = 4) -> DossierSet:
    """A set of one to three dossiers that speak of each other's entities and statements."""
    names = draw(st.lists(SLUGS, min_size=1, max_size=3, unique=True))
    homes = st.integers(0, len(names) - 1)
    things = [*map(plain, CAST), draw(ENTITIES), ARTICLE, draw(DOCUMENTS)]
    world = World(things)
    said: list[dict[str, Statement]] = [{} for _ in names]
    for _ in range(draw(st.integers(1, most_statements))):
        statement = draw(statements(world))
        for home in draw(st.lists(homes, min_size=1, max_size=2)):
            said[home].setdefault(statement.id, statement)
        world.statements = tuple(sorted({*world.statements, statement.ref}))
    shares = [(draw(homes), thing) for thing in things]
    return DossierSet(
        dossiers=tuple(
            Dossier(
                name=name,
                title=draw(BILINGUAL),
                about=draw(st.just(()) | TEXTS),
                bulk=draw(st.booleans()),
                entities=tuple(
                    e for home, e in shares if home == at and not isinstance(e, Document)
                ),
                documents=tuple(d for home, d in shares if home == at and isinstance(d, Document)),
                statements=tuple(said[at].values()),
            )
            for at, name in enumerate(names)
        )
    )
