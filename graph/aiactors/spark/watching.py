"""Telling how far Spark is: its tasks, as its own tracker counts them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from aiactors.progress import Progress
from aiactors.spark.session import FAILURES

if TYPE_CHECKING:
    from pyspark import StatusTracker
    from pyspark.sql import SparkSession

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
