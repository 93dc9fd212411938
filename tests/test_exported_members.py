"""What ``import aiactors`` offers: few names, documented, and quick to import."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import types

import pytest

import aiactors

HEAVY = {"networkx", "numpy", "pyshacl", "pyvis", "rdflib", "rich", "scipy", "typer"}
THINGS = [name for name in aiactors.__all__ if not name.startswith("__")]


def test_the_list_is_sorted_and_complete() -> None:
    """The list is what people may rely on; a public name outside of it is an accident."""
    assert aiactors.__all__ == sorted(set(aiactors.__all__))
    assert set(aiactors.__all__) <= set(dir(aiactors))
    public = {
        name
        for name, value in vars(aiactors).items()
        if not name.startswith("_")
        and not isinstance(value, types.ModuleType)
        and type(value).__module__ != "__future__"
        and getattr(value, "__module__", "").split(".")[0] == "aiactors"
    }
    assert public <= set(aiactors.__all__)


@pytest.mark.parametrize("name", THINGS)
def test_each_has_a_docstring_with_an_example(name: str) -> None:
    """Help in the interpreter is the first documentation that people open."""
    thing = getattr(aiactors, name)
    docstring = inspect.getdoc(thing)
    assert docstring, name
    if not (isinstance(thing, type) and issubclass(thing, Exception)):
        assert ">>>" in docstring, f"the docstring of aiactors.{name} has no example"


def test_importing_it_imports_nothing_heavy() -> None:
    """A script that only opens the graph should not wait for what it does not use."""
    code = "import aiactors, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert {module.split(".")[0] for module in json.loads(done.stdout)} & HEAVY == set()


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """Lazy imports must not change how a typing mistake is answered."""
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(aiactors, "nonsense")  # noqa: B009 - the type checker knows that it is not there
