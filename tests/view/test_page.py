"""The page as bytes: the same every time, complete, and nothing from outside in it."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import hashlib
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aiactors.errors import InputError, ResourceError
from aiactors.network.model import Edge, Network, Node
from aiactors.view import assets, inert, render_page, to_pyvis
from tests.embedded import Elements, blocks, embedded, unpacked
from tests.view.conftest import Open, said

Places = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def elements(html: str) -> Elements:
    """What stands in the page."""
    return Elements(html)


def large(count: int) -> tuple[Network, Places]:
    """Return a network of so many relations, and the places of its nodes."""
    ids = [f"actor-{n}" for n in range(count + 1)]
    nodes = tuple(Node(id=i, iri=i, kind="person", labels={"en": i.title()}) for i in ids)
    edges = tuple(
        Edge(
            id=hashlib.sha256(source.encode()).hexdigest()[:20],
            iri=f"https://example.org/{source}",
            source=source,
            target=target,
            relation="founded",
            labels={"en": "founded"},
            inverse_labels={"en": "founded by"},
            family="role-relation",
            attributions=(said(document=f"Report on {source}"),),
        )
        for source, target in itertools.pairwise(ids)
    )
    return Network(title={"en": "Large"}, nodes=nodes, edges=edges), dict.fromkeys(ids, (0, 0))


def test_the_same_network_gives_the_same_bytes(html: str, tmp_path: Path) -> None:
    """In every process, whatever the order of sets there."""
    code = (
        "import sys; from aiactors.network.model import Node, Network;"
        "from aiactors.view import render_page;"
        "nodes = tuple(Node(id=i, iri=i, kind='person', labels={'fr': i, 'en': i}) for i in 'abc');"
        "page = render_page(Network(title={'en': 'T', 'fr': 'U'}, nodes=nodes, edges=()),"
        " {i: (1, 2) for i in 'abc'}, sparql=True); sys.stdout.buffer.write(page.encode())"
    )
    pages = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": zone},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert pages[0] == pages[1]
    assert pages[0].startswith(b"<!doctype html>")
    assert not list(tmp_path.iterdir()), "pyvis must not leave its library folder behind"


def test_it_names_nothing_outside(elements: Elements) -> None:
    """No script, style, picture or frame from elsewhere; no icon that a browser would ask for."""
    for tag, attributes in elements.found:
        assert not {"src", "srcset", "action", "data", "poster"} & attributes.keys(), tag
        assert attributes.get("href", "data:,") == "data:,", tag
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
    assert {tag for tag, _ in elements.found}.isdisjoint({"iframe", "object", "embed", "base"})


@pytest.mark.parametrize("sparql", [False, True])
def test_its_policy_allows_exactly_its_own_code(
    network: Network, places: Places, *, sparql: bool
) -> None:
    """Script and style by their hash; no unsafe-inline, no eval, no requests."""
    elements = Elements(render_page(network, places, sparql=sparql))
    policy = next(
        attributes["content"] or ""
        for tag, attributes in elements.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == assets.page_policy(sparql=sparql)
    assert ("'wasm-unsafe-eval'" in policy) == ("worker-src blob:" in policy) == sparql
    for word in ("unsafe", "http", "*"):
        assert word not in policy.replace("'wasm-unsafe-eval'", "")
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    code = [text for _, attributes, text in elements.texts if "type" not in attributes]
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in code
    }
    assert len(code) == 2
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))


def test_the_data_come_back_whole(html: str, network: Network, places: Places) -> None:
    """What went in stands in the page, once."""
    data = embedded(html)
    assert len(data["nodes"]["id"]) == len(network.nodes)
    assert data["edges"]["id"] == [edge.id for edge in network.edges]
    assert (data["nodes"]["x"][0], data["nodes"]["y"][0]) == places["ada-north"]
    [block] = blocks(html)
    merge = block["edges"][data["edges"]["id"].index("e-merge")]
    sources = next(
        unpacked(attributes, text)
        for _, attributes, text in Elements(html).texts
        if attributes.get("class") == "kg-sources"
    )
    assert sources[merge["said"][1]["via"]["doc"]]["title"] == "What Acme replied"
    assert html.count("What Acme replied") == 1


def test_small_data_can_be_read_and_large_data_are_packed() -> None:
    """In the page as in a file of text; in as many blocks as are needed, and whole."""
    assert 'data-encoding="gzip"' not in render_page(*large(100))
    network, places = large(1100)
    page = render_page(network, places)
    assert 'id="kg-data" data-encoding="gzip"' in page
    data, held = embedded(page), blocks(page)
    assert len(held) == 3
    records = [record for block in held for record in block["edges"]]
    assert [record["iri"] for record in records] == [edge.iri for edge in network.edges]
    assert len([node for block in held for node in block["nodes"]]) == 1101
    assert all(len(block["edges"]) == data["block"] for block in held[:2])
    assert page == render_page(network, places)


def test_a_browser_unpacks_what_is_packed(opened: Open) -> None:
    """The evidence of a relation in the last block, with its document and its address."""
    network, places = large(1100)
    last = network.edges[-1]
    shown = opened(render_page(network, places), at=f"#relation={last.id}")
    panel = shown.page.get_by_role("complementary")
    panel.get_by_text("Report on actor-1099").first.wait_for()
    data = shown.kg("data")
    assert data["nodes"]["id"] == [node.id for node in network.nodes]
    assert shown.kg("selected") == last.id


def test_what_is_packed_says_nothing_of_when_and_where() -> None:
    """No time, no name, no system: the same bytes on any machine."""
    packed = inert.zipped(b"words " * 100)
    assert packed[:10] == bytes.fromhex("1f8b08000000000002ff")
    assert gzip.decompress(packed) == b"words " * 100


def test_the_engine_is_there_where_it_is_asked_for(network: Network, places: Places) -> None:
    """Its code whole, and nothing that the browser would run by itself."""
    page = render_page(network, places, sparql=True)
    held = {a["id"]: (a, text) for _, a, text in Elements(page).texts if "id" in a}
    code = gzip.decompress(base64.b64decode(held["kg-wasm"][1]))
    assert code.startswith(b"\0asm")
    for name in ("kg-wasm", "kg-engine"):
        assert "javascript" not in (held[name][0]["type"] or "javascript")
    assert 'id="kg-wasm"' not in render_page(network, places)


def test_the_ways_to_other_pages(network: Network, places: Places) -> None:
    """Stand in the page only where it has them, in both languages."""
    assert 'id="site"' not in render_page(network, places)
    pages = [("/start?a=1&b=2", {"en": "Start <b>", "fr": "Accueil"})]
    page = render_page(network, places, pages=pages)
    assert '<a href="/start?a=1&amp;b=2"><span lang="en">Start &lt;b&gt;</span>' in page
    assert '<span lang="fr">Accueil</span></a>' in page


def test_a_headline_of_ones_own(network: Network, places: Places) -> None:
    """It replaces the network's, in both languages."""
    page = render_page(network, places, title="Mine & <yours>", lang="fr")
    assert "<title>Mine &amp; &lt;yours&gt;</title>" in page
    assert '<html lang="fr"' in page
    assert embedded(page)["title"] == {"fr": "Mine & <yours>"}


