"""The article's dossier says what the article says, as well as that, and nothing more.

``gold.yaml`` beside this file lists what a careful reader finds in the article: for each passage
the statements that follow from it, and the statements that nobody may read into it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from aiactors.dossier import read_dossiers
from aiactors.model import Attribution, Document, Dossier, Evidence, Statement, Text, text_hash
from aiactors.schema import short

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "openai-emails-2024"
FILE = ROOT / "graph" / "dossiers" / f"{NAME}.yaml"
GOLD: dict[str, Any] = yaml.load(
    Path(__file__).with_name("gold.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
ARTICLE: str = GOLD["article"]
TEXT = ROOT.parent / "shared" / "documents" / f"{ARTICLE}.fr.txt"
AFFIRMING = {"Asserts", "Reports"}
WORDS_IN_COMMON = 7
"""So many words in a row are a sentence of someone else's."""


@dataclass(frozen=True)
class Expected:
    """A statement that follows from a passage.

    Attributes:
        id: its name inside the dossier.
        claim: the entry that it belongs to.
        spec: what the entry says of it.
    """

    id: str
    claim: str
    spec: dict[str, Any]

    def get(self, key: str, default: str = "") -> str:
        """Return one thing that it must be, or the default."""
        return str(self.spec.get(key, default))

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, relation and object."""
        subject, relation, object_ = self.spec["is"]
        return subject, relation, object_

    @property
    def positions(self) -> set[str]:
        """Where its passages may stand."""
        return {*GOLD["claims"][self.claim]["passages"], *self.spec.get("also", ())}


EXPECTED = [
    Expected(spec["id"], claim, spec)
    for claim, entry in GOLD["claims"].items()
    for spec in entry["statements"]
]
BY_ID = {expected.id: expected for expected in EXPECTED}


@functools.cache
def dossier() -> Dossier:
    """Return the article's dossier, read together with the actors that it names."""
    both = read_dossiers([FILE.with_name("actors.yaml"), FILE])
    return next(d for d in both.dossiers if d.name == NAME)


def bare(ref: str | None) -> str:
    """Return a reference as a dossier writes it."""
    if ref is None:
        return ""
    kind, _, name = ref.partition(":")
    return short(name) if kind == "ai" else name


def object_of(statement: Statement) -> str:
    """Return the object of a statement as a dossier writes it."""
    if isinstance(statement.object, Text):
        return statement.object.text
    return bare(statement.object) if isinstance(statement.object, str) else str(statement.object)


def triple(statement: Statement) -> tuple[str, str, str]:
    """Return subject, relation and object as a dossier writes them."""
    return bare(statement.subject), short(statement.predicate), object_of(statement)


def facets(statement: Statement) -> dict[str, str]:
    """Return all that makes a statement what it is, besides its triple."""
    return {
        "modality": short(statement.modality),
        "when": str(statement.when or ""),
        "share": str(statement.share or ""),
        "bound": short(statement.bound or ""),
        "role": dict(statement.role).get("en", ""),
        "condition": statement.condition or "",
    }


def wanted_facets(expected: Expected) -> dict[str, str]:
    """Return what the facets of a statement must be."""
    wanted = {key: expected.get(key) for key in ("when", "share", "bound", "role")}
    condition = expected.get("condition")
    return wanted | {
        "modality": expected.get("modality", "actual"),
        "condition": found(BY_ID[condition]).ref if condition else "",
    }


def found(expected: Expected) -> Statement:
    """Return the one statement of the dossier that is as expected."""
    alike = [s for s in dossier().statements if triple(s) == expected.triple]
    wanted = wanted_facets(expected)
    same = [s for s in alike if facets(s) == wanted]
    assert len(same) == 1, f"{expected.id}: want {wanted}, have {[facets(s) for s in alike]}"
    return same[0]


def position(evidence: Evidence) -> str:
    """Return where a passage stands, as a dossier writes it."""
    return f"{evidence.start}-{evidence.end}"


