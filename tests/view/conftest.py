"""A small network with everything in it, and real Chromium to open the page in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aiactors.network.model import Attributed, Edge, Labels, Network, Node, Relay
from aiactors.view import render_page
from tests.browser import browser
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WORDS = {
    "founded": ("founded", "a fondé", "founded by", "fondée par", "role-relation"),
    "sued": ("sued", "a poursuivi", "sued by", "poursuivie par", "conflict-relation"),
    "merged-with": ("merged with", "a fusionné avec", "merged with", "a fusionné avec", "control"),
    "funded": ("funded", "a financé", "funded by", "financée par", "money-relation"),
    "works-for": ("works for", "travaille pour", "employs", "emploie", "role-relation"),
    "released": ("released", "a sorti", "released by", "sorti par", "product-relation"),
}
STANCES = {"asserts": ("asserts", "affirme"), "denies": ("denies", "nie")}
FAMILIES = {
    "role-relation": ("roles", "rôles"),
    "money-relation": ("money", "argent"),
    "control": ("control", "contrôle"),
    "conflict-relation": ("conflict", "conflit"),
    "product-relation": ("products", "produits"),
}
STATUSES = {
    "established": ("established", "établi"),
    "reported": ("reported", "rapporté"),
    "claimed": ("claimed", "affirmé"),
    "disputed": ("disputed", "contesté"),
    "denied": ("denied", "démenti"),
}
MODALITIES = {"actual": ("actual", "effectif"), "attempted": ("attempted", "tenté")}

__all__ = ["browser"]

PLACES = {
    "ada-north": (-260.0, -160.0),
    "acme": (0.0, 0.0),
    "etoile": (280.0, -150.0),
    "bo-south": (-240.0, 170.0),
    "model-one": (260.0, 180.0),
}


def both(pair: tuple[str, str]) -> Labels:
    """Return an English and a French text by language."""
    return {"en": pair[0], "fr": pair[1]}


def said(
    by: str | None = None, stance: str = "asserts", gist: str = "It is so.", **more: Any
) -> Attributed:
    """Return an attribution to an invented document."""
    details: dict[str, Any] = {
        "document": "The report of the day",
        "publisher": "The Gazette",
        "date": "2024-03-01",
        "url": "https://gazette.example/report",
        "where": "paragraph 2",
    }
    return Attributed(
        by=by,
        stance=stance,
        stance_labels=both(STANCES[stance]),
        gist=both((gist, f"FR {gist}")),
        **(details | more),
    )


def edge(id_: str, source: str, relation: str, target: str, **more: Any) -> Edge:
    """Return an edge; what is not given is reported by one document."""
    en, fr, inverse_en, inverse_fr, family = WORDS[relation]
    details: dict[str, Any] = {"attributions": (said(),), "source_count": 1, "when": "2024"}
    return Edge(
        id=id_,
        iri=f"https://w3id.org/ai-actors/statement/{id_}",
        source=source,
        target=target,
        relation=relation,
        labels=both((en, fr)),
        inverse_labels=both((inverse_en, inverse_fr)),
        family=family,
        **(details | more),
    )


def node(id_: str, kind: Any, en: str, fr: str | None = None, **more: Any) -> Node:
    """Return a node."""
    iri = f"https://w3id.org/ai-actors/id/{id_}"
    return Node(id=id_, iri=iri, kind=kind, labels=both((en, fr or en)), **more)


@pytest.fixture(scope="session")
def network() -> Network:
    """Five actors, eight relations: parallel ones, a dispute, an attempt, a claim, a denial."""
    reply = said(
        "Acme",
        "denies",
        "The company says that it was asked, and refused.",
        document="Our reply",
        publisher="Acme",
        date="2024-03-05",
        url="https://acme.example/reply",
        via=Relay(title="What Acme replied", publisher="The Gazette", date="2024-03-06"),
    )
    edges = (
        edge("e-founded", "ada-north", "founded", "acme", when="2015-12-11", status="established"),
        edge(
            "e-sued",
            "ada-north",
            "sued",
            "acme",
            when="2024-02-29",
            known_since="2024-03-01",
            source_count=2,
            as_written=both(("on Thursday", "jeudi")),
            qualifiers=(("role", both(("as a founder", "comme fondatrice"))),),
        ),
        edge("e-funded", "ada-north", "funded", "acme", when="2015-12/2018-02", status="claimed"),
        edge(
            "e-merge",
            "etoile",
            "merged-with",
            "acme",
            directed=False,
            modality="attempted",
            status="disputed",
            attributions=(said("Étoile", gist="A merger was tried."), reply),
        ),
        edge("e-works", "bo-south", "works-for", "acme", when="2019/.."),
        edge("e-denied", "bo-south", "founded", "etoile", status="denied", source_count=0),
        edge("e-released", "acme", "released", "model-one", when="2023~"),
        edge("e-tried", "etoile", "funded", "model-one", modality="attempted"),
    )
    nodes = (
        node(
            "ada-north",
            "person",
            "Ada North",
            types=(("person", "personne"),),
            aliases=("A. N.",),
            degree=3,
        ),
        node(
            "acme",
            "organization",
            "Acme",
            types=(("company", "entreprise"),),
            homepage="https://acme.example/",
            same_as=("https://www.wikidata.org/wiki/Q1",),
            note=both(("Makes models.", "Fait des modèles.")),
            degree=6,
        ),
        node("etoile", "organization", "Étoile", aliases=("Star Labs",), degree=3),
        node("bo-south", "person", "Bo South", degree=2),
        node("model-one", "product", "Model One", "Modèle Un", degree=2),
    )
    return Network(
        title=both(("A small affair", "Une petite affaire")),
        nodes=nodes,
        edges=edges,
        families={key: both(pair) for key, pair in FAMILIES.items()},
        statuses={key: both(pair) for key, pair in STATUSES.items()},
        modalities={key: both(pair) for key, pair in MODALITIES.items()},
    )


@pytest.fixture(scope="session")
def places() -> dict[str, tuple[float, float]]:
    """Where the nodes of the network stand."""
    return PLACES


@pytest.fixture(scope="session")
def html(network: Network) -> str:
    """The page of the network."""
    return render_page(network, PLACES)


class Opened:
    """A page that was opened from a file, without a network.

    Its clock can be stopped: then timers fire and pictures are drawn only in :meth:`pass_time`.

    Attributes:
        page: the page of Playwright.
        complaints: what it wrote to the console, and errors that it did not catch.
        requests: the addresses that it asked for, its own aside.
    """

    def __init__(self, page: Page, path: Path, fragment: str, *, stopped: bool) -> None:
        """Open a file and wait until it is ready."""
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        own = path.as_uri()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, own))
        if stopped:
            page.clock.install()
        page.goto(own + fragment)
        # wait_for_function would need eval, which the page's policy forbids.
        page.evaluate("kg.ready")
        if stopped:  # an hour later, so that nothing is left to be done of what opening put off
            page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 3600)

    def _asked(self, url: str, own: str) -> None:
        page = url.split("#")[0].removesuffix("?embed")
        if page != own and not url.startswith(("data:", "blob:")):
            self.requests.append(url)

    def kg(self, call: str, *arguments: Any) -> Any:
        """Return what a function of ``window.kg`` returns."""
        return self.page.evaluate(f"given => kg.{call}(...given)", list(arguments))

    def click_node(self, id_: str) -> None:
        """Click in the middle of an actor."""
        self.page.mouse.click(*self.kg("nodeAt", id_))

    def click_edge(self, id_: str) -> None:
        """Click on a line where nothing else lies."""
        self.page.mouse.click(*self.kg("edgeAt", id_))

    def go(self, address: str) -> None:
        """Follow a link within the page, and wait until that is drawn."""
        self.kg("go", address)
        self.rest()

    def until(self, expression: str, given: Any = None) -> Any:
        """Wait until an expression of JavaScript is true, and return what it is."""
        looked = f"given => ({expression})"
        return until(lambda: self.page.evaluate(looked, given), expression)

    def pass_time(self, milliseconds: int) -> None:
        """Let the stopped clock go on; a picture is drawn every :data:`FRAME` milliseconds."""
        self.page.clock.run_for(milliseconds)

    def rest(self) -> None:
        """Wait until the page has drawn what was asked of it, and stopped moving."""
        self.page.evaluate(
            "new Promise((done) => { let last = -1; let still = 0; const look = () => {"
            " const now = kg.state().frames; still = now === last ? still + 1 : 0; last = now;"
            " if (still > 2) done(); else requestAnimationFrame(look); }; look(); })"
        )

    def panel(self) -> str:
        """Return what the panel says, in one line."""
        text = self.page.locator("#panel").inner_text()
        return " ".join(text.split())

    def wide(self) -> list[str]:
        """Return the parts of the page that one must scroll sideways to read."""
        parts = ["html", "body", "header", "#legend", "#panel", "#clocks", "#scope", "#story"]
        sides = [f"#{side}" for side in ("read", "timeline", "paths", "ask")]
        found: list[str] = self.page.evaluate(
            "parts => parts.filter((s) => { const e = document.querySelector(s);"
            " return e && e.getClientRects().length && e.scrollWidth > e.clientWidth; })",
            parts + sides,
        )
        return found


Open = Callable[..., Opened]

FRAME = 16
"""Milliseconds from one picture to the next on a stopped clock."""


class Contexts:
    """Contexts of Chromium by their settings: a new page in one costs half of a new context."""

    def __init__(self, browser: Browser) -> None:
        """Begin without any."""
        self._browser = browser
        self._kept: dict[str, BrowserContext] = {}

    def page(self, *, alone: bool = False, **settings: Any) -> Page:
        """Return a new page in a context with these settings; alone in it if a clock is set."""
        if alone:
            return self._browser.new_page(**settings)
        key = repr(sorted(settings.items()))
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**settings)
        return self._kept[key].new_page()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Contexts:
    """What the tests of a module share: a page keeps nothing in its context."""
    return Contexts(browser)


@pytest.fixture
def opened(contexts: Contexts, html: str, tmp_path: Path) -> Iterator[Open]:
    """A function that opens the page; afterwards no page may have asked or complained."""
    stack = ExitStack()
    pages: list[Opened] = []

    def open_page(
        text: str = html,
        *,
        width: int = 1440,
        height: int = 900,
        at: str = "",
        stopped: bool = False,
        alone: bool = False,
        **context: Any,
    ) -> Opened:
        path = tmp_path / f"page-{len(pages)}.html"
        path.write_text(text, "utf-8", newline="\n")
        settings: dict[str, Any] = {"locale": "en-GB", "offline": True, "reduced_motion": "reduce"}
        settings |= {"viewport": {"width": width, "height": height}} | context
        page = contexts.page(alone=alone or stopped, **settings)
        stack.callback(page.close)
        pages.append(Opened(page, path, at, stopped=stopped))
        return pages[-1]

    with stack:
        yield open_page
        assert [page.complaints for page in pages] == [[] for _ in pages]
        assert [page.requests for page in pages] == [[] for _ in pages]
