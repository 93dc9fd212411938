"""The page as bytes: the same every time, complete, and nothing from outside in it."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from aiactors.errors import InputError, ResourceError
from aiactors.network.model import Network
from aiactors.view import assets, payload, render_page, to_pyvis

Places = dict[str, tuple[float, float]]


class Elements(HTMLParser):
    """Collects the elements of a page.

    Attributes:
        found: tag and attributes of each, in order.
        texts: tag, attributes and text of each script and style.
    """

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Remember the text of a script or style."""
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.texts.append((*self.found[-1], data))


@pytest.fixture(scope="module")
def elements(html: str) -> Elements:
    """What stands in the page."""
    return Elements(html)


def embedded(page: str) -> Any:
    """Return the data of a page."""
    return next(
        json.loads(text)
        for _, attributes, text in Elements(page).texts
        if attributes.get("id") == "kg-data"
    )


def test_the_same_network_gives_the_same_bytes(html: str, tmp_path: Path) -> None:
    """In every process, whatever the order of sets there."""
    code = (
        "import sys; from aiactors.network.model import Node, Network;"
        "from aiactors.view import render_page;"
        "nodes = tuple(Node(id=i, iri=i, kind='person', labels={'fr': i, 'en': i}) for i in 'abc');"
        "page = render_page(Network(title={'en': 'T', 'fr': 'U'}, nodes=nodes, edges=()),"
        " {i: (1, 2) for i in 'abc'}); sys.stdout.buffer.write(page.encode())"
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


def test_its_policy_allows_exactly_its_own_code(elements: Elements) -> None:
    """Each script and style by its hash; no unsafe-inline, no eval, no requests."""
    policy = next(
        attributes["content"] or ""
        for tag, attributes in elements.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for word in ("unsafe", "http", "*"):
        assert word not in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    code = [text for _, attributes, text in elements.texts if "type" not in attributes]
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in code
    }
    assert len(code) == 3
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))


def test_the_data_come_back_whole(html: str, network: Network, places: Places) -> None:
    """What went in stands in the page, once."""
    data = embedded(html)
    assert [node["id"] for node in data["nodes"]] == [node.id for node in network.nodes]
    assert [edge["id"] for edge in data["edges"]] == [edge.id for edge in network.edges]
    assert (data["nodes"][0]["x"], data["nodes"][0]["y"]) == places["ada-north"]
    merge = next(edge for edge in data["edges"] if edge["id"] == "e-merge")
    assert merge["standing"] == "disputed"
    assert merge["said"][1]["via"]["title"] == "What Acme replied"
    assert html.count("What Acme replied") == 1


def test_a_headline_of_ones_own(network: Network, places: Places) -> None:
    """It replaces the network's, in both languages."""
    page = render_page(network, places, title="Mine & <yours>", lang="fr")
    assert "<title>Mine &amp; &lt;yours&gt;</title>" in page
    assert '<html lang="fr"' in page
    assert embedded(page)["title"] == {"fr": "Mine & <yours>"}


def test_an_empty_network_is_a_page_too() -> None:
    """A filter may leave nothing."""
    page = render_page(Network(title={"en": "Nothing"}, nodes=(), edges=()), {})
    assert embedded(page)["nodes"] == []


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


def test_importing_the_view_does_not_import_pyvis() -> None:
    """Pyvis brings IPython along: only who draws should wait for it."""
    code = "import aiactors.view, sys; print('pyvis' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_library_is_the_one_that_the_lock_names() -> None:
    """The file was not touched since it came from npm."""
    lock = dict(line.split(None, 1) for line in assets.read("vendor/LOCK").splitlines())
    file = assets.VIEW / "vendor" / lock["file"].strip()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == lock["sha256"].strip()
    assert f"@version {lock['version'].strip()}" in file.read_text("utf-8")[:600]
    assert "Permission is hereby granted" in assets.read("vendor/LICENSE-vis-network.txt")


def test_the_notice_of_the_library_is_in_the_page(html: str) -> None:
    """Its licence asks for it."""
    assert "vis.js is dual licensed" in html
    assert "sourceMappingURL" not in html


def test_every_script_is_read_once() -> None:
    """A file that is forgotten in the list would not run."""
    on_disk = {path.stem for path in (assets.VIEW / "js").glob("*.js")}
    assert set(assets.SCRIPTS) == on_disk
    assert len(assets.SCRIPTS) == len(on_disk)
    for name in assets.SCRIPTS:
        text = assets.read(f"js/{name}.js")
        assert text.startswith("// @ts-check\n// "), name
        assert len(text.splitlines()) <= 300, name


def test_both_languages_say_the_same_and_nothing_in_vain() -> None:
    """Every text exists in both, with the same places to fill in, and is used."""
    words = assets.strings()
    assert list(words["en"]) == list(words["fr"]) == sorted(words["en"])
    for key, text in words["en"].items():
        holes = re.findall(r"\{\w+\}", text)
        assert holes == re.findall(r"\{\w+\}", words["fr"][key]), key
    code = assets.script() + assets.read("page.html.j2")
    kinds = ("kind-", "is-", "status-", "modality-", "side-", "qualifier-")
    unused = [
        key
        for key in words["en"]
        if not key.startswith(kinds)
        and f'"{key}"' not in code
        and f'"{re.sub("-(one|zero)$", "", key)}"' not in code
        and key != "noscript"
    ]
    assert unused == []
    used = set(re.findall(r'\bt\(\s*"([a-z-]+)"', code) + re.findall(r'data-t="([a-z-]+)"', code))
    assert used <= words["en"].keys()


def test_no_script_of_the_page_parses_text_as_html() -> None:
    """What never happens cannot go wrong."""
    own = assets.script()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "srcdoc",
    ):
        assert word not in own


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broken installation says so."""
    monkeypatch.setattr(assets, "VIEW", tmp_path)
    with pytest.raises(ResourceError, match=r"view/nothing\.css is missing"):
        assets.read("nothing.css")


@pytest.mark.parametrize("status", ["established", "reported", "claimed", "disputed", "denied"])
@pytest.mark.parametrize("modality", ["actual", "attempted", "planned", "conditional"])
def test_only_facts_are_drawn_as_facts(status: str, modality: str) -> None:
    """A solid line means that it is so."""
    solid = payload.standing(status, modality) == "firm"
    assert solid == (modality == "actual" and status in ("established", "reported"))
