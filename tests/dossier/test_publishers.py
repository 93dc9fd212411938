"""Tier, owner and response in the YAML of dossiers and in RDF: there and back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_text, to_yaml
from aiactors.errors import DossierError
from aiactors.rdf import derive, to_trig
from aiactors.rdf.read import from_text

TEXT = """\
dossier: case
title:
  en: Case
  fr: Affaire
entities:
  gazette:
    kind: media-organization
    names: Gazette
    tier: outlet
    owner: house
  house:
    kind: company
    names: House
    tier: first-party
  mira:
    kind: person
    names: Mira
documents:
  page:
    kind: article
    title: Page
    publisher: gazette
    language: en
statements:
- subject: house
  relation: criticized
  object: mira
  response: none-found
  sources:
  - in: page
    where: page 1
    gist: It did.
"""


def test_yaml_and_back() -> None:
    """The keys have the short names of their schemes."""
    dossiers = read_text(TEXT, "case.yaml")
    gazette = dossiers.entities["id:gazette"]
    assert (gazette.tier, gazette.owner) == ("OutletTier", "id:house")
    assert next(iter(dossiers.statements.values())).response == "NoneFound"
    assert to_yaml(dossiers) == {"case": TEXT}


def test_rdf_and_back() -> None:
    """They are in the graph, so that queries can ask for them."""
    dossiers = read_text(TEXT, "case.yaml")
    trig = to_trig(dossiers, derive(dossiers))
    for line in ("ai:tier ai:OutletTier", "ai:owner id:house", "ai:response ai:NoneFound"):
        assert line in trig
    assert from_text(trig.encode(), ox.RdfFormat.TRIG) == dossiers


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tier: outlet", "tier: outlets", "case.yaml:9: unknown tier 'outlets'"),
        ("tier: outlet", "tier: outlet-tier", "case.yaml:9: unknown tier 'outlet-tier'"),
        ("owner: house", "owner: hause", "case.yaml:10: the owner 'hause' is declared in no"),
        ("owner: house", "owner: mira", "case.yaml:10: the owner 'mira' is of the kind person"),
        ("owner: house", "owner: gazette", "case.yaml:10: 'gazette' is its own owner"),
        ("response: none-found", "response: none", "case.yaml:28: unknown response 'none'"),
        ("publisher: gazette", "tier: weak", "case.yaml:22: "),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, message: str) -> None:
    """With its line."""
    with pytest.raises(DossierError) as caught:
        read_text(TEXT.replace(old, new, 1), "case.yaml")
    assert message in str(caught.value)


def test_two_dossiers_of_one_statement_share_the_response() -> None:
    """One editor looked for an answer: that holds for the merged statement."""
    one = read_text(TEXT, "case.yaml")
    statement = next(iter(one.statements.values()))
    bare = statement.model_copy(update={"response": None})
    from aiactors.model.dossier import merge

    assert merge(bare, statement).response == merge(statement, bare).response == "NoneFound"
