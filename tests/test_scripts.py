"""The scripts work in a fresh clone: each installs what it needs, and does what it says.

``scripts/test`` itself runs ``setup``, ``check``, ``build`` and ``docs``; the others are run here.
"""

from __future__ import annotations

import ast
import contextlib
import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted([*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"])
EXTRAS = {"": "all", "--dev": "all,dev", "--browser": "all,dev"}
"""Option of ``scripts/setup`` → the extras that it installs."""
NOT_INSTALLED = {
    *sys.stdlib_module_names,
    *("_typeshed", "aiactors", "bench", "conformance", "tests"),
    *("pyspark", "py4j"),  # only with --full: what needs them says so where they are missing
}
RUN_BY = {
    "bench": ["bench"],
    "build": ["graph/aiactors"],
    "docs": ["graph/aiactors/reference"],
    "serve": ["graph/aiactors"],
    "test": ["tests"],
    "w3c": ["conformance"],
}
"""Script → the folders of the code that it runs."""


def name_of(requirement: str) -> str:
    """Return the name of the distribution that a requirement asks for, normalised."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def installed_by(option: str) -> set[str]:
    """Return the names of all distributions that ``scripts/setup`` installs with an option."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional: dict[str, list[str]] = project["optional-dependencies"]
    waiting = [*project["dependencies"], f"aiactors[{EXTRAS[option]}]"]
    found = set[str]()
    while waiting:
        requirement = waiting.pop()
        if (extras := re.fullmatch(r"aiactors\[(.*)\]", requirement)) is not None:
            waiting += [each for extra in extras[1].split(",") for each in optional[extra]]
        elif (name := name_of(requirement)) not in found:
            found.add(name)
            with contextlib.suppress(PackageNotFoundError):
                waiting += [each for each in requires(name) or () if "extra ==" not in each]
    return found


def imports(file: Path) -> set[str]:
    """Return the top-level names of what a module imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    found = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in plain + found}


@pytest.mark.parametrize("name", RUN_BY)
def test_a_script_installs_what_its_code_imports(name: str) -> None:
    """A script that asks setup for too little works for its authors, and for nobody else."""
    distributions = packages_distributions()
    script = (ROOT / "scripts" / name).read_text("utf-8")
    option = re.search(r"^ *scripts/setup ?(--(?!full)\w+)?$", script, re.MULTILINE)
    assert option is not None
    installed = installed_by(option[1] or "")
    files = [file for folder in RUN_BY[name] for file in (ROOT / folder).rglob("*.py")]
    missing = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in files
        for module in imports(file) - NOT_INSTALLED
        if installed.isdisjoint(map(name_of, distributions.get(module, [module])))
    }
    assert missing == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_plain_sh(script: Path) -> None:
    """A script that stops at the first error, in a shell that every system has."""
    text = script.read_text("utf-8")
    assert text.startswith("#!/bin/sh\n# ")
    assert "\nset -eu\n" in text
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", script], check=True)


@pytest.mark.parametrize("script", ["setup", "check"])
def test_a_wrong_option_gets_the_usage(script: str) -> None:
    """A typing error installs nothing and checks nothing."""
    done = subprocess.run(
        [ROOT / "scripts" / script, "--sideways"], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 2
    assert done.stderr.startswith(f"usage: scripts/{script} ")


def test_w3c_explains_itself() -> None:
    """The script runs in a clone that has no copy of the W3C's tests."""
    done = subprocess.run(
        [ROOT / "scripts" / "w3c", "--help"], capture_output=True, text=True, check=True
    )
    assert "usage: scripts/w3c" in done.stdout


@pytest.mark.usefixtures("kept_release")
def test_serve_answers() -> None:
    """The script starts a server of the release, and an interrupt ends it."""
    command: list[str | Path] = [ROOT / "scripts" / "serve", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        assert server.stdout is not None
        try:
            address = next(
                found[0].decode()
                for line in server.stdout
                if (found := re.search(rb"http://\S+/", line)) is not None
            )
            with urllib.request.urlopen(f"{address}id/openai") as page:
                assert b"OpenAI" in page.read()
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait() in {0, 130}


@pytest.mark.skipif(not os.environ.get("CI"), reason="takes most of a minute: CI runs it")
def test_bench_measures() -> None:
    """The quick round measures something in each of its parts, and none of them fails."""
    done = subprocess.run(
        [ROOT / "scripts" / "bench", "--quick"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n### ") > 1
