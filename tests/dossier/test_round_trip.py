"""Model to YAML to model: the identity, for any set of dossiers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator

from aiactors.dossier import json_schema, read_text, read_texts, to_yaml
from aiactors.dossier.text import load
from aiactors.model import DossierSet
from aiactors.resources import dossiers_path
from aiactors.schema import load_ontology
from tests.strategies import dossier_sets, examples, shipped_dossiers

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def read(written: dict[str, str]) -> DossierSet:
    """Read dossiers by name."""
    return read_texts((f"{name}.yaml", text) for name, text in written.items())


@examples(60)
@given(dossier_sets())
def test_any_set_of_dossiers_is_read_back(dossiers: DossierSet) -> None:
    """And written again, it is the same text; and an editor finds nothing wrong in it."""
    written = dict(to_yaml(dossiers))
    assert read(written) == dossiers
    assert to_yaml(read(written)) == written
    validator = Draft202012Validator(json_schema(load_ontology()))
    for text in written.values():
        assert yaml.load(text, Loader=yaml.BaseLoader) == load(text)
        assert [error.message for error in validator.iter_errors(load(text))] == []


@pytest.mark.heavy
def test_the_shipped_dossiers_are_read_back() -> None:
    """All of them, as the release has them."""
    dossiers = shipped_dossiers()
    assert read(dict(to_yaml(dossiers))) == dossiers


def test_the_same_text_in_any_process() -> None:
    """Whatever the seed of Python's hashes, and the order of the files."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from aiactors.dossier import read_dossiers, to_yaml\n"
        "files = sorted(Path(sys.argv[1]).glob('*.yaml'), reverse=sys.argv[2] == '1')\n"
        "print(to_yaml(read_dossiers(files)))"
    )
    chosen = [
        subprocess.run(
            [sys.executable, "-c", code, str(GOLDEN), seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert chosen[0] == chosen[1]


WRITTEN = """\
dossier: case
title:
  en: Case
  fr: Affaire
entities:
  lab:
    kind: research-lab
    names: Lab
    aliases:
    - no
    - 'null'
  mira:
    kind:
    - agent-group
    - person
    names:
      en: Mira
      fr: Mirabelle
documents:
  gazette:
    kind: article
    title: Procès
    published: 2024-03-01
    language: fr
statements:
- subject: lab
  relation: valuation
  object: USD 1000000000
  when: 2024?
  bound: more-than
  sources:
  - in: gazette
    by: mira
    stance: denies
    passages:
    - at: 185-254
      gist: No.
    - where: page 1
      gist: It is not.
- id: s-id
  subject: mira
  relation: founded
  object: lab
  modality: planned
  share: 0.25
  sources:
  - in: gazette
    where: page 2
    gist:
      fr: Elle veut.
- subject: mira
  relation: knew-of
  object:
    statement: s-id
  status:
    is: established
    because: Seen.
  sources:
  - in: gazette
    where: page 2
    gist: She knew.
"""


def test_the_text_is_what_people_write() -> None:
    """Short names, plain texts where a key gives the language, no key that says nothing."""
    dossiers = read_text(WRITTEN, "case.yaml")
    founded = next(r for r, s in dossiers.statements.items() if s.predicate == "founded")
    text = WRITTEN.replace("s-id", f"s-{founded.removeprefix('st:')}")
    assert to_yaml(read_text(text, "case.yaml")) == {"case": text}


def test_references_across_dossiers() -> None:
    """A statement of another dossier is named with it."""
    one = WRITTEN.replace(
        "- subject: mira\n  relation: knew-of", "- subject: lab2\n  relation: knew-of"
    )
    head, _, last = one.partition("- subject: lab2")
    other = "dossier: other\ntitle: {en: a, fr: b}\nstatements:\n- subject: mira" + last.replace(
        "s-id", "case/s-id"
    )
    dossiers = read_texts([("case.yaml", head), ("other.yaml", other)])
    written = dict(to_yaml(dossiers))
    assert "statement: case/s-" in written["other"]
    assert read(written) == dossiers


@pytest.mark.parametrize("name", sorted(p.name for p in Path(str(dossiers_path())).glob("*.yaml")))
def test_each_shipped_dossier_has_the_name_of_its_file(name: str) -> None:
    """So that people find it."""
    tree = load((dossiers_path() / name).read_text("utf-8"))
    assert f"{tree['dossier']}.yaml" == name
