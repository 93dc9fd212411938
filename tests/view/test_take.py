"""What is taken away: pictures, tables, triples, a link; offline, nothing hostile in it."""

from __future__ import annotations

import csv
import io
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import rdflib

import aiactors
from aiactors.network.model import Network
from aiactors.rdf import derive, to_ntriples
from aiactors.view import render_page
from aiactors.vocabulary import PREFIXES
from tests.view.conftest import PLACES, Open, Opened

AI = PREFIXES["ai"]


def taken(opened: Opened, what: str) -> tuple[str, bytes]:
    """The name and the bytes of a file that the menu saves."""
    page = opened.page
    if page.locator("#take").is_hidden():
        page.locator("#take-button").click()
    with page.expect_download() as saved:
        page.locator("#take .choice").filter(has_text=what).first.click()
    return saved.value.suggested_filename, Path(saved.value.path()).read_bytes()


def table(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV, by the names of its columns."""
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_png_is_twice_as_large_as_the_map(opened: Open, html: str) -> None:
    """A picture of what is drawn."""
    page = opened(html)
    page.rest()
    name, data = taken(page, "PNG")
    assert name == "a-small-affair.png"
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    box = page.page.locator("#map > canvas").bounding_box()
    assert box is not None
    assert abs(width - 2 * box["width"]) <= 4
    assert abs(height - 2 * box["height"]) <= 4


def test_svg_is_a_drawing_with_the_names(opened: Open, html: str) -> None:
    """True vectors: shapes and text, without a script."""
    page = opened(html)
    page.rest()
    name, data = taken(page, "SVG")
    assert name == "a-small-affair.svg"
    root = ET.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "path" in names and "text" in names
    assert not names & {"script", "image", "foreignObject"}
    assert "Acme" in "".join(root.itertext())


def test_csv_holds_what_is_shown_and_nothing_else(opened: Open, html: str) -> None:
    """A row for each relation, with its date, standing, sources."""
    page = opened(html, at="#scope=all&no-family=money-relation")
    name, data = taken(page, "CSV")
    assert name == "a-small-affair.csv"
    rows = table(data)
    assert len(rows) == len(page.kg("visible")["edges"]) == 6
    sued = next(row for row in rows if row["relation_id"] == "sued")
    assert sued["subject"] == "Ada North" and sued["object_id"] == "acme"
    assert sued["when"] == "2024-02-29" and sued["known_since"] == "2024-03-01"
    assert sued["independent_sources"] == "2" and sued["details"] == "role: as a founder"
    assert "https://gazette.example/report" in sued["said_in"]


def test_csv_is_no_formula(network: Network, opened: Open) -> None:
    """Whatever a name begins with, a spreadsheet reads it as text."""
    names = ('=HYPERLINK("https://evil.example")', "+1", "-1+2", "@SUM(A1)", '\t=1,"\n2')
    nodes = [
        replace(node, labels={"en": name, "fr": name})
        for node, name in zip(network.nodes, names, strict=True)
    ]
    page = opened(render_page(replace(network, nodes=tuple(nodes)), PLACES), at="#scope=all")
    rows = table(taken(page, "CSV")[1])
    cells = [cell for row in rows for cell in row.values()]
    assert len(rows) == 8
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_turtle_is_read_by_others(opened: Open, html: str) -> None:
    """Rdflib reads it: plain triples of facts, statements for all."""
    page = opened(html, at="#scope=all")
    name, data = taken(page, "Turtle")
    assert name == "a-small-affair.ttl"
    graph = rdflib.Graph().parse(data=data, format="turtle")
    id_ = rdflib.Namespace(PREFIXES["id"])
    ai = rdflib.Namespace(AI)
    assert (id_["ada-north"], ai.founded, id_.acme) in graph
    assert (id_.etoile, ai.mergedWith, id_.acme) not in graph
    statements = list(graph.subjects(rdflib.RDF.type, ai.Statement))
    assert len(statements) == 8
    [disputed] = graph.subjects(ai.status, ai.Disputed)
    assert graph.value(disputed, ai.modality) == ai.Attempted
    assert len(list(graph.objects(disputed, ai.attribution))) == 2
    sued = rdflib.URIRef(PREFIXES["st"] + "e-sued")
    assert str(graph.value(sued, ai.knownSince)) == "2024-03-01"
    assert rdflib.Literal("as a founder", lang="en") in set(graph.objects(sued, ai.role))


def triples(data: bytes, format_: ox.RdfFormat) -> set[tuple[str, str, str]]:
    """All triples, each term as N-Triples writes it."""
    parsed = ox.parse(data, format=format_)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in parsed}


def test_turtle_says_what_the_graph_says(world: Path, opened: Open) -> None:
    """Every triple that names something is one of the graph; none of a statement is missing."""
    graph = aiactors.open(world)
    page = opened(graph.page(), at="#scope=all")
    found = triples(taken(page, "Turtle")[1], ox.RdfFormat.TURTLE)
    dossiers = graph.dossiers
    known = triples(to_ntriples(dossiers, derive(dossiers)).encode(), ox.RdfFormat.N_TRIPLES)
    alt = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    named = {t for t in found if "_:" not in (t[0][:2], t[2][:2]) and t[1] != alt}
    assert named - known == set()
    subjects = {t[0] for t in found if t[0].startswith(f"<{PREFIXES['st']}")}
    assert subjects
    left_out = {f"<{AI}{name}>" for name in ("attribution", "condition", "contradicts", "supports")}
    left_out |= {f"<{AI}{name}>" for name in ("editorStatus", "response")}
    missing = {t for t in known - named if t[0] in subjects and t[1] not in left_out}
    assert missing == set()


def test_turtle_of_a_hostile_network_is_valid(network: Network, opened: Open) -> None:
    """Quotes, backslashes, line ends and lone halves of characters stay inside of their texts."""
    evil = 'a"\\\n\r\t\x07 <b> \ud800 """ \'\'\' ] . <x> <y> <z>'
    nodes = tuple(
        replace(node, labels={"en": evil, "x y": evil}, homepage='https://e.example/"> .')
        for node in network.nodes
    )
    page = opened(render_page(replace(network, nodes=nodes), PLACES), at="#scope=all")
    graph = rdflib.Graph().parse(data=taken(page, "Turtle")[1], format="turtle")
    assert rdflib.URIRef("z") not in set(graph.objects())
    homes = {str(o) for o in graph.objects(predicate=rdflib.FOAF.homepage)}
    assert homes == {"https://e.example/%22%3E%20."}


def test_the_link_brings_everything_back(opened: Open, html: str) -> None:
    """Focus, filters, clocks and choice: the page that it opens is in the same state."""
    state = "focus=acme&hops=1&no-kind=product&held=2018-01-01&actor=acme"
    page = opened(html, at=f"#{state}")
    page.page.locator("#take-button").click()
    link = page.page.get_by_label("Link to what is shown now").input_value()
    assert link.split("#")[1] == page.kg("state")["hash"]
    again = opened(html, at="#" + link.split("#")[1])
    assert again.kg("state")["hash"] == page.kg("state")["hash"]
    assert again.kg("visible") == page.kg("visible")


def test_the_address_of_the_whole_page_comes_first(network: Network, opened: Open) -> None:
    """Links lead to where the page stands for everyone; the code of a frame is safe HTML."""
    title = '"><script>alert(1)</script>'
    page = opened(render_page(network, PLACES, title=title, home="https://map.example/ai.html"))
    page.page.locator("#take-button").click()
    link = page.page.get_by_label("Link to what is shown now").input_value()
    assert link.startswith("https://map.example/ai.html")
    code = page.page.get_by_label("Frame for a page of your own").input_value()
    frame = ET.fromstring(code)
    assert frame.tag == "iframe"
    assert frame.attrib["src"].startswith("https://map.example/ai.html?embed")
    assert frame.attrib["title"] == title


def test_copying(opened: Open, html: str) -> None:
    """What the clipboard gets; where it may not be written, the text is marked."""
    page = opened(html, permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#take-button").click()
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Copied.").wait_for()
    link = page.get_by_label("Link to what is shown now").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_the_menu_by_keyboard(opened: Open, html: str) -> None:
    """It opens, Escape closes it and gives the focus back, a click elsewhere closes it."""
    page = opened(html).page
    button = page.get_by_role("button", name="Take away")
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("PNG")
    page.keyboard.press("Escape")
    assert page.locator("#take").is_hidden()
    assert page.evaluate("document.activeElement.id") == "take-button"
    button.click()
    page.mouse.click(400, 500)
    assert page.locator("#take").is_hidden()


def test_theme_and_language(opened: Open, html: str) -> None:
    """Both are chosen in the head, and both are in the address."""
    page = opened(html)
    page.page.get_by_role("button", name="Dark").click()
    assert page.page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.page.get_by_role("button", name="FR, Français").click()
    assert page.page.get_by_role("button", name="Emporter").is_visible()
    assert page.page.get_by_role("button", name="Clair").is_visible()
    assert {"lang=fr", "theme=dark"} <= set(page.kg("state")["hash"].split("&"))
    assert (
        page.page.get_by_role("button", name="FR, Français").get_attribute("aria-pressed") == "true"
    )


def test_the_table_opens(opened: Open, html: str) -> None:
    """From the head."""
    page = opened(html).page
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("dialog", name="All relations shown").wait_for()
