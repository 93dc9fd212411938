"""How each path grows: the same work on more and more statements, each in a process of its own.

``python -m bench.growth NAME STATEMENTS FOLDER`` measures one path at one size, and keeps what it
needed in the folder.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import Command, aiactors, run, work

Figures = Mapping[str, float]
"""What is measured → a number: seconds; milliseconds (``…ms``); MB a CPU second (``mb_s``)."""

LONGEST = 600.0
"""CPU seconds: what is expected to take longer, from how it grew so far, is left out."""


MOST = 50
"""How often something short is done at the most."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is measured on: files of one size.

    Attributes:
        folder: holds them.
        statements: how many there are.
        patience: CPU seconds for which something short is done again and again.
    """

    folder: Path
    statements: int
    patience: float = 1.0

    def typical(self, do: Callable[[], object]) -> float:
        """Do something several times, and return the median of the CPU seconds."""
        spent: list[float] = []
        while len(spent) < MOST and (not spent or sum(spent) < self.patience):
            begun = time.process_time()
            do()
            spent.append(time.process_time() - begun)
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
        """Make one of them, and all that it is made of, if it is not there.

        Args:
            what: ``records``, ``store`` or ``triples``.
        """
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
            run([sys.executable, "-m", "bench.told", str(self.records), str(self.store), str(path)])

    def build(self, folder: Path) -> Command:
        """Return the command that makes a store of the records."""
        return aiactors("build", str(self.records), "--store", str(folder))


@dataclass(frozen=True, slots=True)
class Growth:
    """A path that is measured at several sizes.

    Attributes:
        name: by which it is chosen.
        title: what it does, in words.
        work: does it, and returns figures of its own; run in a process of its own.
        figure: the one that is shown and drawn: ``cpu`` is the CPU time of the whole process.
        command: the program that does it, instead.
        against: what it is compared with: another of its figures, or the name of another path.
        beside: what that is, in words.
        needs: what of the ground must be there.
        most: the largest number of statements that it is measured with.
        quick: whether the quick round has it.
    """

    name: str
    title: str
    work: Callable[[Ground], Figures] | None = None
    figure: str = "cpu"
    command: Callable[[Ground], Command] | None = None
    against: str = ""
    beside: str = ""
    needs: Sequence[str] = ("store",)
    most: int = 10_000_000
    quick: bool = True

    def measured(self, ground: Ground) -> dict[str, float]:
        """Measure it at one size.

        Args:
            ground: what it is measured on.

        Returns:
            Its own figures, and of its process ``cpu`` and ``wall``, in seconds, and ``memory``,
            the peak in bytes.
        """
        for what in self.needs:
            ground.make(what)
        command = self.command(ground) if self.command is not None else _inside(self.name, ground)
        begun = time.monotonic()
        cost, out = run(command)
        wall = time.monotonic() - begun
        own = json.loads(out) if self.command is None else {}
        return {**own, "cpu": cost.cpu, "wall": wall, "memory": float(cost.memory)}

    def is_worth(
        self, found: Mapping[int, Figures], statements: int, longest: float = LONGEST
    ) -> bool:
        """Tell whether to measure it at a size.

        Args:
            found: what was found at smaller sizes.
            statements: the size.
            longest: CPU seconds that it may take, as far as can be foreseen.
        """
        return statements <= self.most and expected_cpu(found, statements) <= longest


def expected_cpu(found: Mapping[int, Figures], statements: int) -> float:
    """Return how many CPU seconds a size will take: as the last two tell, or in line.

    Args:
        found: size → figures.
        statements: the size in question.
    """
    sizes = sorted(size for size in found if size < statements)
    if not sizes:
        return 0.0
    last = found[sizes[-1]]["cpu"]
    power = max(1.0, exponent(found, "cpu") or 1.0)
    return last * math.pow(statements / sizes[-1], power)


def exponent(found: Mapping[int, Figures], figure: str) -> float | None:
    """Return the power of its size with which a path grew, between its two largest sizes.

    Args:
        found: size → figures.
        figure: the one that is looked at; of ``mb_s``, 1 is a rate that stays the same.

    Returns:
        1 where it grows in line; None where there is one size alone.
    """
    sizes = sorted(size for size in found if found[size].get(figure))[-2:]
    if len(sizes) < 2:
        return None
    small, large = sizes
    ratio = found[large][figure] / found[small][figure]
    grown = math.log(ratio) / math.log(large / small)
    return 1 - grown if figure.endswith("mb_s") else grown


def _inside(name: str, ground: Ground) -> Command:
    size, folder, patience = str(ground.statements), str(ground.folder), str(ground.patience)
    options = ["--inside", "--patience", patience]
    return [sys.executable, "-m", "bench.growth", *options, name, size, folder]


def main() -> None:
    """Measure one path at one size."""
    from bench.growths import growths

    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=main.__doc__)
    parser.add_argument("--inside", action="store_true", help="do the work in this very process")
    parser.add_argument("--patience", type=float, default=1.0, help="CPU seconds for short work")
    parser.add_argument("name", choices=sorted(growths()), metavar="NAME")
    parser.add_argument("statements", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    growth = growths()[arguments.name]
    ground = Ground(arguments.folder, arguments.statements, arguments.patience)
    if arguments.inside and growth.work is not None:
        figures = growth.work(ground)
    else:
        figures = growth.measured(ground)
    json.dump(dict(figures), sys.stdout)


if __name__ == "__main__":
    main()
