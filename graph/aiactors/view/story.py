"""A story: captions, each with a state of the page, that a reader steps through.

It is written in YAML: a title, and steps with ``title``, ``text`` and ``state``. Texts are in
English, and may be in French as well (``{en: …, fr: …}``). What may stand in a state is told in
``story_state.py``. All that is wrong is told at once, with its line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from aiactors.dossier.parse import read_text
from aiactors.dossier.text import TextError, line_of, load
from aiactors.errors import Problem, StoryError, did_you_mean, nearest
from aiactors.network.model import Labels, Network
from aiactors.view.story_state import StateReader

Place = tuple[str | int, ...]

LANGUAGES = ("en", "fr")
_STORY = ("title", "steps")
_STEP = ("title", "text", "state")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story.

    Attributes:
        title: its headline by language.
        text: what it tells, by language.
        state: the state of the page, as it stands in an address after ``#``.
    """

    title: Labels
    text: Labels
    state: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story.

    Attributes:
        title: its headline by language.
        steps: its steps in order.

    Example:
        >>> Story({"en": "A quarrel"}, ()).data()
        {'title': {'en': 'A quarrel'}, 'steps': []}
    """

    title: Labels
    steps: tuple[Step, ...]

    def data(self) -> dict[str, Any]:
        """Return the story as the page reads it."""
        steps = [
            {"title": dict(s.title), "text": dict(s.text), "state": s.state} for s in self.steps
        ]
        return {"title": dict(self.title), "steps": steps}


def read_story(path: Path, network: Network, find: Callable[[str], str]) -> Story:
    """Read a story of a network from YAML; StoryError has every problem with its line.

    ``find`` gives the reference of a named entity.
    """
    try:
        text = read_text(path)
        tree = load(text)
    except TextError as error:
        raise StoryError([Problem(str(path), error.line, error.what, error.do)]) from None
    reader = _Reader(str(path), text)
    story = reader.story(tree, StateReader(network, find, reader.report))
    if reader.problems:
        raise StoryError(reader.problems)
    return story


@dataclass(slots=False)
class _Reader:
    """Reads the parts of a story as far as they can be read."""

    name: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> dict[Place, int]:
        """The line of every value; looked up only where something is wrong."""
        found: dict[Place, int] = {}
        load(self.text, found)
        return found

    def report(self, place: Place, what: str, do: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(self.name, line_of(self.lines, place), what, do))

    def story(self, tree: Any, states: StateReader) -> Story:
        """Read the whole story."""
        tree = self.mapping((), tree, _STORY, "a story", needed=("title", "steps"))
        steps = tree.get("steps", [])
        if not isinstance(steps, list) or ("steps" in tree and not steps):
            self.report(("steps",), "steps is not a list", "Write lines that begin with - title:")
            steps = []
        told = [self.step(("steps", n), step, states) for n, step in enumerate(steps)]
        return Story(self.label(("title",), tree.get("title", "-")), tuple(told))

    def step(self, place: Place, step: Any, states: StateReader) -> Step:
        """Read one step."""
        step = self.mapping(place, step, _STEP, "a step", needed=("title", "text"))
        return Step(
            self.label((*place, "title"), step.get("title", "-")),
            self.label((*place, "text"), step.get("text", "-")),
            states.read((*place, "state"), step.get("state")),
        )

    def mapping(
        self, place: Place, value: Any, keys: tuple[str, ...], what: str, needed: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return a mapping with known keys, all that are needed among them."""
        if not isinstance(value, dict):
            self.report(place, f"{what} is a mapping (key: value)", f"Begin with {keys[0]}: TEXT")
            return {}
        for key in value.keys() - set(keys):
            near = did_you_mean(nearest(key, keys)).strip()
            do = near or f"{what[2:].capitalize()} has {', '.join(keys)}"
            self.report((*place, key), f"the key {key!r} is not known here", do)
        for key in needed:
            if key not in value:
                self.report(place, f"the key {key!r} is missing here", "Add it")
        return value

    def label(self, place: Place, value: Any) -> Labels:
        """Return a text by language; a plain one is English."""
        texts = {"en": value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or "en" not in texts:
            self.report(place, f"{place[-1]} has no English text", "Write a text, or en: TEXT")
            return {}
        for lang, text in texts.items():
            if lang not in LANGUAGES:
                self.report((*place, lang), f"the page does not speak {lang!r}", "Use en or fr")
            elif not isinstance(text, str) or not text.strip():
                self.report((*place, lang), f"{place[-1]} is no text", "Write a text")
        return {lang: str(text).strip() for lang, text in texts.items()}
