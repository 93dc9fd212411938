"""What the page looks like: pictures of its main states, kept beside the tests.

They are compared a quarter as large, with a tolerance: what another version of Chromium smooths
otherwise passes; what moved, vanished or changed its colour does not. After a change that is meant,
run ``pytest --renew tests/view/test_pictures.py``, and look at the pictures that git shows as
changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

import aiactors
from aiactors.network.model import Network
from aiactors.view import render_page
from aiactors.view.story import Step, Story
from tests.view.conftest import Open, Opened, both

PICTURES = Path(__file__).parent / "pictures"
FONTS = PICTURES / "fonts.json"
SMALLER = 4
"""How many pixels across are one when pictures are compared."""
MEAN = 1.2
"""How much they may differ on the whole, of 255."""
STRONG = 40
"""From this difference on, of 255, a pixel is another one, …"""
SHARE = 0.006
"""… and no more of them than this."""
TILE = 10
"""So many pixels of the smaller picture, across and down, are looked at for themselves: …"""
WORST = 14
"""… in none of these parts may the colours differ by more than this, of 255, in the mean."""

PHONE: dict[str, Any] = {"width": 390, "height": 844, "has_touch": True}
DARK: dict[str, Any] = {"color_scheme": "dark"}
FRENCH: dict[str, Any] = {"locale": "fr-FR"}

PLACES = {
    "mindful": (0.0, 0.0),
    "ada-gray": (-260.0, -150.0),
    "bob-gray": (-270.0, 160.0),
    "bank": (250.0, -170.0),
    "rival": (270.0, 150.0),
    "noe-leger": (420.0, 20.0),
    "takeover": (-20.0, 210.0),
}

STORY = Story(
    both(("A quarrel", "Une querelle")),
    (
        Step(
            both(("It begins", "Tout commence")),
            both(
                ("Ada Gray founds Mindful, and leads it.", "Ada Gray fonde Mindful, et la dirige.")
            ),
            "focus=ada-gray,mindful&hops=0&held=2019-12-31",
        ),
        Step(both(("It ends", "C’est fini")), both(("All of it.", "Le tout.")), "scope=all"),
    ),
)


def nothing(_: Opened) -> None:
    """Do nothing more than open the page."""


def open_table(opened: Opened) -> None:
    """Open the table of all relations."""
    opened.page.locator("#open-table").click()


def ask(opened: Opened) -> None:
    """Ask the query that stands in the box, and wait for the answer."""
    opened.until("/Ready/.test(document.querySelector('#ask .status').textContent)")
    query = "SELECT ?actor WHERE { ?actor a ai:Person } ORDER BY ?actor"
    opened.page.get_by_role("textbox", name="Query").fill(query)
    opened.page.locator("#ask .run").click()
    opened.until("document.querySelector('#ask tbody tr')")
    # How long it took is told beside the answer.
    opened.page.evaluate("document.querySelector('#ask .status').textContent = ''")


@dataclass(frozen=True)
class State:
    """A state of the page: its address, what is done there, and how it is opened."""

    at: str = ""
    does: Callable[[Opened], None] = nothing
    context: dict[str, Any] | None = None


STATES = {
    "start": State(),
    "start-phone-french": State(context=PHONE | FRENCH),
    "focus-dark": State("#focus=rival&hops=1&actor=rival", context=DARK),
    "dispute": State("#relation={disputed}"),
    "dispute-phone-dark": State("#relation={disputed}", context=PHONE | DARK),
    "clock-french": State("#held=2019-12-31&known=2021-06-30", context=FRENCH),
    "stance": State("#told=rival"),
    "path-dark": State("#path=ada-gray,noe-leger&side=paths", context=DARK),
    "timeline": State("#side=timeline&no-standing=denied"),
    "ask": State("#side=ask", ask),
    "table": State("", open_table),
    "story": State(),
    "story-phone": State(context=PHONE),
    "embed": State("#embed=1", context={"width": 800, "height": 500}),
}


@pytest.fixture(scope="module")
def drawn(world: Path) -> Network:
    """The network of the two dossiers that are made up."""
    return aiactors.open(world).network()


@pytest.fixture(scope="module")
def pages(drawn: Network) -> dict[str, str]:
    """Its page; with a story; with the engine."""
    return {
        "plain": render_page(drawn, PLACES),
        "story": render_page(drawn, PLACES, story=STORY),
        "ask": render_page(drawn, PLACES, sparql=True),
    }


@pytest.fixture(scope="module")
def disputed(drawn: Network) -> str:
    """The id of the relation that is disputed."""
    return next(edge.id for edge in drawn.edges if edge.status == "disputed")


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart.

    Attributes:
        mean: on the whole.
        share: the share of pixels that are others.
        worst: where they are apart most.
    """

    mean: float
    share: float
    worst: int

    @property
    def is_small(self) -> bool:
        """Whether they show the same."""
        return self.mean <= MEAN and self.share <= SHARE and self.worst <= WORST


