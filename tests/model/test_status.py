"""How attributions make a status: every row of the published table, and the rules around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.model import (
    Attribution,
    Document,
    DossierSet,
    Evidence,
    Override,
    Sources,
    Statement,
    assess,
    holds,
    parse_time,
)
from aiactors.model.status import AFFIRMS, DENIES, LEAVES_OPEN, Voice, voice
from aiactors.schema import load_ontology, short
from tests.strategies import dossier_sets, examples, texts_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "status.md").read_text("utf-8")
SUBJECT, OBJECT = "id:orion", "id:vega"
PUBLISHERS = {
    "own": (SUBJECT, OBJECT),
    "source": ("id:gazette", "id:courier", "id:herald", "id:post"),
    "record": ("id:court", "id:register"),
}


class Row(NamedTuple):
    """A row of the table, for one of the cases that it lists."""

    affirmed: str
    denied: str
    and_: str
    status: str


def cells(line: str) -> list[str]:
    """The cells of a line of a table, without backticks."""
    return [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [cells(line) for line in lines[2:]]


def rows() -> Iterator[Row]:
    """Every case of every row of the table."""
    for affirmed, denied, and_, status, _ in table("The table"):
        for one, other in product(affirmed.split(", "), denied.split(", ")):
            yield Row(one, other, and_, status)


def document(name: str, publisher: str | None, kind: str = "Article", **more: object) -> Document:
    """A document."""
    return Document.model_validate(
        {
            "id": name,
            "kinds": (kind,),
            "names": texts_of("en", text=name),
            "publisher": publisher,
        }
        | more
    )


def said(
    stance: str, said_in: str, claimant: str | None = None, via: str | None = None
) -> Attribution:
    """An attribution."""
    passage = Evidence(document=via or said_in, where="p. 1", gist=texts_of("en", text=stance))
    return Attribution(
        stance=stance, said_in=said_in, claimant=claimant, via=via, evidence=(passage,)
    )


class Case:
    """A statement that is being put together, with the documents that speak of it."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.documents: dict[str, Document] = {}
        self.attributions: list[Attribution] = []
        self.used: dict[str, int] = {}

    def add(self, stance: str, voice_: str) -> Attribution:
        """Let a voice that has not spoken yet take a stance."""
        at = self.used[voice_] = self.used.get(voice_, -1) + 1
        if voice_ == "party":
            made = document(f"talk-{at}", "id:gazette")
            claimant = f"id:person-{at}"
        else:
            publishers = PUBLISHERS[voice_]
            publisher = publishers[at % len(publishers)]
            kind = "Record" if voice_ == "record" else "Article"
            made, claimant = document(f"{voice_}-{at}", publisher, kind), None
        self.documents[made.ref] = made
        attribution = said(stance, made.ref, claimant)
        self.attributions.append(attribution)
        return attribution

    def take_back(self, attribution: Attribution) -> None:
        """Let a speaker retract."""
        self.attributions.append(attribution.model_copy(update={"stance": "Retracts"}))

    def status(self) -> str:
        """Assess it."""
        statement = Statement(
            subject=SUBJECT,
            predicate="acquired",
            object=OBJECT,
            attributions=tuple(self.attributions),
        )
        return assess(statement, self.documents).status


def case_of(row: Row) -> Case:
    """Put together what a row describes."""
    case = Case()
    for voices, stance in ((row.denied, "Denies"), (row.affirmed, "Asserts")):
        for voice_ in () if voices == "nobody" else voices.split(" + "):
            case.add(stance, voice_)
    if row.and_ == "retracts":
        case.take_back(case.add("Asserts", "source"))
    elif row.and_:
        case.add(next(s for s in LEAVES_OPEN if short(s) == row.and_), "source")
    return case


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: " / ".join(filter(None, row)))
def test_every_row_of_the_published_table(row: Row) -> None:
    """The page is the rule; the code carries it out."""
    assert case_of(row).status() == row.status


def test_the_table_has_every_case_once() -> None:
    """Whatever the voices on the two sides, one row and one only says what follows."""
    affirming = [
        "party",
        "party + party",
        "own",
        "own + own",
        "source",
        "source + party",
        "source + own",
        "source + source",
        "record",
        "record + party",
    ]
    denying = ["nobody", "party", "own", "source", "record"]
    every = {(one, other, "") for one, other in product(affirming, denying)}
    every |= {("nobody", other, "") for other in denying[1:]}
    every |= {("nobody", "nobody", other) for other in ("leaves-open", "declines-to-say")}
    every.add(("nobody", "nobody", "retracts"))
    listed = [row[:3] for row in rows()]
    strongest = {  # a second voice beside these changes nothing, so rows on disputes leave it out
        "party + party": "party",
        "source + party": "source",
        "record + party": "record",
    }
    expected = {(strongest.get(a, a) if d != "nobody" else a, d, o) for a, d, o in every}
    assert sorted(listed) == sorted(expected)


