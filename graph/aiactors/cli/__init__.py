"""The command ``aiactors``: one thin module a command.

Each command imports what it needs when it runs, so that ``aiactors --help`` is quick.
"""

from __future__ import annotations

import contextlib
import errno
import inspect
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from aiactors.cli.build import build
from aiactors.cli.check import check
from aiactors.cli.draw import draw
from aiactors.cli.export import export
from aiactors.cli.mcp import mcp
from aiactors.cli.metrics import metrics
from aiactors.cli.path import path
from aiactors.cli.queries import queries
from aiactors.cli.query import query
from aiactors.cli.search import search
from aiactors.cli.serve import serve
from aiactors.cli.show import show
from aiactors.cli.stats import stats
from aiactors.cli.streams import complain, finish, prepare
from aiactors.cli.version import version
from aiactors.errors import AiActorsError, CheckError, DossierError

app = typer.Typer(
    name="aiactors",
    help="The knowledge graph of the actors of the AI industry: who did what, who says so, "
    "since when, and how well it stands.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _help(command: Callable[..., None]) -> str:
    """A command's docstring, its paragraphs in one line each: the terminal breaks them."""
    paragraphs = (inspect.getdoc(command) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _version(wanted: bool) -> None:
    if wanted:
        from aiactors.resources import package_version

        typer.echo(f"aiactors {package_version()}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version and end; those of all parts: aiactors version.",
            callback=_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


for command in (
    *(build, check, query, queries, search, path, metrics, show, stats, draw, export),
    *(serve, mcp, version),
):
    app.command(help=_help(command))(command)


def main() -> None:
    """Run a command; errors are one clear message and an exit code that is not zero."""
    prepare()
    sys.exit(finish(_run()))


def run() -> None:
    """Run a command in a process of its own, and end the process at once.

    To give back the memory of a graph piece by piece would take a fifth of a short command's time.
    """
    prepare()
    code = finish(_run())
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        return 130
    except (DossierError, CheckError) as error:
        # One a line and nothing before them: editors jump to such places.
        problems = str(error).split("\n")
        complain(str(error))
        complain(f"aiactors: {len(problems)} problem{'s' * (len(problems) != 1)}")
        return error.exit_code
    except AiActorsError as error:
        complain(f"aiactors: {error}")
        return error.exit_code
    except BrokenPipeError:
        return 141  # whoever read the output has had enough
    except OSError as error:
        full = error.errno == errno.ENOSPC and not error.filename
        where = "the output cannot be written" if full else error.filename
        where = f"{where}: " if where else ""
        complain(f"aiactors: {where}{error.strerror or error}")
        return 4
    except MemoryError:
        complain("aiactors: there is not enough memory for this")
        return 4
    return 0
