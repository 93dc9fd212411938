"""``aiactors queries``: the named queries and what they ask."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import LangOption, open_store
from aiactors.cli.tables import console, print_table
from aiactors.cli.text import clean
from aiactors.errors import ResourceError

if TYPE_CHECKING:
    from aiactors.query import NamedQuery, Parameter

HEADERS = {
    "en": ("name", "question", "parameters"),
    "fr": ("nom", "question", "paramètres"),
}
ONE = {
    "en": {
        "parameters": "parameter type default",
        "must": "(to be given)",
        "columns": "columns: ",
    },
    "fr": {
        "parameters": "paramètre type défaut",
        "must": "(à donner)",
        "columns": "colonnes\u00a0: ",
    },
}
LANG = {
    "en": "lang=en or lang=fr: the language of the names in the answer",
    "fr": "lang=en ou lang=fr : la langue des noms dans la réponse",
}


def queries(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="One named query, or a file that ends in .rq, to show in full.",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = "en",
) -> None:
    """List the named queries with their questions and parameters, or show one of them.

    Example: aiactors queries --lang fr
    """
    from aiactors.query import named_queries

    if name is not None:
        _show(_query(name), lang)
        return
    listed = named_queries().values()
    names = _names([p for query in listed for p in query.parameters], lang)
    rows = (
        [query.name, clean(_question(query, names, lang)), clean("\n".join(_parameters(query)))]
        for query in listed
    )
    print_table(console(), HEADERS[lang], rows)
    typer.echo(f"\n{LANG[lang]}")


def _query(name: str) -> NamedQuery:
    from aiactors.query import named_query, read_query

    return read_query(Path(name)) if name.endswith(".rq") else named_query(name)


def _show(query: NamedQuery, lang: str) -> None:
    """All that there is to know of a query: what it asks, of what, and how."""
    words = ONE[lang]
    typer.echo(clean(_question(query, _names(query.parameters, lang), lang)) + "\n")
    if query.parameters:
        rows = ([p.name, p.type, clean(p.default or words["must"])] for p in query.parameters)
        print_table(console(), words["parameters"].split(), rows)
        typer.echo("")
    if query.columns:
        typer.echo(f"{words['columns']}{clean(', '.join(query.columns))}\n")
    lines = query.sparql.splitlines()
    body = dropwhile(lambda line: not line.strip() or line.startswith("#"), lines)
    typer.echo(clean("\n".join(body)))


def _parameters(query: NamedQuery) -> Iterable[str]:
    """Each parameter with its default; that of the language, which all share, is told once."""
    for p in query.parameters:
        if p.name != "lang":
            yield p.name if p.default is None else f"{p.name}={p.default}"


def _question(query: NamedQuery, names: dict[str, str], lang: str) -> str:
    text = query.questions[lang]
    for parameter in query.parameters:
        default = parameter.default or parameter.name
        text = text.replace("{" + parameter.name + "}", names.get(default, default))
    return text


def _names(parameters: Iterable[Parameter], lang: str) -> dict[str, str]:
    """The names of the entities and relations that stand in questions by default."""
    from aiactors.schema import load_ontology

    ontology = load_ontology()
    found = {key: ontology.label(name, lang) for key, name in ontology.relation_names.items()}
    entities = {p.default for p in parameters if p.type == "entity" and p.default is not None}
    refs = " ".join(f"id:{entity}" for entity in sorted(entities))
    sparql = f"""SELECT ?entity ?name {{
        VALUES ?entity {{ {refs} }} ?entity skos:prefLabel ?name FILTER (lang(?name) = "{lang}")
    }}"""
    with contextlib.suppress(ResourceError):  # no release yet: the ids will do
        for ref, name in open_store(None).query(sparql):
            found[str(ref).removeprefix("id:")] = str(name)
    return found
