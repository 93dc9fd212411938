"""A statement as it is cited: footnote, BibTeX, ClaimReview; whatever its titles hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiactors
from aiactors.graph import Graph
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    Statement,
    parse_time,
    texts,
)
from aiactors.network.project import Projector
from aiactors.rdf import derive
from aiactors.record import bibtex, claim_review, footnote, script_json

HOSTILE = [
    "Braces { and } and {{x}}",
    "Quotes \" and ' and “x”",
    "Two\nlines\r\nand a\ttab",
    r"Back\slash \input{/etc/passwd} \\",
    "100% & more_of #1 $5 ~ ^",
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> &amp;",
    "a\u202eb\x00c\u2028d",
    "@article{x, title = {y}}",
    "Ünïcode 零一 ميرا 🦊",
    "}",
    "\\",
]


ESCAPES = re.compile(
    r"\\(?:[%&#$_]|text(?:backslash|brace(?:left|right)|ascii(?:tilde|circum))\{\})"
)


def story(title: str, url: str = "https://paper.example/1", name: str = "Rival") -> Projector:
    """Return a model with one statement, in a document of some title."""
    paper = Entity(id="paper", kinds=("MediaOrganization",), names=texts({"en": title}))
    people = [Entity(id=i, kinds=("Company",), names=texts({"en": n})) for i, n in (
        ("one", "One"), ("rival", name),
    )]  # fmt: skip
    document = Document(
        id="text", kinds=("Article",), names=texts({"en": title}), publisher="id:paper",
        published=parse_time("2020-03~"), url=url, language="en",
    )  # fmt: skip
    passage = Evidence(document="id:text", gist=texts({"en": "They do."}))
    statement = Statement(
        subject="id:one", predicate="competesWith", object="id:rival",
        attributions=(Attribution(said_in="id:text", evidence=(passage,)),),
    )  # fmt: skip
    dossiers = DossierSet(
        dossiers=(
            Dossier(
                name="d", title=texts({"en": "D"}), entities=(paper, *people),
                documents=(document,), statements=(statement,),
            ),
        )
    )  # fmt: skip
    return Projector(dossiers, derive(dossiers))


def only(projector: Projector) -> Statement:
    """Return the one statement of a model."""
    (statement,) = projector.dossiers.statements.values()
    return statement


def of_world(world: Path, predicate: str, subject: str = "id:ada-gray") -> tuple[Any, Any]:
    """Return the small world, and a statement of it."""
    projector = aiactors.open(world).projector
    found = [
        s for s in projector.dossiers.statements.values()
        if (s.subject, s.predicate) == (subject, predicate)
    ]  # fmt: skip
    return projector, found[0]


# --- footnotes ------------------------------------------------------------------------------


def test_a_footnote(world: Path) -> None:
    """What is said, how well it stands, where it stands, and its own address."""
    projector, statement = of_world(world, "founded")
    assert footnote(projector, statement) == (
        "Ada Gray founded Mindful (2019-04) — established, 2 sources: "
        "The quarrel, The Courier, about 2021, https://courier.example/quarrel; "
        "How Mindful began, The Gazette, 2020-03-01, https://gazette.example/2020/03/01/mindful. "
        f"AI Actors, https://w3id.org/ai-actors/statement/{statement.id}"
    )
    french = footnote(projector, statement, "fr")
    assert french.startswith("Ada Gray a fondé Mindful (2019-04) — établi, 2 sources\u00a0: ")


def test_a_footnote_has_amounts(world: Path) -> None:
    """And all else that belongs to what is said."""
    projector, statement = of_world(world, "funded")
    assert footnote(projector, statement).startswith("Ada Gray funded Mindful (USD 250,000) — ")
    assert "Ada Gray funded Mindful (USD 250,000)" in bibtex(projector, statement)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_footnote_is_one_line(title: str) -> None:
    """Without signs that control a terminal or turn the text round."""
    projector = story(title)
    text = footnote(projector, only(projector))
    assert text.isprintable()
    assert text.endswith(only(projector).id)


# --- BibTeX ---------------------------------------------------------------------------------


def entries(text: str) -> list[dict[str, str]]:
    """Read BibTeX as it is read: entries and fields in balanced braces."""
    found = []
    at = 0
    while (match := re.compile(r"\s*@(\w+)\{([^,\s{}]+),").match(text, at)) is not None:
        entry = {"type": match[1], "key": match[2]}
        at = match.end()
        while (name := re.compile(r"\s*(\w+)\s*=\s*\{").match(text, at)) is not None:
            end = closing(text, name.end())
            entry[name[1]] = text[name.end() : end]
            match_comma = re.compile(r"\},").match(text, end)
            assert match_comma is not None
            at = match_comma.end()
        close = re.compile(r"\s*\}\s*").match(text, at)
        assert close is not None, text[at:]
        at = close.end()
        found.append(entry)
    assert at == len(text), text[at:]
    return found


def closing(text: str, at: int) -> int:
    """Return where the brace ends that is open; BibTeX counts escaped ones as well."""
    depth = 1
    while depth:
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return at - 1


def test_bibtex_of_a_statement(world: Path) -> None:
    """An entry for each document, with what is known of it, then one for the statement."""
    projector, statement = of_world(world, "founded")
    first, second, own = entries(bibtex(projector, statement))
    by_key = {entry["key"]: entry for entry in (first, second)}
    assert by_key["gazette-2020"] == {
        "type": "online",
        "key": "gazette-2020",
        "title": "How Mindful began",
        "author": "{The Gazette}",
        "publisher": "The Gazette",
        "date": "2020-03-01",
        "year": "2020",
        "url": "https://gazette.example/2020/03/01/mindful",
        "urldate": "2024-01-02",
        "langid": "en",
    }
    assert "date" not in by_key["courier-2021"]  # BibTeX has no word for about
    assert by_key["courier-2021"]["year"] == "2021"
    assert own["key"] == f"statement-{statement.id}"
    assert own["title"] == "Ada Gray founded Mindful (2019-04)"
    assert own["url"] == f"https://w3id.org/ai-actors/statement/{statement.id}"


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_stays_whole(title: str) -> None:
    """No title ends its field, begins a command, or reaches into the next line."""
    projector = story(title, name=title)
    text = bibtex(projector, only(projector))
    document, own = entries(text)
    plain = ESCAPES.sub("", document["title"])
    assert not set(plain) & set("\\{}%&#$_~^\n\r\0")
    assert own["author"] == "{AI Actors}"
    assert len(text.splitlines()) == text.count("\n")


@given(st.text(min_size=1, max_size=40))
def test_bibtex_stays_whole_whatever_is_written(title: str) -> None:
    """Any title at all."""
    projector = story(title)
    assert [entry["type"] for entry in entries(bibtex(projector, only(projector)))] == [
        "online", "online",
    ]  # fmt: skip


def test_addresses_in_bibtex() -> None:
    """Braces and line breaks of an address do not reach out of it."""
    projector = story("T", url="https://paper.example/a%7Db?x=1&y=2_3#z")
    document, _ = entries(bibtex(projector, only(projector)))
    assert document["url"] == "https://paper.example/a%7Db?x=1&y=2_3#z"


# --- ClaimReview ----------------------------------------------------------------------------


def test_claim_review(world: Path) -> None:
    """What is said, by whom, where, and how well it stands."""
    projector, statement = of_world(world, "funded")
    found = claim_review(projector, statement)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "ClaimReview"
    assert found["url"] == f"https://w3id.org/ai-actors/statement/{statement.id}"
    assert found["claimReviewed"] == "Ada Gray funded Mindful (USD 250,000)"
    assert found["reviewRating"] == {
        "@type": "Rating", "alternateName": "disputed", "bestRating": 5, "worstRating": 1,
        "ratingValue": 2,
    }  # fmt: skip
    claim = found["itemReviewed"]
    assert claim["author"] == [
        {"@type": "Person", "@id": "https://w3id.org/ai-actors/id/ada-gray", "name": "Ada Gray"}
    ]
    assert [work["name"] for work in claim["appearance"]] == ["The quarrel"]
    assert claim["appearance"][0]["url"] == "https://courier.example/quarrel"
    assert "datePublished" not in claim["appearance"][0]  # about 2021 is no date of schema.org
    assert found["citation"]
    assert claim_review(projector, statement, "fr")["reviewRating"]["alternateName"] == "contesté"


def test_claim_review_is_read_as_rdf() -> None:
    """Its addresses are ours."""
    projector = story("T")
    data = claim_review(projector, only(projector))
    data["@context"] = {"@vocab": "https://schema.org/"}  # nothing is loaded from the web
    import pyoxigraph as ox

    triples = list(ox.parse(json.dumps(data).encode(), ox.RdfFormat.JSON_LD))
    assert len(triples) > 15


class Scripts(HTMLParser):
    """Collects what stands in script elements."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin one."""
        self.inside = tag == "script"
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self.inside = False

    def handle_data(self, data: str) -> None:
        """Keep what it holds."""
        if self.inside:
            self.found[-1] += data


@pytest.mark.parametrize("title", HOSTILE)
def test_claim_review_stays_in_its_element(title: str) -> None:
    """And is the same when it is read from there."""
    projector = story(title)
    data = claim_review(projector, only(projector))
    page = f'<p><script type="application/ld+json">{script_json(data)}</script></p>'
    reader = Scripts()
    reader.feed(page)
    (text,) = reader.found
    assert json.loads(text) == data


@pytest.mark.heavy
def test_every_statement_of_the_release_can_be_cited(shared_release: Graph) -> None:
    """In all forms, in both languages."""
    projector = shared_release.projector
    for statement in list(projector.dossiers.statements.values())[::150]:
        for lang in ("en", "fr"):
            assert footnote(projector, statement, lang).replace("\u00a0", " ").isprintable()
            assert entries(bibtex(projector, statement, lang))
            json.dumps(claim_review(projector, statement, lang))
