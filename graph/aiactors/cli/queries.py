"""``aiactors queries``: the named queries and what they ask."""

from __future__ import annotations

from aiactors.cli.common import LangOption, clean, console


def queries(lang: LangOption = "en") -> None:
    """List the named queries with their questions and parameters.

    Example: aiactors queries --lang fr
    """
    from rich import box
    from rich.table import Table

    from aiactors.query import named_queries

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in ("name", "question", "parameters"):
        table.add_column(column, overflow="fold")
    for query in named_queries().values():
        parameters = " ".join(
            p.name if p.default is None else f"{p.name}={p.default}" for p in query.parameters
        )
        table.add_row(query.name, clean(query.question(lang)), clean(parameters))
    console().print(table)
