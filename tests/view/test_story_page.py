"""A story is stepped through: by pointer and keyboard, from an address, left and taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiactors.build import stories_of
from aiactors.errors import FileError, StoryError
from aiactors.graph import Graph
from aiactors.network.model import Network
from aiactors.view import render_page
from aiactors.view.story import Step, Story
from aiactors.view.story_cast import cast_of
from tests.view.conftest import PLACES, Open, Opened, both

EVIL = "<img src=x onerror=alert(1)> </script> \u202egnp"

STORY = Story(
    both(("A quarrel", "Une querelle")),
    (
        Step(
            both(("It begins", "Tout commence")),
            both(("Ada founds Acme.", "Ada fonde Acme.")),
            "focus=ada-north,acme&hops=0&relation=e-founded",
        ),
        Step({"en": EVIL}, {"en": EVIL}, "focus=etoile,acme&hops=0&known=2025-01-01"),
        Step(
            both(("It ends", "C’est fini")),
            both(("Ada sues.", "Ada porte plainte.")),
            "scope=all&relation=e-sued",
        ),
    ),
)


@pytest.fixture(scope="module")
def story_html(network: Network) -> str:
    """The page of the small network with a story."""
    return render_page(network, PLACES, story=STORY)


def card(opened: Opened) -> str:
    """What stands on the card."""
    return " ".join(opened.page.locator("#story .card").inner_text().split())


def test_it_opens_with_the_first_step(opened: Open, story_html: str) -> None:
    """Its title is that of the page, its first state is shown, and nothing is to be undone."""
    page = opened(story_html)
    assert page.page.title() == "A quarrel"
    assert "1 of 3" in card(page) and "Ada founds Acme." in card(page)
    assert page.kg("visible")["nodes"] == ["ada-north", "acme"]
    assert page.kg("selected") == "e-founded"
    assert page.kg("state")["canUndo"] is False
    assert page.page.get_by_role("button", name="Back", exact=True).is_disabled()


def test_steps_restore_their_states(opened: Open, story_html: str) -> None:
    """On and back, with dots, and announced."""
    page = opened(story_html)
    page.page.get_by_role("button", name="Next").click()
    assert page.kg("state")["story"] == 1
    assert page.kg("visible")["nodes"] == ["acme", "etoile"]
    assert page.kg("state")["knownBy"] == "2025-01-01"
    assert "2 of 3" in page.page.locator("#live").inner_text()
    page.page.get_by_role("button", name="3 of 3: It ends").click()
    assert page.kg("selected") == "e-sued"
    assert page.page.get_by_role("button", name="Next").is_disabled()
    page.page.get_by_role("button", name="Back", exact=True).click()
    assert page.kg("state")["story"] == 1
    assert page.page.locator('.dot[aria-current="step"]').count() == 1


def test_by_keyboard(opened: Open, story_html: str) -> None:
    """Arrows and pages turn it while the card has the focus; Escape leaves it."""
    page = opened(story_html)
    page.page.locator("#story .card").focus()
    for key, step in (("ArrowRight", 1), ("PageDown", 2), ("PageDown", 2), ("ArrowLeft", 1)):
        page.page.keyboard.press(key)
        assert page.kg("state")["story"] == step
    page.page.keyboard.press("PageUp")
    page.page.keyboard.press("End")
    assert page.kg("state")["story"] == 2
    page.page.keyboard.press("Escape")
    assert page.kg("state")["story"] is None
    assert page.page.evaluate("document.activeElement.className") == "offer"


def test_the_focus_stays_on_the_button(opened: Open, story_html: str) -> None:
    """Whoever steps with the keyboard can go on stepping."""
    page = opened(story_html)
    page.page.get_by_role("button", name="Next").focus()
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("document.activeElement.textContent") == "Next"
    page.page.keyboard.press("Enter")
    assert page.kg("state")["story"] == 2
    assert page.page.locator("#story .card").evaluate("e => e.contains(document.activeElement)")


def test_left_and_taken_up_again(opened: Open, story_html: str) -> None:
    """At the step at which it was left."""
    page = opened(story_html)
    page.page.get_by_role("button", name="Next").click()
    page.page.get_by_role("button", name="Leave the story").click()
    assert page.page.locator("#story .card").is_hidden()
    page.page.get_by_role("button", name="Story: A quarrel").click()
    assert page.kg("state")["story"] == 1


def test_straying_and_coming_back(opened: Open, story_html: str) -> None:
    """A reader who changes what is shown is offered the way back."""
    page = opened(story_html)
    again = page.page.get_by_role("button", name="Back to this step")
    assert again.count() == 0
    page.page.get_by_role("button", name="Dark").click()
    assert again.count() == 0
    page.page.get_by_role("checkbox", name="person").uncheck()
    again.click()
    assert page.kg("visible")["nodes"] == ["ada-north", "acme"]
    assert again.count() == 0


def test_an_address_leads_to_a_step(opened: Open, story_html: str) -> None:
    """And one that names another state leads there, without the story."""
    page = opened(story_html, at="#focus=acme&hops=1&story=3")
    assert "3 of 3" in card(page)
    assert page.kg("state")["scope"]["focus"] == ["acme"]
    page = opened(story_html, at="#focus=acme")
    assert page.kg("state")["story"] is None
    assert page.page.get_by_role("button", name="Story: A quarrel").is_visible()


def test_the_number_of_a_step_is_address_enough(opened: Open, story_html: str) -> None:
    """Its state comes with it, and it counts as not strayed from."""
    page = opened(story_html, at="#story=2")
    assert page.kg("visible")["nodes"] == ["acme", "etoile"]
    assert page.kg("state")["knownBy"] == "2025-01-01"


def test_in_french_and_with_what_is_missing_there(opened: Open, story_html: str) -> None:
    """A text without French stays English, and stays text."""
    page = opened(story_html, locale="fr-FR")
    assert "Ada fonde Acme." in card(page)
    assert page.page.title() == "Une querelle"
    page.page.get_by_role("button", name="Suite").click()
    assert "<img src=x onerror=alert(1)>" in card(page)
    assert page.page.locator("#story img").count() == 0


def test_on_a_phone_the_map_stays_in_sight(opened: Open, story_html: str) -> None:
    """The sheet stays down, and the card leaves room."""
    page = opened(story_html, width=390, height=844, has_touch=True)
    page.page.get_by_role("button", name="Next").click()
    box = page.page.locator("#story .card").bounding_box()
    assert box is not None
    assert box["height"] < 0.5 * 844
    assert page.page.evaluate("document.body.classList.contains('sheet-open')") is False
    assert page.wide() == []


def test_a_page_without_a_story_has_no_card(opened: Open, html: str) -> None:
    """And says nothing of one."""
    assert opened(html).page.locator("#story > *").count() == 0


def write(path: Path, text: str) -> Path:
    """A file with a text."""
    path.write_text(text, "utf-8")
    return path


def test_the_cast_of_a_story(tmp_path: Path) -> None:
    """All names that its steps focus on, once each."""
    states = ("{focus: [A, B]}", "{hops: 1}", "{focus: [B, C]}", "{focus: D}")
    text = "steps:\n" + "".join(f"- state: {state}\n" for state in states)
    assert cast_of(write(tmp_path / "s.yaml", text)) == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    "text", ["", "[]", "steps: 1", "steps: [A, {state: {focus: {B: C}}}]", "a: b: c"]
)
def test_a_story_without_a_cast(text: str, tmp_path: Path) -> None:
    """Is told, whatever else it is."""
    with pytest.raises(StoryError):
        cast_of(write(tmp_path / "s.yaml", text))


def test_a_story_that_is_not_there(tmp_path: Path) -> None:
    """Is told with its name."""
    with pytest.raises(FileError, match=r"s\.yaml"):
        cast_of(tmp_path / "s.yaml")


def test_stories_lie_with_the_dossiers(tmp_path: Path) -> None:
    """In order; none is no mistake."""
    (tmp_path / "stories").mkdir()
    write(tmp_path / "stories" / "b.yaml", "")
    write(tmp_path / "stories" / "a.yaml", "")
    assert [path.name for path in stories_of(tmp_path)] == ["a.yaml", "b.yaml"]
    assert stories_of(tmp_path / "stories" / "none") == []


def test_the_shipped_story(root: Path, opened: Open, shared_release: Graph) -> None:
    """Every step of it shows what it speaks of, in both languages."""
    path = root / "graph" / "dossiers" / "stories" / "musk-openai.yaml"
    graph = shared_release
    page = opened(graph.page(cast_of(path), hops=0, story=path, sparql=False))
    steps = page.page.evaluate("kg.data().story.steps")
    assert 8 <= len(steps) <= 12
    for number, step in enumerate(steps, start=1):
        assert set(step["title"]) == set(step["text"]) == {"en", "fr"}
        page.kg("go", f"{step['state']}&story={number}")
        state = page.kg("state")
        assert set(page.kg("visible")["nodes"]) == set(state["scope"]["focus"])
        assert page.kg("selected") in (page.kg("visible")["nodes"] + page.kg("visible")["edges"])
