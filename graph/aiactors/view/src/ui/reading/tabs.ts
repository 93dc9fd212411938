// The tabs above the panel: one side is shown at a time; arrow keys go from tab to tab.
import { byId, h } from "../../dom";
import type { App, Side } from "../../types";

const ALL: readonly Side[] = ["read", "timeline", "paths", "ask"];

export function mountTabs(app: App): void {
  const { store, words } = app;
  // Without the engine there is nobody to ask.
  const sides = ALL.filter((side) => side !== "ask" || document.getElementById("kg-wasm"));
  const root = byId("sides");
  const tabs = new Map(sides.map((side) => [side, tab(app, side)]));
  root.setAttribute("role", "tablist");
  root.append(...tabs.values());
  root.addEventListener("keydown", (event) => walk(event, [...tabs.values()]));

  const show = () => {
    const now = tabs.has(store.state.side) ? store.state.side : "read";
    for (const side of ALL) byId(side).hidden = side !== now;
    for (const [side, button] of tabs) {
      button.setAttribute("aria-selected", String(side === now));
      button.tabIndex = side === now ? 0 : -1;
    }
  };
  const write = () => {
    root.setAttribute("aria-label", words.t("read-sides"));
    for (const [side, button] of tabs) button.textContent = words.t(`side-${side}`);
  };
  store.on((change) => {
    if (change.side) show();
    if (change.look) write();
  });
  write();
  show();
}

function tab({ store }: App, side: Side): HTMLButtonElement {
  const onclick = () => store.change({ side }, { undoable: false });
  return h("button", { type: "button", role: "tab", id: `side-${side}`, "aria-controls": side, onclick });
}

function walk(event: KeyboardEvent, tabs: readonly HTMLElement[]): void {
  const last = tabs.length - 1;
  const here = tabs.indexOf(document.activeElement as HTMLElement);
  const places: Record<string, number> = {
    ArrowRight: here === last ? 0 : here + 1,
    ArrowLeft: here === 0 ? last : here - 1,
    Home: 0,
    End: last,
  };
  if (here < 0 || !(event.key in places)) return;
  event.preventDefault();
  const next = tabs[places[event.key]];
  next.focus();
  next.click();
}
