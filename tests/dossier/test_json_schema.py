"""The form as JSON Schema: what editors accept is what is read, and what they refuse is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from aiactors.dossier import json_schema
from aiactors.dossier.text import load
from aiactors.resources import dossiers_path
from aiactors.schema import load_ontology
from tests.dossier.test_problems import FILES, HEAD, STATEMENTS, statement

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


class CoreLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values, but no dates."""


CoreLoader.yaml_implicit_resolvers = {}
for name, pattern, first in (
    ("int", r"[-+]?[0-9]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
):
    expression = re.compile(rf"(?:{pattern})$")
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", expression, list(first))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The schema, itself valid."""
    schema = json_schema(load_ontology())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def wrong(validator: Draft202012Validator, tree: Any) -> list[str]:
    """What an editor would mark."""
    return [
        f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(tree)
    ]


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, CoreLoader], ids=["texts", "as editors read"])
@pytest.mark.parametrize("name", ["orion", "press"])
def test_a_dossier_with_every_key_is_valid(
    validator: Draft202012Validator, loader: Any, name: str
) -> None:
    """Nothing is marked in it, whether or not the editor makes numbers of digits."""
    text = (GOLDEN / f"{name}.yaml").read_text("utf-8")
    assert wrong(validator, yaml.load(text, Loader=loader)) == []


@pytest.mark.heavy
def test_the_shipped_dossiers_are_valid(validator: Draft202012Validator) -> None:
    """Nor in these."""
    for path in sorted(dossiers_path().glob("*.yaml")):
        assert (path.name, wrong(validator, load(path.read_text("utf-8")))) == (path.name, [])


REFUSED = [
    "unknown relation",
    "relation in the ontology's own spelling",
    "statement without attribution",
    "no source in the list",
    "sources that are no list",
    "source without document",
    "unknown stance",
    "hash that is none",
    "unknown key",
    "unknown key in a source",
    "unknown modality",
    "unknown rank",
    "share in words",
    "override without reason",
    "unknown status",
    "empty text",
    "text in the place of a list",
    "id that is none",
    "object with two values",
    "statement that is a text",
    "amount without currency",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_statement_is_refused(validator: Draft202012Validator, name: str) -> None:
    """Where the form is wrong; what names refer to is beyond a schema."""
    assert wrong(validator, load(HEAD + STATEMENTS[name][0]))


@pytest.mark.parametrize(
    "name",
    [
        "a list at the top",
        "a text",
        "no name",
        "no title",
        "name that is none",
        "unknown key",
        "entities that are a list",
        "statements that are a mapping",
        "unknown kind",
        "document among entities",
        "entity among documents",
        "id that is none",
        "address that runs",
        "no language tag",
        "file in a folder",
    ],
)
def test_a_wrong_file_is_refused(validator: Draft202012Validator, name: str) -> None:
    """As for statements."""
    assert wrong(validator, load(FILES[name][0]))


def test_short_names_are_completed(validator: Draft202012Validator) -> None:
    """All of the ontology's, and no document among the kinds of entities."""
    definitions = validator.schema["$defs"]  # type: ignore[index]
    ontology = load_ontology()
    relations = definitions["StatementForm"]["properties"]["relation"]["enum"]
    assert relations == sorted(ontology.relation_names)
    kinds = definitions["EntityForm"]["properties"]["kind"]["anyOf"][0]["enum"]
    assert "person" in kinds
    assert "article" not in kinds


def test_numbers_may_be_numbers(validator: Draft202012Validator) -> None:
    """A year, a share and a whole number, as editors read them."""
    text = (
        HEAD
        + statement(when="2017", share="0.25")
        + statement(subject="lab", relation="headcount", object="700")
    )
    assert wrong(validator, yaml.load(text, Loader=CoreLoader)) == []
    assert wrong(validator, load(text)) == []
