"""One session of Spark for all of its tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from aiactors.spark.session import java, session
from tests.needs import is_missing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    # Little is computed, and much is begun.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session on two cores; the tests that need it are skipped where there is no Java."""
    if java() is None:
        is_missing("no Java, on which Spark runs: scripts/setup --full installs it with apt")
    with session("local[2]", SETTINGS) as opened:
        yield opened
