"""Checks: rules over the whole graph, shapes, spellings, and passages against their texts."""

from aiactors.check.findings import Finding
from aiactors.check.passages import DocumentCheck, PassageCheck, check_passages
from aiactors.check.rules import check_store, rule_names, shape_findings, violations
from aiactors.check.spellings import two_spellings
from aiactors.check.stored import StoreWords, checkable_store

__all__ = [
    "DocumentCheck",
    "Finding",
    "PassageCheck",
    "StoreWords",
    "check_passages",
    "check_store",
    "checkable_store",
    "rule_names",
    "shape_findings",
    "two_spellings",
    "violations",
]
