"""Rules that were rewritten for large graphs find what their plain forms find, in random graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ontology.conftest import ONTOLOGY, PREFIXES

PLAIN = Path(__file__).parent / "plain"
REWRITTEN = sorted(path.stem for path in PLAIN.glob("*.rq"))
HEAD = (
    "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())
    + """
@prefix schema: <https://schema.org/> .
"""
)

Draw = st.DrawFn
STATEMENTS = [f"st:s{number}" for number in range(6)]
ATTRIBUTIONS = [f"at:a{number}" for number in range(6)]
ACTORS = ["id:ada", "id:bob", "id:lab", "id:press"]
PAGES = ["id:page1", "id:page2", "id:page3"]
VALUES = {
    "rdf:predicate": ["ai:chairs", "ai:worksFor", "ai:competesWith"],
    "ai:modality": ["ai:Actual", "ai:Actual", "ai:Actual", "ai:Conditional"],
    "ai:status": ["ai:Disputed", "ai:Denied", "ai:Reported", "ai:Established", "ai:Claimed"],
    "ai:rank": ["ai:Normal", "ai:Preferred", "ai:Deprecated"],
    "rdf:subject": ["id:ada", "id:ada", "id:lab"],
    "rdf:object": ["id:lab", "id:press", "id:ada"],
    "ai:when": ['"2015/2018"^^edtf:EDTF', '"2016/.."^^edtf:EDTF', '"2016"^^edtf:EDTF'],
    "ai:sourceCount": ["1", "2"],
    "ai:attribution": ATTRIBUTIONS,
}
"""What a statement has at least one of."""

RARE = {
    "ai:role": ['"cook"@en', '"poet"@en'],
    "ai:amount": ["money:USD5"],
    "ai:share": ["0.5"],
    "ai:condition": STATEMENTS,
    "ai:contradicts": STATEMENTS,
    "ai:editorStatus": ["ai:Disputed"],
    **{
        f"ai:{name}": [f'"{year}-01-01"^^xsd:date' for year in (2015, 2016, 2017)]
        for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    },
}
"""What it may have."""

STANCES = ["ai:Asserts", "ai:Asserts", "ai:Denies", "ai:Disputes", "ai:Reports"]


def _facts(
    draw: Draw, subject: str, always: dict[str, list[str]], rare: dict[str, list[str]]
) -> Iterator[str]:
    for key, values in always.items():
        for value in draw(st.lists(st.sampled_from(values), min_size=1, max_size=2)):
            yield f"{subject} {key} {value} ."
    most = min(5, len(rare) // 2)
    for key in draw(st.lists(st.sampled_from(sorted(rare) or ["ai:none"]), max_size=most)):
        yield f"{subject} {key} {draw(st.sampled_from(rare[key]))} ."


@st.composite
def graphs(draw: Draw) -> str:
    """Turtle that is neither right nor wrong: everything may be there, twice or not at all."""
    lines = ["id:ada a ai:Person . id:bob a ai:Person . id:lab a ai:Company ."]
    for statement in draw(st.lists(st.sampled_from(STATEMENTS), min_size=2, unique=True)):
        lines += _facts(draw, statement, VALUES, RARE)
    attribution = {"ai:stance": STANCES, "ai:saidIn": PAGES, "ai:evidence": ["ev:1", "ev:2"]}
    for name in ATTRIBUTIONS[: draw(st.integers(1, 6))]:
        lines += _facts(draw, name, attribution, {"ai:claimant": ACTORS, "ai:reportedVia": PAGES})
    for passage in ("ev:1", "ev:2"):
        lines += _facts(draw, passage, {"oa:hasSource": PAGES}, {})
    page = {
        "ai:copyOf": PAGES,
        "schema:url": ["<https://page.example/1>", "<https://page.example/2>"],
        "rdf:type": ["ai:Email", "ai:Article"],
    }
    for name in PAGES:
        published = {"dcterms:publisher": ["id:lab", "id:press"]} if draw(st.booleans()) else {}
        lines += _facts(draw, name, published, page)
    tiers = {"ai:tier": ["ai:WeakTier", "ai:CopyTier", "ai:OutletTier"], "ai:owner": ACTORS}
    for name in ("id:lab", "id:press"):
        lines += _facts(draw, name, {}, tiers)
    return HEAD + "\n".join(lines)


def _rows(store: ox.Store, path: Path) -> Counter[str]:
    return Counter(str(row) for row in store.query(path.read_text("utf-8")))  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def ontology_bytes() -> bytes:
    """The ontology."""
    return (ONTOLOGY / "ai.ttl").read_bytes()


def test_some_rules_were_rewritten() -> None:
    """Each is still there."""
    assert REWRITTEN
    assert all((ONTOLOGY / "violations" / f"{name}.rq").is_file() for name in REWRITTEN)


@settings(max_examples=60)
@given(turtle=graphs())
def test_what_was_rewritten_finds_the_same(turtle: str, ontology_bytes: bytes) -> None:
    """The same rows, as often."""
    store = ox.Store()
    store.bulk_load(ontology_bytes, ox.RdfFormat.TURTLE)
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    for name in REWRITTEN:
        plain = _rows(store, PLAIN / f"{name}.rq")
        assert _rows(store, ONTOLOGY / "violations" / f"{name}.rq") == plain, name
