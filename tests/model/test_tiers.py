"""Tiers and owners of publishers: what a weak voice is worth, and who is one speaker."""

from __future__ import annotations

import pytest

from aiactors.model import Document, Entity, Sources, Statement, assess
from aiactors.model.status import Voice, voice
from tests.model.test_status import OBJECT, SUBJECT, document, said


def agent(name: str, tier: str | None = None, owner: str | None = None) -> Entity:
    """An organisation."""
    return Entity.model_validate(
        {
            "id": name,
            "kinds": ("Company",),
            "names": (("en", name),),
            "tier": tier,
            "owner": owner,
        }
    )


WORLD: dict[str, Entity] = {
    e.ref: e
    for e in (
        agent("gazette", "OutletTier", "id:house"),
        agent("evening-gazette", "OutletTier", "id:branch"),
        agent("branch", owner="id:house"),
        agent("house"),
        agent("courier", "OutletTier"),
        agent("mill", "WeakTier"),
        agent("mill-2", "WeakTier"),
        agent("relay", "CopyTier"),
        agent("ring-b", owner="id:ring-c"),
        agent("ring-c", owner="id:ring-b"),
        agent("outside", owner="id:ring-c"),
        agent(SUBJECT.removeprefix("id:"), owner="id:group"),
        agent("newsroom", "FirstPartyTier", "id:group"),
        document("gazette-1", "id:gazette"),
        document("evening-1", "id:evening-gazette"),
        document("courier-1", "id:courier"),
        document("mill-1", "id:mill"),
        document("mill-2-1", "id:mill-2"),
        document("mill-judgment", "id:mill", "Record"),
        document("mill-copy", "id:mill", copy_of="id:courier-1"),
        document("relay-1", "id:relay"),
        document("relay-copy", "id:relay", copy_of="id:courier-1"),
        document("newsroom-1", "id:newsroom"),
        document("judgment", "id:court", "Record"),
    )
}


@pytest.mark.parametrize(
    ("said_in", "via", "expected"),
    [
        ("gazette-1", None, Voice.SOURCE),
        ("mill-1", None, Voice.WEAK),
        ("mill-judgment", None, Voice.WEAK),
        ("relay-1", None, Voice.WEAK),
        ("mill-copy", None, Voice.SOURCE),
        ("relay-copy", None, Voice.SOURCE),
        ("courier-1", "mill-1", Voice.WEAK),
        ("courier-1", "relay-1", Voice.SOURCE),
        ("judgment", "mill-1", Voice.WEAK),
        ("newsroom-1", None, Voice.OWN),
    ],
)
def test_the_voice_of_a_tier(said_in: str, via: str | None, expected: Voice) -> None:
    """A site that rewrites others is no source; what it faithfully copies is."""
    attribution = said("Asserts", f"id:{said_in}", via=via and f"id:{via}")
    assert voice(attribution, frozenset({SUBJECT, OBJECT}), Sources.of(WORLD)) is expected


def test_a_party_stays_a_party_on_a_weak_page() -> None:
    """The tier is about what the page says in its own voice."""
    attribution = said("Asserts", "id:mill-1", claimant="id:mira")
    assert voice(attribution, frozenset({SUBJECT, OBJECT}), Sources.of(WORLD)) is Voice.PARTY


@pytest.mark.parametrize(
    ("affirmed", "denied", "expected"),
    [
        (["mill-1"], [], ("Claimed", 0)),
        (["mill-1", "mill-2-1", "relay-1"], [], ("Claimed", 0)),
        (["mill-1", "gazette-1"], [], ("Reported", 1)),
        (["courier-1", "gazette-1", "mill-1"], [], ("Established", 2)),
        (["evening-1", "gazette-1"], [], ("Reported", 1)),
        (["judgment"], ["mill-1"], ("Established", 1)),
        (["mill-1"], ["judgment"], ("Denied", 0)),
        (["gazette-1"], ["mill-1"], ("Disputed", 1)),
        (["newsroom-1", "gazette-1"], [], ("Established", 2)),
    ],
)
def test_what_weak_voices_make(
    affirmed: list[str], denied: list[str], expected: tuple[str, int]
) -> None:
    """They stand as parties do, and are not counted: many mills make no fact."""
    attributions = [said("Asserts", f"id:{d}") for d in affirmed]
    attributions += [said("Denies", f"id:{d}") for d in denied]
    statement = Statement(
        subject=SUBJECT, predicate="acquired", object=OBJECT, attributions=tuple(attributions)
    )
    found = assess(statement, WORLD)
    assert (found.status, found.source_count) == expected


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("gazette", "house"),
        ("evening-gazette", "house"),
        ("courier", "courier"),
        ("unheard-of", "unheard-of"),
        ("ring-b", "ring-b"),
        ("ring-c", "ring-b"),
        ("outside", "ring-b"),
    ],
)
def test_the_last_owner(publisher: str, expected: str) -> None:
    """Over any number of owners; a circle has one end, wherever one enters it."""
    assert Sources.of(WORLD).owners[f"id:{publisher}"] == f"id:{expected}"
    paper = document("paper", f"id:{publisher}")
    assert isinstance(paper, Document)
    assert Sources.of({**WORLD, "id:paper": paper}).documents["id:paper"].origin == f"id:{expected}"
