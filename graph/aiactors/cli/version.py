"""``aiactors version``: what is installed."""

from __future__ import annotations

import typer


def version() -> None:
    """Show the versions of aiactors, its ontology, and the engine.

    Example: aiactors version
    """
    import platform

    import pyoxigraph

    from aiactors.resources import package_version
    from aiactors.schema import load_ontology

    typer.echo(f"aiactors    {package_version()}")
    typer.echo(f"ontology    {load_ontology().version}")
    typer.echo(f"pyoxigraph  {pyoxigraph.__version__}")
    typer.echo(f"Python      {platform.python_version()}")
