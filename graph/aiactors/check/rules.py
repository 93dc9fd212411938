"""Rules over the whole graph: the violation queries, and the SHACL shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aiactors.check.findings import Finding
from aiactors.check.sets import Sets
from aiactors.check.shacl import Violation, read_shapes, validate
from aiactors.check.skippable import is_spared
from aiactors.progress import SILENT, Progress
from aiactors.query.result import Result
from aiactors.resources import ontology_path
from aiactors.store import Store
from aiactors.vocabulary import curie

_WARNING = re.compile(r"^# severity:\s*warning\s*$", re.MULTILINE)
_MESSAGE = re.compile(r"^# message-en:\s*(.*)$", re.MULTILINE)


def rule_names() -> list[str]:
    """Return the names of all violation queries, in alphabetical order.

    Example:
        >>> "deal_outcome" in rule_names()
        True
    """
    return [path.stem for path in _rules()]


def _rules() -> list[Path]:
    return sorted((ontology_path() / "violations").glob("*.rq"))


def check_store(store: Store, progress: Progress = SILENT) -> tuple[Finding, ...]:
    """Check a graph against the rules and shapes of the ontology: errors first, then by rule.

    Example:
        >>> check_store(Store())
        ()
    """
    sets = Sets(store)  # what the shapes count, the rules need not count again
    found = [*shape_findings(store, progress, sets), *violations(store, progress, sets)]
    return tuple(sorted(found, key=lambda finding: (not finding.error, finding)))


def violations(
    store: Store, progress: Progress = SILENT, sets: Sets | None = None
) -> Iterator[Finding]:
    """Yield every row of every violation query: each is something wrong."""
    rules, sets = _rules(), sets or Sets(store)
    with progress.step("rules of the whole graph", len(rules), "rules") as advance:
        for path in rules:
            if not is_spared(path.stem, sets):
                yield from _violations(store, path)
            advance(1)


def _violations(store: Store, path: Path) -> Iterator[Finding]:
    text = path.read_text(encoding="utf-8")
    match = _MESSAGE.search(text)
    message = match[1] if match is not None else path.stem
    error = _WARNING.search(text) is None
    for row in Result(store.query(text)):
        about, *details = (curie(str(value)) for value in row if value is not None)
        yield Finding(path.stem, about, message, tuple(details), error)


def shape_findings(
    store: Store, progress: Progress = SILENT, sets: Sets | None = None
) -> Iterator[Finding]:
    """Yield what the SHACL shapes find, each once."""
    shapes = [
        shape
        for path in sorted((ontology_path() / "shapes").glob("*.ttl"))
        for shape in read_shapes(path.read_bytes(), path.name)
    ]
    demands = sum(1 for shape in shapes for _ in shape.demands())
    with progress.step("shapes", demands, "constraints") as advance:
        # Several constraints of one shape share its message: what one value breaks is told once.
        told = dict.fromkeys(map(_of_shape, validate(store, shapes, advance, sets=sets)))
    yield from told


def _of_shape(found: Violation) -> Finding:
    details = tuple(curie(str(t.value)) for t in (found.path, found.value) if t is not None)
    message = "; ".join(found.shape.messages) or f"does not meet sh:{found.constraint}"
    about = curie(str(found.focus.value))
    return Finding("shape", about, message, details, found.shape.error)
