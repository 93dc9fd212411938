// Which actors are in the network before any filter: the most connected ones, those around some, all
// of them, or the members of unfolded communities; with what was expanded, without what was hidden.

import type { Model, Scope } from "./types";

/** How many of the most connected actors make the overview. */
export const TOP = 60;
/** Up to so many actors everything is shown from the start, … */
const FEW = 150;
/** … and up to so many there is one overview rather than communities. */
const MANY = 5000;

const NONE: ReadonlySet<number> = new Set();

/** A scope in which nothing was expanded, hidden or unfolded. */
export function plainScope(base: Scope["base"], focus: readonly number[] = [], hops = 1): Scope {
  return { base, focus, hops, expanded: NONE, hidden: NONE, opened: NONE };
}

/** What the page opens with. */
export function startScope(model: Model): Scope {
  const { start } = model.data;
  const focus = start.focus.map(model.node).filter((node) => node !== undefined);
  if (focus.length) return plainScope("focus", focus, start.hops);
  if (model.nodeCount < FEW) return plainScope("all");
  return plainScope(model.nodeCount <= MANY || !model.communities.length ? "top" : "communities");
}

/** Add the neighbours of actors. */
function spread(model: Model, nodes: Iterable<number>, found: Uint8Array): number[] {
  const added: number[] = [];
  for (const node of nodes) {
    for (const edge of model.edgesOf(node)) {
      const other = model.other(edge, node);
      if (found[other]) continue;
      found[other] = 1;
      added.push(other);
    }
  }
  return added;
}

function around(model: Model, scope: Scope, found: Uint8Array): void {
  for (const node of scope.focus) found[node] = 1;
  let last: readonly number[] = scope.focus;
  for (let hop = 0; hop < scope.hops && last.length; hop++) last = spread(model, last, found);
}

/** 1 for every actor that is in scope, by index. */
export function actorsIn(model: Model, scope: Scope): Uint8Array {
  const found = new Uint8Array(model.nodeCount);
  if (scope.base === "all") found.fill(1);
  else if (scope.base === "top") for (const node of model.ranked.subarray(0, TOP)) found[node] = 1;
  else if (scope.base === "focus") around(model, scope, found);
  else {
    for (const index of scope.opened) {
      for (const node of model.communities[index]?.members ?? []) found[node] = 1;
    }
  }
  for (const node of scope.expanded) found[node] = 1;
  spread(model, scope.expanded, found);
  for (const node of scope.hidden) found[node] = 0;
  return found;
}

/** The relations between actors that are in scope, in the order of their indexes. */
export function relationsIn(model: Model, actors: Uint8Array): Uint32Array {
  const { from, to } = model.data.edges;
  const found = new Uint32Array(model.edgeCount);
  let count = 0;
  for (let e = 0; e < found.length; e++) if (actors[from[e]] && actors[to[e]]) found[count++] = e;
  return found.slice(0, count);
}

/** The scope in which actors are, changed as little as can be. */
export function bringIn(model: Model, scope: Scope, nodes: readonly number[]): Scope {
  const shown = actorsIn(model, scope);
  const missing = nodes.filter((node) => !shown[node]);
  if (!missing.length) return scope;
  const hidden = new Set(scope.hidden);
  for (const node of nodes) hidden.delete(node);
  const back = { ...scope, hidden };
  const there = actorsIn(model, back);
  if (missing.every((node) => there[node])) return back;
  if (scope.base === "communities") {
    const opened = new Set(scope.opened);
    for (const node of missing) opened.add(model.data.nodes.community[node]);
    return { ...back, opened };
  }
  return plainScope(
    "focus",
    nodes,
    nodes.some((node) => model.degree[node] > FEW) && nodes.length > 1 ? 0 : 1,
  );
}