@examples(200)
@given(
    st.sampled_from(list(rows())),
    st.lists(st.sampled_from(["LeavesOpen", "DeclinesToSay", "taken back"]), max_size=2),
)
def test_who_says_nothing_or_takes_it_back_changes_nothing(row: Row, others: list[str]) -> None:
    """Beside any row, only where nobody else speaks does it count."""
    case = case_of(row)
    for other in others:
        attribution = case.add("Asserts" if other == "taken back" else other, "party")
        if other == "taken back":
            case.take_back(attribution)
    if (row.affirmed, row.denied) != ("nobody", "nobody"):
        assert case.status() == row.status
    else:
        assert case.status() in ("Unknown", "Retracted")


@examples(60)
@given(dossier_sets())
def test_the_status_of_any_statement_is_one_of_the_ontology(dossiers: DossierSet) -> None:
    """And attributions in another order, or twice, make the same."""
    statuses = load_ontology().concepts_of("StatusScheme")
    for statement in dossiers.statements.values():
        found = assess(statement, dossiers.documents)
        assert found.status in statuses
        twice = (*reversed(statement.attributions), *statement.attributions)
        again = statement.model_copy(update={"attributions": twice})
        assert assess(again, dossiers.documents) == found
        assert found.source_count >= (found.status in ("Established", "Reported", "Claimed")) or (
            statement.override is not None
        )


def test_the_page_lists_every_stance_voice_and_status() -> None:
    """A concept that the ontology gains must be given its place here."""
    ontology = load_ontology()
    sides = {side: set(stances.split(", ")) for stances, side in table("Two sides")}
    assert sides["affirms"] == {short(s) for s in AFFIRMS}
    assert sides["denies"] == {short(s) for s in DENIES}
    assert sides["neither"] == {short(s) for s in LEAVES_OPEN}
    listed = set().union(*sides.values())
    assert listed == {short(s) for s in ontology.concepts_of("StanceScheme")}
    assert [row[0] for row in table("Five voices")] == [v.name.lower() for v in Voice]
    assert {row.status for row in rows()} == set(ontology.concepts_of("StatusScheme"))
    assert set(re.findall(r"`([A-Z][a-z]+)`", PAGE)) == set(ontology.concepts_of("StatusScheme"))


class TestVoices:
    """Who speaks in an attribution."""

    documents: ClassVar = {
        d.ref: d
        for d in (
            document("blog", SUBJECT, "BlogPost"),
            document("gazette-1", "id:gazette"),
            document("reprint", "id:courier", copy_of="id:blog"),
            document("judgment", "id:court", "Record"),
            document("unknown", None),
        )
    }

    @pytest.mark.parametrize(
        ("attribution", "expected"),
        [
            (said("Asserts", "id:blog"), Voice.OWN),
            (said("Asserts", "id:blog", claimant=SUBJECT), Voice.PARTY),
            (said("Asserts", "id:gazette-1"), Voice.SOURCE),
            (said("Reports", "id:gazette-1"), Voice.PARTY),
            (said("Reports", "id:judgment"), Voice.PARTY),
            (said("Asserts", "id:gazette-1", claimant="id:mira"), Voice.PARTY),
            (said("Asserts", "id:reprint"), Voice.OWN),
            (said("Asserts", "id:judgment"), Voice.RECORD),
            (said("Asserts", "id:judgment", claimant="id:mira"), Voice.PARTY),
            (said("Asserts", "id:unknown"), Voice.SOURCE),
            (said("Asserts", "id:blog", via="id:gazette-1"), Voice.OWN),
        ],
    )
    def test_voice(self, attribution: Attribution, expected: Voice) -> None:
        """As the second table of the page says."""
        assert (
            voice(attribution, frozenset({SUBJECT, OBJECT}), Sources.of(self.documents)) is expected
        )


