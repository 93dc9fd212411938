"""The record of an entity says all that is said of it, in words, and who says so."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.model import Document
from aiactors.network.kinds import FAMILIES
from aiactors.network.project import Projector
from aiactors.record import Line, Record, RecordMaker, citation
from aiactors.schema import load_ontology


@pytest.fixture(scope="module")
def projector(world: Path) -> Projector:
    """The small world, in words."""
    return aiactors.open(world).projector


@pytest.fixture(scope="module")
def release(shared_release: Graph) -> Projector:
    """The graph that ships, in words."""
    return shared_release.projector


def record(projector: Projector, id_: str, lang: str = "en") -> Record:
    """Return the record of an entity."""
    return RecordMaker(projector, lang).record(f"id:{id_}")


def lines(record: Record) -> list[Line]:
    """Return all lines of a record."""
    return [line for group in record.groups.values() for line in group]


def line(record: Record, relation: str) -> Line:
    """Return the only line with a relation."""
    (found,) = [line for line in lines(record) if line.relation == relation]
    return found


# --- the head -------------------------------------------------------------------------------


def test_the_head_says_who_it_is(projector: Projector) -> None:
    """Name, classes, other names, remark and addresses."""
    ada = record(projector, "ada-gray")
    assert ada.name == "Ada Gray"
    assert ada.kinds == ("person",)
    assert ada.aliases == ("A. Gray", "Mme Gray")
    assert ada.note == "An engineer."
    assert ada.addresses == ("https://ada.example/", "https://other.example/ada")
    assert ada.published == ""


def test_the_name_in_the_other_language_is_another_name(projector: Projector) -> None:
    """Readers of a French text look for it."""
    assert record(projector, "bank").aliases == ("La Banque",)
    assert record(projector, "bank", "fr").name == "La Banque"
    assert record(projector, "bank", "fr").aliases == ("The Bank",)


def test_a_document_says_who_published_it_when_and_where(projector: Projector) -> None:
    """The date in words."""
    courier = record(projector, "courier-2021")
    assert courier.published == "The Courier, about 2021"
    assert courier.addresses == ("https://courier.example/quarrel",)
    assert record(projector, "courier-2021", "fr").published == "The Courier, 2021 environ"
    assert record(projector, "leaked-mail").published == "2019-05"


def test_an_entity_of_which_nothing_is_said_has_a_head_alone(projector: Projector) -> None:
    """Most publishers are such."""
    wolf = record(projector, "lone-wolf")
    assert (wolf.groups, wolf.told, wolf.sources, wolf.disputes) == ({}, (), (), ())


# --- lines ----------------------------------------------------------------------------------


def test_lines_are_grouped_in_the_order_of_the_legends(projector: Projector) -> None:
    """Roles and money are what people look for first."""
    groups = list(record(projector, "mindful").groups)
    assert groups == ["roles", "money", "ownership and control", "conflict", "events", "measures"]


def test_a_line_reads_from_the_entity(projector: Projector) -> None:
    """``founded`` for the founder, ``founded by`` for what was founded."""
    founded = line(record(projector, "ada-gray"), "founded")
    assert (founded.other, founded.when, founded.status) == ("Mindful", "2019-04", "established")
    assert line(record(projector, "mindful"), "founded by").other == "Ada Gray"
    assert line(record(projector, "mindful", "fr"), "fondé par").other == "Ada Gray"


@pytest.mark.heavy
def test_what_is_mutual_reads_the_same_from_both_ends(
    projector: Projector, release: Projector
) -> None:
    """And stands with what reads onwards."""
    assert line(record(projector, "mindful"), "competes with").other == "Rival"
    assert line(record(projector, "rival"), "competes with").other == "Mindful"
    openai = [one.relation for one in lines(record(release, "openai"))]
    at = [i for i, relation in enumerate(openai) if relation == "competes with"]
    assert at == list(range(at[0], at[-1] + 1))


def test_qualifiers_stand_in_words(projector: Projector) -> None:
    """A bound goes before the number that it bounds, wherever that is."""
    mindful = record(projector, "mindful")
    assert line(mindful, "has chief executive officer").details == ("interim",)
    assert line(mindful, "owned by").details == ("more than 27.5%",)
    invested = line(mindful, "received investment from")
    assert invested.details == ("approximately USD 38 million",)
    assert line(mindful, "valuation").other == "at least USD 1.1 billion"
    assert line(record(projector, "parrot"), "weekly active users").other == "1,200,000"


def test_qualifiers_stand_in_french_words(projector: Projector) -> None:
    """With the spaces of French, which do not break."""
    mindful = record(projector, "mindful", "fr")
    assert line(mindful, "a pour PDG").details == ("par intérim",)
    assert line(mindful, "appartient à").details == ("plus de 27,5\xa0%",)
    assert line(mindful, "valorisation").other == "au moins 1,1\xa0milliard USD"


def test_what_is_no_fact_says_so(projector: Projector) -> None:
    """Attempts and plans are told apart from what happened."""
    mindful = record(projector, "mindful")
    acquired = line(mindful, "acquired by")
    assert (acquired.modality, acquired.modality_words) == ("attempted", "attempted")
    assert line(mindful, "new name").modality == "planned"
    assert line(record(projector, "mindful", "fr"), "nouveau nom").modality_words == "prévu"


def test_what_has_no_date_comes_last(release: Projector) -> None:
    """Within one relation, older goes before newer."""
    found = lines(record(release, "openai"))
    for relation, group in itertools.groupby(found, key=lambda one: one.relation):
        dated = [one.when != "" for one in group]
        assert dated == sorted(dated, reverse=True), relation
    invested = [one.when for one in found if one.relation == "received investment from"]
    assert [when for when in invested if when.startswith("20")] == sorted(
        when for when in invested if when.startswith("20")
    )


# --- disputes and sources -------------------------------------------------------------------


def test_a_dispute_has_both_sides_those_for_it_first(projector: Projector) -> None:
    """Each with its claimant, and where it is said."""
    (dispute,) = record(projector, "mindful").disputes
    assert dispute.sentence == "Ada Gray funded Mindful (USD 250,000)"
    assert dispute.status == "disputed"
    assert [(s.stance, s.who, s.gist, s.source) for s in dispute.stances] == [
        ("asserts", "Ada Gray", "She says that she paid.", 2),
        ("denies", "Rival", "Rival says that she did not.", 2),
    ]


def test_what_is_only_denied_is_among_the_disputes(projector: Projector) -> None:
    """The document itself denies it: its publisher speaks."""
    (denied,) = record(projector, "noe-leger").disputes
    assert denied.status == "denied"
    assert [(s.stance, s.who) for s in denied.stances] == [("denies", "The Courier")]


def test_a_document_without_publisher_speaks_as_itself(projector: Projector) -> None:
    """Its title is all that is known of it."""
    (one,) = [one for one in lines(record(projector, "bob-gray")) if one.relation == "supported"]
    assert one.other == "“Openness pays”"
    assert [stance.who for stance in one.stances] == ["Ada Gray"]


def test_sources_are_numbered_as_they_are_named(projector: Projector) -> None:
    """Every number leads to a source, and every source has a number."""
    mindful = record(projector, "mindful")
    named = list(dict.fromkeys(number for one in lines(mindful) for number in one.sources))
    assert sorted(named) == list(range(1, len(mindful.sources) + 1))
    assert mindful.sources[0].text == "How Mindful began, The Gazette, 2020-03-01"
    assert mindful.sources[0].address == "https://gazette.example/2020/03/01/mindful"
    assert mindful.sources[2].text == "Judgment, The Court, 2022-02-03"
    assert mindful.sources[2].address is None


def test_what_was_relayed_is_sourced_where_it_was_read(projector: Projector) -> None:
    """Nobody has seen the e-mail but the newspaper."""
    bob = record(projector, "bob-gray")
    supported = line(bob, "supported")
    assert [bob.sources[n - 1].text for n in supported.sources] == [
        "The quarrel, The Courier, about 2021"
    ]


def test_a_statement_as_object_is_a_sentence_in_brackets(projector: Projector) -> None:
    """What somebody knew is told, not hidden behind a hash."""
    knew = line(record(projector, "bob-gray"), "knew of")
    assert knew.other == "(Ada Gray funded Mindful)"


# --- documents ------------------------------------------------------------------------------


def test_a_document_tells_what_it_carries(projector: Projector) -> None:
    """With its claimants, and with what is planned said to be so."""
    told = {(t.sentence, t.who, t.words) for t in record(projector, "courier-2021").told}
    assert ("Ada Gray funded Mindful (USD 250,000)", "Rival", "denies") in told
    assert ("Mindful, new name: Mindful Group (planned, 2021)", "", "asserts") in told
    assert ("Mindful, valuation: at least USD 1.1 billion (2021)", "The Bank", "asserts") in told
    assert len(told) == 12


def test_a_document_that_was_relayed_tells_it_too(projector: Projector) -> None:
    """It said so, whoever passed it on."""
    (told,) = record(projector, "leaked-mail", "fr").told
    assert told.sentence == "Bob Gray a soutenu «\xa0L’ouverture paie\xa0»"
    assert told.who == "Ada Gray"


def test_only_documents_tell(projector: Projector) -> None:
    """What others say by their documents stands in the lines."""
    assert record(projector, "gazette").told == ()


def test_a_citation_of_what_is_not_there_is_its_reference(projector: Projector) -> None:
    """A file of RDF may be a part of a graph."""
    assert citation(projector.dossiers, "id:gone").text == "id:gone"
    assert citation(projector.dossiers, "id:ada-gray").address == "https://ada.example/"


# --- the release ----------------------------------------------------------------------------


@pytest.mark.heavy
def test_entities_of_the_release_have_records(release: Projector) -> None:
    """In both languages, with every statement on it, and every number right."""
    statements = release.dossiers.statements.values()
    for lang in ("en", "fr"):
        maker = RecordMaker(release, lang)
        for ref, entity in list(release.dossiers.entities.items())[::25]:
            made = maker.record(ref)
            of_it = sum(ref in (s.subject, s.object) for s in statements)
            assert sum(map(len, made.groups.values())) == of_it
            assert made.disputes == tuple(one for one in lines(made) if one.contested)
            numbers = {n for one in lines(made) for n in one.sources}
            assert numbers == set(range(1, len(made.sources) + 1))
            assert bool(made.published) <= isinstance(entity, Document)


@pytest.mark.heavy
def test_no_record_of_the_release_shows_an_id(release: Projector) -> None:
    """People read names; an id that shows is a name that lacks."""
    maker = RecordMaker(release)
    for ref in list(release.dossiers.entities)[::25]:
        for one in lines(maker.record(ref)):
            text = " ".join([one.relation, one.other, one.when, one.sentence])
            assert not re.search(r"\b(?:id|st|ai|money):\w", text), text


def test_every_family_of_the_ontology_has_its_place() -> None:
    """A family that the order does not know would come last, and nobody would see why."""
    families = {relation.family for relation in load_ontology().relations.values()}
    assert families == set(FAMILIES)
