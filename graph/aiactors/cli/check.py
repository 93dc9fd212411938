"""``aiactors check``: are the dossiers right, and does the evidence still stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import AllOption, say, say_warnings
from aiactors.cli.text import clean
from aiactors.errors import CheckError, InputError

if TYPE_CHECKING:
    from aiactors.build import Words
    from aiactors.check import Finding
    from aiactors.facts import Question
    from aiactors.model import DossierSet
    from aiactors.store import Store


def check(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE",
            help="A folder of dossiers, or one dossier; or a store on disk, or a file of RDF. "
            "Without it: the curated dossiers.",
            show_default=False,
        ),
    ] = None,
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
    questions: Annotated[
        bool,
        typer.Option(
            "--questions",
            "-q",
            help="List what the rules of facts could not decide: rival dates and values, purchases "
            "without an outcome, what precedes a founding.",
        ),
    ] = False,
    every: AllOption = False,
) -> None:
    """Check dossiers: their form, what they name, and the rules of the whole graph.

    Every problem of every file is reported in one run, with file and line.
    A store, or a file of RDF, is checked against the same rules and shapes.

    Example: aiactors check graph/dossiers --documents texts
    """
    from aiactors.check import checkable_store
    from aiactors.opening import refuse_records
    from aiactors.resources import dossiers_path

    where = source if source is not None else Path(dossiers_path())
    store = checkable_store(where)
    if store is None:
        refuse_records(where)
        _check_dossiers(where, documents, every=every, questions=questions)
    elif questions:
        raise InputError(f"{where} holds no dossiers: --questions goes with dossiers")
    elif documents is not None:
        raise InputError(f"{where} is checked without texts: --documents goes with dossiers")
    else:
        _check_store(store, every=every)


def _check_dossiers(where: Path, documents: Path | None, *, every: bool, questions: bool) -> None:
    from aiactors.build import Words, check_graph
    from aiactors.cli.progress import shown_progress
    from aiactors.dossier import read_dossiers
    from aiactors.rdf import derive

    model = read_dossiers(where)
    derived = derive(model)
    findings = check_graph(model, derived, shown_progress())
    words = Words(model, derived)
    errors = _told(findings, words.finding, every=every)
    if documents is not None:
        errors += _check_documents(model, documents)
    if errors:
        raise CheckError(errors)
    typer.echo(
        f"{len(model.dossiers)} dossiers, {len(model.entities):,} entities, "
        f"{len(model.statements):,} statements: all right"
    )
    if questions:
        _ask(derived.facts.questions, words)


def _ask(questions: Sequence[Question], words: Words) -> None:
    """Print what a person must decide, with the statements that it is about."""
    kinds = Counter(question.kind for question in questions)
    counted = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    typer.echo(f"questions: {counted or 'none'}")
    for question in questions:
        typer.echo(f"{question.kind}:")
        for ref in question.statements:
            typer.echo(f"  {clean(words.name(ref))}")


def _check_store(store: Store, *, every: bool) -> None:
    from aiactors.check import StoreWords, check_store
    from aiactors.cli.progress import shown_progress
    from aiactors.query.result import Result

    findings = check_store(store, shown_progress())
    errors = _told(findings, StoreWords(store).finding, every=every)
    if errors:
        raise CheckError(errors)
    counted = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a ai:Statement }"
    typer.echo(f"{Result(store.query(counted))[0][0]:,} statements: all right")


def _told(
    findings: Sequence[Finding], words: Callable[[Finding], Finding], *, every: bool
) -> list[str]:
    """Print the warnings, and return the errors in words."""
    say_warnings([finding for finding in findings if not finding.error], words, every=every)
    return [str(words(finding)) for finding in findings if finding.error]


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
