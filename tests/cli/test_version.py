"""``aiactors version``: what a report of a mistake should name."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import pyoxigraph

from aiactors.resources import package_version
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_all_versions_are_shown(aiactors: Run) -> None:
    """Of the package, its ontology, the engine, and Python."""
    done = aiactors("version")
    assert (done.code, done.err) == (0, "")
    assert dict(line.split() for line in done.out.splitlines()) == {
        "aiactors": package_version(),
        "ontology": load_ontology().version,
        "pyoxigraph": pyoxigraph.__version__,
        "Python": platform.python_version(),
    }


def test_the_option_names_that_of_the_package(aiactors: Run) -> None:
    """In one line, as other commands do; whatever else is asked for."""
    for arguments in (["--version"], ["--version", "build"]):
        done = aiactors(*arguments)
        assert (done.code, done.out, done.err) == (0, f"aiactors {package_version()}\n", "")
