"""Building again: of records in a file for each thousand statements, one file has changed.

What is measured is the second run of ``aiactors build RECORDS --out DIR`` as a whole process: what
it reads, what it writes, and what it takes to start.
"""

from __future__ import annotations

import json
import os
import time
from itertools import groupby
from pathlib import Path

from bench.growth import Ground, Growth
from bench.measure import Command, aiactors, run

_OLD = 60 * 10**9
"""Nanoseconds since when the records are there: longer than a tick of the clock of files."""


def _changed(ground: Ground) -> Command:
    """Build all, where that was not done yet; change a statement; return the second run."""
    records, out = ground.folder / "dossiers", ground.folder / "again"
    build = aiactors("build", str(records), "--out", str(out))
    if not (out / "build.json").exists():
        _cut(ground.records, records)
        run(build)
    files = sorted(records.iterdir())
    _change(files[len(files) // 2])
    return build


def _cut(records: Path, folder: Path) -> None:
    """Write a file for each dossier, as if that had been a minute ago."""
    folder.mkdir(exist_ok=True)
    then = time.time_ns() - _OLD
    with records.open(encoding="utf-8") as lines:
        for head, of_dossier in groupby(lines, key=lambda line: line.partition(",")[0]):
            path = folder / f"{json.loads(head + '}')['dossier']}.jsonl"
            path.write_text("".join(of_dossier), encoding="utf-8")
            os.utime(path, ns=(then, then))


def _change(file: Path) -> None:
    """Give a statement in the middle another time, and thereby another id."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    told = [number for number, line in enumerate(lines) if '"statement":{' in line]
    number = told[len(told) // 2]
    record = json.loads(lines[number])
    year = int(record["statement"].get("when", "2000")[:4])
    record["statement"]["when"] = f"{year - 1 if year > 1990 else 2020}"
    lines[number] = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    file.write_text("".join(lines), encoding="utf-8")


GROWTHS = (
    Growth(
        "again",
        "One dossier of a thousand statements changed, and built again",
        command=_changed,
        needs=("records",),
        most=1_000_000,
        quick=False,  # all must be built before
    ),
)
