"""``aiactors check``: are the dossiers right, and does the evidence still stand?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import AllOption, DossiersArgument, say, say_warnings
from aiactors.errors import CheckError

if TYPE_CHECKING:
    from aiactors.model import DossierSet


def check(
    dossiers: DossiersArgument = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            "-d",
            metavar="FOLDER",
            help="A folder with the texts of documents: every passage is looked for in them.",
            show_default=False,
        ),
    ] = None,
    shapes: Annotated[
        bool | None,
        typer.Option(
            "--shapes/--no-shapes",
            help="Check the SHACL shapes; by default where pySHACL is installed.",
            show_default=False,
        ),
    ] = None,
    every: AllOption = False,
) -> None:
    """Check dossiers: their form, what they name, and the rules of the whole graph.

    Every problem of every file is reported in one run, with file and line.

    Example: aiactors check graph/dossiers --documents texts
    """
    from aiactors.build import check_graph
    from aiactors.check import shapes_available
    from aiactors.dossier import read_dossiers
    from aiactors.resources import dossiers_path

    model = read_dossiers(dossiers if dossiers is not None else Path(dossiers_path()))
    findings = check_graph(model, shapes=shapes)
    say_warnings([finding for finding in findings if not finding.error], every=every)
    errors = [str(finding) for finding in findings if finding.error]
    if documents is not None:
        errors += _check_documents(model, documents)
    if errors:
        raise CheckError(errors)
    if shapes is None and not shapes_available():
        say("the SHACL shapes were not checked: pip install 'aiactors[shacl]'")
    typer.echo(
        f"{len(model.dossiers)} dossiers, {len(model.entities):,} entities, "
        f"{len(model.statements):,} statements: all right"
    )


def _check_documents(model: DossierSet, folder: Path) -> list[str]:
    from aiactors.check import check_passages

    errors = []
    outcomes: Counter[str] = Counter()
    absent = 0
    for checked in check_passages(model, folder):
        if checked.file is None:
            absent += 1
            continue
        if checked.changed:
            say(f"warning: {checked.file}: the text of {checked.document} has changed")
        outcomes.update(passage.outcome for passage in checked.passages)
        errors += [str(p) for p in checked.passages if p.outcome in ("moved", "vanished")]
    counted = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    say(f"passages: {counted or 'none to look for'}; documents without a text here: {absent}")
    return errors
