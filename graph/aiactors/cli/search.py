"""``aiactors search``: find names, titles, passages and remarks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import (
    LangOption,
    StoreOption,
    keep_for_next_time,
    one_of,
    open_store,
    say,
)
from aiactors.cli.streams import write_bytes
from aiactors.cli.tables import console, print_rows, widths_of
from aiactors.cli.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from aiactors.search import Hit

FORMATS = ("table", "json")
MOST = 1_000
"""The most hits that can be had."""

FIELDS = ("names", "titles", "gists", "notes")
HEADERS = {
    "en": ("name", "kind", "found in", "text"),
    "fr": ("nom", "type", "trouvé dans", "texte"),
}
PARTS = {
    "en": {"name": "name", "alias": "alias", "title": "title", "gist": "gist", "note": "note"},
    "fr": {"name": "nom", "alias": "alias", "title": "titre", "gist": "résumé", "note": "remarque"},
}
COUNTED = {"en": ("hit", "hits"), "fr": ("résultat", "résultats")}


def search(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="Some words, in any language; accents and case do not count, and a name may be "
            "misspelt.",
        ),
    ],
    store: StoreOption = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Find only this kind and those below it: person, organization, funding-round, "
            "statement and so on. May be given several times.",
            show_default=False,
        ),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            "-i",
            metavar="FIELD",
            help=f"Look only there: {', '.join(FIELDS)}. May be given several times.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", help="How many hits at the most.")
    ] = 10,
    lang: LangOption = "en",
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = "table",
) -> None:
    """Search names, titles of documents, gists of passages, and remarks.

    Names rank before titles, and titles before passages; whole names before their beginnings and
    single words. Where no name fits, those that are spelt alike are found.

    Example: aiactors search altmann --kind person
    """
    format_ = one_of("format", format_.lower(), FORMATS)
    graph = open_store(store)
    # People are told whether there are more: one more than is shown is looked for.
    further = int(format_ == "table" and 0 < limit < MOST)
    hits = graph.search(text, kinds or None, fields or None, limit + further, lang)
    if format_ == "json":
        write_bytes(_json(hits))
    else:
        _print(hits[:limit], lang)
        sys.stdout.flush()
        if len(hits) > limit:
            say("there are more: --limit N shows them, and more words find fewer")
    keep_for_next_time(graph)


def _json(hits: list[Hit]) -> bytes:
    import json
    from dataclasses import asdict

    rows = [asdict(hit) for hit in hits]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _print(hits: list[Hit], lang: str) -> None:
    from rich.text import Text

    out = console()
    if hits:
        head = [Text(name, style="bold") for name in HEADERS[lang]]
        body = [_row(hit, lang) for hit in hits]
        print_rows(out, [head, *body], widths_of([head, *body], out.width))
    typer.echo(f"{len(hits)} {COUNTED[lang][len(hits) != 1]}")


def _row(hit: Hit, lang: str) -> list[Text]:
    """A hit; the text is not told twice where it is the name itself."""
    from rich.text import Text

    from aiactors.schema import load_ontology

    ontology = load_ontology()
    kind = ontology.kinds.get(hit.kind, "Statement" if hit.kind == "statement" else "")
    same = hit.text == hit.name
    return [
        _marked(hit.text, hit.matched) if same else Text(clean(hit.name)),
        Text(ontology.label(kind, lang) if kind else "", style="dim"),
        Text(PARTS[lang][hit.field], style="dim"),
        Text("") if same else _marked(hit.text, hit.matched),
    ]


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> Text:
    """A text with the parts that fit in another colour; each part is cleaned by itself."""
    from rich.text import Text

    marked, end = Text(), 0
    for start, stop in spans:
        marked.append(clean(text[end:start])).append(clean(text[start:stop]), style="bold green")
        end = stop
    return marked.append(clean(text[end:]))
