// What choosing means, wherever it happens: what is chosen comes into the network if it is not in
// it, into sight, into the panel, and to the ears.

import { bringIn } from "./scope";
import { clip, plain } from "./text";
import type { App, Selection, State } from "./types";

/** An actor in a sentence, for screen readers. */
function actorAloud({ words, model, store }: App, node: number): string {
  let shown = 0;
  for (const edge of model.edgesOf(node)) shown += store.view.edges[edge];
  return [
    clip(words.nodeName(node), 80),
    words.t(`kind-${model.kind(node)}`),
    words.tn("count-relations", shown),
  ].join(", ");
}

/** A relation, and what must be known before it is taken for a fact. */
function relationAloud({ words, model, store }: App, edge: number): string {
  const status = model.data.statuses[store.view.status[edge]];
  return `${words.sentence(edge)}. ${words.caveat(edge) || words.say(status.names)}`;
}

function aloud(app: App, selection: Selection): string {
  if (!selection) return app.words.t("back");
  return selection.kind === "node" ? actorAloud(app, selection.index) : relationAloud(app, selection.index);
}

function endsOf({ model }: App, selection: Selection): number[] {
  if (!selection) return [];
  if (selection.kind === "node") return [selection.index];
  const { from, to } = model.data.edges;
  return [from[selection.index], to[selection.index]];
}

/** Choose an actor, a relation, or nothing. */
export function choose(app: App, selection: Selection): void {
  const { store, model, stage } = app;
  const { state } = store;
  const ends = endsOf(app, selection);
  const scope = bringIn(model, state.scope, ends);
  const side: State["side"] = selection ? "read" : state.side;
  store.change({ selection, scope, side });
  if (ends.length) {
    const lit = store.view.lit?.nodes ?? new Set(ends);
    stage.frame(lit, { animate: true });
  }
  app.announce(plain(aloud(app, selection)));
}

/** Whoever went from the map to read comes back to it by Escape; what is chosen stays. */
export function leadBack(app: App, panel: HTMLElement): void {
  panel.addEventListener("keydown", (event) => {
    const within =
      event.target instanceof Element && event.target.closest("input, textarea, select, [role=menu]");
    if (event.key === "Escape" && !event.defaultPrevented && !within) app.stage.canvas.focus();
  });
}

/** How long after a tap browsers send the click that belongs to it. */
const CLICK_WITHIN = 400;

/** What a tap on the map opens under the finger must not be pressed by the same tap. */
export function guardTaps(canvas: HTMLElement): void {
  canvas.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch") return;
    const swallow = (click: Event) => {
      if (click.target === canvas) return;
      click.preventDefault();
      click.stopPropagation();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), CLICK_WITHIN);
  });
}
