"""What a process costs is what all that it started costs."""

from __future__ import annotations

import sys

from bench.measure import run

HOLDS = "held = b'a' * (60 << 20)"


def test_memory_of_all_processes_together() -> None:
    """A process that holds as much as the one that it waits for counts half."""
    alone, _ = run([sys.executable, "-c", HOLDS])
    child = f"{HOLDS}; import time; time.sleep(2)"
    begin = f"{HOLDS}; import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    both, _ = run([sys.executable, "-c", begin])
    assert alone.memory > 60 << 20
    assert both.memory > 120 << 20
    assert both.memory < 3 * alone.memory
