"""``docs/queries.md``: the named queries and what they ask."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet
from aiactors.query import NamedQuery, Parameter, named_queries
from aiactors.reference.markdown import code, fenced, link, table, text
from aiactors.resources import dossiers_path
from aiactors.schema import load_ontology

LANGUAGES = ("en", "fr")
_NAME = re.compile(r"\{([\w\\]+)\}")
_TYPES = {
    "entity": ("an id or a name", "un identifiant ou un nom"),
    "relation": ("a short name of a relation", "le nom court d’une relation"),
    "day": ("a day: 2024-02-29", "un jour : 2024-02-29"),
    "number": ("a whole number", "un nombre entier"),
    "text": ("a text", "un texte"),
}
_PAGE = """\
<!-- Made by scripts/docs from ontology/queries: edit those, not this. -->

# The named queries · Les requêtes nommées

Questions that need no SPARQL: give the name and, where the answer shall be about something else, \
the parameters. Entities are found by any of their names. In the table, parameters have the values \
that they take when left out.

Des questions qui ne demandent pas de SPARQL : donnez le nom et, si la réponse doit porter sur \
autre chose, les paramètres. Les entités se trouvent par n’importe lequel de leurs noms. Dans la \
table, les paramètres ont leurs valeurs par défaut.

{index}
{queries}"""


def queries_page(
    queries: Mapping[str, NamedQuery] | None = None, dossiers: DossierSet | None = None
) -> str:
    """Return the page of the named queries."""
    queries = named_queries() if queries is None else queries
    dossiers = read_dossiers(dossiers_path()) if dossiers is None else dossiers
    rows = [
        [link(code(name), f"#{name}"), *(text(_asked(query, dossiers, lang)) for lang in LANGUAGES)]
        for name, query in queries.items()
    ]
    return _PAGE.format(
        index=table(["query · requête", "English", "français"], rows),
        queries="\n".join(map(_section, queries.values())),
    )


def _asked(query: NamedQuery, dossiers: DossierSet, lang: str) -> str:
    """The question as a person would put it: entities and relations by their names."""
    named = {p.name: _value(p, dossiers, lang) for p in query.parameters}
    return _NAME.sub(lambda match: named.get(match[1], match[1]), query.questions[lang])


def _value(parameter: Parameter, dossiers: DossierSet, lang: str) -> str:
    value = parameter.default or f"[{parameter.name}]"
    if parameter.type == "entity" and (entity := dossiers.entities.get(f"id:{value}")) is not None:
        return entity.name(lang)
    ontology = load_ontology()
    if parameter.type == "relation" and value in ontology.relation_names:
        return ontology.label(ontology.relation_names[value], lang)
    return value


def _section(query: NamedQuery) -> str:
    blocks = [f"## {query.name}\n"]
    blocks += [f"{_question(query.questions[lang])}\n" for lang in LANGUAGES]
    if query.parameters:
        header = ["parameter · paramètre", "English", "français", "if left out · par défaut"]
        blocks.append(table(header, map(_parameter, query.parameters)))
    columns = ", ".join(map(code, query.columns))
    source = link("SPARQL", f"../ontology/queries/{query.name}.rq")
    blocks.append(f"columns · colonnes: {columns} · {source}\n")
    blocks.append(fenced("sh", _command(query)))
    return "\n".join(blocks)


def _question(question: str) -> str:
    """A question with the names of its parameters as code."""
    return _NAME.sub(lambda match: code(match[1].replace("\\", "")), text(question))


def _parameter(parameter: Parameter) -> list[str]:
    default = "" if parameter.default is None else code(parameter.default)
    return [code(parameter.name), *_TYPES[parameter.type], default]


def _command(query: NamedQuery) -> str:
    values = (p.name + "=" + shlex.quote(p.default or "") for p in query.parameters)
    return " ".join(["aiactors query", query.name, *values]).replace("=''", "=…")
