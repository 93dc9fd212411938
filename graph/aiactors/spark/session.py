"""A session of Apache Spark: on this machine, or on whatever cluster is named."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from aiactors.errors import FileError

FAILURES = (PySparkException, Py4JError)
"""What Spark raises."""

LOCAL = "local[*]"
"""Where Spark works unless told otherwise: on all cores of this machine."""

SETTINGS: Mapping[str, str] = {
    "spark.app.name": "aiactors build",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    # Lines of N-Quads repeat themselves, and disks are slower than cores.
    "spark.io.compression.codec": "zstd",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.python.daemon.module": "aiactors.spark.daemon",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2048",
}
"""What every session is told, whatever the cluster's own settings say."""


@contextmanager
def session(
    master: str | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """Yield the open Spark session, or a new one that is stopped at the end.

    ``master`` is the address of a cluster, or ``local[2]``; else SPARK_MASTER, else all cores.
    FileError if there is no Java, or the cluster cannot be reached.
    """
    opened = SparkSession.getActiveSession()
    if opened is not None:
        yield opened
        return
    made = _open(master or os.environ.get("SPARK_MASTER") or LOCAL, settings or {})
    try:
        yield made
    finally:
        made.stop()


def java() -> str | None:
    """Return the path of Java; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(str(Path(home, "bin", "java")) if home else "java")


def _open(master: str, settings: Mapping[str, str]) -> SparkSession:
    if java() is None:
        raise FileError(
            "java", "Apache Spark needs Java 17 or newer: apt-get install default-jre-headless"
        )
    # The same Python there as here; on a cluster, the one that its own settings name.
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(master)
    for key, value in {**SETTINGS, **_local(master), **settings}.items():
        builder = builder.config(key, value)
    try:
        with _quiet_start():
            return builder.getOrCreate()
    except FAILURES as error:
        raise FileError(master, f"Apache Spark cannot start there: {in_short(error)}") from None


def _local(master: str) -> dict[str, str]:
    """How much memory Java takes on this machine: a third of all, Python has its own."""
    if not master.startswith("local") or "SPARK_DRIVER_MEMORY" in os.environ:
        return {}
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    megabytes = min(max(pages * size // 3 >> 20, 1024), 16384)
    return {"spark.driver.memory": f"{megabytes}m"}


@contextmanager
def _quiet_start() -> Iterator[None]:
    """Keep Java's greetings off the terminal: they go to a descriptor of ours, not to Python's."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        with quiet():
            yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


@contextmanager
def quiet() -> Iterator[None]:
    """Silence pyspark's warnings of pandas, and its log of errors that are raised as well."""
    root = logging.getLogger()
    root.addFilter(_is_told_here)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
            yield
    finally:
        root.removeFilter(_is_told_here)


def _is_told_here(record: logging.LogRecord) -> bool:
    return "py4j" not in Path(record.pathname).parts


def in_short(error: Exception) -> str:
    r"""Return an error of Spark in one line, without the stack of Java.

    Example:
        >>> in_short(PySparkException("no room\n  at org.apache.spark"))
        'no room'
    """
    told = str(error.java_exception) if isinstance(error, Py4JJavaError) else str(error)
    lines = [line.strip() for line in told.splitlines()]
    # Of what failed in Python, the last line says why.
    why = [line for line in lines if line.startswith(("aiactors.", "OSError", "MemoryError"))]
    return (why or [line for line in lines if line] or [type(error).__name__])[0]
