"""The rules on the page of the ontology: shapes, violations, and what follows from statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from aiactors.reference.markdown import anchor, code, table, text
from aiactors.reference.turtle import Turtle

_HEADER = re.compile(r"#\s*([a-z-]+)\s*:\s*(.*?)\s*$")
_SHAPES = """\
### One thing at a time: shapes · Une chose à la fois : les formes

What one entity, document, statement, attribution, passage or amount of money must look like, \
in SHACL Core: [`ontology/shapes`](../ontology/shapes).

À quoi doit ressembler une entité, un document, un énoncé, une attribution, un passage ou une \
somme d’argent, en SHACL Core.

{rows}"""
_VIOLATIONS = """\
### The whole graph: violations · Le graphe entier : les infractions

Each row that such a query gives is something wrong: \
[`ontology/violations`](../ontology/violations).

Chaque ligne que donne une telle requête est une erreur.

{rows}"""
_RULES = """\
### What follows: rules · Ce qui s’ensuit : les règles

What is derived from the statements, as queries: [`ontology/rules`](../ontology/rules).

Ce qui se déduit des énoncés, en requêtes.

{rows}"""


def rules_part(folder: Path) -> str:
    """Return all rules."""
    shapes = table(["shape · forme", "of · de", "English", "français"], _shape_rows(folder))
    violations = table(["rule · règle", "English", "français"], _query_rows(folder, "violations"))
    rules = table(["rule · règle", "English", "français"], _query_rows(folder, "rules"))
    return "\n".join(
        [
            _SHAPES.format(rows=shapes),
            _VIOLATIONS.format(rows=violations),
            _RULES.format(rows=rules),
        ]
    )


def _shape_rows(folder: Path) -> Iterator[list[str]]:
    for path in sorted((folder / "shapes").glob("*.ttl")):
        shapes = Turtle(path.read_bytes())
        for shape in shapes.of("sh:NodeShape", "sh:PropertyShape"):
            yield from _shape(shapes, shape)


def _shape(shapes: Turtle, shape: str) -> Iterator[list[str]]:
    """The messages of one shape; its name stands before the first."""
    name = code(shape)
    for part in shapes.within(shape):
        messages = shapes.texts(part, "sh:message")
        if messages:
            paths = "<br>".join(code(path) for path in shapes.values(part, "sh:path"))
            yield [name, paths, *(text(messages.get(lang, "")) for lang in ("en", "fr"))]
            name = ""


def read_header(path: Path) -> Mapping[str, str]:
    """Read the comments at the top of a query: key (``title``, ``message-en``) → text."""
    header: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _HEADER.match(line)
        if match is not None:
            header.setdefault(match[1], match[2])
        elif line.strip() and not line.startswith("#"):
            break
    return header


def _query_rows(folder: Path, kind: str) -> Iterator[list[str]]:
    for path in sorted((folder / kind).glob("*.rq")):
        header = read_header(path)
        said = [_said(header, lang) for lang in ("en", "fr")]
        warning = "<br>warning · avertissement" if header.get("severity") == "warning" else ""
        yield [anchor(f"rule-{path.stem}") + code(path.stem) + warning, *said]


def _said(header: Mapping[str, str], lang: str) -> str:
    """The message of a violation, or the question that a rule answers."""
    return text(header.get(f"message-{lang}") or header.get(f"question-{lang}", ""))
