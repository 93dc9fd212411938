"""Each rule over the whole graph finds what it is for, and nothing in the examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.ontology.conftest import Both, Row

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))
RULES = sorted(path.stem for path in (ONTOLOGY / "violations").glob("*.rq"))

ACTORS = """
id:ada a ai:Person ; skos:prefLabel "Ada"@en , "Ada"@fr .
id:lab a ai:Company , ai:ResearchLab ; skos:prefLabel "Lab"@en , "Labo"@fr .
id:rival a ai:Company ; skos:prefLabel "Rival"@en , "Rival"@fr .
id:paper a ai:Article ; skos:prefLabel "News"@en ; dcterms:title "News"@en .
"""
HOLDS = "ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Reported"


class Case(NamedTuple):
    """A graph, and the rows that a rule must find in it.

    Attributes:
        rule: name of the file, without ending.
        data: Turtle: what is wrong, beside what is right and looks like it.
        rows: the rows.
    """

    rule: str
    data: str
    rows: tuple[Row, ...]


def _bounds(latest_start: str, earliest_end: str) -> str:
    """The two inner bounds of an interval in Turtle; empty where one is unknown."""
    named = (("latestStart", latest_start), ("earliestEnd", earliest_end))
    return "".join(f' ; ai:{name} "{day}"^^xsd:date' for name, day in named if day)


CASES = [
    Case(
        "subject_class",
        """
        st:right rdf:subject id:ada ; rdf:predicate ai:chairs ; rdf:object id:lab .
        st:right2 rdf:subject st:right ; rdf:predicate ai:motivatedBy ; rdf:object st:right .
        st:right a ai:Statement .
        st:wrong rdf:subject id:lab ; rdf:predicate ai:chairs ; rdf:object id:rival .
        st:nobody rdf:subject id:unheard-of ; rdf:predicate ai:chairs ; rdf:object id:lab .
        """,
        (("st:nobody", "ai:chairs", "id:unheard-of"), ("st:wrong", "ai:chairs", "id:lab")),
    ),
    Case(
        "object_class",
        """
        st:class rdf:subject id:ada ; rdf:predicate ai:chairs ; rdf:object id:lab .
        st:number rdf:subject id:lab ; rdf:predicate ai:headcount ; rdf:object 12 .
        st:text rdf:subject id:lab ; rdf:predicate ai:renamedTo ; rdf:object "Laboratory" .
        st:concept rdf:subject id:lab ; rdf:predicate ai:openness ; rdf:object ai:Closed .
        st:no-class rdf:subject id:ada ; rdf:predicate ai:chairs ; rdf:object id:ada .
        st:no-number rdf:subject id:lab ; rdf:predicate ai:headcount ; rdf:object "12" .
        st:no-text rdf:subject id:lab ; rdf:predicate ai:renamedTo ; rdf:object "Labo"@fr .
        st:no-concept rdf:subject id:lab ; rdf:predicate ai:openness ; rdf:object ai:Settled .
        """,
        (
            ("st:no-class", "ai:chairs", "id:ada"),
            ("st:no-concept", "ai:openness", "ai:Settled"),
            ("st:no-number", "ai:headcount", "12"),
            ("st:no-text", "ai:renamedTo", "Labo"),
        ),
    ),
    Case(
        "unknown_predicate",
        """
        st:right a ai:Statement ; rdf:predicate ai:founded .
        st:wrong a ai:Statement ; rdf:predicate ai:fonded .
        st:structural a ai:Statement ; rdf:predicate ai:evidence .
        """,
        (("st:structural", "ai:evidence"), ("st:wrong", "ai:fonded")),
    ),
    Case(
        "unknown_concept",
        """
        st:right ai:modality ai:Actual ; ai:status ai:Claimed ; ai:rank ai:Normal .
        st:modality ai:modality ai:Actually .
        st:status ai:status ai:Actual .
        at:stance ai:stance ai:Denied .
        st:bound ai:bound ai:Roughly .
        """,
        (
            ("at:stance", "ai:stance", "ai:Denied", "ai:StanceScheme"),
            ("st:bound", "ai:bound", "ai:Roughly", "ai:BoundScheme"),
            ("st:modality", "ai:modality", "ai:Actually", "ai:ModalityScheme"),
            ("st:status", "ai:status", "ai:Actual", "ai:StatusScheme"),
        ),
    ),
    Case(
        "unknown_class",
        "id:thing a ai:Compagny .",
        (("id:thing", "ai:Compagny"),),
    ),
    Case(
        "unknown_property",
        "id:thing ai:whenn '2017' ; ai:when '2017'^^edtf:EDTF ; ai:founded id:lab .",
        (("id:thing", "ai:whenn"),),
    ),
    Case(
        "disputed",
        """
        st:right ai:status ai:Disputed ; rdf:predicate ai:leads ; ai:attribution at:a , at:d .
        st:edited ai:status ai:Disputed ; rdf:predicate ai:leads ; ai:attribution at:a ;
          ai:editorStatus ai:Disputed .
        st:one-sided ai:status ai:Disputed ; rdf:predicate ai:leads ; ai:attribution at:a , at:r .
        st:denied ai:status ai:Disputed ; rdf:predicate ai:leads ; ai:attribution at:d .
        at:a ai:stance ai:Asserts . at:r ai:stance ai:Reports . at:d ai:stance ai:Denies .
        """,
        (("st:denied", "ai:leads"), ("st:one-sided", "ai:leads")),
    ),
    Case(
        "conditional",
        """
        st:right ai:modality ai:Conditional ; ai:condition st:if .
        st:if ai:modality ai:Conditional .
        st:alone ai:modality ai:Conditional .
        st:actual ai:modality ai:Actual ; ai:condition st:if .
        """,
        (("st:actual", "ai:Actual", "st:if"), ("st:alone", "ai:Conditional", "")),
    ),
    Case(
        "deal_outcome",
        """
        id:done a ai:Merger . st:done rdf:subject id:done ; rdf:predicate ai:outcome .
        id:suit a ai:Lawsuit .
        id:open a ai:Acquisition , ai:Deal . id:compute a ai:ComputeDeal .
        id:fired a ai:Dismissal . id:gone a ai:Departure .
        """,
        (("id:compute",), ("id:fired",), ("id:open",)),
    ),
    Case(
        "preferred_founded",
        """
        st:outcome ai:rank ai:Preferred ; rdf:predicate ai:outcome .
        st:metric ai:rank ai:Preferred ; rdf:predicate ai:headcount .
        st:normal ai:rank ai:Normal ; rdf:predicate ai:founded .
        st:wrong ai:rank ai:Preferred ; rdf:predicate ai:founded .
        """,
        (("st:wrong", "ai:founded"),),
    ),
    Case(
        "end_before_start",
        """
        st:right ai:when "2017-03/2017"^^edtf:EDTF ;
          ai:earliestStart "2017-03-01"^^xsd:date ; ai:latestEnd "2017-12-31"^^xsd:date .
        st:wrong ai:when "2018/2017"^^edtf:EDTF ;
          ai:earliestStart "2018-01-01"^^xsd:date ; ai:latestEnd "2017-12-31"^^xsd:date .
        """,
        (("st:wrong", "2018/2017", "2018-01-01", "2017-12-31"),),
    ),
    Case(
        "time_bounds",
        """
        st:start ai:when "2017/"^^edtf:EDTF ; ai:earliestStart "2017-01-01"^^xsd:date .
        st:end ai:when "/2017"^^edtf:EDTF ; ai:latestEnd "2017-12-31"^^xsd:date .
        st:bare ai:when "2017"^^edtf:EDTF .
        st:undated ai:latestStart "2017-12-31"^^xsd:date ; ai:latestEnd "2017-12-31"^^xsd:date .
        """,
        (("st:bare", "2017"), ("st:undated", "")),
    ),
    Case(
        "told_before",
        """
        id:paper ai:latestEnd "2024-03-31"^^xsd:date .
        at:one ai:stance ai:Asserts ; ai:saidIn id:paper .
        at:two ai:stance ai:Denies ; ai:saidIn id:paper .
        st:right ai:modality ai:Actual ; ai:earliestStart "2024-03-31"^^xsd:date ;
          ai:attribution at:one .
        st:plan ai:modality ai:Planned ; ai:earliestStart "2025-01-01"^^xsd:date ;
          ai:attribution at:one .
        st:denied ai:modality ai:Actual ; ai:earliestStart "2025-01-01"^^xsd:date ;
          ai:attribution at:two .
        st:wrong ai:modality ai:Actual ; ai:earliestStart "2024-04-01"^^xsd:date ;
          ai:attribution at:one .
        """,
        (("st:wrong", "2024-04-01", "id:paper", "2024-03-31"),),
    ),
    Case(
        "direct_triples",
        f"""
        id:ada ai:founded id:lab ; ai:advises id:lab ; ai:leads id:lab .
        st:right a ai:Statement ; {HOLDS} ; ai:amount money:USD1 ;
          rdf:subject id:ada ; rdf:predicate ai:founded ; rdf:object id:lab .
        st:missing a ai:Statement ; {HOLDS} ;
          rdf:subject id:ada ; rdf:predicate ai:founded ; rdf:object id:rival .
        st:claimed a ai:Statement ; ai:modality ai:Actual ; ai:rank ai:Normal ;
          ai:status ai:Claimed ;
          rdf:subject id:ada ; rdf:predicate ai:advises ; rdf:object id:lab .
        st:hidden a ai:Statement ; {HOLDS} ;
          rdf:subject id:ada ; rdf:predicate ai:leads ; rdf:object id:lab .
        st:best a ai:Statement ; ai:modality ai:Actual ; ai:rank ai:Preferred ;
          ai:status ai:Reported ;
          rdf:subject id:ada ; rdf:predicate ai:leads ; rdf:object id:rival .
        """,
        (
            ("id:ada", "unsupported", "ai:advises", "id:lab"),
            ("id:ada", "unsupported", "ai:leads", "id:lab"),
            ("st:best", "missing", "ai:leads", "id:rival"),
            ("st:missing", "missing", "ai:founded", "id:rival"),
        ),
    ),
    Case(
        "editor_status",
        """
        st:right ai:editorStatus ai:Denied ; ai:status ai:Denied .
        st:wrong ai:editorStatus ai:Denied ; ai:status ai:Claimed .
        """,
        (("st:wrong", "ai:Denied", "ai:Claimed"),),
    ),
    Case(
        "contradiction",
        f"""
        st:one {HOLDS} ; ai:contradicts st:two , st:old , st:other .
        st:two {HOLDS} .
        st:old ai:modality ai:Actual ; ai:status ai:Reported ; ai:rank ai:Deprecated .
        st:other ai:modality ai:Actual ; ai:status ai:Claimed ; ai:rank ai:Normal .
        """,
        (("st:one", "st:two"),),
    ),
    Case(
        "disputed_elsewhere",
        """
        st:holds ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Reported ;
            rdf:subject id:ada ; rdf:predicate ai:left ; rdf:object id:lab ;
            ai:when "2023-11"^^edtf:EDTF ;
            ai:earliestStart "2023-11-01"^^xsd:date ; ai:latestEnd "2023-11-30"^^xsd:date .
        st:later ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Reported ;
            rdf:subject id:ada ; rdf:predicate ai:left ; rdf:object id:lab ;
            ai:when "2025-01-01"^^edtf:EDTF ;
            ai:earliestStart "2025-01-01"^^xsd:date ; ai:latestEnd "2025-01-01"^^xsd:date .
        st:undated ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Established ;
            rdf:subject id:ada ; rdf:predicate ai:left ; rdf:object id:lab .
        st:disputed ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Disputed ;
            rdf:subject id:ada ; rdf:predicate ai:left ; rdf:object id:lab ;
            ai:earliestStart "2023-11-17"^^xsd:date ; ai:latestEnd "2023-11-17"^^xsd:date .
        st:paid ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Disputed ;
            rdf:subject id:ada ; rdf:predicate ai:founded ; rdf:object id:lab ;
            ai:amount money:USD5 .
        st:founded ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Reported ;
            rdf:subject id:ada ; rdf:predicate ai:founded ; rdf:object id:lab .
        """,
        (("st:holds", "st:disputed"),),
    ),
    Case(
        "money_currency",
        """
        money:USD5 a ai:Money ; ai:currency "USD" ; ai:value 5.5 .
        money:5 a ai:Money ; ai:value 5.5 .
        money:EUR6 a ai:Money ; ai:currency "USD" ; ai:value 6.5 .
        money:EUR7 a ai:Money ; ai:currency "EUR" .
        """,
        (("money:5", "", "5.5"), ("money:EUR6", "USD", "6.5"), ("money:EUR7", "EUR", "")),
    ),
    Case(
        "evidence_source",
        """
        at:own ai:saidIn id:paper ; ai:evidence ev:paper .
        at:relayed ai:saidIn id:mail ; ai:reportedVia id:paper ; ai:evidence ev:paper .
        at:wrong ai:saidIn id:mail ; ai:evidence ev:paper .
        at:wrong2 ai:saidIn id:mail ; ai:reportedVia id:paper ; ai:evidence ev:mail .
        ev:paper oa:hasSource id:paper . ev:mail oa:hasSource id:mail .
        """,
        (
            ("ev:mail", "at:wrong2", "id:mail", "id:paper"),
            ("ev:paper", "at:wrong", "id:paper", "id:mail"),
        ),
    ),
    Case(
        "orphan",
        """
        st:one ai:attribution at:one . at:one a ai:Attribution ; ai:evidence ev:one .
        ev:one a ai:Evidence . ev:two a ai:Evidence . at:two a ai:Attribution .
        """,
        (("at:two", "ai:Attribution"), ("ev:two", "ai:Evidence")),
    ),
    Case(
        "self_relation",
        """
        st:right rdf:subject id:lab ; rdf:predicate ai:competesWith ; rdf:object id:rival .
        st:wrong rdf:subject id:lab ; rdf:predicate ai:competesWith ; rdf:object id:lab .
        """,
        (("st:wrong", "ai:competesWith", "id:lab"),),
    ),
    Case(
        "symmetric_twice",
        """
        st:one rdf:subject id:lab ; rdf:predicate ai:competesWith ; rdf:object id:rival .
        st:two rdf:subject id:rival ; rdf:predicate ai:competesWith ; rdf:object id:lab .
        st:sues rdf:subject id:lab ; rdf:predicate ai:sued ; rdf:object id:rival .
        st:sued rdf:subject id:rival ; rdf:predicate ai:sued ; rdf:object id:lab .
        """,
        (("st:one", "ai:competesWith", "id:lab", "id:rival", "st:two"),),
    ),
    Case(
        "cycle",
        """
        id:wire a ai:Article . id:copy ai:copyOf id:wire . id:paper ai:copyOf id:copy .
        id:lab ai:parentOf id:rival . id:rival ai:parentOf id:lab .
        id:mail ai:inReplyTo id:mail . id:press ai:owner id:press .
        """,
        (
            ("id:press", "ai:owner"),
            ("id:lab", "ai:parentOf"),
            ("id:mail", "ai:inReplyTo"),
            ("id:rival", "ai:parentOf"),
        ),
    ),
    Case(
        "same_name",
        """
        id:lab-2 a ai:Nonprofit ; skos:prefLabel "Lab"@en , "Labo 2"@fr .
        id:model a ai:Model ; skos:prefLabel "Lab"@en , "Labo"@fr .
        id:lab-3 a ai:Nonprofit ; skos:prefLabel "Lab"@de .
        """,
        (("id:lab", "Lab", "id:lab-2"),),
    ),
    Case(
        "unanswered",
        """
        st:one ai:status ai:Claimed ; rdf:subject id:lab ; rdf:predicate ai:criticized ;
          rdf:object id:ada ; ai:attribution at:lab .
        st:two ai:status ai:Claimed ; rdf:subject id:ada ; rdf:predicate ai:knewOf ;
          rdf:object id:lab ; ai:attribution at:lab .
        st:himself ai:status ai:Claimed ; rdf:subject id:ada ; rdf:predicate ai:intends ;
          rdf:object id:lab ; ai:attribution at:ada .
        st:silent ai:status ai:Claimed ; rdf:subject id:ada ; rdf:predicate ai:knewOf ;
          rdf:object id:rival ; ai:attribution at:lab , at:silent .
        st:searched ai:status ai:Claimed ; rdf:subject id:rival ; rdf:predicate ai:criticized ;
          rdf:object id:ada ; ai:attribution at:lab ; ai:response ai:NoneFound .
        st:reported ai:status ai:Reported ; rdf:subject id:rival ; rdf:predicate ai:sued ;
          rdf:object id:ada ; ai:attribution at:lab .
        st:company ai:status ai:Claimed ; rdf:subject id:rival ; rdf:predicate ai:criticized ;
          rdf:object id:lab ; ai:attribution at:lab .
        at:lab ai:stance ai:Asserts ; ai:claimant id:lab .
        at:ada ai:stance ai:Asserts ; ai:claimant id:ada .
        at:silent ai:stance ai:DeclinesToSay ; ai:claimant id:ada .
        """,
        (("st:one", "id:ada"), ("st:two", "id:ada")),
    ),
    Case(
        "weak_alone",
        """
        id:mill ai:tier ai:WeakTier . id:relay ai:tier ai:CopyTier . id:lab ai:tier ai:OutletTier .
        id:mill-1 dcterms:publisher id:mill . id:relay-1 dcterms:publisher id:relay .
        id:paper dcterms:publisher id:lab . id:stray a ai:Article .
        id:copy dcterms:publisher id:relay ; ai:copyOf id:paper .
        st:weak ai:attribution at:mill . st:two-weak ai:attribution at:mill , at:relay .
        st:both ai:attribution at:mill , at:paper . st:paper ai:attribution at:paper .
        st:stray ai:attribution at:mill , at:stray . st:copy ai:attribution at:mill , at:copy .
        at:mill ai:evidence ev:mill . ev:mill oa:hasSource id:mill-1 .
        at:relay ai:evidence ev:relay . ev:relay oa:hasSource id:relay-1 .
        at:paper ai:evidence ev:paper . ev:paper oa:hasSource id:paper .
        at:stray ai:evidence ev:stray . ev:stray oa:hasSource id:stray .
        at:copy ai:evidence ev:copy . ev:copy oa:hasSource id:copy .
        """,
        (("st:two-weak", "id:mill-1"), ("st:two-weak", "id:relay-1"), ("st:weak", "id:mill-1")),
    ),
    Case(
        "one_origin_twice",
        """
        id:rival ai:owner id:lab .
        id:paper dcterms:publisher id:lab . id:paper-2 dcterms:publisher id:rival .
        id:paper-3 dcterms:publisher id:other .
        id:copy dcterms:publisher id:other ; ai:copyOf id:paper .
        st:twice ai:sourceCount 1 ; ai:attribution at:one , at:two .
        st:copied ai:sourceCount 1 ; ai:attribution at:one , at:copy .
        st:three ai:sourceCount 2 ; ai:attribution at:one , at:two , at:three .
        st:named ai:sourceCount 1 ; ai:attribution at:one , at:named .
        st:once ai:sourceCount 1 ; ai:attribution at:one .
        at:one ai:stance ai:Asserts ; ai:saidIn id:paper .
        at:two ai:stance ai:Asserts ; ai:saidIn id:paper-2 .
        at:three ai:stance ai:Asserts ; ai:saidIn id:paper-3 .
        at:copy ai:stance ai:Asserts ; ai:saidIn id:copy .
        at:named ai:stance ai:Asserts ; ai:saidIn id:paper-2 ; ai:claimant id:ada .
        """,
        (
            ("st:copied", "id:copy", "id:paper", "id:lab"),
            ("st:twice", "id:paper", "id:paper-2", "id:lab"),
        ),
    ),
    Case(
        "role_overlap",
        "".join(
            f"""
            st:{name} ai:modality ai:Actual ; ai:rank ai:{rank} ; rdf:subject id:ada ;
              rdf:predicate ai:{relation} ; rdf:object id:lab ; ai:when "{when}"^^edtf:EDTF {more} .
            """
            for name, relation, when, rank, more in (
                ("a", "chairs", "2015/2018", "Normal", _bounds("2015-12-31", "2018-01-01")),
                ("b", "chairs", "2017/..", "Normal", _bounds("2017-12-31", "")),
                ("c", "chairs", "2018/2019", "Deprecated", _bounds("2018-12-31", "2019-01-01")),
                ("d", "chairs", "2016", "Normal", _bounds("2016-12-31", "2016-01-01")),
                ("e", "leads", "2015/2016", "Normal", _bounds("2015-12-31", "2016-01-01")),
                ("f", "leads", "2016/2018", "Normal", _bounds("2016-12-31", "2018-01-01")),
                ("g", "worksFor", "2015/..", "Normal", ' ; ai:role "poet"@en'),
                ("h", "worksFor", "2016/..", "Normal", ' ; ai:role "cook"@en'),
            )
        ),
        (("st:a", "st:b"),),
    ),
    Case(
        "tied_to_nothing",
        """
        st:one rdf:subject id:ada ; rdf:predicate ai:left ; rdf:object id:lab .
        id:publisher a ai:Company . id:paper dcterms:publisher id:publisher .
        id:owner a ai:Company . id:publisher ai:owner id:owner .
        id:speaker a ai:Person . at:one ai:claimant id:speaker ; ai:saidIn id:mail .
        id:mail a ai:Email . id:wire a ai:Article . id:paper ai:copyOf id:wire .
        ev:one oa:hasSource id:paper .
        """,
        (("id:rival",),),
    ),
    Case(
        "never_seen",
        """
        @prefix schema: <https://schema.org/> .
        id:paper schema:url <https://gazette.example/1> .
        id:seen schema:url <https://gazette.example/2> ; ai:accessed "2026-11-24"^^xsd:date .
        id:relayed schema:url <https://gazette.example/3> .
        at:relayed ai:saidIn id:relayed ; ai:reportedVia id:seen ; ai:evidence ev:relayed .
        ev:relayed oa:hasSource id:seen .
        id:both schema:url <https://gazette.example/4> .
        at:both ai:saidIn id:both ; ai:reportedVia id:seen .
        at:own ai:saidIn id:both ; ai:evidence ev:own .
        ev:own oa:hasSource id:both .
        """,
        (
            ("id:both", "https://gazette.example/4"),
            ("id:paper", "https://gazette.example/1"),
        ),
    ),
    Case(
        "no_publisher",
        """
        @prefix schema: <https://schema.org/> .
        id:page a ai:Article ; schema:url <https://page.example/1> .
        id:told a ai:Article ; schema:url <https://page.example/2> ; dcterms:publisher id:lab .
        id:copy a ai:Article ; schema:url <https://page.example/3> ; ai:copyOf id:told .
        id:post a ai:SocialPost ; schema:url <https://page.example/4> .
        id:unread a ai:Article ; schema:url <https://page.example/5> .
        id:letter a ai:Article .
        ev:one oa:hasSource id:page , id:told , id:copy , id:post , id:letter .
        """,
        (("id:page", "https://page.example/1"),),
    ),
]


def rule(name: str) -> str:
    """The text of a rule."""
    return (ONTOLOGY / "violations" / f"{name}.rq").read_text("utf-8")


def test_every_rule_is_tried() -> None:
    """A rule that never finds anything may be broken."""
    assert sorted(case.rule for case in CASES) == RULES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_finds_what_it_is_for(case: Case, both: Callable[[str], Both]) -> None:
    """The offending ones, once each, and not those beside them that are right."""
    assert both(ACTORS + case.data).select(rule(case.rule)) == sorted(case.rows)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_nothing_in_the_ontology_and_the_examples(
    name: str, all_examples: Both
) -> None:
    """The examples, all in one graph, are right."""
    assert all_examples.select(rule(name)) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_right_alone(example: Path, both: Callable[[str], Both]) -> None:
    """An example leans on no other one."""
    graph = both(example.read_text("utf-8"))
    assert [(name, list(graph.store.query(rule(name)))) for name in RULES] == [  # type: ignore[arg-type]
        (name, []) for name in RULES
    ]


@pytest.fixture(scope="module")
def all_examples(both: Callable[[str], Both]) -> Both:
    """All examples in one graph."""
    return both("\n".join(path.read_text("utf-8") for path in EXAMPLES))
