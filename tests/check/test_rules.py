"""The rules over the whole graph: what they find is named so that people can mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

import aiactors
from aiactors.check import (
    Finding,
    rule_names,
    shape_findings,
    shapes_available,
    violations,
)
from aiactors.errors import MissingExtraError
from aiactors.export import export_text

needs_shacl = pytest.mark.skipif(not shapes_available(), reason="pySHACL is not installed")


@pytest.fixture(scope="module")
def trig(world: Path) -> str:
    """The small world as TriG."""
    return export_text(aiactors.open(world).dossiers, "trig")


@pytest.fixture(scope="module")
def turtle(world: Path) -> str:
    """The small world as Turtle."""
    return export_text(aiactors.open(world).dossiers, "ttl")


def changed(text: str, old: str, new: str) -> bytes:
    """Return RDF in which one thing is changed."""
    assert old in text
    return text.replace(old, new).encode()


def test_every_rule_has_a_name(root: Path) -> None:
    """That of its file."""
    names = rule_names()
    assert names == sorted(path.stem for path in (root / "ontology/violations").glob("*.rq"))
    assert len(names) > 10


def test_a_graph_that_is_right_breaks_no_rule(trig: str) -> None:
    """Nor does an empty one."""
    assert list(violations(trig.encode())) == []
    assert list(violations(b"")) == []


def test_a_finding_says_what_is_wrong_with_what_and_which_rule_says_so(trig: str) -> None:
    """Addresses are short, and the message is the rule's own."""
    spoilt = changed(trig, "rdf:predicate ai:competesWith", "rdf:predicate ai:chiefExecutiveOf")
    found = [f for f in violations(spoilt) if f.rule == "subject_class"]
    assert len(found) == 1
    assert found[0].about.startswith("st:")
    assert found[0].error
    assert "ai:chiefExecutiveOf" in found[0].details
    assert str(found[0]).endswith(" [subject_class]")
    assert "https://w3id.org" not in str(found[0])


def test_a_rule_may_be_a_warning(
    trig: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """Its header says so; and a rule without a message says its name."""
    (tmp_path / "violations").mkdir()
    (tmp_path / "ai.ttl").write_bytes((root / "ontology/ai.ttl").read_bytes())
    query = "SELECT ?person ?name { ?person a ai:Person ; skos:prefLabel ?name }"
    (tmp_path / "violations" / "soft.rq").write_text(f"# severity: warning\n{query}")
    (tmp_path / "violations" / "hard.rq").write_text(f"# message-en: A person.\n{query}")
    monkeypatch.setattr("aiactors.check.rules.ontology_path", lambda: tmp_path)
    found = list(violations(trig.encode()))
    assert {(f.rule, f.error, f.message) for f in found} == {
        ("soft", False, "soft"),
        ("hard", True, "A person."),
    }
    assert Finding("soft", "id:ada-gray", "soft", ("Ada Gray",), error=False) in found


@needs_shacl
def test_a_graph_that_is_right_has_its_shapes(turtle: str) -> None:
    """The ontology lies beside it, so that schemes are known."""
    assert list(shape_findings(turtle.encode())) == []


@needs_shacl
def test_a_shape_finds_what_lacks(turtle: str) -> None:
    """With the message in English, on what, and on which path."""
    found = list(shape_findings(changed(turtle, "ai:locator", "rdfs:comment")))
    assert found
    assert {finding.rule for finding in found} == {"shape"}
    assert all(finding.about.startswith("ev:") and finding.error for finding in found)
    assert all(finding.message for finding in found)


def test_shapes_that_cannot_be_checked_are_not_passed_over(
    turtle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to install."""
    monkeypatch.setattr("aiactors.check.rules.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"needs an extra: pip install 'aiactors\[shacl\]'"):
        list(shape_findings(turtle.encode()))


def test_a_finding_is_one_line() -> None:
    """With what helps to see why, where there is anything."""
    assert str(Finding("rule", "id:a", "is wrong")) == "id:a: is wrong [rule]"
    assert str(Finding("rule", "id:a", "is wrong", ("x", "y"))) == "id:a: is wrong (x, y) [rule]"
