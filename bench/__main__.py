"""Measure, and print: ``scripts/bench [--quick] [--record]``; see ``docs/performance.md``."""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.cases import CASES, FULL, QUICK, ROOT, Case
from bench.growth import LONGEST, Ground, Growth
from bench.growth_tables import growth_tables
from bench.growths import growths
from bench.layout_cases import LAYOUT_CASES
from bench.page import PAGE, write_page
from bench.page_cases import PAGE_CASES
from bench.record import FILE, Found, Record
from bench.report import machine
from bench.search_cases import SEARCH_CASES
from bench.server_cases import SERVER_CASES

GROWTH = "growth"
ALL: dict[str, Case] = {
    case.__name__.replace("_", "-"): case
    for case in (*CASES, *SEARCH_CASES, *LAYOUT_CASES, *PAGE_CASES, *SERVER_CASES)
}
IN_QUICK = ("command-help", "queries")
"""Cases of the quick round, beside growth."""

QUICK_SIZES = (1_000, 5_000)
QUICK_SECONDS = 36.0
"""When the quick round begins nothing more."""

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
        "--ground", type=Path, metavar="FOLDER", help="where to keep what growth is measured on"
    )
    return parser.parse_args()


class Bench:
    """One run: what is measured, and how far it is."""

    def __init__(self, *, quick: bool, record: bool) -> None:
        """Begin."""
        self.record = record
        self.failed: list[str] = []
        self.left: list[str] = []
        self.effort, self.longest = (QUICK, 6.0) if quick else (FULL, LONGEST)
        self.most = QUICK_SECONDS if quick else math.inf
        self.found = Record.read() if record else Record()
        self.on = machine()
        self.begun = time.monotonic()

    def tell(self, what: str) -> None:
        """Tell on the error output what comes next."""
        print(f"bench: {time.monotonic() - self.begun:4.0f} s: {what}", file=sys.stderr, flush=True)

    def cases(self, cases: Mapping[str, Case]) -> None:
        """Measure cases, and print the table of each as soon as it is there."""
        for name, case in cases.items():
            if self.is_over(name):
                continue
            with tempfile.TemporaryDirectory() as scratch, self.going_on(name):
                title, table, *figures = case(self.effort, Path(scratch))
                self.found.cases[name] = Found(title, table, self.on, dict(*figures))
                print(f"\n### {title}\n\n{table}", flush=True)

    @contextmanager
    def going_on(self, what: str) -> Iterator[None]:
        """Keep what is found; where a part fails, tell why, and go on with the next one."""
        try:
            yield
        except RuntimeError as error:
            self.failed.append(what)
            self.tell(f"{what} failed: {error}")
        else:
            if self.record:
                self.found.write()

    def is_over(self, what: str) -> bool:
        """Tell on the error output what comes next, unless there is no time left for it."""
        over = time.monotonic() - self.begun > self.most
        if over:
            self.left.append(what)
        else:
            self.tell(what)
        return over

    def growth(self, chosen: Sequence[Growth], sizes: Sequence[int], folder: Path) -> None:
        """Measure paths at one size after the other, and print their tables."""
        now = Record()
        for size in sizes:
            ground = Ground(folder / str(size), size, self.effort.engine)
            for growth in chosen:
                known = now.growths.get(growth.name)
                before = {} if known is None else known.sizes
                if not growth.is_worth(before, size, self.longest):
                    continue
                what = f"{growth.name}, {size:,} statements"
                if self.is_over(what):
                    continue
                with self.going_on(what):
                    figures = growth.measured(ground)
                    now.grew(growth.name, size, figures, self.on)
                    self.found.grew(growth.name, size, figures, self.on)
        print(f"\n{growth_tables(now, growths())}", flush=True)


def _chosen(only: Sequence[str] | None, *, quick: bool) -> tuple[dict[str, Case], list[Growth]]:
    """The cases and the paths to measure."""
    paths = growths()
    if only is None:
        return (
            {name: case for name, case in ALL.items() if not quick or name in IN_QUICK},
            [path for path in paths.values() if not quick or path.quick],
        )
    unknown = set(only) - {GROWTH, *ALL, *paths}
    if unknown:
        sys.exit(f"scripts/bench: nothing is named {', '.join(sorted(unknown))}; see --list")
    return (
        {name: case for name, case in ALL.items() if name in only},
        [path for path in paths.values() if GROWTH in only or path.name in only],
    )


def _list() -> None:
    for name, case in ALL.items():
        print(f"{name:20} {(case.__doc__ or '').splitlines()[0]}")
    print(f"{GROWTH:20} All that follows, at growing sizes:")
    for growth in growths().values():
        print(f"  {growth.name:18} {growth.title}.")


def _measure(arguments: argparse.Namespace) -> Bench:
    # What was kept by earlier runs of aiactors shall not be measured.
    os.environ["AIACTORS_CACHE"] = "off"
    bench = Bench(quick=arguments.quick, record=arguments.record)
    print(bench.on)
    cases, paths = _chosen(arguments.only, quick=arguments.quick)
    sizes = QUICK_SIZES if arguments.quick else (*SIZES, *[HUGE] * arguments.huge)
    sizes = tuple(size for size in sizes if size <= arguments.most)
    early = {case.__name__ for case in (*CASES, *SEARCH_CASES)}
    bench.cases({name: case for name, case in cases.items() if case.__name__ in early})
    if paths:
        with ExitStack() as stack:
            folder = arguments.ground or stack.enter_context(tempfile.TemporaryDirectory())
            bench.growth(paths, sizes, Path(folder))
    # Browsers at the end: what this process holds counts as the least peak of all that it starts.
    bench.cases({name: case for name, case in cases.items() if case.__name__ not in early})
    if bench.left:
        bench.tell(f"no time was left for: {'; '.join(bench.left)}")
    bench.tell("done")
    return bench


def main() -> None:
    """Do what the command line asks for."""
    arguments = _arguments()
    if arguments.list:
        _list()
        return
    bench = None if arguments.draw else _measure(arguments)
    if arguments.record or arguments.draw:
        write_page(Record.read(), list(ALL), growths())
    if bench is not None and bench.failed:
        sys.exit(f"scripts/bench: {len(bench.failed)} failed: {'; '.join(bench.failed)}")


if __name__ == "__main__":
    main()
