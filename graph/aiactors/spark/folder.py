"""The folder of a build: unfinished under a name of its own, and what is done of it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiactors.bulk.folder import BuiltFolder, summary
from aiactors.bulk.journal import made_by
from aiactors.bulk.lock import hold, release
from aiactors.bulk.outputs import DERIVED_FILES, GRAPHS
from aiactors.bulk.target import (
    SUMMARY,
    begin_anew,
    check_target,
    put_back,
    take_place,
    unfinished,
    writing,
)
from aiactors.files import write_atomically
from aiactors.graph.reader import COLUMNS
from aiactors.spark.parts import FACTS, MARKS, mark_of

FORMAT = 2
"""Of what lies in the unfinished folder: what an older version began is begun anew."""

ASSESSED = "assessed"
"""Where it is told how statements stand."""

_WORK = "work.json"


class Building:
    """The folder in which a build is made, beside the one that it shall be."""

    def __init__(self, out: Path) -> None:
        """Choose the folder, and make nothing yet; FileError if something else is there."""
        check_target(out)
        self.out, self.path = out, unfinished(out)

    def begin(self, stamp: str, parts: int) -> int:
        """Make the folder, or go on with an earlier run of the same ``stamp``; return its parts.

        FileError if it cannot be made, or another program builds there.
        """
        hold(self.path)
        put_back(self.path)
        work = {"format": FORMAT, **made_by(), "input": stamp}
        found = self._work()
        if {key: found.get(key) for key in work} == work:
            return int(found["parts"])
        begin_anew(self.path, _WORK)
        write_atomically(self.path / _WORK, json.dumps(work | {"parts": parts}).encode())
        return parts

    def _work(self) -> dict[str, Any]:
        try:
            found = json.loads((self.path / _WORK).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def done(self, step: str, parts: int) -> list[int]:
        """Return the numbers of the parts of a step that are complete."""
        return [number for number in range(parts) if mark_of(self.path, step, number).exists()]

    def drop(self) -> None:
        """Remove the folder: what it was made of is wrong."""
        shutil.rmtree(self.path, ignore_errors=True)

    def let_go(self) -> None:
        """Let other programs build there; an empty folder is not left behind."""
        with suppress(OSError):
            self.path.rmdir()
        release(self.path)

    def facts(self, name: str) -> str:
        """Return where facts of all dossiers are."""
        return str(self.path / FACTS / name)

    def is_assessed(self) -> bool:
        """Tell whether all statements are assessed."""
        return (self.path / ASSESSED / "_SUCCESS").exists()

    def counts(self, step: str) -> Counter[str]:
        """Return what the parts of a step counted, summed."""
        counts: Counter[str] = Counter()
        for mark in sorted((self.path / MARKS / step).glob("*.jsonl")):
            with mark.open(encoding="utf-8") as lines:
                *_, last = lines
            counts.update(json.loads(last)["counts"])
        return counts

    def _files(self, steps: Iterable[str]) -> Iterator[str]:
        for step in steps:
            for mark in sorted((self.path / MARKS / step).glob("*.jsonl")):
                with mark.open(encoding="utf-8") as lines:
                    yield from (line for line in lines if line.startswith('{"file"'))

    def tell(self, counts: Mapping[str, int], steps: Iterable[str]) -> None:
        """Write the summary of all files: the build is complete then."""
        with writing(self.path):
            for folder in (GRAPHS, DERIVED_FILES, COLUMNS):
                for path in (self.path / folder).rglob(".*"):
                    path.unlink()  # of a task that was killed
            files = (line.rstrip() for line in sorted(self._files(steps)))
            write_atomically(self.path / SUMMARY, summary(counts, files).encode())

    def whole(self) -> BuiltFolder | None:
        """Return what the build holds; None where it is not whole yet."""
        if not (self.path / SUMMARY).exists():
            return None
        told = json.loads((self.path / SUMMARY).read_text("utf-8"))
        return BuiltFolder(**told["counts"], bytes=sum(file["bytes"] for file in told["files"]))

    def finish(self) -> None:
        """Remove temporary files, and rename the folder."""
        for name in (MARKS, FACTS, ASSESSED):
            shutil.rmtree(self.path / name, ignore_errors=True)
        take_place(self.path, self.out)
        (self.out / _WORK).unlink(missing_ok=True)  # not before: what is whole is not built again
