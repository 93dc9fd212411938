"""The terms of version 1.2.0 of the ontology, as people write them and as they are read."""

from __future__ import annotations

import pytest

from aiactors.build import check_graph
from aiactors.dossier import read_text
from aiactors.errors import DossierError
from aiactors.model import DossierSet
from aiactors.network.project import Projector
from aiactors.rdf import derive

TEXT = """\
dossier: case
title: {en: Case, fr: Affaire}
entities:
  mira: {kind: person, names: Mira}
  lab: {kind: research-lab, names: Lab}
  vega: {kind: company, names: Vega}
  exchange: {kind: company, names: {en: the Exchange, fr: la Bourse}}
  office: {kind: public-body, names: {en: the Office, fr: l'Office}}
  parrot: {kind: product, names: {en: Parrot, fr: Perroquet}}
documents:
  page: {title: Page, publisher: office}
statements:
"""
SAID = {
    ("mira", "board-observer-of", "lab"): (
        "Mira is a board observer of Lab",
        "Mira observe le conseil d'administration de Lab",
    ),
    ("vega", "lent-to", "lab"): ("Vega lent money to Lab", "Vega a prêté de l'argent à Lab"),
    ("vega", "listed-on", "exchange"): (
        "Vega listed its shares on the Exchange",
        "Vega a introduit ses actions sur la Bourse",
    ),
    ("office", "fined", "vega"): (
        "the Office fined Vega",
        "l'Office a infligé une amende à Vega",
    ),
    ("office", "banned", "parrot"): ("the Office banned Parrot", "l'Office a interdit Perroquet"),
    ("lab", "valuation", "USD 5 million"): (
        "Lab, valuation: at most USD 5 million",
        "Lab, valorisation\xa0: au plus 5\xa0millions USD",
    ),
}


def written(subject: str, relation: str, object_: str, more: str = "") -> str:
    """A statement."""
    keys = f"subject: {subject}, relation: {relation}, object: {object_}, bound: at-most{more}"
    return f"  - {{{keys}, sources: [{{in: page, where: page 1, gist: So.}}]}}\n"


@pytest.fixture(scope="module")
def dossiers() -> DossierSet:
    """A dossier with each of them, and an amount where there may be one."""
    said = [written(*s, ", amount: USD 9") for s in SAID if s[1] != "valuation"]
    return read_text(TEXT + "".join([*said, written("lab", "valuation", "USD 5 million")]), "case")


def test_they_read_as_sentences(dossiers: DossierSet) -> None:
    """In both languages."""
    projector = Projector(dossiers, derive(dossiers))
    found = {
        projector.sentence(s): projector.sentence(s, "fr") for s in dossiers.statements.values()
    }
    assert found == dict(SAID.values())


def test_no_rule_is_broken_by_them(dossiers: DossierSet) -> None:
    """Classes of subjects and objects, amounts, bounds."""
    assert [f for f in check_graph(dossiers) if f.error] == []


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "says"),
    [
        ("vega", "fined", "lab", "vega"),
        ("vega", "banned", "parrot", "vega"),
        ("office", "banned", "mira", "mira"),
        ("mira", "listed-on", "exchange", "mira"),
        ("mira", "board-observer-of", "parrot", "parrot"),
        ("parrot", "lent-to", "lab", "parrot"),
    ],
)
def test_what_they_are_not_for_is_refused(
    subject: str, relation: str, object_: str, says: str
) -> None:
    """A company cannot fine, and a person is not banned."""
    with pytest.raises(DossierError, match=says):
        read_text(TEXT + written(subject, relation, object_), "case")
