"""All reference pages: what they are now, and which of them are not what they should be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from aiactors.dossier import read_dossiers
from aiactors.dossier.json_schema import json_schema
from aiactors.errors import FileError, NotFoundError, nearest
from aiactors.files import write_atomically
from aiactors.rdf import derive
from aiactors.reference.commands import commands_page
from aiactors.reference.ontology import ontology_page
from aiactors.reference.queries import queries_page
from aiactors.resources import dossiers_path, ontology_path
from aiactors.schema import load_ontology
from aiactors.stats import count
from aiactors.stats.markdown import as_markdown

_PAGE = """\
<!-- Made by scripts/docs from graph/dossiers and docs/dataset-audit.md: edit those, not this. -->

# What the graph holds

The curated dossiers in numbers, and where they are thin; `aiactors stats` prints the same for \
any graph.
[Bulk dossiers](dossiers.md#bulk-dossiers), taken over row by row from the tables of others, are \
not among them: what they hold is counted apart, at the end.
A source counts once for each owner, copies count as what they copy, and pages of the tiers \
*weak* and *copy* count for none: [status.md](status.md#who-is-one-speaker) says how.
Who reads a number here reads how much was written down, not how much there is: the actors of the \
story that the project began with are told at length, and others in a few lines.

{audit}{tables}"""


def statistics_page() -> str:
    """Return the page on how the dossiers were audited, hand-written, and on their numbers."""
    dossiers = read_dossiers(dossiers_path())
    audit = ontology_path().parent / "docs" / "dataset-audit.md"
    written = audit.read_text(encoding="utf-8").strip() + "\n\n" if audit.is_file() else ""
    return _PAGE.format(audit=written, tables=as_markdown(count(dossiers, derive(dossiers))))


def schema_page() -> str:
    """Return the JSON Schema of a dossier, for editors."""
    return json.dumps(json_schema(load_ontology()), ensure_ascii=False, indent=2) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/ontology.md": ontology_page,
    "docs/queries.md": queries_page,
    "docs/commands.md": commands_page,
    "docs/dataset.md": statistics_page,
    "graph/dossiers/dossier.schema.json": schema_page,
}
"""Path in the checkout → what makes the page."""


def checkout() -> Path:
    """Return the folder of the checkout that has the pages; FileError in an installed package."""
    root = ontology_path().parent
    if not (root / "docs").is_dir():
        raise FileError(root, "has no docs/ folder: run this in a checkout of the project")
    return root


def _chosen(names: Iterable[str]) -> Iterator[tuple[str, Path, bytes]]:
    """Yield name, path and content of pages: of those named, or of all."""
    root = checkout()
    for name in names or PAGES:
        if name not in PAGES:
            raise NotFoundError("page", name, nearest(name, PAGES), f"There are {', '.join(PAGES)}")
        yield name, root / name, PAGES[name]().encode()


def stale(names: Iterable[str] = ()) -> list[str]:
    """Return the pages, of those named or of all, that would be different if written now."""
    return [
        name
        for name, path, content in _chosen(names)
        if not path.is_file() or path.read_bytes() != content
    ]


def renew(names: Iterable[str] = ()) -> list[str]:
    """Write the pages, of those named or of all, that are stale; return their paths."""
    written = []
    for name, path, content in _chosen(names):
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)
            written.append(name)
    return written
