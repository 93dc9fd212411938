"""What a page costs in headless Chromium: time until it can be used, CPU, answers to a hand.

CPU time is that of Chromium's renderers and of its GPU process, as the kernel counts it, less
that of an empty page. Each page is opened in a browser of its own, with the network switched off.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page, Playwright, ViewportSize

FLAGS = ["--disable-gpu", "--no-sandbox", "--disable-background-networking", "--no-first-run"]
SIZE: ViewportSize = {"width": 1280, "height": 800}
DRAG_SECONDS = 3.0
TIMEOUT = 300_000.0
"""Milliseconds after which a page is given up."""

TIMES = 5
"""How often each answer is measured."""

# Two frames after the first that shows the network: what was drawn is on the screen.
_FRAMES = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r())))"
_OURS_READY = f"kg.ready.then(() => {_FRAMES})"
_PYVIS_READY = f"""new Promise(done => {{
  if (network.physics.physicsEnabled && network.physics.options.stabilization.enabled)
    network.once("stabilizationIterationsDone", done);
  else done();
}}).then(() => {_FRAMES})"""


@dataclass(frozen=True, slots=True)
class Opened:
    """What it cost to open a page, and to use it; None where it was not measured."""

    wall: float  # seconds until it was ready
    cpu: float  # CPU seconds until then
    heap: int  # bytes of its JavaScript heap, after a collection
    slider: float | None = None  # milliseconds from a key on the slider to the repaint
    search: float | None = None  # milliseconds from the last letter to the hits
    focus: float | None = None  # milliseconds from choosing an actor to the repaint
    repaints: float | None = None  # whole repaints a second while the map is dragged
    longest: float | None = None  # milliseconds of the longest task after it was ready


def chromium() -> str | None:
    """Return where Chromium is, if it is installed."""
    names = ("chromium", "chromium-headless-shell")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def _cpu() -> float:
    """CPU seconds of all renderers and GPU processes that this process has started."""
    import psutil

    spent = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            command = process.cmdline()
            if any(word in ("--type=renderer", "--type=gpu-process") for word in command):
                spent += sum(process.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return spent


def opened(path: Path, *, ours: bool, use: bool = True, hash_: str = "") -> Opened:
    """Open a page in a browser of its own, in a state, and use it if it is one of ours."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return _opened(playwright, path, ours, ours and use, hash_)


def _opened(playwright: Playwright, path: Path, ours: bool, use: bool, hash_: str) -> Opened:
    browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    page = browser.new_context(viewport=SIZE, offline=True).new_page()
    page.set_default_timeout(TIMEOUT)
    cdp = page.context.new_cdp_session(page)
    page.add_init_script(
        "self.tasks = []; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " tasks.push([e.startTime, e.duration]) }).observe({entryTypes: ['longtask']})"
    )
    before, begun = _cpu(), time.perf_counter()
    page.goto(path.as_uri() + hash_, wait_until="commit")
    page.wait_for_load_state("load")
    cdp.send("Runtime.enable")
    _evaluate(cdp, _OURS_READY if ours else _PYVIS_READY)
    wall, cpu = time.perf_counter() - begun, _cpu() - before
    ready = page.evaluate("performance.now()")
    cdp.send("HeapProfiler.enable")
    cdp.send("HeapProfiler.collectGarbage")
    heap = int(cdp.send("Runtime.getHeapUsage")["usedSize"])
    used = _used(page, ready, hash_.removeprefix("#")) if use else {}
    browser.close()
    return Opened(wall, cpu, heap, **used)


def _evaluate(cdp: CDPSession, promise: str) -> None:
    """Wait for a promise of the page; its policy forbids what Playwright would do."""
    found = cdp.send("Runtime.evaluate", {"expression": promise, "awaitPromise": True})
    if "exceptionDetails" in found:
        raise RuntimeError(found["exceptionDetails"]["text"])


def _used(page: Page, ready: float, state: str) -> dict[str, float]:
    """Use the page as a reader does."""
    page.get_by_role("slider", name="Held on").focus()
    page.keyboard.press("ArrowLeft")  # from "any time" to a day
    stepped = [_repainted(page, _STEP) for _ in range(TIMES)]
    page.evaluate("state => kg.go(state)", state)
    searched = [_searched(page, text) for text in ("bacedi", "novor", "mirso", "katufo", "lemri")]
    ids = page.evaluate("kg.data().nodes.id.slice(0, 500)")
    chosen = [f"{state}&actor={id_}" for id_ in ids[:: max(1, len(ids) // TIMES)]][:TIMES]
    focused = [_repainted(page, f"kg.go({each!r})") for each in chosen]
    page.evaluate("state => kg.go(state)", state)
    found = {"slider": median(stepped), "search": median(searched), "focus": median(focused)}
    found["repaints"] = _dragged(page)
    found["longest"] = page.evaluate(
        "from => Math.max(0, ...tasks.filter(t => t[0] > from).map(t => t[1]))", ready
    )
    return found


_STEP = """document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key: "ArrowLeft", bubbles: true, cancelable: true}))"""


def _repainted(page: Page, act: str) -> float:
    """Milliseconds from an act to the next whole repaint."""
    return float(
        page.evaluate(
            f"""async () => {{
              const before = kg.state().frames, begun = performance.now();
              {act};
              await new Promise(done => {{
                const look = () =>
                  kg.state().frames > before || performance.now() - begun > 5000
                    ? done() : requestAnimationFrame(look);
                look();
              }});
              return performance.now() - begun;
            }}"""
        )
    )


_SEARCH = """async (box, text) => {
  const begun = performance.now();
  let changed = false;
  const watch = new MutationObserver(() => { changed = true; });
  watch.observe(document.getElementById("search"),
    {childList: true, subtree: true, attributes: true, characterData: true});
  box.value = text;
  box.dispatchEvent(new InputEvent("input", {bubbles: true}));
  const late = () => performance.now() - begun > 2000;
  await new Promise(done => {
    const look = () => changed || late() ? done() : setTimeout(look);
    look();
  });
  watch.disconnect();
  return performance.now() - begun;
}"""


def _searched(page: Page, text: str) -> float:
    """Milliseconds from the last letter of a search to its hits."""
    box = page.get_by_role("combobox", name="Search")
    box.fill(text[:-1])
    page.wait_for_timeout(300)
    lasted = float(box.evaluate(_SEARCH, text))
    box.press("Escape")
    return lasted


def _dragged(page: Page) -> float:
    """Whole repaints a second while the map is dragged to and fro."""
    box = page.get_by_role("application", name="Network map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 40, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    before, begun, step = page.evaluate("kg.state().frames"), time.perf_counter(), 0
    while (spent := time.perf_counter() - begun) < DRAG_SECONDS:
        step += 1
        page.mouse.move(x - 2 * (step % 100), y + step % 60)
    after = page.evaluate("kg.state().frames")
    page.mouse.up()
    return float((after - before) / spent)