def passages() -> Iterator[tuple[Statement, Attribution, Evidence]]:
    """Yield every passage of the dossier."""
    for statement in dossier().statements:
        for attribution in statement.attributions:
            for evidence in attribution.evidence:
                yield statement, attribution, evidence


def documents() -> dict[str, Document]:
    """Return the documents of the dossier, by id."""
    return {document.id: document for document in dossier().documents}


# --- the list itself -----------------------------------------------------------------------------


def test_the_list_is_complete() -> None:
    """A claim that is lost from the list would be lost from the dossier unseen."""
    tiers = Counter(entry["tier"] for entry in GOLD["claims"].values())
    assert tiers == {"A": 33, "B": 22, "C": 5}
    assert list(GOLD["forbidden"]) == [f"N{number:02}" for number in range(1, 19)]


# --- what the dossier must say -------------------------------------------------------------------


@pytest.mark.parametrize("claim", GOLD["claims"])
def test_every_claim_is_stated(claim: str) -> None:
    """Each is there with its polarity, modality, claimant, document and date."""
    for expected in (e for e in EXPECTED if e.claim == claim):
        (attribution,) = found(expected).attributions
        document = expected.get("in", ARTICLE)
        assert short(attribution.stance) == expected.get("stance", "asserts")
        assert bare(attribution.claimant) == expected.get("by")
        assert bare(attribution.said_in) == document
        assert bare(attribution.via) == ("" if document == ARTICLE else ARTICLE)
        if said := expected.get("said"):
            assert str(documents()[document].published) == said


@pytest.mark.parametrize("claim", GOLD["claims"])
def test_every_claim_has_its_passages(claim: str) -> None:
    """All passages of the entry carry it, and no others do."""
    hashes: dict[str, str] = GOLD["claims"][claim]["passages"]
    seen: set[str] = set()
    for expected in (e for e in EXPECTED if e.claim == claim):
        (attribution,) = found(expected).attributions
        have = {position(e): e.quote_hash for e in attribution.evidence}
        assert have.keys() <= expected.positions, expected.id
        assert {at: hash_ for at, hash_ in have.items() if at in hashes}.items() <= hashes.items()
        seen |= have.keys()
    assert seen >= hashes.keys()


def test_nothing_else_is_stated() -> None:
    """What no passage of the list bears out has no place in the dossier."""
    assert {s.ref for s in dossier().statements} == {found(e).ref for e in EXPECTED}


def test_statements_have_their_names() -> None:
    """Other dossiers refer to statements by these names."""
    raw = yaml.load(FILE.read_text("utf-8"), Loader=yaml.BaseLoader)
    names = {s["id"]: (s["subject"], s["relation"], s["object"]) for s in raw["statements"]}
    assert names == {e.id: e.triple for e in EXPECTED}


def test_every_passage_stands_in_the_article() -> None:
    """Only the article was read."""
    for statement, attribution, evidence in passages():
        assert bare(evidence.document) == bare(attribution.read_in) == ARTICLE, statement.ref
        assert evidence.start is not None
        assert evidence.quote_hash is not None
        assert evidence.gist
        assert evidence.quote is None


# --- what it must not say ------------------------------------------------------------------------


def fits(statement: Statement, pattern: dict[str, Any]) -> bool:
    """Tell whether a statement is of the kind that a pattern describes."""
    parts = zip(triple(statement), ("subject", "relation", "object"), strict=True)
    return all(pattern[key] == "any" or part in pattern[key] for part, key in parts)


def affirmed(statement: Statement) -> bool:
    """Tell whether anybody says that it is or was really so."""
    stances = {a.stance for a in statement.attributions}
    return statement.modality == "Actual" and not stances.isdisjoint(AFFIRMING)


