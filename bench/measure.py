"""What a process costs: CPU time and peak memory, as the kernel counts them.

CPU time is user and system time of a process and of all that it started. It hardly depends on
what else the machine does, as the time on a clock would; and since even CPU time drifts on a busy
machine, commands that are compared are run in turns, and the median of each is taken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, TypeVar

import psutil

T = TypeVar("T")
Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run costs."""

    cpu: float  # seconds
    memory: int  # peak in bytes, of all its processes together
    parts: Mapping[str, float] = field(default_factory=dict)  # CPU seconds, where it prints them


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Call something in this process; return its CPU seconds, and what it returns."""
    begun = time.process_time()
    made = call()
    return time.process_time() - begun, made


def python(module: str, *arguments: object) -> Command:
    """Return the command that runs a module in a process of its own."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def work(task: str, *arguments: object) -> Command:
    """Return the command that carries out a task of :mod:`bench.work`."""
    return python("bench.work", task, *arguments)


def aiactors(*arguments: str) -> Command:
    """The command as users run it; where it is not installed, the package itself."""
    script = Path(sys.executable).with_name("aiactors")
    return [str(script), *arguments] if script.exists() else python("aiactors", *arguments)


def printed(command: Command) -> dict[str, Any]:
    """Run a command, and return the JSON object that it prints."""
    return dict(json.loads(run(command)[1]))


def run(command: Command) -> tuple[Cost, str]:
    """Run a command; return its cost and its output, or raise what it wrote to stderr."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        tree = _Tree(process.pid)
        tree.start()
        _, status, usage = os.wait4(process.pid, 0)
        tree.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{err.read().decode(errors='replace')}")
        # Linux counts the peak in KiB, and of each process by itself.
        memory = max(usage.ru_maxrss * 1024, tree.memory)
        cost = Cost(usage.ru_utime + usage.ru_stime, memory)
        return cost, out.read().decode(errors="replace")


class _Tree(Thread):
    """Samples the memory of a process and its children; what they share counts once.

    As long as there is one process alone, the kernel's own count of its peak is better.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self.memory = 0

    def run(self) -> None:
        with suppress(psutil.Error):
            while self._process.status() != psutil.STATUS_ZOMBIE:
                if others := self._process.children(recursive=True):
                    self.memory = max(self.memory, sum(map(_held, [self._process, *others])))
                time.sleep(0.2)


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended
        return 0


def _measured(command: Command) -> Cost:
    cost, out = run(command)
    parts = json.loads(out) if "bench.work" in command else {}
    return Cost(cost.cpu, cost.memory, parts)


def compare(commands: Mapping[str, Command], rounds: int) -> dict[str, Cost]:
    """Run commands in turns; return medians of their times, and the highest peaks of memory."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(_measured(command))
    return {name: _typical(found) for name, found in costs.items()}


def _typical(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
        {part: median(cost.parts[part] for cost in costs) for part in costs[0].parts},
    )
