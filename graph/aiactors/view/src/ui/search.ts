// Search: whoever is in the data is found, whether the network shows it or not; what is picked
// comes into the network.

import type { App } from "../types";
import { Picker } from "./picker";

export function mountSearch(app: App, root: HTMLElement): void {
  const picker = new Picker(app, {
    id: "q",
    label: "search",
    hint: "search-hint",
    picked: (node) => {
      letThrough(app, node);
      app.choose({ kind: "node", index: node });
      app.stage.canvas.focus({ preventScroll: true });
    },
  });
  root.append(picker.element);
  app.store.on((change) => {
    if (change.look) picker.write();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    picker.input.focus();
    picker.input.select();
  });
}

/** Whether keys are letters where they are pressed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches("input:not([type=checkbox], [type=radio], [type=range]), select, textarea")
  );
}

/** Who is looked for is not filtered out because of its kind. */
function letThrough({ store, model }: App, node: number): void {
  const { off } = store.state;
  const kind = model.kind(node);
  if (!off.kind.has(kind)) return;
  const kinds = new Set(off.kind);
  kinds.delete(kind);
  store.change({ off: { ...off, kind: kinds } });
}
