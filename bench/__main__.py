"""Measure, and print: ``scripts/bench [--quick] [--record]``; see ``docs/performance.md``."""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.cases import CASES, FULL, QUICK, Case
from bench.drawing_cases import LAYOUT_CASES, PAGE_CASES
from bench.growth import LONGEST, Dataset, ScalingCase, scaling_cases
from bench.page import PAGE, write_page
from bench.record import FILE, CaseResult, Record
from bench.report import ROOT, machine, scaling_tables
from bench.search_cases import SEARCH_CASES
from bench.server_cases import SERVER_CASES

GROWTH = "growth"
EARLY = (*CASES, *SEARCH_CASES)
ALL: dict[str, Case] = {
    case.__name__.replace("_", "-"): case
    for case in (*EARLY, *LAYOUT_CASES, *PAGE_CASES, *SERVER_CASES)
}
IN_QUICK = ("command-help", "queries")
"""Cases of the quick run, beside growth."""

QUICK_SIZES = (1_000, 5_000)
QUICK_SECONDS = 36.0
"""After these, the quick run starts nothing more."""

SIZES = (10_000, 100_000, 1_000_000)
HUGE = 10_000_000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure speed and memory, and print them."
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--quick", action="store_true", help="small inputs and few cases, in under 40 seconds"
    )
    either.add_argument(
        "--huge", action="store_true", help=f"growth up to {HUGE:,} statements as well"
    )
    parser.add_argument(
        "--most", type=int, default=HUGE, metavar="N", help="growth up to N statements alone"
    )
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="a case or a path; may be repeated"
    )
    parser.add_argument("--list", action="store_true", help="name all cases and paths")
    parser.add_argument(
        "--record",
        action="store_true",
        help=f"keep what is found in {FILE.relative_to(ROOT)}, and draw and write it into "
        f"{PAGE.relative_to(ROOT)}; what is not measured stays as it was",
    )
    parser.add_argument(
        "--draw", action="store_true", help="draw and write what is kept, and measure nothing"
    )
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="where to keep the data sets of growth"
    )
    return parser.parse_args()


class Bench:
    """One run: what it measures, what it found, what failed, and what it had no time for."""

    def __init__(self, *, quick: bool, record: bool) -> None:
        """Begin."""
        self.record = record
        self.failed: list[str] = []
        self.skipped: list[str] = []
        self.budget, self.longest = (QUICK, 6.0) if quick else (FULL, LONGEST)
        self.most = QUICK_SECONDS if quick else math.inf
        self.found = Record.read() if record else Record()
        self.on = machine()
        self.begun = time.monotonic()

    def log(self, what: str) -> None:
        """Write on the error output what comes next."""
        print(f"bench: {time.monotonic() - self.begun:4.0f} s: {what}", file=sys.stderr, flush=True)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Keep what is found; where a step fails, log why, and go on with the next one."""
        self.log(what)
        try:
            yield
        except RuntimeError as error:
            self.failed.append(what)
            self.log(f"{what} failed: {error}")
        else:
            if self.record:
                self.found.write()

    def has_time(self, what: str) -> bool:
        """Whether there is time left for a step."""
        if time.monotonic() - self.begun <= self.most:
            return True
        self.skipped.append(what)
        return False

    def cases(self, cases: Mapping[str, Case]) -> None:
        """Measure cases, and print the table of each as soon as it is there."""
        for name in filter(self.has_time, cases):
            with tempfile.TemporaryDirectory() as scratch, self.step(name):
                title, table, *figures = cases[name](self.budget, Path(scratch))
                self.found.cases[name] = CaseResult(title, table, self.on, dict(*figures))
                print(f"\n### {title}\n\n{table}", flush=True)

    def growth(self, cases: Sequence[ScalingCase], sizes: Sequence[int], folder: Path) -> None:
        """Measure scaling cases at one size after the other, and print their tables."""
        now = Record()
        for size in sizes:
            data = Dataset(folder / str(size), size, self.budget.engine)
            for case in cases:
                known = now.growths.get(case.name)
                what = f"{case.name}, {size:,} statements"
                worth = case.is_worth({} if known is None else known.sizes, size, self.longest)
                if worth and self.has_time(what):
                    with self.step(what):
                        figures = case.measured(data)
                        for record in (now, self.found):
                            record.add(case.name, size, figures, self.on)
        print(f"\n{scaling_tables(now, scaling_cases())}", flush=True)


def _chosen(names: Sequence[str] | None, quick: bool) -> tuple[dict[str, Case], list[ScalingCase]]:
    """The cases and the scaling cases to measure."""
    scaling = scaling_cases()
    if names is None:
        return (
            {name: case for name, case in ALL.items() if not quick or name in IN_QUICK},
            [case for case in scaling.values() if not quick or case.quick],
        )
    if unknown := {*names} - {GROWTH, *ALL, *scaling}:
        sys.exit(f"scripts/bench: nothing is named {', '.join(sorted(unknown))}; see --list")
    return (
        {name: case for name, case in ALL.items() if name in names},
        [case for case in scaling.values() if GROWTH in names or case.name in names],
    )


def _list() -> None:
    for name, case in ALL.items():
        print(f"{name:20} {(case.__doc__ or '').splitlines()[0]}")
    print(f"{GROWTH:20} All that follows, at growing sizes:")
    for each in scaling_cases().values():
        print(f"  {each.name:18} {each.title}.")


def _measure(arguments: argparse.Namespace) -> Bench:
    # What earlier runs of aiactors cached shall not be measured.
    os.environ["AIACTORS_CACHE"] = "off"
    bench = Bench(quick=arguments.quick, record=arguments.record)
    print(bench.on)
    cases, scaling = _chosen(arguments.only, arguments.quick)
    sizes = QUICK_SIZES if arguments.quick else (*SIZES, *[HUGE] * arguments.huge)
    bench.cases({name: case for name, case in cases.items() if case in EARLY})
    if scaling:
        with tempfile.TemporaryDirectory() as scratch:
            folder = arguments.data or Path(scratch)
            bench.growth(scaling, [size for size in sizes if size <= arguments.most], folder)
    # Browsers at the end: the memory of this process counts in the peak of all that it starts.
    bench.cases({name: case for name, case in cases.items() if case not in EARLY})
    if bench.skipped:
        bench.log(f"no time was left for: {'; '.join(bench.skipped)}")
    bench.log("done")
    return bench


def main() -> None:
    """Do what the command line asks for."""
    arguments = _arguments()
    if arguments.list:
        _list()
        return
    bench = None if arguments.draw else _measure(arguments)
    if arguments.record or arguments.draw:
        write_page(Record.read(), list(ALL), scaling_cases())
    if bench is not None and bench.failed:
        sys.exit(f"scripts/bench: {len(bench.failed)} failed: {'; '.join(bench.failed)}")


if __name__ == "__main__":
    main()
