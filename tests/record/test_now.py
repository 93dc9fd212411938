"""What a record opens with: what holds now."""

from __future__ import annotations

from datetime import date

import pytest

from aiactors.graph import Graph
from aiactors.model import Statement
from aiactors.record import HoldingNow, holding_now
from tests.facts.world import dossiers, said, told

DAILY = [said("daily")]


def now(*statements: Statement, of: str = "id:lab", lang: str = "en") -> list[HoldingNow]:
    """What holds now, where the newest document is the daily's, of 2025-01-10."""
    found = holding_now(Graph.of_dossiers(dossiers(*statements)).store, of, lang)
    if found is None:
        return []
    assert found.day == date(2025, 1, 10)
    return list(found.facts)


def test_who_leads_comes_first_and_who_left_is_not_there() -> None:
    """Each with since when it is so, or when it was last seen."""
    found = now(
        told("lab", "partnerOf", "firm", "2024-03"),
        told("bo", "chiefExecutiveOf", "lab", "2015/2021"),
        told("ada", "chiefExecutiveOf", "lab", "2021-04/.."),
        told("cy", "boardMemberOf", "lab", "2025-01-10", by=DAILY),
    )
    lines = [(f.relation, f.other, f.when, f.last_seen) for f in found]
    assert lines == [
        ("has chief executive officer", "ada", "since 2021-04", "2024-06"),
        ("has board member", "cy", "", ""),
        ("is a partner of", "firm", "", "2024-03"),
    ]
    assert {f.other_ref for f in found} == {"id:ada", "id:cy", "id:firm"}


def test_it_is_seen_from_either_end_in_either_language() -> None:
    """A post reads both ways; what is mutual does so in the same words."""
    said_of = (
        told("ada", "chiefExecutiveOf", "lab", "2021-04/", role="co-chief"),
        told("lab", "partnerOf", "firm", "2024-03"),
    )
    (post,) = now(*said_of, of="id:ada", lang="fr")
    assert (post.relation, post.other, post.role) == ("est PDG de", "lab", "co-chief")
    assert post.when == "depuis 2021-04"
    (tie,) = now(*said_of, of="id:firm", lang="fr")
    assert (tie.relation, tie.other) == ("est partenaire de", "lab")


def test_who_has_a_post_is_not_told_again_as_employed() -> None:
    """The post says that already; a job elsewhere stays."""
    found = now(
        told("ada", "chiefTechnologyOfficerOf", "lab", "2024"),
        told("ada", "worksFor", "lab", "2024"),
        told("bo", "worksFor", "lab", "2024"),
    )
    assert [(f.relation, f.other) for f in found] == [
        ("has chief technology officer", "ada"),
        ("employs", "bo"),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        told("ada", "founded", "lab", "2024"),
        told("lab", "describedAs", "firm", "2024"),
        told("ada", "worksFor", "lab"),
        told("ada", "worksFor", "lab", "2016", by=[said("old")]),
        told("ada", "worksFor", "lab", "2024", modality="Planned"),
    ],
    ids=["event", "opinion", "undated", "long ago", "planned"],
)
def test_what_does_not_hold_now_is_left_out(statement: Statement) -> None:
    """Events, opinions, and what is not known to go on."""
    assert now(statement, told("ada", "knewOf", "bo", by=DAILY)) == []
