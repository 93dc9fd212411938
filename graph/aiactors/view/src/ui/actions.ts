// What can be done with the network: the same for the toolbar, for the menu of an actor, and for
// keys. Everything goes through store.change, so everything can be undone.

import { plainScope, startScope } from "../scope";
import { clip } from "../text";
import { type App, type Scope, STANDINGS } from "../types";
import { ask, MOST_ENDS, pathOf } from "./paths/question";

/** Above this, all actors at once would be neither legible nor fast. */
export const MOST_AT_ONCE = 20_000;
/** Steps around those in the middle. */
export const MOST_HOPS = 4;

/** A name as it stands in a sentence. */
export function nameOf(app: App, node: number): string {
  return clip(app.words.nodeName(node), 60);
}

/** Take a scope, and show all of it. */
function go(app: App, scope: Scope, selection = app.store.state.selection): void {
  app.store.change({ scope, selection, camera: null });
  app.stage.frame(undefined, { animate: true });
}

function said(app: App, key: string, node: number): void {
  app.announce(app.words.t(key, { name: nameOf(app, node) }));
}

export function focusOn(app: App, node: number): void {
  go(app, plainScope("focus", [node], 1), { kind: "node", index: node });
  const actors = app.words.tn("count-actors", app.store.view.nodeCount);
  app.announce(app.words.t("scope-said-focus", { name: nameOf(app, node), actors }));
}

/** Change how far the network reaches around those in the middle. */
export function setHops(app: App, hops: number): void {
  const { scope } = app.store.state;
  if (scope.base !== "focus" || hops < 0 || hops > MOST_HOPS) return;
  go(app, { ...scope, hops });
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

/** Whether a relation would be shown if both its ends were in scope; the clocks aside. */
function passes({ store, model }: App, edge: number): boolean {
  const { off } = store.state;
  const { families, edges } = model.data;
  return (
    !off.family.has(families[model.family(edge)].key) &&
    !off.standing.has(STANDINGS[store.view.standing[edge]]) &&
    !off.kind.has(model.kind(edges.from[edge])) &&
    !off.kind.has(model.kind(edges.to[edge]))
  );
}

/** How many neighbours of an actor pass the filters and are not shown. */
export function missingAround(app: App, node: number): number {
  const missing = new Set<number>();
  for (const edge of app.model.edgesOf(node)) {
    const other = app.model.other(edge, node);
    if (!app.store.view.nodes[other] && passes(app, edge)) missing.add(other);
  }
  return missing.size;
}

/** Add the neighbours of an actor. */
export function expand(app: App, node: number): void {
  const { scope } = app.store.state;
  const before = app.store.view.nodeCount;
  const hidden = new Set(scope.hidden);
  for (const edge of app.model.edgesOf(node)) hidden.delete(app.model.other(edge, node));
  app.store.change({
    scope: { ...scope, hidden, expanded: new Set([...scope.expanded, node]) },
    camera: null,
  });
  app.stage.frame(undefined, { animate: true });
  app.announce(app.words.tn("scope-said-added", app.store.view.nodeCount - before));
}

/** Take out again the neighbours that were added. */
export function fold(app: App, node: number): void {
  const { scope } = app.store.state;
  const expanded = new Set(scope.expanded);
  expanded.delete(node);
  go(app, { ...scope, expanded });
  said(app, "scope-said-folded", node);
}

export function hide(app: App, node: number): void {
  const { scope, selection } = app.store.state;
  const gone = selection?.kind === "node" && selection.index === node;
  app.store.change({
    scope: { ...scope, hidden: new Set([...scope.hidden, node]) },
    selection: gone ? null : selection,
  });
  if (app.stage.cursor === node) app.stage.cursor = null;
  said(app, "scope-said-hidden", node);
}

export function unhide(app: App): void {
  app.store.change({ scope: { ...app.store.state.scope, hidden: new Set() } });
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

/** Hold an actor where it is, or let go of it. */
export function pin(app: App, node: number): void {
  const pinned = new Map(app.store.state.pinned);
  const held = pinned.delete(node);
  if (!held) {
    const { x, y } = app.stage.place(node);
    pinned.set(node, [x, y]);
  }
  app.store.change({ pinned });
  said(app, held ? "scope-said-unpinned" : "scope-said-pinned", node);
}

/** Back to what the page opened with; filters and clocks stay. */
export function overview(app: App): void {
  const start = startScope(app.model);
  const scope =
    start.base === "focus" ? plainScope(app.model.nodeCount > MOST_AT_ONCE ? "communities" : "top") : start;
  go(app, scope, null);
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

export function showAll(app: App): void {
  go(app, plainScope("all"));
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

export function showTop(app: App): void {
  go(app, plainScope("top"));
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

export function undo(app: App): void {
  const can = app.store.canUndo;
  app.store.undo();
  app.announce(app.words.t(can ? "scope-said-undo" : "scope-said-nothing"));
}

export function redo(app: App): void {
  const can = app.store.canRedo;
  app.store.redo();
  app.announce(app.words.t(can ? "scope-said-redo" : "scope-said-nothing"));
}

/** Put an actor among those between which paths are looked for. */
export function pathFrom(app: App, node: number): void {
  ask(app, { ends: [...new Set([...pathOf(app).ends, node])].slice(-MOST_ENDS) });
}

/** Add neighbours where some are missing; take those out that were added where none are. */
export function expandOrFold(app: App, node: number): void {
  if (!missingAround(app, node) && app.store.state.scope.expanded.has(node)) fold(app, node);
  else expand(app, node);
}

/** As the page opened; language and theme stay. */
export function reset(app: App): void {
  app.store.reset();
  app.stage.frame(undefined, { animate: true });
  app.announce(app.words.tn("count-actors", app.store.view.nodeCount));
}

export function unpinAll(app: App): void {
  app.store.change({ pinned: new Map() });
}
