"""``docs/commands.md``: every command, with its help and an example that was run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from aiactors.errors import AiActorsError
from aiactors.reference.markdown import console, fenced

WIDTH = 100
"""Columns of the help texts."""

STORY = """\
dossier: story
title: {en: A laboratory begins, fr: Un laboratoire commence}
entities:
  ada: {kind: person, names: Ada}
  first-lab: {kind: research-lab, names: {en: First Lab, fr: Premier Labo}}
  the-gazette: {kind: media-organization, names: The Gazette}
documents:
  gazette-2024-03-01:
    title: {en: A laboratory begins}
    publisher: the-gazette
    published: 2024-03-01
statements:
  - subject: ada
    relation: founded
    object: first-lab
    when: 2024-02
    sources:
      - {in: gazette-2024-03-01, where: paragraph 2, gist: She began it with her own money.}
"""
"""A small dossier that is right; the examples build it, and check a broken copy of it."""

DRAFT = (
    STORY.replace("dossier: story", "dossier: draft")
    .replace("relation: founded", "relation: founder")
    .replace("kind: research-lab", "kind: research-labo")
    .replace("publisher: the-gazette", "publisher: the-gazete")
)
"""The same with three mistakes."""

_PAGE = """\
<!-- Made by scripts/docs from the commands themselves: edit those, not this. -->

# The commands

Every command is shown with its help and an example that was run on the release that ships; \
`...` stands for what is left out, or differs from one machine or release to the next.
Without `--store`, commands work on that release: there is nothing to build first.
What the first question reads of the release is kept in the user's cache folder, so that later \
ones answer at once; `AIACTORS_CACHE` names another folder, or `off`.

The build and the check are shown with a small dossier, `stories/story.yaml`:

{story}
When a command fails it says why in plain words, writes nothing half, and ends with a code that \
says what kind of failure it was:

| code | means |
|---|---|
| 0 | it worked |
| 1 | what was given is wrong: a dossier, a query, a date, a file of RDF |
| 2 | a name that stands for nothing here or for several things, or an option that does not exist |
| 3 | an optional package is needed: the message says which |
| 4 | a file cannot be read or written |
| 5 | it took longer than the time that was given |

What belongs to the answer goes to the standard output, and all else to the error output, so that \
answers can be piped.

{commands}"""


@dataclass(frozen=True, slots=True)
class Run:
    """A command that the page shows with what it prints.

    Attributes:
        line: the command as a person types it.
        arguments: what ``aiactors`` is given.
        code: the exit code that is expected.
        lines: how many lines are shown; the rest is left out.
        before: what is said before it.
    """

    line: str
    arguments: tuple[str, ...]
    code: int = 0
    lines: int = 40
    before: str = ""


def _run(*arguments: str, code: int = 0, lines: int = 40, before: str = "") -> Run:
    words = (f'"{a}"' if re.search(r"[^\w./=,-]", a) else a for a in arguments)
    return Run(" ".join(["aiactors", *words]), arguments, code, lines, before)


# What serves runs until it is stopped: docs/server.md shows it.
EXAMPLES: Mapping[str, tuple[Run, ...]] = {
    "build": (_run("build", "stories", "--out", "release"),),
    "check": (
        _run("check", "stories"),
        _run(
            "check",
            "draft.yaml",
            code=1,
            before="In `draft.yaml`, the same dossier has three mistakes, and all three are told:",
        ),
    ),
    "query": (
        _run(
            "query",
            "SELECT ?who { ?who ai:founded id:safe-superintelligence } ORDER BY ?who",
        ),
        _run(
            "query",
            "founders",
            "organization=Safe Superintelligence",
            "--format",
            "csv",
            lines=4,
            before="[Named queries](queries.md) need no SPARQL:",
        ),
        _run(
            "query",
            "SELECT ?who { ?who ai:chiefExecutiveOf id:openai }",
            "--as-of",
            "2022-01-01",
            before="What can have held on a day; [SPARQL](sparql.md) tells of the other clock:",
        ),
    ),
    "queries": (_run("queries", lines=7),),
    "search": (_run("search", "superinteligence", "--limit", "3"),),
    "path": (_run("path", "Ilya Sutskever", "Elon Musk", "-k", "1", lines=30),),
    "metrics": (_run("metrics", "--top", "5"),),
    "show": (_run("show", "Safe Superintelligence", lines=16),),
    "stats": (_run("stats", "--store", "stories", lines=24),),
    "draw": (_run("draw", "ssi.html", "--focus", "Safe Superintelligence", "--hops", "2"),),
    "export": (_run("export", "ai-actors.ttl"),),
    "serve": (),
    "mcp": (),
    "version": (_run("version"),),
}
"""Command → what is shown of it, in the order of the page."""

_VARYING = (
    (re.compile(r" +[\d,]+ bytes"), "  ... bytes"),
    # However the command was started, people start it by its name.
    (re.compile(r"^ *Usage: .*?aiactors ", re.MULTILINE), "Usage: aiactors "),
    (re.compile(r"^(aiactors|pyoxigraph|Python)( +)\S+$", re.MULTILINE), r"\1\2..."),
)
_TERMINAL = ("FORCE_COLOR", "CLICOLOR_FORCE", "PY_COLORS", "GITHUB_ACTIONS", "LINES")


def commands_page() -> str:
    """Return the page of the commands; each example is run."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        (where / "stories").mkdir()
        (where / "stories" / "story.yaml").write_text(STORY, encoding="utf-8")
        (where / "draft.yaml").write_text(DRAFT, encoding="utf-8")
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            sections = list(pool.map(lambda command: _section(command, where), EXAMPLES))
    return _PAGE.format(story=fenced("yaml", STORY), commands="\n".join(sections))


def _section(command: str, where: Path) -> str:
    help_ = _run(command, "--help")
    blocks = [f"## aiactors {command}\n", console(help_.line, _output(help_, where))]
    for example in EXAMPLES[command]:
        if example.before:
            blocks.append(example.before + "\n")
        blocks.append(console(example.line, _shortened(_output(example, where), example.lines)))
    return "\n".join(blocks)


def _shortened(output: str, lines: int) -> str:
    """What fits on the page: some lines, as wide as the help."""
    every = [
        line if len(line) <= WIDTH else f"{line[: WIDTH - 4].rstrip()} ..."
        for line in output.splitlines()
    ]
    return "\n".join(every if len(every) <= lines else [*every[:lines], "..."])


def _output(run: Run, where: Path) -> str:
    """What a run prints: its answer or, where it is shown for its failure, its message."""
    done = subprocess.run(
        [sys.executable, "-m", "aiactors", *run.arguments],
        cwd=where,
        env=_surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != run.code:
        message = done.stderr.strip() or done.stdout.strip()
        raise AiActorsError(f"{run.line} ended with code {done.returncode}: {message}")
    printed = done.stdout if run.code == 0 else done.stderr
    for pattern, replacement in _VARYING:
        printed = pattern.sub(replacement, printed)
    return printed.strip()


def _surroundings() -> dict[str, str]:
    """The same for everybody: a plain terminal of one width, and this very package."""
    kept = {key: value for key, value in os.environ.items() if key not in _TERMINAL}
    package = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    plain = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    return kept | plain | {"PYTHONPATH": path}