class TestSpeakers:
    """What counts as one speaker, and how many there are."""

    documents: ClassVar = {
        d.ref: d
        for d in (
            document("gazette-1", "id:gazette", published="2024-03"),
            document("gazette-2", "id:gazette", published="2024-02-29"),
            document("courier-1", "id:courier"),
            document("agency-1", "id:agency"),
            document("copy-1", "id:courier", copy_of="id:agency-1"),
            document("copy-2", "id:post", copy_of="id:copy-1"),
            document("loop-1", "id:courier", copy_of="id:loop-2"),
            document("loop-2", "id:post", copy_of="id:loop-1"),
            document("mail-1", None, "Email", published="2018-01-31"),
            document("mail-2", None, "Email", published="2018-02-01"),
            document("stray", None),
        )
    }

    def count(self, *attributions: Attribution) -> tuple[str, int]:
        """The status and the number of sources."""
        statement = Statement(
            subject=SUBJECT, predicate="acquired", object=OBJECT, attributions=attributions
        )
        found = assess(statement, self.documents)
        return found.status, found.source_count

    def test_two_articles_of_one_publisher_are_one(self) -> None:
        """However often it repeats itself."""
        one, two = said("Asserts", "id:gazette-1"), said("Asserts", "id:gazette-2")
        assert self.count(one, two) == ("Reported", 1)
        assert self.count(one, two, said("Asserts", "id:courier-1")) == ("Established", 2)

    def test_a_copy_is_what_it_copies(self) -> None:
        """Over any number of copies; its own publisher does not count."""
        copies = [said("Asserts", f"id:{d}") for d in ("agency-1", "copy-1", "copy-2")]
        assert self.count(*copies) == ("Reported", 1)
        assert self.count(*copies, said("Asserts", "id:courier-1")) == ("Established", 2)

    def test_a_circle_of_copies_ends(self) -> None:
        """It is wrong, and must not hang."""
        assert Sources.of(self.documents).documents["id:loop-1"].origin in ("id:courier", "id:post")
        assert self.count(said("Asserts", "id:loop-1"))[0] == "Reported"

    def test_documents_without_publisher_are_themselves(self) -> None:
        """Also those that are declared nowhere."""
        known = Sources.of(self.documents).documents
        assert known["id:stray"].origin == "id:stray"
        assert known["id:nowhere"].origin == "id:nowhere"
        assert self.count(said("Asserts", "id:stray"), said("Asserts", "id:nowhere")) == (
            "Established",
            2,
        )

    def test_what_one_article_relays_rests_on_it(self) -> None:
        """Three e-mails in one article are one source."""
        relayed = [said("Asserts", f"id:mail-{n}", via="id:gazette-1") for n in (1, 2)]
        assert self.count(*relayed) == ("Reported", 1)
        assert self.count(*relayed, said("Asserts", "id:mail-1")) == ("Established", 2)

    def test_parties_count_only_among_themselves(self) -> None:
        """Each once, whatever documents repeat the words."""
        mira = said("Asserts", "id:gazette-1", "id:mira")
        again = said("Asserts", "id:courier-1", "id:mira")
        tom = said("Asserts", "id:courier-1", "id:tom")
        assert self.count(mira, again) == ("Claimed", 1)
        assert self.count(mira, tom) == ("Claimed", 2)
        assert self.count(mira, tom, said("Asserts", "id:gazette-2")) == ("Reported", 1)

    def test_who_takes_it_back_is_gone_but_a_denial_stays(self) -> None:
        """The one who retracts is the speaker, not the document."""
        first = said("Asserts", "id:gazette-1")
        taken_back = said("Retracts", "id:gazette-2")
        assert self.count(first, taken_back) == ("Retracted", 0)
        assert self.count(first, taken_back, said("Asserts", "id:courier-1")) == ("Reported", 1)
        denied = said("Denies", "id:gazette-1")
        assert self.count(denied, taken_back) == ("Denied", 0)

    @pytest.mark.parametrize(
        ("documents", "expected"),
        [
            (("gazette-1",), date(2024, 3, 31)),
            (("gazette-1", "gazette-2"), date(2024, 2, 29)),
            (("courier-1", "gazette-1"), date(2024, 3, 31)),
            (("courier-1",), None),
        ],
    )
    def test_known_since(self, documents: tuple[str, ...], expected: date | None) -> None:
        """The earliest date, and of a date that is not precise the last day."""
        statement = Statement(
            subject=SUBJECT,
            predicate="acquired",
            object=OBJECT,
            attributions=tuple(said("Denies", f"id:{name}") for name in documents),
        )
        assert assess(statement, self.documents).known_since == expected

    def test_known_since_is_of_the_document_that_was_read(self) -> None:
        """An e-mail of 2018 that was made public in 2024 was not known in 2018."""
        relayed = said("Asserts", "id:mail-1", via="id:gazette-2")
        statement = Statement(
            subject=SUBJECT, predicate="acquired", object=OBJECT, attributions=(relayed,)
        )
        assert assess(statement, self.documents).known_since == date(2024, 2, 29)


def test_an_override_goes_first_and_leaves_the_rest() -> None:
    """The number of sources and the date are those of the sources."""
    statement = Statement(
        subject=SUBJECT,
        predicate="acquired",
        object=OBJECT,
        attributions=(said("Denies", "id:gazette-1"),),
        override=Override(status="Established", reason=texts_of("en", text="Seen by the editor.")),
    )
    assert assess(statement, {}).status == "Established"
    assert assess(statement, {}).source_count == 0


@pytest.mark.parametrize("modality", ["Actual", "Attempted", "Planned"])
@pytest.mark.parametrize("status", ["Established", "Reported", "Claimed", "Denied", "Unknown"])
@pytest.mark.parametrize("rank", ["Preferred", "Normal", "Deprecated"])
def test_what_holds(modality: str, status: str, rank: str) -> None:
    """Actual, established or reported, and not deprecated."""
    statement = Statement(
        subject=SUBJECT,
        predicate="acquired",
        object=OBJECT,
        modality=modality,
        rank=rank,
        when=parse_time("2024"),
        attributions=(said("Asserts", "id:gazette-1"),),
    )
    expected = modality == "Actual" and status in ("Established", "Reported")
    assert holds(statement, status) == (expected and rank != "Deprecated")
