// The menu of an actor, and of the map where there is none: right click, long press, Menu key.

import { bdi, h } from "../dom";
import { clip } from "../text";
import type { App } from "../types";
import * as act from "./actions";
import { icon } from "./icons";

/** Pixels around an actor that count as on it. */
const NEAR = 22;
/** Milliseconds of a long press, and pixels that a finger may wander meanwhile. */
const LONG = 500;
const WANDER = 10;

interface Item {
  icon: string;
  words: string;
  key?: string;
  run(): void;
}

let open: { element: HTMLElement; close(): void } | null = null;

/** Open the menu of an actor (null: of the map) at a place of the window. */
export function openMenu(app: App, node: number | null, x: number, y: number): void {
  open?.close();
  const items = node === null ? mapItems(app) : actorItems(app, node);
  const buttons = items.map((item) => itemButton(item));
  const name = node === null ? "" : act.nameOf(app, node);
  const title = node === null ? null : h("p", { class: "title", role: "presentation" }, bdi(clip(name, 40)));
  const label = node === null ? app.words.t("scope-bar") : app.words.t("scope-menu", { name });
  const element = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" },
    title,
    ...buttons,
  );
  element.addEventListener("keydown", (event) => pressed(event, buttons));
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  element.addEventListener("focusout", ({ relatedTarget }) => {
    // Some browsers tell nothing where a button is pressed that they do not focus.
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) close();
  });
  document.body.append(element);
  const left = Math.max(4, Math.min(x, innerWidth - element.offsetWidth - 4));
  const top = Math.max(4, Math.min(y, innerHeight - element.offsetHeight - 4));
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
  open = { element, close };
  buttons[0]?.focus();

  function close(): void {
    if (open?.element !== element) return;
    open = null;
    element.remove();
  }
}

/** Close the menu, and go back to where it was opened. */
function leave(): void {
  open?.close();
  document.querySelector<HTMLElement>("#map > canvas")?.focus({ preventScroll: true });
}

function itemButton({ icon: sign, words, key, run }: Item): HTMLButtonElement {
  const hint = key ? h("kbd", { "aria-hidden": "true" }, key) : null;
  const click = () => {
    leave();
    run();
  };
  const name = h("span", {}, words);
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", onclick: click },
    icon(sign),
    name,
    hint,
  );
}

function pressed(event: KeyboardEvent, buttons: HTMLElement[]): void {
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const last = buttons.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else if (event.key.length === 1 && event.key !== " ") jump(buttons, at, event.key.toLowerCase());
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** To the next item that begins with a letter. */
function jump(buttons: HTMLElement[], at: number, letter: string): void {
  const turned = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
  turned.find((button) => button.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
}

function actorItems(app: App, node: number): Item[] {
  const { words, store } = app;
  const missing = act.missingAround(app, node);
  const added = store.state.scope.expanded.has(node);
  const items: (Item | false)[] = [
    { icon: "read", words: words.t("scope-b-open"), run: () => app.choose({ kind: "node", index: node }) },
    { icon: "focus", words: words.t("scope-b-focus"), key: "F", run: () => act.focusOn(app, node) },
    missing > 0 && {
      icon: "expand",
      words: `${words.t("scope-b-expand")} +${words.number(missing)}`,
      key: "X",
      run: () => act.expand(app, node),
    },
    added && { icon: "fold", words: words.t("scope-b-fold"), run: () => act.fold(app, node) },
    { icon: "hide", words: words.t("scope-b-hide"), key: "H", run: () => act.hide(app, node) },
    {
      icon: "pin",
      words: words.t(store.state.pinned.has(node) ? "scope-b-unpin" : "scope-b-pin"),
      key: "P",
      run: () => act.pin(app, node),
    },
    { icon: "path", words: words.t("scope-b-path"), run: () => act.pathFrom(app, node) },
  ];
  return items.filter((item) => item !== false);
}

function mapItems(app: App): Item[] {
  const { words, store, model } = app;
  const { scope, pinned } = store.state;
  const items: (Item | false)[] = [
    { icon: "overview", words: words.t("scope-overview"), run: () => act.overview(app) },
    scope.base !== "top" && { icon: "path", words: words.t("scope-top-button"), run: () => act.showTop(app) },
    model.nodeCount <= act.MOST_AT_ONCE &&
      scope.base !== "all" && { icon: "all", words: words.t("scope-show-all"), run: () => act.showAll(app) },
    scope.hidden.size > 0 && { icon: "hide", words: words.t("scope-unhide"), run: () => act.unhide(app) },
    pinned.size > 0 && { icon: "pin", words: words.t("scope-unpin-all"), run: () => act.unpinAll(app) },
    store.canUndo && { icon: "undo", words: words.t("scope-undo"), run: () => act.undo(app) },
    store.canRedo && { icon: "redo", words: words.t("scope-redo"), run: () => act.redo(app) },
    { icon: "reset", words: words.t("scope-reset"), run: () => act.reset(app) },
  ];
  return items.filter((item) => item !== false);
}

/** The actor that is drawn nearest to a place of the window; null if none is near. */
function actorAt({ model, store, stage }: App, x: number, y: number): number | null {
  let best: number | null = null;
  let least = NEAR;
  for (let node = 0; node < model.nodeCount; node++) {
    const at = store.view.nodes[node] && stage.nodeOnScreen(node);
    if (!at) continue;
    const far = Math.hypot(at[0] - x, at[1] - y);
    if (far < least) [best, least] = [node, far];
  }
  return best;
}

/** Open it where an actor stands. */
export function openMenuOf(app: App, node: number): void {
  const [x, y] = app.stage.nodeOnScreen(node) ?? [innerWidth / 2, innerHeight / 2];
  openMenu(app, node, x + 8, y + 8);
}

export function startMenu(app: App): void {
  const { canvas } = app.stage;
  canvas.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    if (open || event.button < 0) return; // opened by a long press, or by a key (ui/keys.ts)
    openMenu(app, actorAt(app, event.clientX, event.clientY), event.clientX, event.clientY);
  });
  startLongPress(app);
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (open && !(target instanceof Node && open.element.contains(target))) open.close();
    },
    true,
  );
  for (const event of ["resize", "blur", "wheel"])
    addEventListener(event, () => open?.close(), { passive: true });
}

/** A finger that stays where it is. What the drawing makes of the same finger is called off. */
function startLongPress(app: App): void {
  const { canvas } = app.stage;
  let timer = 0;
  let start = { x: 0, y: 0 };
  let opened = false;
  const stop = () => clearTimeout(timer);
  canvas.addEventListener("pointerdown", (event) => {
    stop();
    opened = false;
    if (event.pointerType === "mouse" || !event.isPrimary) return;
    start = { x: event.clientX, y: event.clientY };
    const { pointerId, pointerType } = event;
    timer = window.setTimeout(() => {
      canvas.dispatchEvent(
        new PointerEvent("pointercancel", { pointerId, pointerType, isPrimary: true, bubbles: true }),
      );
      opened = true;
      openMenu(app, actorAt(app, start.x, start.y), start.x, start.y);
    }, LONG);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > WANDER) stop();
  });
  // For the drawing the finger is gone already; and the click that follows when it is lifted
  // would close the menu again.
  canvas.parentElement?.addEventListener(
    "pointerup",
    (event) => {
      if (opened) event.stopPropagation();
    },
    true,
  );
  canvas.addEventListener("touchend", (event) => {
    if (opened && event.cancelable) event.preventDefault();
  });
  for (const event of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(event, stop);
}
