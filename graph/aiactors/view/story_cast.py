"""Whom a story speaks of: what is drawn on a page that tells it and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiactors.dossier.parse import read_text
from aiactors.dossier.text import TextError, load
from aiactors.errors import Problem, StoryError


def cast_of(path: Path) -> tuple[str, ...]:
    """Return the names under ``focus`` in the steps of a story, each once, in order.

    StoryError if it is no YAML, or no step has a focus; other mistakes are found when it is read
    for a network.
    """
    try:
        tree = load(read_text(path))
    except TextError as error:
        raise StoryError([Problem(str(path), error.line, error.what, error.do)]) from None
    names = dict.fromkeys(name for step in _steps(tree) for name in _focus(step))
    if not names:
        raise StoryError([Problem(str(path), 1, "no step has a focus", "Add focus: to a state")])
    return tuple(names)


def _steps(tree: Any) -> list[Any]:
    steps = tree.get("steps") if isinstance(tree, dict) else None
    return steps if isinstance(steps, list) else []


def _focus(step: Any) -> list[str]:
    state = step.get("state") if isinstance(step, dict) else None
    names = state.get("focus") if isinstance(state, dict) else None
    several = names if isinstance(names, list) else [names]
    return [name for name in several if isinstance(name, str)]
