"""The description of the API is true: checked against the specification, and by schemathesis."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aiactors.server.api.routes import DESCRIPTION, OPERATIONS
from tests.server.api.conftest import Get
from tests.server.conftest import Running

DOCUMENT = DESCRIPTION.document("http://localhost")


def test_the_schemas_are_schemas() -> None:
    """Of the dialect that OpenAPI 3.1 uses, and each is used."""
    text = json.dumps(DOCUMENT)
    for name, one in DOCUMENT["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(one)
        assert f'"#/components/schemas/{name}"' in text


def test_everything_is_described() -> None:
    """Every field and parameter, in words."""
    for path in DOCUMENT["paths"].values():
        for parameter in path["get"]["parameters"]:
            assert parameter["description"]
    for name, one in DOCUMENT["components"]["schemas"].items():
        assert one["description"], name
        for field, shape in one["properties"].items():
            assert shape.get("description") or "$ref" in shape, f"{name}.{field}"
        assert set(one.get("required", ())) == set(one["properties"]) or name == "Problem"


def test_each_operation_has_a_name_of_its_own() -> None:
    """Generated clients call it so."""
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize(
    ("path", "status", "parameters"),
    [
        ("/api/search", 200, {"q": "mindful gray quarter", "limit": 100}),
        ("/api/search", 400, {"limit": "x"}),
        ("/api/entity/{name}", 200, {"name": "mindful", "lang": "fr"}),
        ("/api/entity/{name}", 200, {"name": "courier-2021"}),
        ("/api/entity/{name}", 400, {"name": "Gray"}),
        ("/api/entity/{name}", 404, {"name": "Mindfull"}),
        ("/api/statement/{id}", 404, {"id": "0" * 20}),
        ("/api/path", 200, {"from": "Ada Gray", "to": "The Bank", "disputed": "true"}),
        ("/api/path", 400, {"from": "mindful", "to": "mindful"}),
        ("/api/network", 200, {}),
        ("/api/network", 200, {"focus": "rival", "hops": 3, "bulk": "true"}),
    ],
)
def test_answers_are_as_described(
    get: Get, path: str, status: int, parameters: dict[str, Any]
) -> None:
    """Those of which schemathesis cannot know that they exist."""
    rest = {name: value for name, value in parameters.items() if f"{{{name}}}" not in path}
    answer = get(path.format(**parameters), **rest)
    assert answer.status == status
    described = DOCUMENT["paths"][path]["get"]["responses"][str(status)]["content"]
    schema = described[answer.media]["schema"] | {"components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer.body))


REAL = {
    "name": ["mindful", "courier-2021", "Noé Léger"],
    "from": ["Ada Gray", "Rival"],
    "to": ["The Bank", "Mindful", "bob-gray"],
    "focus": ["rival", "Mindful", "parrot"],
}
"""Names that exist: left alone, schemathesis seldom guesses one."""


def narrowed(document: Any, names: dict[str, list[str]]) -> Any:
    """Return a description in which only some names are allowed."""
    narrow = copy.deepcopy(document)
    for path in narrow["paths"].values():
        for parameter in path["get"]["parameters"]:
            if parameter["name"] in names and "pattern" not in parameter["schema"]:
                schema = parameter["schema"]
                schema.get("items", schema)["enum"] = names[parameter["name"]]
    return narrow


@pytest.mark.parametrize("names", [{}, REAL], ids=["any names", "names that exist"])
def test_schemathesis(api: Running, tmp_path: Path, names: dict[str, list[str]]) -> None:
    """Whatever is sent, the answer is as described: no 500, no other form, no other status."""
    file = tmp_path / "openapi.json"
    document = json.loads(api.send("GET", "/api/openapi.json").body)
    file.write_text(json.dumps(narrowed(document, names)), "utf-8")
    program = Path(sys.executable).with_name("schemathesis")
    options = ("--checks", "all", "--max-examples", "25", "--seed", "1", "--no-color")
    command = [str(program), "run", str(file), "--url", api.base, *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Tested: {len(OPERATIONS)}" in done.stdout
    generated, passed = re.findall(r"(\d+) generated, (\d+) passed", done.stdout)[0]
    assert generated == passed
    assert int(passed) > 300
