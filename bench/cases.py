"""What is measured: each case gives a title and a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from bench.measure import Command, aiactors, compare, run, work
from bench.report import Aim, costs_table, number, table

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = ROOT / "graph" / "dossiers"
EXPORTS = ROOT / "exports"
SPARQL = (
    "PREFIX ai: <https://w3id.org/ai-actors/ns#> PREFIX id: <https://w3id.org/ai-actors/id/> "
    "SELECT ?who WHERE { ?who ai:founded id:openai }"
)
GIB = 2**30


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured.

    Attributes:
        commands: rounds of commands that are over in a second.
        builds: rounds of dossiers to Turtle, of the shipped dossiers.
        large: rounds of the same, of synthetic dossiers.
        statements: in the synthetic dossiers.
        engine: CPU seconds for each query in the engine.
        rdflib: CPU seconds after which rdflib is given up with a query; with 0, it is left out.
    """

    commands: int
    builds: int
    large: int
    statements: int
    engine: float
    rdflib: float


Case = Callable[[Effort, Path], tuple[Any, ...]]
"""Measures something: returns title and table, and figures that others than the table need."""

QUICK = Effort(commands=2, builds=1, large=1, statements=5_000, engine=0.05, rdflib=0.0)
FULL = Effort(commands=7, builds=5, large=3, statements=100_000, engine=1.0, rdflib=10.0)


def _statements() -> str:
    # Line by line: what this process holds would count as the peak of every one that it starts.
    with (EXPORTS / "ai-actors.ttl").open(encoding="utf-8") as lines:
        number_ = sum(line.endswith(" a ai:Statement ;\n") for line in lines)
    return f"{number_:,}"


def _caching(folder: Path, command: Command) -> Command:
    return ["env", f"AIACTORS_CACHE={folder}", *command]


def _first_time(scratch: Path, command: Command) -> Command:
    """The command with a new cache folder, which it fills."""
    script = 'AIACTORS_CACHE=$(mktemp -d -p "$0") exec "$@"'
    return ["sh", "-c", script, str(scratch), *command]


