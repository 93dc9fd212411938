"""Records to a folder of canonical files, on as many machines as Spark has."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from aiactors.bulk.folder import BuiltFolder
from aiactors.bulk.outputs import DERIVED_FILES, GRAPHS
from aiactors.errors import FileError
from aiactors.graph.reader import COLUMNS
from aiactors.progress import SILENT, Progress
from aiactors.spark import problems, reading, rows
from aiactors.spark.assessing import assessed
from aiactors.spark.cutting import cut
from aiactors.spark.deriving import derived_lines, ranked, write_columns, write_lines
from aiactors.spark.dossiers import write_dossiers
from aiactors.spark.folder import ASSESSED, Building
from aiactors.spark.parts import RESULT, Write
from aiactors.spark.session import FAILURES, in_short, quiet, session
from aiactors.spark.sources import chain_ends, document_facts

if TYPE_CHECKING:
    from pyspark import StatusTracker

EVERY = 0.25
"""Seconds between two looks."""


@contextmanager
def watched(spark: SparkSession, progress: Progress, what: str) -> Iterator[None]:
    """Report the tasks of Spark while the context lasts, stage by stage."""
    ended = threading.Event()
    tracker = spark.sparkContext.statusTracker()
    watcher = threading.Thread(target=_watch, args=(tracker, progress, what, ended), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _watch(tracker: StatusTracker, progress: Progress, what: str, ended: threading.Event) -> None:
    with suppress(*FAILURES, OSError):  # Spark is no more: who waits for it is told
        _watch_all(tracker, progress, what, ended)


def _watch_all(
    tracker: StatusTracker, progress: Progress, what: str, ended: threading.Event
) -> None:
    number = 0
    while not ended.wait(EVERY):
        for stage in sorted(tracker.getActiveStageIds())[:1]:
            number += 1
            _watch_stage(tracker, progress, f"{what}, step {number}", stage, ended)


def _watch_stage(
    tracker: StatusTracker, progress: Progress, what: str, stage: int, ended: threading.Event
) -> None:
    info = tracker.getStageInfo(stage)
    if info is None:
        return
    done = 0
    with progress.step(what, info.numTasks, "tasks") as advance:
        while not ended.wait(EVERY) and info is not None:
            advance(info.numCompletedTasks - done)
            done = info.numCompletedTasks
            if stage not in tracker.getActiveStageIds():
                break
            info = tracker.getStageInfo(stage)


PART_BYTES = 16 << 20
"""Bytes of records in one part; their lines are nine times as many."""

MOST_PARTS = 10_000

STEPS = (GRAPHS, DERIVED_FILES, COLUMNS)
"""The steps that write files."""


def build_with_spark(
    records: str | Path | Sequence[str | Path],
    out: Path,
    progress: Progress = SILENT,
    *,
    master: str | None = None,
    parts: int | None = None,
    settings: Mapping[str, str] | None = None,
    packed: bool = False,
) -> BuiltFolder:
    """Build a folder of canonical files from records.

    ``graphs/NAME.nq`` is the named graph of a dossier, ``derived/NAME.nq`` what is derived of the
    statements that are at home there, both sorted; ``columns`` holds the side index, and
    ``build.json`` tells of every file. A run that was cut off is gone on with.

    Args:
        records: files or folders of JSON Lines or Parquet, on any path that Spark reads.
        out: the folder; on a cluster, one that all machines share. One that holds a build is
            replaced.
        progress: is told how far it is.
        master: the cluster; if left out, what ``SPARK_MASTER`` says, or this machine.
        parts: how many parts the work is cut into; if left out, by the size of the records.
        settings: further settings of Spark.
        packed: whether gzip packs the files of lines, whose names then end in ``.nq.gz``.

    Returns:
        What was built.

    Raises:
        MissingExtraError: if pyspark is not installed.
        FileError: if there is no Java, or something cannot be read or written.
        DossierError: if anything is wrong in the records; nothing is written then.
        KeyboardInterrupt: as it comes, when all tasks are told to end.
    """
    building = Building(_shared(out))
    named = [records] if isinstance(records, str | Path) else list(records)
    with session(master, settings) as spark, quiet():
        found = reading.find(spark, [str(path) for path in named])
        stamp = f"{found.stamp} {' '.join(found.paths)}{' packed' if packed else ''}"
        try:
            count = building.begin(stamp, parts or _parts(spark, found.bytes))
            return _Build(spark, found, building, count, progress, packed=packed).run()
        except KeyboardInterrupt:
            with suppress(*FAILURES):
                spark.sparkContext.cancelAllJobs()
            raise
        except FAILURES as error:
            why = f"{in_short(error)}; what is done is kept, and the next run goes on from there"
            raise FileError(building.path, f"Spark failed: {why}") from None
        finally:
            building.let_go()


def _shared(out: Path) -> Path:
    if ":/" in str(out):
        raise FileError(out, "name a folder of this machine, or one that all machines share")
    return out.absolute()


def _parts(spark: SparkSession, size: int) -> int:
    cores: int = spark.sparkContext.defaultParallelism
    return min(max(size // PART_BYTES, cores), MOST_PARTS)


class _Build:
    """The steps of one build."""

    def __init__(
        self,
        spark: SparkSession,
        found: reading.Input,
        building: Building,
        parts: int,
        progress: Progress,
        *,
        packed: bool,
    ) -> None:
        self.packed = packed
        self.spark, self.found, self.building = spark, found, building
        self.parts, self.progress = parts, progress
        self.folder = str(building.path)

    def run(self) -> BuiltFolder:
        if (built := self.building.whole()) is None:
            self._make()
            built = self._tell()
        self.building.finish()
        return built

    def _make(self) -> None:
        self._step(GRAPHS, "reading records, writing graphs", self._graphs, write_dossiers)
        told, things = self._facts("told"), self._facts("things")
        if not self.building.is_assessed():
            self._check(told, things)
            ends = chain_ends(things).localCheckpoint(eager=False)
            made = assessed(told, document_facts(things, ends), ends, self.parts)
            with watched(self.spark, self.progress, "assessing statements"):
                made.write.mode("overwrite").parquet(f"{self.folder}/{ASSESSED}")
        self._step(DERIVED_FILES, "writing what is derived", self._lines, write_lines)
        self._step(COLUMNS, "writing columns", self._columns, write_columns)

    def _check(self, told: DataFrame, things: DataFrame) -> None:
        """Raise what is wrong: in records, and between them."""
        with watched(self.spark, self.progress, "checking references"):
            if self.building.counts(GRAPHS)["wrong"]:
                # What cannot be read may declare what would be missing.
                wrong = list(problems.wrong_records(self._facts("wrong")))
            else:
                wrong = list(problems.wrong_references(self._facts("asked"), things, told))
        if wrong:
            self.building.drop()
        problems.tell(wrong, self.found.paths)

    def _facts(self, name: str) -> DataFrame:
        return self.spark.read.parquet(self.building.facts(name))

    def _step(
        self,
        step: str,
        what: str,
        made: Callable[[list[int]], DataFrame],
        write: Callable[..., Write],
    ) -> None:
        """Write the parts of a step that are not whole yet."""
        done = self.building.done(step, self.parts)
        if len(done) < self.parts:
            with watched(self.spark, self.progress, what):
                task = write(self.folder, packed=self.packed)
                made(done).mapInArrow(task, rows.ddl(RESULT)).count()

    def _graphs(self, done: list[int]) -> DataFrame:
        records = self._open(reading.read(self.spark, self.found), "dossier", done)
        pieces = records.mapInArrow(cut, rows.ddl(rows.PIECES))
        return pieces.sortWithinPartitions("dossier", "subject", "kind", "place")

    def _lines(self, done: list[int]) -> DataFrame:
        lines = self._open(derived_lines(self._direct()), "home", done)
        return lines.sortWithinPartitions("home", "line")

    def _columns(self, done: list[int]) -> DataFrame:
        is_direct = self._direct().selectExpr("home", "direct is not null as is_direct", "row")
        return self._open(is_direct, "home", done).sortWithinPartitions("home")

    def _direct(self) -> DataFrame:
        return ranked(self.spark.read.parquet(f"{self.folder}/{ASSESSED}"))

    def _open(self, frame: DataFrame, key: str, done: list[int]) -> DataFrame:
        """Send rows to their parts, but for those whose part is whole."""
        if done:
            # What repartition() itself reckons with.
            part = sql.pmod(sql.hash(key), sql.lit(self.parts))
            frame = frame.where(~part.isin(done))
        return frame.repartition(self.parts, key)

    def _tell(self) -> BuiltFolder:
        graphs, derived, columns = map(self.building.counts, STEPS)
        counts = {
            "dossiers": graphs["dossiers"],
            "entities": graphs["entities"],
            "statements": columns["rows"],
            "lines": graphs["lines"] + derived["lines"],
        }
        self.building.tell(counts, STEPS)
        return BuiltFolder(**counts, bytes=sum(c["bytes"] for c in (graphs, derived, columns)))
