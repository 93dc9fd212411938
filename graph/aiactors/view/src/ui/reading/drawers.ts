// What is folded away where there is no room: the legend and the tools behind buttons of the head,
// the panel as a sheet that is drawn up from below.
import { byId, h } from "../../dom";
import { clip, plain } from "../../text";
import type { App } from "../../types";

/** Pixels that a finger must move to draw the sheet. */
const FAR = 16;

type Drawer = "legend" | "tools";

export function mountDrawers(app: App): void {
  const buttons = { legend: drawer("legend"), tools: drawer("tools") };
  const close = (name: Drawer) => set(name, buttons[name], false);
  byId("drawers").append(buttons.legend, buttons.tools);
  byId("map").addEventListener("pointerdown", () => {
    close("legend");
    close("tools");
  });
  addEventListener("keydown", (event) => {
    const open = isOpen("legend") ? "legend" : isOpen("tools") ? "tools" : null;
    if (event.key !== "Escape" || !open) return;
    close(open);
    buttons[open].focus();
  });
  const write = () => {
    buttons.legend.textContent = app.words.t("legend");
    buttons.tools.textContent = "⋯";
    buttons.tools.setAttribute("aria-label", app.words.t("read-tools"));
  };
  app.store.on((change) => {
    if (change.look) write();
  });
  write();
  mountSheet(app);
}

function mountSheet(app: App): void {
  const button = h("button", { type: "button", "aria-controls": "sides" });
  const label = () => {
    const open = isOpen("sheet");
    const title = clip(plain(titleOf(app)), 120);
    button.textContent = title;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", app.words.t(open ? "read-close-sheet" : "read-open-sheet", { title }));
  };
  const open = (now: boolean) => {
    document.body.classList.toggle("sheet-open", now);
    label();
  };
  byId("grip").append(button);
  button.addEventListener("click", () => open(!isOpen("sheet")));
  onDrag(button, (up) => open(up));
  byId("map").addEventListener("pointerdown", () => open(false));
  let chosen = app.store.state.selection;
  app.store.on((change, state) => {
    const other = chosen !== state.selection;
    chosen = state.selection;
    const told = change.story && state.story !== null; // a story is read on the map
    if (told) open(false);
    else if (other || change.side) open(change.side || chosen !== null || isOpen("sheet"));
    else if (change.look) label();
  });
  open(chosen !== null && app.store.state.story === null);
}

/** Where a finger draws the sheet: up, or down again. The click that ends it counts no more. */
function onDrag(grip: HTMLElement, draw: (up: boolean) => void): void {
  let from: number | null = null;
  let drawn = false;
  grip.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    drawn = false;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", ({ clientY }) => {
    if (from === null || Math.abs(clientY - from) < FAR) return;
    draw(clientY < from);
    from = null;
    drawn = true;
  });
  grip.addEventListener("pointerup", () => {
    from = null;
  });
  const swallow = (event: MouseEvent) => {
    if (drawn && event.detail > 0) event.stopImmediatePropagation();
  };
  grip.addEventListener("click", swallow, { capture: true });
}

const isOpen = (name: Drawer | "sheet") => document.body.classList.contains(`${name}-open`);

/** What is read in the panel, as the title of the sheet. */
function titleOf({ store, words }: App): string {
  const { selection, side } = store.state;
  if (side !== "read") return words.t(`side-${side}`);
  if (!selection) return words.t("read-home-title");
  return selection.kind === "node" ? words.nodeName(selection.index) : words.sentence(selection.index);
}

function drawer(name: Drawer): HTMLButtonElement {
  const button = h("button", {
    type: "button",
    class: `${name}-button`,
    "aria-expanded": "false",
    "aria-controls": name,
  });
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    set(name, button, open);
    if (open) byId(name).querySelector<HTMLElement>("input, button")?.focus();
  });
  return button;
}

function set(name: Drawer, button: HTMLButtonElement, open: boolean): void {
  button.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle(`${name}-open`, open);
}
