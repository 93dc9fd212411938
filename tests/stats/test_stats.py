"""What is counted, and that every statement is counted once in every table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aiactors.dossier import read_text
from aiactors.model import DossierSet
from aiactors.rdf import derive
from aiactors.schema import load_ontology
from aiactors.stats import Stats, Table, count, tier_of
from aiactors.stats.markdown import as_markdown
from aiactors.stats.tables import most
from tests.strategies import shipped_dossiers

if TYPE_CHECKING:
    from pathlib import Path

CASE = """\
dossier: case
title: {en: Case, fr: Affaire}
entities:
  mira: {kind: person, names: Mira, aliases: {zh: [米拉]}}
  lab: {kind: research-lab, names: Lab}
  vega: {kind: company, names: Vega}
  court: {kind: court, names: Court}
  gazette: {kind: media-organization, names: Gazette, tier: outlet}
  courier: {kind: media-organization, names: Courier, tier: outlet, owner: vega}
  mill: {kind: media-organization, names: Mill, tier: weak}
  sheet: {kind: media-organization, names: Sheet}
documents:
  gazette-1: {title: One, publisher: gazette, published: 2024-01-02, language: en}
  courier-1: {title: Two, publisher: courier, published: 2024-01-02, language: fr}
  mill-1: {title: Three, publisher: mill, language: en}
  mill-copy: {title: Four, publisher: mill, copy-of: gazette-1}
  blog-1: {kind: blog-post, title: Five, publisher: lab, language: en}
  judgment: {kind: record, title: Six, publisher: court}
  sheet-1: {title: Seven, publisher: sheet}
  stray: {title: Eight}
statements:
  - subject: mira
    relation: founded
    object: lab
    when: 2015-12
    sources:
      - {in: gazette-1, where: p. 1, gist: She did.}
      - {in: courier-1, where: p. 1, gist: She did.}
  - subject: mira
    relation: left
    object: lab
    when: 2018/2019
    sources: [{in: mill-1, where: p. 1, gist: She left.}]
  - subject: mira
    relation: sued
    object: lab
    sources:
      - {in: judgment, where: p. 1, gist: She sued.}
      - {in: lab-post, where: p. 1, gist: She sued.}
  - subject: lab
    relation: valuation
    object: USD 5
    when: 2019
    modality: sought
    sources:
      - {in: gazette-1, by: mira, where: p. 1, gist: Five.}
      - {in: gazette-1, by: vega, where: p. 1, gist: Five.}
""".replace("lab-post", "blog-1")


@pytest.fixture(scope="module")
def counted() -> Stats:
    """The counts of the case."""
    dossiers = read_text(CASE, "case.yaml")
    return count(dossiers, derive(dossiers))


def rows(counted: Stats, title: str) -> dict[str, int]:
    """The rows of a table that are not empty."""
    return {name: n for t in counted if t.title == title for name, n in t.rows.items() if n}


def test_the_whole(counted: Stats) -> None:
    """Two parties are no two independent sources."""
    assert rows(counted, "The whole") == {
        "dossiers": 1,
        "entities": 8,
        "documents": 8,
        "statements": 4,
        "statements with two or more independent sources": 2,
        "statements disputed, denied, or of what did not (yet) happen": 1,
        "attributions": 7,
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Statements by status", {"established": 2, "claimed": 2}),
        (
            "Statements by number of independent sources",
            {"none: parties or weak pages alone, or nobody affirms it": 2, "two": 2},
        ),
        (
            "Statements by the best tier among their sources",
            {"outlet": 2, "record": 1, "weak": 1},
        ),
        (
            "Documents by tier",
            {"record": 1, "first party": 1, "outlet": 3, "weak": 1, "not known": 2},
        ),
        (
            "Statements by the year in which they begin",
            {"2015": 1, "2018": 1, "2019": 1, "no date": 1},
        ),
        ("Documents by language", {"en": 3, "fr": 1, "not given": 4}),
        ("Entities with a name in a language", {"en": 8, "fr": 8, "zh": 1}),
        ("Entities by kind", {"organization": 7, "person": 1}),
        (
            "Money, lawsuits, departures by independent sources",
            {
                "money: fewer than two": 1,
                "lawsuits: two or more": 1,
                "departures: fewer than two": 1,
            },
        ),
    ],
)
def test_a_table(counted: Stats, title: str, expected: dict[str, int]) -> None:
    """As one counts by hand."""
    assert rows(counted, title) == expected


@pytest.mark.heavy
def test_every_statement_is_counted_once() -> None:
    """Whatever a table counts statements by, they are all there: in the curated dossiers."""
    dossiers = shipped_dossiers()
    counted = count(dossiers, derive(dossiers))
    said = len(dossiers.curated.statements)
    for table in counted.tables:
        if table.title.startswith("Statements by") and table.key != "dossier":
            assert sum(table.rows.values()) == said, table.title
        if table.title.startswith("Documents by"):
            assert sum(table.rows.values()) == len(dossiers.curated.documents), table.title


def test_nothing_can_be_counted() -> None:
    """A graph that is empty has tables all the same."""
    empty = count(DossierSet(), derive(DossierSet()))
    assert empty.totals.rows["statements"] == 0
    assert as_markdown(empty).startswith("## The whole\n")


def test_the_tier_of_who_has_none() -> None:
    """A court keeps records, a company tells of itself, and of a medium nothing is known."""
    entities = read_text(CASE, "case.yaml").entities
    ontology = load_ontology()
    tiers = {name: tier_of(entities[f"id:{name}"], ontology) for name in ("court", "lab", "sheet")}
    assert tiers == {"court": "RecordTier", "lab": "FirstPartyTier", "sheet": None}


def test_names_stay_names_in_markdown() -> None:
    """A dossier of somebody else is counted, and does not write the page."""
    hostile = Stats(Table("The whole", "a|b", {"<b>|*x*\n## y": 1}), (), ())
    assert as_markdown(hostile).splitlines() == [
        "## The whole",
        "",
        "| a\\|b | number |",
        "|---|---:|",
        "| \\<b\\>\\|\\*x\\* \\#\\# y | 1 |",
    ]


def test_json_holds_the_same_numbers(counted: Stats) -> None:
    """For other programs."""
    data = json.loads(json.dumps(counted.as_data()))
    assert data == {table.title: table.rows for table in counted}
    assert len(data) == len(list(counted))


@pytest.mark.parametrize("audited", [True, False])
def test_the_page_begins_with_what_was_written_by_hand(
    audited: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an audit was written, it stands before the numbers."""
    from aiactors.reference import pages

    (tmp_path / "docs").mkdir()
    (tmp_path / "case.yaml").write_text(CASE)
    if audited:
        (tmp_path / "docs" / "dataset-audit.md").write_text("## The audit\n\nAll was read twice.\n")
    monkeypatch.setattr(pages, "dossiers_path", lambda: tmp_path / "case.yaml")
    monkeypatch.setattr(pages, "ontology_path", lambda: tmp_path / "ontology")
    page = pages.statistics_page()
    assert ("## The audit\n\nAll was read twice.\n\n## The whole\n" in page) is audited
    assert "| statements | 4 |" in page


def test_equal_counts_are_in_the_order_of_their_names() -> None:
    """Else the page of the data set would differ from one run to the next."""
    assert list(most({"fr": 3, "zh": 45, "en": 3})) == ["zh", "en", "fr"]
