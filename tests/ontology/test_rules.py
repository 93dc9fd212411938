"""What follows from the statements: direct triples, what held on a day, reifiers of RDF 1.2."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF

if TYPE_CHECKING:
    from tests.ontology.conftest import Both, Row

AI = rdflib.Namespace("https://w3id.org/ai-actors/ns#")
ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))


def rule(name: str) -> str:
    """The text of a rule."""
    return (ONTOLOGY / "rules" / f"{name}.rq").read_text("utf-8")


def statement(
    about: str,
    *,
    status: str = "Reported",
    modality: str = "Actual",
    rank: str = "Normal",
    when: str = "",
    days: tuple[str, str, str, str] = ("", "", "", ""),
) -> str:
    """A statement in Turtle.

    Args:
        about: subject, relation and object, with spaces between; its id is its object's.
        status: its status.
        modality: its modality.
        rank: its rank.
        when: its date in EDTF.
        days: the days that bound it, from earliest start to latest end; empty where unknown.
    """
    subject, relation, object_ = about.split()
    names = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    bounds = [f'ai:{n} "{d}"^^xsd:date' for n, d in zip(names, days, strict=True) if d]
    parts = [
        f"rdf:subject id:{subject} ; rdf:predicate ai:{relation} ; rdf:object id:{object_}",
        f"ai:status ai:{status} ; ai:modality ai:{modality} ; ai:rank ai:{rank}",
        *([f'ai:when "{when}"^^edtf:EDTF'] if when else []),
        *bounds,
    ]
    return f"st:{object_}-{status}-{rank} a ai:Statement ; {' ; '.join(parts)} .\n"


# --- direct triples ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["Established", "Reported", "Claimed", "Disputed", "Denied"])
def test_only_what_is_established_or_reported_is_direct(
    both: Callable[[str], Both], status: str
) -> None:
    """What a party says, or what is contested, is not."""
    expected = {("id:a", "ai:founded", "id:b")} if status in ("Established", "Reported") else set()
    data = both(statement("a founded b", status=status))
    assert data.construct(rule("direct")) == expected


@pytest.mark.parametrize("modality", ["Attempted", "Sought", "Planned", "Conditional", "Supposed"])
def test_only_what_is_actual_is_direct(both: Callable[[str], Both], modality: str) -> None:
    """What was tried, wanted or planned is not, however well it is established."""
    data = both(statement("a mergedWith b", status="Established", modality=modality))
    assert data.construct(rule("direct")) == set()


def test_a_preferred_statement_hides_the_normal_ones(both: Callable[[str], Both]) -> None:
    """Of the same subject and relation, and of no other; deprecated ones are never direct."""
    data = both(
        statement("a leads old")
        + statement("a leads new", rank="Preferred")
        + statement("b leads old2")
        + statement("a founded old3")
        + statement("b founded gone", rank="Deprecated")
    )
    assert data.construct(rule("direct")) == {
        ("id:a", "ai:leads", "id:new"),
        ("id:b", "ai:leads", "id:old2"),
        ("id:a", "ai:founded", "id:old3"),
    }


def test_a_preferred_statement_that_does_not_hold_hides_nothing(
    both: Callable[[str], Both],
) -> None:
    """A preferred plan leaves what is actual."""
    data = both(
        statement("a leads now")
        + statement("a leads soon", rank="Preferred", modality="Planned")
        + statement("a leads perhaps", rank="Preferred", status="Claimed")
    )
    assert data.construct(rule("direct")) == {("id:a", "ai:leads", "id:now")}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_direct_triples_of_an_example_are_those_of_the_rule(
    example: Path, both: Callable[[str], Both], short: Callable[[str], str]
) -> None:
    """Neither more nor fewer."""
    data = both(example.read_text("utf-8"))
    edges = set(data.graph.subjects(RDF.type, AI.EdgeProperty))
    written: set[Row] = {
        (short(str(s)), short(str(p)), short(str(o)))
        for s, p, o in data.graph
        if p in edges and (p != AI.amount or (s, RDF.type, AI.Statement) not in data.graph)
    }
    assert data.construct(rule("direct")) == written


# --- what held on a day ------------------------------------------------------------------------

TIMED = "".join(
    [
        statement("p worksFor undated"),
        statement(
            "p worksFor closed",
            when="2015-12/2018-02-20",
            days=("2015-12-01", "2015-12-31", "2018-02-20", "2018-02-20"),
        ),
        statement(
            "p worksFor coarse",
            when="2015/2018",
            days=("2015-01-01", "2015-12-31", "2018-01-01", "2018-12-31"),
        ),
        statement(
            "p worksFor ongoing", when="2016-06-01/..", days=("2016-06-01", "2016-06-01", "", "")
        ),
        statement(
            "p worksFor unended", when="2016-06-01/", days=("2016-06-01", "2016-06-01", "", "")
        ),
        statement(
            "p worksFor unstarted", when="/2017-03", days=("", "", "2017-03-01", "2017-03-31")
        ),
        statement(
            "p worksFor seen",
            when="2017-05-09",
            days=("2017-05-09", "2017-05-09", "2017-05-09", "2017-05-09"),
        ),
        statement("p sued suit", when="2017", days=("2017-01-01", "2017-12-31") * 2),
        statement("p sued never-dated"),
        statement(
            "p worksFor former", rank="Normal", when="2014/..", days=("2014-01-01",) * 2 + ("", "")
        ),
        statement("p worksFor deprecated", rank="Deprecated"),
        statement("p worksFor claimed", status="Claimed"),
        statement("p worksFor planned", modality="Planned"),
    ]
)
ALWAYS = {"undated", "never-dated"}
CAN = {
    "2013-12-31": {"unstarted"},
    "2014-01-01": {"unstarted", "former"},
    "2014-12-31": {"unstarted", "former"},
    "2015-01-01": {"unstarted", "former", "coarse"},
    "2015-11-30": {"unstarted", "former", "coarse"},
    "2015-12-01": {"unstarted", "former", "coarse", "closed"},
    "2016-05-31": {"unstarted", "former", "coarse", "closed"},
    "2016-06-01": {"unstarted", "former", "coarse", "closed", "ongoing", "unended"},
    "2016-12-31": {"unstarted", "former", "coarse", "closed", "ongoing", "unended"},
    "2017-01-01": {"unstarted", "former", "coarse", "closed", "ongoing", "unended", "suit"},
    "2017-03-31": {"unstarted", "former", "coarse", "closed", "ongoing", "unended", "suit"},
    "2017-04-01": {"former", "coarse", "closed", "ongoing", "unended", "suit"},
    "2017-05-09": {"former", "coarse", "closed", "ongoing", "unended", "suit", "seen"},
    "2017-05-10": {"former", "coarse", "closed", "ongoing", "unended", "suit"},
    "2018-02-20": {"former", "coarse", "closed", "ongoing", "unended", "suit"},
    "2018-02-21": {"former", "coarse", "ongoing", "unended", "suit"},
    "2018-12-31": {"former", "coarse", "ongoing", "unended", "suit"},
    "2019-01-01": {"former", "ongoing", "unended", "suit"},
}
SURELY = {
    "2013-12-31": set(),
    "2014-01-01": {"former"},
    "2015-12-30": {"former"},
    "2015-12-31": {"former", "coarse", "closed"},
    "2016-05-31": {"former", "coarse", "closed"},
    "2016-06-01": {"former", "coarse", "closed", "ongoing"},
    "2017-03-01": {"former", "coarse", "closed", "ongoing"},
    "2017-05-09": {"former", "coarse", "closed", "ongoing", "seen"},
    "2017-12-30": {"former", "coarse", "closed", "ongoing"},
    "2017-12-31": {"former", "coarse", "closed", "ongoing", "suit"},
    "2018-01-01": {"former", "coarse", "closed", "ongoing", "suit"},
    "2018-01-02": {"former", "closed", "ongoing", "suit"},
    "2018-02-20": {"former", "closed", "ongoing", "suit"},
    "2018-02-21": {"former", "ongoing", "suit"},
}


@pytest.fixture(scope="module")
def timed(both: Callable[[str], Both]) -> Both:
    """States and occurrences with dates of every form."""
    return both(TIMED)


def held(timed: Both, name: str, day: str) -> set[str]:
    """The objects of what a rule makes for a day."""
    triples = timed.construct(rule(name), date.fromisoformat(day))
    return {object_.removeprefix("id:") for _, _, object_ in triples}


@pytest.mark.parametrize("day", CAN)
def test_what_can_hold_on_a_day(timed: Both, day: str) -> None:
    """On the first and last days that the dates leave open, and on those next to them."""
    assert held(timed, "can-hold", day) == CAN[day] | ALWAYS


@pytest.mark.parametrize("day", SURELY)
def test_what_surely_holds_on_a_day(timed: Both, day: str) -> None:
    """However the dates are read; what has no date surely holds on no day."""
    assert held(timed, "surely-holds", day) == SURELY[day]


@pytest.mark.parametrize("day", sorted({*CAN, *SURELY}))
def test_what_surely_holds_can_hold(timed: Both, day: str) -> None:
    """On every day."""
    assert held(timed, "surely-holds", day) <= held(timed, "can-hold", day)


# --- RDF 1.2 -----------------------------------------------------------------------------------


def test_every_statement_reifies_its_triple(both: Callable[[str], Both]) -> None:
    """Whatever its status: a triple term asserts nothing. Only in Oxigraph: rdflib cannot."""
    store = both(statement("a founded b") + statement("a leads c", status="Denied")).store
    triples = store.query(rule("reifies"))
    assert isinstance(triples, ox.QueryTriples)
    found = {(t.subject, t.predicate.value, t.object) for t in triples}
    assert {predicate for _, predicate, _ in found} == {f"{RDF}reifies"}
    assert {
        (object_.predicate.value.removeprefix(str(AI)), object_.object)
        for _, _, object_ in found
        if isinstance(object_, ox.Triple)
    } == {
        ("founded", ox.NamedNode("https://w3id.org/ai-actors/id/b")),
        ("leads", ox.NamedNode("https://w3id.org/ai-actors/id/c")),
    }
