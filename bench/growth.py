"""How cases scale: the same work on more and more statements, each in a process of its own.

``python -m bench.growth NAME STATEMENTS FOLDER SECONDS`` runs the work of one case at one size.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import Command, aiactors, python, run, timed, work

Figures = Mapping[str, float]
"""What is measured → a number: seconds; milliseconds (``…ms``); MB a CPU second (``mb_s``)."""

LONGEST = 600.0
"""CPU seconds: a size that is expected to take longer, from the smaller ones, is left out."""

MOST = 50
"""How often something short is repeated at the most."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files of one size, in one folder; each is made when it is first needed."""

    folder: Path
    statements: int
    patience: float = 1.0  # CPU seconds for which something short is repeated

    def typical(self, do: Callable[[], object]) -> float:
        """Do something several times, and return the median of the CPU seconds."""
        spent: list[float] = []
        while len(spent) < MOST and (not spent or sum(spent) < self.patience):
            spent.append(timed(do)[0])
        return median(spent)

    @property
    def records(self) -> Path:
        """The synthetic records."""
        return self.folder / "records.jsonl"

    @property
    def store(self) -> Path:
        """What ``aiactors build`` makes of them: a store with its columns and its index."""
        return self.folder / "store"

    @property
    def triples(self) -> Path:
        """The triples of the store, as N-Triples."""
        return self.folder / "triples.nt"

    def make(self, what: str) -> None:
        """Make records, store or triples, and all that they are made of, unless they are there."""
        path: Path = getattr(self, what)
        if path.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if what == "records":
            run(work("make_records", path, self.statements))
        elif what == "store":
            self.make("records")
            run(self.build(path))
        else:
            self.make("store")
            run(work("store_triples", self.records, self.store, path))

    def build(self, folder: Path) -> Command:
        """Return the command that makes a store of the records."""
        return aiactors("build", str(self.records), "--store", str(folder))


@dataclass(frozen=True, slots=True)
class ScalingCase:
    """Work that is measured at several sizes: a function here, or a command."""

    name: str
    title: str
    work: Callable[[Dataset], Figures] | None = None
    figure: str = "cpu"  # the one that is shown; ``cpu`` is the CPU time of the whole process
    command: Callable[[Dataset], Command] | None = None
    against: str = ""  # what it is compared with: one of its own figures, or another case
    beside: str = ""  # the same, in words
    needs: Sequence[str] = ("store",)  # of the data set
    most: int = 10_000_000  # statements
    quick: bool = True  # whether ``--quick`` measures it

    def measured(self, data: Dataset) -> dict[str, float]:
        """Return its figures at one size, with CPU and wall seconds and peak memory."""
        for what in self.needs:
            data.make(what)
        if self.command is not None:
            command = self.command(data)
        else:
            of = (data.statements, data.folder, data.patience)
            command = python("bench.growth", self.name, *of)
        begun = time.monotonic()
        cost, out = run(command)
        wall = time.monotonic() - begun
        own = json.loads(out) if self.command is None else {}
        return {**own, "cpu": cost.cpu, "wall": wall, "memory": float(cost.memory)}

    def is_worth(
        self, found: Mapping[int, Figures], statements: int, longest: float = LONGEST
    ) -> bool:
        """Whether to measure a size, given the figures of the smaller ones."""
        return statements <= self.most and expected_cpu(found, statements) <= longest


def scaling_cases() -> dict[str, ScalingCase]:
    """Return all cases by name, in the order in which they are measured."""
    from bench import build_cases, graph_cases, search_cases, ties_cases

    every = (
        *build_cases.SCALING,
        *graph_cases.AS_OF,
        *search_cases.SCALING,
        *ties_cases.SCALING,
        *graph_cases.CHECKS,
    )
    return {case.name: case for case in every}


def expected_cpu(found: Mapping[int, Figures], statements: int) -> float:
    """Extrapolate the CPU seconds of a size from the last two, at least linearly."""
    sizes = sorted(size for size in found if size < statements)
    if not sizes:
        return 0.0
    last = found[sizes[-1]]["cpu"]
    return last * math.pow(statements / sizes[-1], max(1.0, exponent(found, "cpu") or 1.0))


def exponent(found: Mapping[int, Figures], figure: str) -> float | None:
    """Return the power of the size with which time grows between the two largest sizes."""
    sizes = sorted(size for size in found if found[size].get(figure))[-2:]
    if len(sizes) < 2:
        return None
    small, large = sizes
    grown = math.log(found[large][figure] / found[small][figure]) / math.log(large / small)
    return 1 - grown if figure.endswith("mb_s") else grown


def main() -> None:
    """Do the work of one case at one size, and print its figures as JSON."""
    name, statements, folder, patience = sys.argv[1:]
    do = scaling_cases()[name].work
    assert do is not None
    figures = do(Dataset(Path(folder), int(statements), float(patience)))
    json.dump(dict(figures), sys.stdout)


if __name__ == "__main__":
    main()