def difference(expected: Image.Image, found: Image.Image) -> Difference:
    """Compare two pictures, a quarter as large."""
    if expected.size != found.size:
        return Difference(255, 1, 255)
    small = (image.convert("RGB").reduce(SMALLER) for image in (expected, found))
    apart = ImageChops.difference(*small)
    bands = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    strong = sum(most.histogram()[STRONG:])
    return Difference(
        mean=sum(ImageStat.Stat(apart).mean) / 3,
        share=strong / (most.width * most.height),
        worst=max(most.reduce(TILE).tobytes()),
    )


def shot(opened: Opened) -> Image.Image:
    """Take a picture of the page once it is at rest."""
    opened.rest()
    opened.page.evaluate("new Promise((done) => requestIdleCallback(done, {timeout: 900}))")
    opened.rest()
    return Image.open(BytesIO(opened.page.screenshot(caret="hide", animations="disabled")))


def fonts_of(opened: Opened) -> dict[str, float]:
    """Measure a line in the fonts of the page: other ones are wider, or narrower."""
    found: dict[str, float] = opened.page.evaluate(
        "(() => { const pen = document.createElement('canvas').getContext('2d');"
        " const style = getComputedStyle(document.documentElement);"
        " const wide = (font) => { pen.font = font;"
        "  return pen.measureText('Qui l’a dit, 2024?').width; };"
        " const [serif, sans] = ['--serif', '--sans'].map((name) => style.getPropertyValue(name));"
        " return { serif: wide(`700 100px ${serif}`), italic: wide(`italic 100px ${serif}`),"
        " sans: wide(`100px ${sans}`), bold: wide(`600 100px ${sans}`) }; })()"
    )
    return found


def has_other_fonts(opened: Opened) -> bool:
    """Whether this machine has other fonts than the one that the pictures were taken on."""
    expected: dict[str, float] = json.loads(FONTS.read_text("utf-8"))
    found = fonts_of(opened)
    return any(abs(found[name] / width - 1) > 0.005 for name, width in expected.items())


@pytest.mark.parametrize("name", STATES)
def test_it_looks_as_it_did(
    name: str, opened: Open, pages: dict[str, str], disputed: str, tmp_path: Path, renew: bool
) -> None:
    """Line breaks follow from fonts: with other ones than Noto, nothing can be compared."""
    state = STATES[name]
    text = pages[next((kind for kind in ("story", "ask") if name.startswith(kind)), "plain")]
    at = state.at.replace("{disputed}", disputed)
    page = opened(text, at=at, **({"width": 1200, "height": 760} | (state.context or {})))
    state.does(page)
    path = PICTURES / f"{name}.png"
    image = shot(page)
    if renew:
        PICTURES.mkdir(exist_ok=True)
        FONTS.write_text(json.dumps(fonts_of(page), indent=2) + "\n", "utf-8")
        if not path.exists() or not difference(Image.open(path), image).is_small:
            few = image.convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
    if has_other_fonts(page):
        pytest.skip("the pictures show Noto Sans and Noto Serif: apt-get install fonts-noto-core")
    found = tmp_path / f"{name}.png"
    image.save(found)
    apart = difference(Image.open(path), image)
    assert apart.is_small, (
        f"{found} looks other than {os.path.relpath(path)}: {apart}. Look at both; if it is meant, "
        "scripts/test --renew tests/view/test_pictures.py"
    )


def test_no_picture_is_left_over() -> None:
    """Each belongs to a state, and none is large."""
    assert {path.stem for path in PICTURES.glob("*.png")} == set(STATES)
    assert max(path.stat().st_size for path in PICTURES.glob("*.png")) < 120_000


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('#panel').style.visibility = 'hidden'",
        "document.querySelector('#legend').style.visibility = 'hidden'",
        "document.querySelector('#clocks').style.display = 'none'",
        "document.querySelector('#over').style.transform = 'translateY(24px)'",
        "document.documentElement.style.setProperty('--paper', '#fff4e0')",
        "document.documentElement.style.setProperty('--ink', '#8a2a2a')",
        "document.querySelector('#map > canvas').style.filter = 'hue-rotate(90deg)'",
        "document.querySelector('#map > canvas').style.transform = 'translateX(30px)'",
        "document.querySelector('#title').style.fontSize = '20px'",
    ],
)
def test_what_is_broken_is_seen(change: str, opened: Open, pages: dict[str, str]) -> None:
    """A part that is missing, moved, or of another colour is more than the tolerance lets pass."""
    page = opened(pages["plain"], width=1200, height=760)
    before = shot(page)
    page.page.evaluate(change)
    assert difference(before, before).is_small
    assert not difference(before, shot(page)).is_small
