"""Code in processes of its own, whose hashes have other seeds: nothing may depend on them."""

from __future__ import annotations

import os
import subprocess
import sys


def printed(code: str) -> list[str]:
    """Return what code prints in two processes."""
    return [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
