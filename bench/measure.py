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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Thread

import psutil

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run costs.

    Attributes:
        cpu: CPU time, in seconds.
        memory: peak memory, in bytes, of all its processes together.
        parts: CPU seconds of each part, where the process tells them.
    """

    cpu: float
    memory: int
    parts: Mapping[str, float] = field(default_factory=dict)


def work(task: str, *arguments: object) -> Command:
    """Return the command that carries out a task of :mod:`bench.work` in a process of its own."""
    return [sys.executable, "-m", "bench.work", task, *map(str, arguments)]


def aiactors(*arguments: str) -> Command:
    """The command as users run it; where it is not installed, the package itself."""
    script = Path(sys.executable).with_name("aiactors")
    return [*([str(script)] if script.exists() else [sys.executable, "-m", "aiactors"]), *arguments]


def run(command: Command) -> tuple[Cost, str]:
    """Run a command to its end.

    Args:
        command: the program and its arguments.

    Returns:
        Its cost, and what it wrote to its output.

    Raises:
        RuntimeError: if it fails; with what it wrote to its error output.
    """
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
    """Watches what a process and all that it started hold together, a few times a second.

    What they share counts once. As long as there is one process alone, the kernel's own count of
    its peak is better.
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
    if "bench.work" not in command:
        return cost
    return Cost(cost.cpu, cost.memory, json.loads(out))


def compare(commands: Mapping[str, Command], rounds: int) -> dict[str, Cost]:
    """Measure commands in turns.

    Args:
        commands: what each is called → the command.
        rounds: how often each is run.

    Returns:
        What each is called → medians of its times, and the highest peak of its memory.
    """
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
