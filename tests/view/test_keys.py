"""The map by keyboard alone: walking, stepping, and what letters do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]


@pytest.fixture
def walk(opened: Open) -> Any:
    """The page, with the focus on the map."""
    it = opened()
    it.rest()
    it.page.locator("#map canvas").focus()
    it.page.evaluate(
        "() => { window.told = []; new MutationObserver((changes) => {"
        " for (const { addedNodes } of changes) for (const text of addedNodes)"
        " told.push(text.textContent); })"
        ".observe(document.getElementById('live'), { childList: true }); }"
    )
    return it


def press(it: Any, *keys: str) -> str:
    """Press keys, and return what was told after the last: at once, and when more was known."""
    for key in keys:
        it.page.evaluate("() => { told.length = 0; }")
        it.page.keyboard.press(key)
    it.page.locator("#read:not([aria-busy])").wait_for(state="attached")
    text: str = it.page.evaluate("told.join(' | ')")
    return text


def test_it_is_one_stop_with_a_name(opened: Open) -> None:
    """An application of its own, with a hint of how it works."""
    it = opened()
    canvas = it.page.get_by_role("application", name="Network map")
    assert canvas.evaluate("e => e.tagName") == "CANVAS"
    assert canvas.get_attribute("tabindex") == "0"
    hint = it.page.locator(f"#{canvas.get_attribute('aria-describedby')}")
    assert "Arrow keys walk" in hint.inner_text()
    assert it.page.locator("#map [tabindex='0']:not(canvas, button, select)").count() == 0


def test_arrows_walk_along_relations_in_their_direction(walk: Any) -> None:
    """From the most connected actor to who lies that way; told as it goes."""
    told = press(walk, "ArrowRight")
    assert told == "Acme, organisation, 6 relations"
    told = press(walk, "ArrowLeft")
    first = walk.kg("selected")
    assert first in {"ada-north", "bo-south"}
    assert "person" in told
    before = walk.kg("nodeAt", "acme")
    after = walk.kg("nodeAt", first)
    assert after[0] < before[0]
    press(walk, "ArrowRight")
    assert walk.kg("selected") in {"acme", "etoile"}


def test_it_walks_only_along_what_is_shown(walk: Any) -> None:
    """Every step is along a relation that passes the filters; otherwise it says so."""
    shown = {}
    data = walk.kg("data")
    ids = data["nodes"]["id"]
    for key in ["ArrowRight", *["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"] * 6]:
        before = walk.kg("selected")
        told = press(walk, key)
        after = walk.kg("selected")
        if before and before != after:
            edges = set(walk.kg("visible")["edges"])
            tied = {
                frozenset((ids[a], ids[b]))
                for e, a, b in zip(
                    data["edges"]["id"], data["edges"]["from"], data["edges"]["to"], strict=True
                )
                if e in edges
            }
            assert frozenset((before, after)) in tied
            shown[after] = True
        elif before:
            assert told == "No shown relation leads that way"
    assert len(shown) > 2


def test_e_steps_through_relations_and_space_crosses(walk: Any) -> None:
    """Forward and back, round and round, each in a sentence with its caveat."""
    press(walk, "ArrowRight")
    seen = []
    for _ in range(6):
        told = press(walk, "e")
        seen.append(walk.kg("selected"))
    assert len(set(seen)) == 6
    assert told.startswith("6 of 6: ")
    assert any(one == "e-merge" for one in seen)
    press(walk, "e")
    assert walk.kg("selected") == seen[0]
    press(walk, "Shift+E")
    assert walk.kg("selected") == seen[-1]
    press(walk, "Shift+E", "Shift+E")
    press(walk, "Space")
    assert walk.kg("selected") in {"ada-north", "bo-south", "etoile", "model-one"}
    assert walk.page.evaluate("document.activeElement.tagName") == "CANVAS"


def test_a_caveat_is_told(walk: Any) -> None:
    """What is disputed is not told as a fact."""
    press(walk, "ArrowRight")
    told = ""
    for _ in range(6):
        told = press(walk, "e")
        if walk.kg("selected") == "e-merge":
            break
    assert "attempted, disputed" in told


def test_enter_reads_and_escape_goes_back(walk: Any) -> None:
    """The focus goes to the panel; back on the map, Escape leads to the actor, then out."""
    press(walk, "ArrowRight", "e")
    edge = walk.kg("selected")
    press(walk, "Escape")
    assert walk.kg("selected") == "acme"
    press(walk, "e")
    assert walk.kg("selected") == edge
    press(walk, "Enter")
    assert walk.page.evaluate("!!document.activeElement.closest('#read')")
    walk.page.locator("#map canvas").focus()
    press(walk, "Escape", "Escape")
    assert walk.kg("selected") is None


def test_letters_act_on_the_actor(walk: Any) -> None:
    """Hide, pin, focus, expand: and each can be undone."""
    press(walk, "ArrowRight", "p")
    assert list(walk.kg("state")["pinned"]) == ["acme"]
    press(walk, "p")
    assert walk.kg("state")["pinned"] == {}
    press(walk, "h")
    assert "acme" not in walk.kg("visible")["nodes"]
    press(walk, "Control+z")
    assert "acme" in walk.kg("visible")["nodes"]
    walk.go("focus=bo-south&hops=0&actor=bo-south")
    walk.page.locator("#map canvas").focus()
    press(walk, "x")
    assert set(walk.kg("visible")["nodes"]) == {"bo-south", "acme", "etoile"}
    press(walk, "x")
    assert walk.kg("visible")["nodes"] == ["bo-south"]
    press(walk, "f")
    assert walk.kg("state")["scope"]["hops"] == 1


def test_zoom_and_fit(walk: Any) -> None:
    """Plus, minus, zero."""

    def apart() -> float:
        walk.rest()
        (x1, y1), (x2, y2) = walk.kg("nodeAt", "acme"), walk.kg("nodeAt", "etoile")
        return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)

    press(walk, "0")
    fit = apart()
    press(walk, "+")
    assert apart() > fit * 1.1
    press(walk, "-", "-")
    assert apart() < fit
    press(walk, "0")
    assert apart() == pytest.approx(fit, rel=0.02)


def test_the_list_of_keys(opened: Open) -> None:
    """A question mark anywhere but where one types; Escape closes it."""
    it = opened(at="#lang=fr")
    it.page.keyboard.press("?")
    dialog = it.page.get_by_role("dialog", name="Clavier")
    assert dialog.is_visible()
    assert "Annuler" in dialog.inner_text()
    it.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    it.page.keyboard.press("/")
    it.page.keyboard.type("?")
    assert not dialog.is_visible()


def test_the_menu_by_key(walk: Any) -> None:
    """The Menu key, or Shift and F10, where the cursor is."""
    press(walk, "ArrowRight", "Shift+F10")
    assert walk.page.get_by_role("menu", name="Actions on Acme").is_visible()
    press(walk, "Escape")
    press(walk, "ContextMenu")
    assert walk.page.get_by_role("menu", name="Actions on Acme").count() == 1
    press(walk, "Escape")
    assert walk.page.evaluate("document.activeElement.tagName") == "CANVAS"


def test_nothing_but_the_keyboard(opened: Open) -> None:
    """From the address to the evidence of a relation, to a path, without a pointer."""
    it = opened()
    keys = it.page.keyboard
    keys.press("/")
    keys.type("Ada")
    it.until("document.querySelector('#search [data-node]')")
    keys.press("Enter")
    assert it.kg("selected") == "ada-north"
    keys.press("e")
    keys.press("Enter")
    assert it.page.evaluate("!!document.activeElement.closest('#read')")
    it.page.get_by_role("tab", name="Evidence").focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("Enter")
    it.until("kg.state().side === 'paths'")
    keys.press("Tab")
    for _ in range(8):
        if it.page.evaluate("document.activeElement.id") == "path-end":
            break
        keys.press("Tab")
    for name in ("Ada", "Model"):
        keys.type(name)
        it.until("document.querySelector('#path-end-list [data-node]')")
        keys.press("Enter")
    it.until("document.querySelectorAll('#paths .tie').length")
    assert it.page.locator("#paths .tie").first.get_attribute("data-actors") == (
        "ada-north acme model-one"
    )
