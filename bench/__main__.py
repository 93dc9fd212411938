"""Measure, and print: ``scripts/bench [--quick] [--record]``; see ``docs/performance.md``."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from bench.cases import CASES, FULL, QUICK, ROOT
from bench.layout_cases import LAYOUT_CASES
from bench.page_cases import PAGE_CASES
from bench.report import machine
from bench.server_cases import SERVER_CASES

PAGE = ROOT / "docs" / "performance.md"
_RECORD = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- end -->)", re.DOTALL)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure speed and memory, and print them."
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--quick", action="store_true", help="small inputs, in under 40 seconds")
    either.add_argument(
        "--record", action="store_true", help=f"write the tables into {PAGE.relative_to(ROOT)}"
    )
    return parser.parse_args()


def main() -> None:
    """Measure every case, and print its table as soon as it is there."""
    arguments = _arguments()
    effort = QUICK if arguments.quick else FULL
    os.environ["AIACTORS_CACHE"] = "off"  # what was kept by earlier runs shall not be measured
    shown = [machine()]
    print(shown[0])
    for case in (*CASES, *LAYOUT_CASES, *PAGE_CASES, *SERVER_CASES):
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            title, table = case(effort, Path(scratch))
        shown.append(f"### {title}\n\n{table}")
        print(f"\n{shown[-1]}", flush=True)
        print(f"bench: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    if arguments.record:
        page = PAGE.read_text("utf-8")
        text = "\n" + "\n\n".join(shown) + "\n\n"
        PAGE.write_text(_RECORD.sub(lambda _: text, page), "utf-8")


if __name__ == "__main__":
    main()
