"""``docs/dataset.md``: what the curated dossiers hold, and how far one can trust it."""

from __future__ import annotations

from aiactors.dossier import read_dossiers
from aiactors.rdf import derive
from aiactors.resources import dossiers_path, ontology_path
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
