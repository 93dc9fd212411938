"""The reference pages are what they would be if they were made now, and hold all they should."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from markdown_it import MarkdownIt

from aiactors import errors
from aiactors.cli import app
from aiactors.dossier.read import read_text
from aiactors.query import NamedQuery, Parameter
from aiactors.reference import commands, pages
from aiactors.reference.__main__ import main
from aiactors.reference.markdown import code, text
from aiactors.reference.ontology import ontology_page
from aiactors.reference.queries import queries_page
from aiactors.reference.rules import read_header
from aiactors.reference.sources import Sources, examples, read_sources
from aiactors.reference.turtle import Turtle

pytestmark = pytest.mark.usefixtures("kept_release")

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
LANGUAGES = ("en", "fr")
OURS = re.compile(r"</?code>|<br>|</a>|<a id=\"[\w-]+\">|<!-- [^<>]* -->\n?")


# --- the pages are current ------------------------------------------------------------------


@pytest.mark.parametrize("page", pages.PAGES)
@pytest.mark.heavy
def test_the_page_is_current(page: str) -> None:
    """Whoever changes what a page describes runs ``scripts/docs``."""
    assert pages.stale([page]) == [], "run scripts/docs"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two small pages: one current, one stale."""
    (tmp_path / "new.md").write_text("new")
    (tmp_path / "old.md").write_text("old")
    monkeypatch.setattr(pages, "checkout", lambda: tmp_path)
    monkeypatch.setattr(pages, "PAGES", {"new.md": lambda: "new", "old.md": lambda: "newer"})
    return tmp_path


