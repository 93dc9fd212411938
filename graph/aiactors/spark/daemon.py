"""What Spark forks its workers from: everything that they need is read once, and shared by all.

Spark runs this module in the place of its own (``spark.python.daemon.module``).
"""

from __future__ import annotations

import gc
from importlib import import_module

from pyspark.daemon import manager

from aiactors.schema import load_ontology

if __name__ == "__main__":
    for step in ("cutting", "dossiers", "sources", "assessing", "deriving"):
        import_module(f"aiactors.spark.{step}")
    load_ontology()
    # What stays is not looked through, and its memory stays shared; no record is in a cycle, and
    # Spark itself collects what is after each task.
    gc.freeze()
    gc.disable()
    manager()
