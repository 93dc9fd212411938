"""The rules over the whole graph: what they find is named so that people can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import aiactors
from aiactors.check import Finding, check_store, rule_names, shape_findings, violations
from aiactors.errors import RdfError
from aiactors.export import export_text
from aiactors.progress import Advance
from aiactors.store import FORMATS, Store

Put = Callable[[str], None]
"""Puts a shape in the place of all others."""


@pytest.fixture(scope="module")
def trig(world: Path) -> str:
    """The small world as TriG."""
    return export_text(aiactors.open(world).dossiers, "trig")


def changed(text: str, old: str, new: str) -> Store:
    """Return a store of RDF in which one thing is changed."""
    assert old in text
    return loaded(text.replace(old, new))


def loaded(text: str, ending: str = ".trig") -> Store:
    """Return a store of RDF."""
    store = Store()
    store.load(text.encode(), FORMATS[ending])
    return store


def test_every_rule_has_a_name(root: Path) -> None:
    """That of its file."""
    names = rule_names()
    assert names == sorted(path.stem for path in (root / "ontology/violations").glob("*.rq"))
    assert len(names) > 10


def test_a_graph_that_is_right_breaks_no_rule(trig: str) -> None:
    """Nor does an empty one."""
    assert list(violations(loaded(trig))) == []
    assert list(violations(loaded(""))) == []


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
    found = list(violations(loaded(trig)))
    assert {(f.rule, f.error, f.message) for f in found} == {
        ("soft", False, "soft"),
        ("hard", True, "A person."),
    }
    assert Finding("soft", "id:ada-gray", "soft", ("Ada Gray",), error=False) in found


def test_a_graph_that_is_right_has_its_shapes(trig: str) -> None:
    """So has an empty one, and nothing else is found in either."""
    assert list(shape_findings(loaded(trig))) == []
    assert check_store(loaded(trig)) == check_store(loaded("")) == ()


def test_a_shape_finds_what_lacks(trig: str) -> None:
    """With the message in English, on what, and on which path; each finding once."""
    found = list(shape_findings(changed(trig, "ai:locator", "rdfs:comment")))
    assert found
    assert len(set(found)) == len(found)
    assert {finding.rule for finding in found} == {"shape"}
    assert all(finding.about.startswith("ev:") and finding.error for finding in found)
    assert all(finding.message for finding in found)


@pytest.fixture
def only_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """What puts one shape in the place of all those of the ontology."""

    def put(shape: str) -> None:
        (tmp_path / "shapes").mkdir()
        text = f"@prefix sh: <http://www.w3.org/ns/shacl#> . {shape}"
        (tmp_path / "shapes" / "new.ttl").write_text(text)
        monkeypatch.setattr("aiactors.check.rules.ontology_path", lambda: tmp_path)

    return put


def test_shapes_that_would_not_be_checked_are_not_passed_over(
    only_shape: Put,
) -> None:
    """The message says which shape, in which file."""
    shape = "<urn:s> sh:targetClass <urn:C> ; sh:closed true ."
    only_shape(shape)
    with pytest.raises(RdfError, match=r"new\.ttl: <urn:s> has sh:closed, which is not known here"):
        list(shape_findings(Store()))


def test_a_shape_without_a_message_names_its_constraint(only_shape: Put) -> None:
    """People are told what is wrong, whoever wrote the shape."""
    shape = "<urn:s> sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] ."
    only_shape(shape)
    (found,) = shape_findings(loaded("<urn:x> a <urn:C> ."))
    assert (found.about, found.message) == ("urn:x", "does not meet sh:MinCount")


def test_it_is_told_how_far_it_is(trig: str) -> None:
    """All rules and constraints are counted."""
    steps: list[list[object]] = []

    class Told:
        @contextmanager
        def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
            steps.append([what, total, 0])

            def advance(more: int) -> None:
                steps[-1][2] += more  # type: ignore[operator]

            yield advance

    check_store(loaded(trig), Told())
    assert [step[0] for step in steps] == ["shapes", "rules of the whole graph"]
    assert all(step[1] == step[2] for step in steps)


def test_a_finding_is_one_line() -> None:
    """With what helps to see why, where there is anything."""
    assert str(Finding("rule", "id:a", "is wrong")) == "id:a: is wrong [rule]"
    assert str(Finding("rule", "id:a", "is wrong", ("x", "y"))) == "id:a: is wrong (x, y) [rule]"