def test_the_check_names_what_is_stale(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that does not say where helps nobody, and one that writes is none."""
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "docs: old.md is stale: run scripts/docs\n"
    assert (elsewhere / "old.md").read_text() == "old"
    assert main(["--check", "new.md"]) == 0


def test_only_what_changed_is_written(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run has nothing to do."""
    assert main([]) == 0
    assert capsys.readouterr().out == "old.md written\n"
    assert (elsewhere / "old.md").read_text() == "newer"
    assert main([]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--check"]) == 0


def test_a_page_that_does_not_exist_is_refused(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The nearest name is offered."""
    assert main(["--check", "od.md"]) == 2
    assert "Did you mean old.md?" in capsys.readouterr().err


def test_it_needs_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installed package has no pages, and must not write any beside itself."""
    monkeypatch.setattr(pages, "ontology_path", lambda: tmp_path / "ontology")
    assert main(["--check"]) == 4
    assert "run this in a checkout" in capsys.readouterr().err


# --- the ontology ---------------------------------------------------------------------------


@cache
def sources() -> Sources:
    """What the page is made from."""
    return read_sources()


@cache
def page() -> str:
    """The page of the ontology."""
    return ontology_page(sources())


def places(markdown: str) -> list[str]:
    """Return every place that links can name: the named ones, and the headings."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    slugs = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings]
    return re.findall(r'<a id="([^"]+)"', markdown) + slugs


def terms() -> list[str]:
    """Return the local name of every term that ``ai.ttl`` defines."""
    return re.findall(r"^ai:(\w+) a ", (ONTOLOGY / "ai.ttl").read_text("utf-8"), re.MULTILINE)


def test_every_term_has_its_place() -> None:
    """Other pages, and one day the addresses themselves, lead there."""
    assert len(terms()) > 150
    assert set(terms()) - set(places(page())) == set()


def test_every_term_is_told_in_both_languages() -> None:
    """A reader of either language must miss nothing."""
    shown = page()
    for term in terms():
        for lang in LANGUAGES:
            label = sources().terms.label(f"ai:{term}", lang)
            assert text(label) in shown, (term, lang)
            comment = sources().terms.comment(f"ai:{term}", lang)
            assert sources().linked(comment) in shown, (term, lang)


def test_places_are_unique() -> None:
    """Of two places with one name, links reach only the first."""
    assert [place for place, number in Counter(places(page())).items() if number > 1] == []


def test_links_inside_the_page_lead_somewhere() -> None:
    """The links to other files are tested with those of all documents."""
    assert set(re.findall(r"\]\(#([^)]+)\)", page())) - set(places(page())) == set()


def test_every_relation_says_how_it_is_drawn_and_written() -> None:
    """Short name, direction, aspect and family are what dossiers and views go by."""
    start = page().index('<a id="competesWith"></a>')
    block = page()[start : page().index('<a id="', start + 1)]
    family = "[conflict · conflit](#ConflictRelation)"
    expected = f"`ai:competesWith` · `competes-with` · {family} · [state · état](#State) · ↔"
    assert expected in block
    for term in sources().terms.of("ai:EdgeProperty"):
        assert f"[{text(sources().terms.label(term, 'fr'))}](#{term[3:]})" in page()


def test_every_mapping_is_on_the_page() -> None:
    """A mapping to a term that the page does not show would be lost."""
    for term, others in sources().mappings.items():
        assert all(other.markdown() in page() for other in others), term


@pytest.mark.parametrize("kind", ["violations", "rules"])
def test_every_rule_is_on_the_page(kind: str) -> None:
    """Whoever is told of a violation looks it up here."""
    for path in (ONTOLOGY / kind).glob("*.rq"):
        header = read_header(path)
        assert f'<a id="rule-{path.stem}"></a>{code(path.stem)}' in page()
        word = "message" if kind == "violations" else "question"
        assert all(text(header[f"{word}-{lang}"]) in page() for lang in LANGUAGES)


def test_every_message_of_every_shape_is_on_the_page() -> None:
    """Those inside of others, too."""
    for path in (ONTOLOGY / "shapes").glob("*.ttl"):
        for message in re.findall(r'"((?:[^"\\]|\\.)+)"@(?:en|fr)', path.read_text("utf-8")):
            assert text(message) in page()


def test_the_page_says_that_the_redirect_is_not_registered() -> None:
    """Addresses that look as if they could be opened, and cannot, must be explained."""
    assert "not registered at w3id.org yet" in page()
    assert "pas encore enregistrée" in page()


HOSTILE = "|<script>alert(1)</script> `x` [y](javascript:alert(1)) **z**"
HOSTILE_TURTLE = """
@prefix ai: <https://w3id.org/ai-actors/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ai:Entity a owl:Class ; rdfs:label "L"@en , "L"@fr ; rdfs:comment "L"@en , "L"@fr .
ai:knows a owl:ObjectProperty , ai:EdgeProperty ; rdfs:label "L"@en , "L"@fr ;
    ai:inverseLabel "L"@en ; rdfs:comment "see ai:Entity, L"@en ; ai:subjectClass ai:Entity .
ai:holds a owl:DatatypeProperty ; rdfs:label "L"@en .
ai:Scheme a skos:ConceptScheme ; rdfs:label "L"@en ; rdfs:comment "L"@en .
ai:One a skos:Concept ; skos:prefLabel "L"@en ; skos:definition "L"@fr ; skos:inScheme ai:Scheme .
""".replace('"L"', json.dumps(HOSTILE)).replace(", L", ", " + HOSTILE)


def test_hostile_labels_stay_text_on_the_page() -> None:
    """Somebody will one day propose a label that breaks the page, by accident or not."""
    hostile = replace(
        sources(),
        terms=Turtle(HOSTILE_TURTLE.encode()),
        examples={"knows": {"en": HOSTILE, "fr": HOSTILE}},
        mappings={},
    )
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(ontology_page(hostile))
    inline = [child for token in tokens for child in token.children or ()]
    html = [t.content for t in (*tokens, *inline) if t.type in ("html_inline", "html_block")]
    assert [tag for tag in html if not OURS.fullmatch(tag)] == []
    addresses = {str(t.attrs["href"]) for t in inline if t.type == "link_open"}
    assert not any("javascript" in address for address in addresses)
    assert "#Entity" in addresses


def test_rows_have_as_many_cells_as_their_tables() -> None:
    """A bar that was not escaped shows as one cell more."""
    for block in re.findall(r"(?:^\|.*\n)+", page(), re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}) == 1


# --- examples -------------------------------------------------------------------------------


def test_an_example_that_holds_goes_before_one_that_does_not() -> None:
    """A person must not stand on the page with what is only said of them."""
    denied = commands.STORY[commands.STORY.index("  - subject") :]
    denied = denied.replace("object: first-lab", "object: the-gazette")
    denied = denied.replace("gist:", "stance: denies, gist:")
    found = examples(read_text(commands.STORY + denied, "story.yaml"))
    assert found["founded"] == {
        "en": "Ada — founded — First Lab (2024-02, reported)",
        "fr": "Ada — a fondé — Premier Labo (2024-02, rapporté)",
    }
    alone = commands.STORY[: commands.STORY.index("  - subject")] + denied
    (only,) = examples(read_text(alone, "story.yaml")).values()
    assert only["en"] == "Ada — founded — The Gazette (2024-02, denied)"


# --- commands -------------------------------------------------------------------------------


def test_every_command_has_an_example() -> None:
    """A command without one would be missing from the page."""
    names = [getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert list(commands.EXAMPLES) == names


def test_the_exit_codes_are_those_of_the_errors() -> None:
    """The table on the page is typed in, so it is compared."""
    table = commands.commands_page.__globals__["_PAGE"]
    listed = {int(found) for found in re.findall(r"^\| (\d) \|", table, re.MULTILINE)}
    defined = [getattr(errors, name) for name in errors.__all__]
    assert listed == {0} | {e.exit_code for e in defined if hasattr(e, "exit_code")}


def test_an_example_that_fails_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise an error message would stand on the page as the answer."""
    run = commands.Run("aiactors show Nobody", ("show", "Nobody At All"))
    monkeypatch.setattr(commands, "EXAMPLES", {"show": (run,)})
    with pytest.raises(errors.AiActorsError, match="aiactors show Nobody ended with code 2"):
        commands.commands_page()


# --- queries --------------------------------------------------------------------------------


def test_a_query_is_shown_with_all_it_needs() -> None:
    """Question in both languages, parameters with defaults, columns, and how to ask it."""
    query = NamedQuery(
        name="who-left",
        title="who left",
        questions={"en": "Who left {first_lab} <b>?", "fr": "Qui a quitté {first_lab} ?"},
        parameters=(
            Parameter("first_lab", "entity", "first-lab"),
            Parameter("day", "day", None),
        ),
        columns=("who", "day"),
        sparql="",
    )
    shown = queries_page({"who-left": query}, read_text(commands.STORY, "story.yaml"))
    assert "## who-left\n\nWho left `first_lab` &lt;b&gt;?\n\nQui a quitté `first_lab` ?\n" in shown
    assert "| Who left First Lab &lt;b&gt;? | Qui a quitté Premier Labo ? |\n" in shown
    assert "| `first_lab` | an id or a name | un identifiant ou un nom | `first-lab` |\n" in shown
    assert "| `day` | a day: 2024-02-29 | un jour : 2024-02-29 |  |\n" in shown
    assert "columns · colonnes: `who`, `day` · [SPARQL](../ontology/queries/who-left.rq)" in shown
    assert "aiactors query who-left first_lab=first-lab day=…" in shown


# --- the schema for editors -----------------------------------------------------------------


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: numbers are numbers, dates are texts."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in resolvers if tag.endswith((":int", ":float", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema that ships, ready to check."""
    path = ROOT / "graph" / "dossiers" / "dossier.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    "dossier", sorted((ROOT / "graph" / "dossiers").glob("*.yaml")), ids=lambda p: p.stem
)
@pytest.mark.heavy
def test_editors_find_the_dossiers_right(dossier: Path, schema: Any) -> None:
    """An editor that marks what is right teaches people to ignore it."""
    content = yaml.load(dossier.read_text("utf-8"), Editor)
    assert [error.message for error in schema.iter_errors(content)] == []


def test_editors_mark_what_is_wrong(schema: Any) -> None:
    """A wrong kind and a wrong relation, in the draft that the page of commands shows."""
    content = yaml.load(commands.DRAFT, Editor)
    paths = [list(error.absolute_path) for error in schema.iter_errors(content)]
    assert paths == [["entities", "first-lab", "kind"], ["statements", 0, "relation"]]


def test_a_dossier_may_open_with_the_line_for_editors() -> None:
    """The line is a comment to everybody else."""
    line = "# yaml-language-server: $schema=dossier.schema.json\n"
    assert line in (ROOT / "docs" / "dossiers.md").read_text("utf-8")
    assert read_text(line + commands.STORY, "story.yaml") == read_text(commands.STORY, "story.yaml")