def test_an_empty_network_is_a_page_too() -> None:
    """A filter may leave nothing."""
    page = render_page(Network(title={"en": "Nothing"}, nodes=(), edges=()), {})
    assert embedded(page)["nodes"]["id"] == []
    assert blocks(page) == [{"edges": [], "nodes": []}]


def test_what_cannot_be_drawn_is_named(network: Network, places: Places) -> None:
    """The message says what is wrong and what to do."""
    with pytest.raises(InputError, match=r"1 nodes have no position, 'acme' among them: lay"):
        render_page(network, {id_: at for id_, at in places.items() if id_ != "acme"})
    with pytest.raises(InputError, match="does not speak 'de': use en or fr"):
        render_page(network, places, lang="de")
    few = dataclasses.replace(network, nodes=network.nodes[1:])
    with pytest.raises(InputError, match="'ada-north' and 'acme', which are not both among"):
        render_page(few, places)


def test_pyvis_holds_every_relation(network: Network, places: Places) -> None:
    """Its own methods drop parallel ones; the project's do not."""
    drawn = to_pyvis(network, places)
    assert drawn.directed
    assert drawn.num_nodes() == 5
    assert drawn.num_edges() == 8
    assert drawn.get_nodes() == [node.id for node in network.nodes]
    assert drawn.get_node("acme")["shape"] == "square"
    assert drawn.neighbors("acme") == {"model-one"}
    arrows = {edge["id"]: edge["arrows"] for edge in drawn.get_edges()}
    assert arrows["e-sued"] == "to"
    assert arrows["e-merge"] == ""
    dashed = {edge["id"] for edge in drawn.get_edges() if edge["dashes"]}
    assert dashed == {"e-funded", "e-merge", "e-denied", "e-tried"}
    assert all("title" not in node for node in drawn.nodes), "pyvis may read one as HTML"


def test_importing_the_view_does_not_import_pyvis() -> None:
    """Pyvis brings IPython along: only who draws should wait for it."""
    code = "import aiactors.view, sys; print('pyvis' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_bundles_are_those_of_the_sources() -> None:
    """Whoever changes a source bundles anew: scripts/bundle."""
    names = sorted(p.relative_to(assets.VIEW).as_posix() for p in assets.VIEW.glob("src/**/*"))
    files = [assets.VIEW / name for name in ("package-lock.json", *names)]
    sources = b"".join(file.read_bytes() for file in files if file.is_file())
    stamp = assets.read("dist/STAMP").strip()
    assert stamp == hashlib.sha256(sources).hexdigest(), "run scripts/bundle"


def test_the_notice_of_the_engine_lies_beside_it() -> None:
    """Its licence asks for it."""
    assert "Oxigraph" in assets.read("dist/LICENSE-oxigraph.txt")


def test_no_script_of_the_page_parses_text_as_html() -> None:
    """What never happens cannot go wrong."""
    own = assets.script()
    words = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "srcdoc")
    for word in words:
        assert word not in own


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broken installation says so."""
    monkeypatch.setattr(assets, "VIEW", tmp_path)
    with pytest.raises(ResourceError, match=r"view/nothing\.css is missing"):
        assets.read("nothing.css")
