"""Checks: rules over the whole graph, shapes, spellings, and passages against their texts."""

from aiactors.check.findings import Finding
from aiactors.check.passages import DocumentCheck, PassageCheck, check_passages
from aiactors.check.rules import rule_names, shape_findings, shapes_available, violations
from aiactors.check.spellings import two_spellings

__all__ = [
    "DocumentCheck",
    "Finding",
    "PassageCheck",
    "check_passages",
    "rule_names",
    "shape_findings",
    "shapes_available",
    "two_spellings",
    "violations",
]
