"""What a process costs is what all that it started costs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench import measure
from bench.measure import run

if TYPE_CHECKING:
    import psutil
    import pytest

HOLDS = "held = b'a' * (60 << 20)"


def test_memory_of_all_processes_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that holds as much as the one that it waits for counts half."""
    alone, _ = run([sys.executable, "-c", HOLDS])
    pipe, held, large = tmp_path / "pipe", measure._held, set[int]()
    os.mkfifo(pipe)

    def seen(process: psutil.Process) -> int:
        if (memory := held(process)) > 60 << 20 and process.pid not in large:
            large.add(process.pid)
            if len(large) == 2:  # the other was looked at right before: now both may end
                pipe.write_text("")
        return memory

    monkeypatch.setattr(measure, "_held", seen)
    child = f"{HOLDS}; open({str(pipe)!r}).read()"
    begin = f"{HOLDS}; import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    both, _ = run([sys.executable, "-c", begin])
    assert alone.memory > 60 << 20
    assert both.memory > 120 << 20
    assert both.memory < 3 * alone.memory