def command_query(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure ``aiactors query``, from nothing to an answer."""
    plain, named = "aiactors query 'SELECT …'", "aiactors query founders organization=OpenAI"
    engine = "pyoxigraph, from ai-actors.trig"
    asks, asks_name = aiactors("query", SPARQL), aiactors("query", *named.split()[2:])
    run(_caching(scratch / "kept", asks))
    commands = {
        plain: _caching(scratch / "kept", asks),
        named: _caching(scratch / "kept", asks_name),
        f"{plain}, with AIACTORS_CACHE=off": asks,
        f"{plain}, the first of all": _first_time(scratch, asks),
        engine: work("pyoxigraph_query", EXPORTS / "ai-actors.trig", SPARQL),
    }
    if effort.rdflib:
        commands["rdflib, from ai-actors.ttl"] = work(
            "rdflib_query", EXPORTS / "ai-actors.ttl", SPARQL
        )
    costs = compare(commands, effort.commands)
    aim = Aim(cpu=0.5)
    return (
        f"A question to the shipped release, {_statements()} statements: the whole process",
        costs_table(costs, engine, {plain: aim, named: aim}, "times pyoxigraph"),
    )


def command_help(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure ``aiactors --help``, which shows what starting costs."""
    help_, bare = "aiactors --help", "python -c pass"
    costs = compare(
        {
            help_: aiactors("--help"),
            "python -c 'import typer'": [sys.executable, "-c", "import typer"],
            bare: [sys.executable, "-c", "pass"],
        },
        effort.commands,
    )
    return "Help: the whole process", costs_table(
        costs, bare, {help_: Aim(cpu=0.2)}, "times python"
    )


def shipped(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure the shipped dossiers to Turtle."""
    commands = _turtle(DOSSIERS, scratch)
    if effort.rdflib:
        commands["rdflib: the same triples"] = work(
            "rdflib_turtle", scratch / "triples.nt", scratch / "rdflib.ttl"
        )
    title = "The shipped dossiers to canonical Turtle: the whole process"
    return title, _turtle_table(commands, effort.builds, Aim(cpu=2.0))


def synthetic(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure many synthetic statements to Turtle."""
    folder = scratch / "dossiers"
    folder.mkdir()
    run(work("make_dossiers", folder, effort.statements))
    title = f"{effort.statements:,} synthetic statements to canonical Turtle: the whole process"
    aim = Aim(ratio=3.0, memory=GIB * 3 // 2)
    return title, _turtle_table(_turtle(folder, scratch), effort.large, aim)


OURS = "aiactors: dossiers → graph → Turtle"
ENGINE = "pyoxigraph: the same triples, load → write"


def _turtle(dossiers: Path, scratch: Path) -> dict[str, Command]:
    triples = scratch / "triples.nt"
    run(work("make_triples", dossiers, triples))
    return {
        OURS: work("aiactors_turtle", dossiers, scratch / "aiactors.ttl"),
        ENGINE: work("pyoxigraph_turtle", triples, scratch / "load.ttl", "load"),
        f"{ENGINE} (bulk_load)": work(
            "pyoxigraph_turtle", triples, scratch / "bulk.ttl", "bulk_load"
        ),
    }


def _turtle_table(commands: Mapping[str, Command], rounds: int, aim: Aim) -> str:
    return costs_table(compare(commands, rounds), ENGINE, {OURS: aim}, "times pyoxigraph")


def queries(effort: Effort, scratch: Path) -> tuple[str, str, dict[str, float]]:
    """Measure the named queries."""
    title = "The named queries on the release, SPARQL to Python values, in a running process"
    return title, *_compared("release", effort)


def shapes(effort: Effort, scratch: Path) -> tuple[str, str, dict[str, float]]:
    """Measure shapes of query on synthetic statements."""
    folder, triples = scratch / "dossiers", scratch / "triples.nt"
    folder.mkdir()
    run(work("make_dossiers", folder, effort.statements))
    run(work("make_triples", folder, triples))
    title = f"Shapes of query, SPARQL to Python values: {effort.statements:,} synthetic statements"
    return title, *_compared(triples, effort)


def _compared(where: Path | str, effort: Effort) -> tuple[str, dict[str, float]]:
    """The table of all queries on a graph, and the geometric means that its last row has."""
    found = _queries("engine", where, effort.engine)
    ratios = [cost["aiactors"] / cost["pyoxigraph"] for cost in found.values()]
    rows = [
        [name, str(cost["rows"]), _ms(cost["aiactors"]), _ms(cost["pyoxigraph"]), number(ratio)]
        for (name, cost), ratio in zip(found.items(), ratios, strict=True)
    ]
    head = ["", "rows", "aiactors ms", "pyoxigraph ms", "ratio"]
    means = {"ratio": geometric_mean(ratios)}
    rows.append(["geometric mean", "", "", "", number(means["ratio"])])
    if effort.rdflib:
        others = _queries("rdflib", where, effort.rdflib)
        head += ["rdflib ms", "times aiactors"]
        more, means["rdflib"] = _rdflib(found, others, effort.rdflib)
        for row, columns in zip(rows, more, strict=True):
            row += columns
    return table(head, rows), means


def _queries(library: str, where: Path | str, seconds: float) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "bench.queries", library, str(where), str(seconds)]
    return dict(json.loads(run(command)[1]))


def _rdflib(
    ours: Mapping[str, Mapping[str, Any]], theirs: Mapping[str, Mapping[str, Any]], most: float
) -> tuple[list[list[str]], float]:
    """The columns of rdflib, row by row, and the mean, which the last row has.

    A query that was given up counts with the time that it had.
    """
    rows, ratios = [], []
    for name, cost in theirs.items():
        given_up = cost["rdflib"] is None
        seconds = most if given_up else cost["rdflib"]
        ratios.append(seconds / ours[name]["aiactors"])
        note = "" if given_up or cost["rows"] == ours[name]["rows"] else f" ({cost['rows']} rows)"
        more = "> " * given_up
        rows.append([f"{more}{_ms(seconds)}{note}", f"{more}{number(ratios[-1])}"])
    mean = geometric_mean(ratios)
    return [*rows, ["", number(mean)]], mean


def rdflib_stores(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure the project's store of rdflib beside oxrdflib and rdflib's own memory."""
    folder, triples = scratch / "dossiers", scratch / "triples.nt"
    folder.mkdir()
    run(work("make_dossiers", folder, effort.statements // 10))
    run(work("make_triples", folder, triples))
    found = _stores("engine", triples, effort.engine)
    memory = _stores("memory", triples, effort.rdflib) if effort.rdflib else {}
    rows, ratios = [], []
    for name, cost in found.items():
        ours, theirs = cost["aiactors"], cost["oxrdflib"]
        ratios.append(theirs / ours)
        rows.append([name, str(cost["rows"]), _ms(ours), _ms(theirs), number(ratios[-1])])
        if memory:
            taken = memory[name]["memory"]
            rows[-1] += (
                [f"> {_ms(effort.rdflib)}", ""]
                if taken is None
                else [_ms(taken), number(taken / ours)]
            )
    head = ["", "rows", "aiactors ms", "oxrdflib ms", "times aiactors"]
    title = f"Stores of rdflib, asked through rdflib: {effort.statements // 10:,} statements"
    return title, table(head + ["memory ms", "times aiactors"] * bool(memory), rows)


def _stores(stores: str, triples: Path, seconds: float) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "bench.rdflib_stores", stores, str(triples), str(seconds)]
    return dict(json.loads(run(command)[1]))


def _ms(seconds: float) -> str:
    return number(1000 * seconds)


CASES = (command_query, command_help, shipped, synthetic, queries, shapes, rdflib_stores)
