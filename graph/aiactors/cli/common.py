"""What the commands share: options, and what is wrong with them."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.text import clean
from aiactors.errors import InputError, did_you_mean, nearest

if TYPE_CHECKING:
    from aiactors.check import Finding
    from aiactors.graph import Graph

LANGUAGES = ("en", "fr")

FIRST = 3
"""Warnings of one rule that are printed, unless all are asked for."""


def one_of(what: str, value: str, choices: Collection[str]) -> str:
    """Return a value that must be one of some; InputError names the choices.

    Example:
        >>> one_of("language", "fr", LANGUAGES)
        'fr'
    """
    if value in choices:
        return value
    near = did_you_mean(nearest(value, choices)) or f" Use {', '.join(choices)}."
    raise InputError(f"unknown {what} {value!r}.{near}")


def _language(value: str) -> str:
    return one_of("language", value, LANGUAGES)


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        metavar="PATH",
        help="A file of RDF, the folder of a store on disk, dossiers, or the address of a SPARQL "
        "server. "
        "Without it: the release that ships with aiactors.",
        show_default=False,
    ),
]
LangOption = Annotated[
    str,
    typer.Option(
        "--lang",
        "-l",
        metavar="LANG",
        help="The language of names: en or fr.",
        callback=_language,
    ),
]


AllOption = Annotated[
    bool,
    typer.Option(
        "--all", "-a", help="Print every warning, and not only the first three of each rule."
    ),
]


def open_store(store: str | None) -> Graph:
    """Open the graph that a command works on."""
    from aiactors.opening import open_graph

    return open_graph(store)


def say(text: str) -> None:
    """Write one line to the error output, beside the command's own output."""
    typer.echo(clean(text), err=True)


def keep_for_next_time(graph: Graph) -> None:
    """Keep the store of a graph after its answer was written, so that the next one is quicker."""
    sys.stdout.flush()
    graph.keep(lambda: say("preparing the release, once, so that the next commands are quicker"))


def say_warnings(
    warnings: Iterable[Finding], words: Callable[[Finding], Finding], *, every: bool
) -> None:
    """Print warnings rule by rule, and how many there are of each.

    Without ``every``, only the first few of each rule are printed.
    """
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for warning in warnings:
        by_rule[warning.rule].append(warning)
    for rule, found in by_rule.items():
        for warning in found if every else found[:FIRST]:
            say(f"warning: {words(warning)}")
        if len(found) > FIRST and not every:
            say(f"warning: … and {len(found) - FIRST:,} more [{rule}]: --all prints them")
    if by_rule:
        counts = ", ".join(f"{len(found):,} {rule}" for rule, found in sorted(by_rule.items()))
        say(f"warnings: {counts}")
