"""What is measured: each case gives a title and a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from bench.measure import Command, aiactors, compare, printed, python, run, work
from bench.report import ROOT, Aim, costs_table, number, table

DOSSIERS = ROOT / "graph" / "dossiers"
EXPORTS = ROOT / "exports"
SPARQL = (
    "PREFIX ai: <https://w3id.org/ai-actors/ns#> PREFIX id: <https://w3id.org/ai-actors/id/> "
    "SELECT ?who WHERE { ?who ai:founded id:openai }"
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is measured."""

    commands: int  # rounds of commands that are over in a second
    builds: int  # rounds of dossiers to Turtle, of the shipped dossiers
    large: int  # rounds of the same, of synthetic dossiers
    statements: int  # in the synthetic dossiers
    engine: float  # CPU seconds for each query in the engine
    rdflib: float  # CPU seconds after which rdflib is given up with a query; with 0, it is left out


Case = Callable[[Budget, Path], tuple[Any, ...]]
"""Measures something; returns title, table, and figures that others than the table need."""

QUICK = Budget(commands=2, builds=1, large=1, statements=5_000, engine=0.05, rdflib=0.0)
FULL = Budget(commands=7, builds=5, large=3, statements=100_000, engine=1.0, rdflib=10.0)


def _statements() -> str:
    # Line by line: the memory of this process would count in the peak of every one it starts.
    with (EXPORTS / "ai-actors.ttl").open(encoding="utf-8") as lines:
        count = sum(line.endswith(" a ai:Statement ;\n") for line in lines)
    return f"{count:,}"