@pytest.mark.parametrize("rule", GOLD["forbidden"])
def test_what_nobody_may_read_into_it(rule: str) -> None:
    """A reading that reverses, completes or invents is worse than none."""
    patterns = GOLD["forbidden"][rule] or {}
    for pattern in patterns.get("absent", ()):
        assert [triple(s) for s in dossier().statements if fits(s, pattern)] == []
    for pattern in patterns.get("unreal", ()):
        fitting = [s for s in dossier().statements if fits(s, pattern)]
        assert [triple(s) for s in fitting if affirmed(s)] == []


def test_n05_closedai_is_nobody() -> None:
    """The name in Musk's offer is a text, and belongs to no organisation."""
    names = {n.text.casefold() for e in dossier().entities for n in e.all_names}
    assert not any("closedai" in name for name in names)


def test_n11_chief_scientist_without_doubt_only_until_november() -> None:
    """After the move against Altman the article is not sure of the position."""
    sure = [
        s.when
        for s in dossier().statements
        if s.predicate in ("chiefScientistOf", "worksFor", "leads") and affirmed(s)
    ]
    assert [str(when) for when in sure] == ["/2023-11?"]
    for when in sure:
        assert when is not None
        assert not when.bounds.ongoing
        assert when.bounds.latest_end == date(2023, 11, 30)


def test_n16_sutskever_declines_nothing() -> None:
    """It is Altman who would not answer, of Sutskever."""
    declined = [
        (bare(a.claimant), bare(s.subject))
        for s in dossier().statements
        for a in s.attributions
        if a.stance == "DeclinesToSay"
    ]
    assert declined == [("sam-altman", "ilya-sutskever")]


def test_n17_page_furniture_is_not_read() -> None:
    """The comment form under the article is none of its text."""
    names = [n.text.casefold() for e in dossier().entities for n in e.all_names]
    furniture = ("laisser un", "commentaire", "veuillez", "votre nom")
    assert [n for n in names if any(word in n for word in furniture)] == []
    assert max(e.end or 0 for _, _, e in passages()) <= int(GOLD["body-ends"])


def test_n18_inferred_dates_say_so() -> None:
    """A year that the article does not name carries a question mark."""
    for statement in dossier().statements:
        as_written = statement.as_written("fr") or ""
        for part in str(statement.when or "").split("/"):
            year = re.match(r"\d{4}", part)
            assert year is None or "?" in part or year[0] in as_written, triple(statement)
    for document in documents().values():
        assert str(document.published or "?").endswith("?") or str(document.published) == "2016"


# --- against the article, where it is at hand -----------------------------------------------------


@pytest.fixture(scope="module")
def article() -> str:
    """The text of the article, untouched."""
    if not TEXT.is_file():
        pytest.skip(f"the article is not at hand: {TEXT.parent} does not exist")
    return TEXT.read_bytes().decode("utf-8")


def test_the_text_is_the_one_that_was_read(article: str) -> None:
    """Positions are true of one text only."""
    assert documents()[ARTICLE].file == TEXT.name
    assert documents()[ARTICLE].text_hash == text_hash(article)


def test_every_hash_is_that_of_its_passage(article: str) -> None:
    """Hashes are recomputed, so a shifted position is found."""
    for statement, _, evidence in passages():
        passage = article[evidence.start : evidence.end]
        assert evidence.quote_hash == text_hash(passage), triple(statement)


def words(text: str) -> list[str]:
    """Return the words of a text, small, without marks between them."""
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("file", [FILE, *sorted(Path(__file__).parent.glob("gold.*"))])
def test_no_sentence_of_the_article_is_ours(article: str, file: Path) -> None:
    """Its sentences belong to those who wrote it; its title may stand."""
    title = dict(documents()[ARTICLE].names)["fr"]
    theirs = words(article.replace(title, ""))
    ours = " ".join(words(file.read_text("utf-8").replace(title, "")))
    runs = {
        " ".join(theirs[at : at + WORDS_IN_COMMON])
        for at in range(len(theirs) - WORDS_IN_COMMON + 1)
    }
    assert [run for run in sorted(runs) if f" {run} " in f" {ours} "] == []
