"""The network in a notebook: a frame that draws itself, and cannot reach what is around it."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.core.interactiveshell import InteractiveShell

import aiactors
from aiactors.graph import Graph
from aiactors.graph.drawn import DrawnNetwork
from aiactors.network.kinds import TITLE
from aiactors.network.model import Network

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser


def test_the_frame_holds_the_page(network: Network, places: dict[str, tuple[float, float]]) -> None:
    """Escaped, so that nothing of it ends the attribute."""
    shown = DrawnNetwork.of(network, lambda: places)._repr_html_()
    match = re.fullmatch(r'<iframe srcdoc="([^"<>]*)" sandbox="([^"]*)" [^<>]*></iframe>', shown)
    assert match is not None
    assert html.unescape(match[1]).startswith("<!doctype html>")
    assert "allow-same-origin" not in match[2]
    assert "allow-downloads" in match[2], "pictures and tables can be taken away"


def test_it_is_shown_when_it_is_asked_for(
    network: Network,
    places: dict[str, tuple[float, float]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the last line of a cell shows it: the same page, in a frame."""
    shown: list[dict[str, str]] = []
    shell = InteractiveShell.instance()
    try:
        monkeypatch.setattr(shell.display_pub, "publish", lambda data, **_: shown.append(data))
        drawn = DrawnNetwork.of(network, lambda: places)
        drawn.show()
    finally:
        InteractiveShell.clear_instance()
    assert [data["text/html"] for data in shown] == [drawn._repr_html_()]


def test_a_browser_draws_it(
    browser: Browser,
    network: Network,
    places: dict[str, tuple[float, float]],
    tmp_path: Path,
) -> None:
    """Without an address of its own, and without a word of complaint."""
    shown = DrawnNetwork.of(network, lambda: places)._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><p id="mine">x</p>{shown}', "utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(path.as_uri())
        frame = page.frames[1]
        frame.wait_for_selector("canvas")
        assert frame.evaluate("typeof window.kg") != "undefined"
        assert frame.evaluate("self.origin") == "null"
        assert complaints == []


def test_it_is_the_same_network(world: Path) -> None:
    """Only the drawing is added."""
    graph = Graph.of_dossiers(aiactors.open(world).dossiers)
    drawn, plain = graph.network(), graph.projector.network(TITLE)
    assert isinstance(drawn, Network)
    assert (drawn.nodes, drawn.edges, drawn.families) == (plain.nodes, plain.edges, plain.families)


def test_what_cannot_be_placed_says_so(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the notebook, in the place of the network."""
    monkeypatch.setitem(sys.modules, "aiactors.network.forces", None)
    monkeypatch.delattr("aiactors.network.forces", raising=False)
    shown = DrawnNetwork.of(network, dict)._repr_html_()
    assert "aiactors[layout]" in shown
    assert "<iframe" not in shown