def command_query(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure ``aiactors query``, from nothing to an answer."""
    plain, named = "aiactors query 'SELECT …'", "aiactors query founders organization=OpenAI"
    engine = "pyoxigraph, from ai-actors.trig"
    asks, asks_name = aiactors("query", SPARQL), aiactors("query", *named.split()[2:])
    cached = ["env", f"AIACTORS_CACHE={scratch / 'kept'}"]
    first = ["sh", "-c", 'AIACTORS_CACHE=$(mktemp -d -p "$0") exec "$@"', str(scratch)]
    run([*cached, *asks])
    commands = {
        plain: [*cached, *asks],
        named: [*cached, *asks_name],
        f"{plain}, with AIACTORS_CACHE=off": asks,
        f"{plain}, the first of all": [*first, *asks],
        engine: work("pyoxigraph_query", EXPORTS / "ai-actors.trig", SPARQL),
    }
    if budget.rdflib:
        release = EXPORTS / "ai-actors.ttl"
        commands["rdflib, from ai-actors.ttl"] = work("rdflib_query", release, SPARQL)
    costs = compare(commands, budget.commands)
    aim = Aim(cpu=0.5)
    return (
        f"A question to the shipped release, {_statements()} statements: the whole process",
        costs_table(costs, engine, {plain: aim, named: aim}, "times pyoxigraph"),
    )


def command_help(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure ``aiactors --help``, which shows what starting costs."""
    help_, bare = "aiactors --help", "python -c pass"
    commands = {
        help_: aiactors("--help"),
        "python -c 'import typer'": [sys.executable, "-c", "import typer"],
        bare: [sys.executable, "-c", "pass"],
    }
    costs = compare(commands, budget.commands)
    rows = costs_table(costs, bare, {help_: Aim(cpu=0.2)}, "times python")
    return "Help: the whole process", rows


def shipped(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure the shipped dossiers to Turtle."""
    commands = _turtle(DOSSIERS, scratch)
    if budget.rdflib:
        commands["rdflib: the same triples"] = work(
            "rdflib_turtle", scratch / "triples.nt", scratch / "rdflib.ttl"
        )
    title = "The shipped dossiers to canonical Turtle: the whole process"
    return title, _turtle_table(commands, budget.builds, Aim(cpu=2.0))


def synthetic(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure many synthetic statements to Turtle."""
    commands = _turtle(make_dossiers(scratch, budget.statements), scratch)
    title = f"{budget.statements:,} synthetic statements to canonical Turtle: the whole process"
    aim = Aim(ratio=3.0, memory=3 * 2**29)
    return title, _turtle_table(commands, budget.large, aim)


def make_dossiers(scratch: Path, statements: int) -> Path:
    """Write synthetic dossiers into a new folder, and return it."""
    folder = scratch / "dossiers"
    folder.mkdir()
    run(work("make_dossiers", folder, statements))
    return folder


def _triples(scratch: Path, statements: int) -> Path:
    run(work("make_triples", make_dossiers(scratch, statements), scratch / "triples.nt"))
    return scratch / "triples.nt"


OURS = "aiactors: dossiers → graph → Turtle"
ENGINE = "pyoxigraph: the same triples, load → write"


def _turtle(dossiers: Path, scratch: Path) -> dict[str, Command]:
    triples = scratch / "triples.nt"
    run(work("make_triples", dossiers, triples))
    bulk = work("pyoxigraph_turtle", triples, scratch / "bulk.ttl", "bulk_load")
    return {
        OURS: work("aiactors_turtle", dossiers, scratch / "aiactors.ttl"),
        ENGINE: work("pyoxigraph_turtle", triples, scratch / "load.ttl", "load"),
        f"{ENGINE} (bulk_load)": bulk,
    }


def _turtle_table(commands: Mapping[str, Command], rounds: int, aim: Aim) -> str:
    return costs_table(compare(commands, rounds), ENGINE, {OURS: aim}, "times pyoxigraph")


def queries(budget: Budget, scratch: Path) -> tuple[str, str, dict[str, float]]:
    """Measure the named queries."""
    title = "The named queries on the release, SPARQL to Python values, in a running process"
    return title, *_compared("release", budget)


def shapes(budget: Budget, scratch: Path) -> tuple[str, str, dict[str, float]]:
    """Measure shapes of query on synthetic statements."""
    title = f"Shapes of query, SPARQL to Python values: {budget.statements:,} synthetic statements"
    return title, *_compared(_triples(scratch, budget.statements), budget)


def _compared(where: Path | str, budget: Budget) -> tuple[str, dict[str, float]]:
    """The table of all queries on a graph, and the geometric means of its last row."""
    found = printed(python("bench.queries", "engine", where, budget.engine))
    ratios = [cost["aiactors"] / cost["pyoxigraph"] for cost in found.values()]
    rows = [
        [name, str(cost["rows"]), _ms(cost["aiactors"]), _ms(cost["pyoxigraph"]), number(ratio)]
        for (name, cost), ratio in zip(found.items(), ratios, strict=True)
    ]
    head = ["", "rows", "aiactors ms", "pyoxigraph ms", "ratio"]
    means = {"ratio": geometric_mean(ratios)}
    rows.append(["geometric mean", "", "", "", number(means["ratio"])])
    if budget.rdflib:
        head += ["rdflib ms", "times aiactors"]
        others = printed(python("bench.queries", "rdflib", where, budget.rdflib))
        taken = [
            _rdflib(others[name], cost, budget.rdflib, compare_rows=True)
            for name, cost in found.items()
        ]
        means["rdflib"] = geometric_mean(ratio for _, ratio in taken)
        cells = [cells for cells, _ in taken]
        for row, more in zip(rows, [*cells, ["", number(means["rdflib"])]], strict=True):
            row += more
    return table(head, rows), means


def _rdflib(
    theirs: Mapping[str, Any], ours: Mapping[str, Any], most: float, *, compare_rows: bool
) -> tuple[list[str], float]:
    """The cells of rdflib beside ours, and the ratio; what was given up counts as ``most``."""
    seconds, more = theirs["rdflib"], ""
    if seconds is None:
        seconds, more = most, "> "
    ratio = seconds / ours["aiactors"]
    differs = compare_rows and not more and theirs["rows"] != ours["rows"]
    note = f" ({theirs['rows']} rows)" if differs else ""
    return [f"{more}{_ms(seconds)}{note}", f"{more}{number(ratio)}"], ratio


def rdflib_stores(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure the project's store of rdflib beside oxrdflib and rdflib's own memory."""
    count = budget.statements // 10
    triples, memory = _triples(scratch, count), {}
    found = printed(python("bench.queries", "stores", triples, budget.engine))
    if budget.rdflib:
        memory = printed(python("bench.queries", "memory", triples, budget.rdflib))
    rows = []
    for name, cost in found.items():
        ours, theirs = cost["aiactors"], cost["oxrdflib"]
        rows.append([name, str(cost["rows"]), _ms(ours), _ms(theirs), number(theirs / ours)])
        if memory:
            rows[-1] += _rdflib(memory[name], cost, budget.rdflib, compare_rows=False)[0]
    head = ["", "rows", "aiactors ms", "oxrdflib ms", "times aiactors"]
    title = f"Stores of rdflib, asked through rdflib: {count:,} statements"
    return title, table(head + ["memory ms", "times aiactors"] * bool(memory), rows)


def _ms(seconds: float) -> str:
    return number(1000 * seconds)


CASES = (command_query, command_help, shipped, synthetic, queries, shapes, rdflib_stores)
