// What the network shows, in one sentence: "60 most connected of 2,218 actors".

import { bdi } from "../dom";
import { startScope, TOP } from "../scope";
import { clip } from "../text";
import type { App, Scope } from "../types";

/** Whether the network is another than the one that the page opened with. */
export function isChanged({ model, store }: App): boolean {
  const { scope } = store.state;
  const start = startScope(model);
  const focus = scope.focus.join() !== start.focus.join();
  const added = scope.expanded.size + scope.hidden.size + scope.opened.size > 0;
  return scope.base !== start.base || focus || scope.hops !== start.hops || added;
}

/** The sentence; names in it are kept apart from the direction of the text. */
export function scopeWords(app: App): (string | HTMLElement)[] {
  const parts = basis(app);
  const { store, words } = app;
  if (isFiltered(app)) parts.push(` · ${words.t("scope-filtered")}`);
  const hidden = store.state.scope.hidden.size;
  if (hidden) parts.push(` · ${words.tn("scope-hidden", hidden)}`);
  return parts;
}

function isFiltered({ store }: App): boolean {
  const { off, heldOn, knownBy, stance } = store.state;
  const filters = off.kind.size + off.family.size + off.standing.size > 0;
  return filters || heldOn !== null || knownBy !== null || stance !== null;
}

function basis(app: App): (string | HTMLElement)[] {
  const { words, model, store } = app;
  const { scope } = store.state;
  const n = words.number(store.view.nodeCount);
  const all = words.number(model.nodeCount);
  if (scope.base === "focus") return around(app, scope, n);
  if (scope.base === "communities") return [communities(app, n, all)];
  if (scope.base === "top") return [mostConnected(app, n, all)];
  return [words.t(store.view.nodeCount === model.nodeCount ? "scope-all" : "scope-all-part", { n, all })];
}

/** Of those who are left by the filters and the clocks, it would not be true that they are the most connected. */
function mostConnected({ words, store, model }: App, n: string, all: string): string {
  const { expanded, hidden } = store.state.scope;
  const top = Math.min(TOP, model.nodeCount) - hidden.size;
  if (expanded.size) return words.t("scope-top-plus", { n, all });
  if (store.view.nodeCount < top) return words.t("scope-top-part", { n, top: words.number(top) });
  return words.t("scope-top", { n, all });
}

function communities({ words, model, store }: App, n: string, all: string): string {
  const opened = store.state.scope.opened.size;
  const c = words.number(model.communities.length);
  if (!opened) return words.t("scope-communities", { n: c, all });
  return words.t("scope-communities-open", { n, all, c, open: words.number(opened) });
}

function around({ words }: App, { focus, hops }: Scope, n: string): (string | HTMLElement)[] {
  if (hops === 0 && focus.length > 1) return [words.t("scope-chosen", { n })];
  const more = words.number(focus.length - 1);
  const key = hops === 0 ? "scope-focus-alone" : focus.length > 1 ? "scope-focus-more" : "scope-focus";
  const [before, after = ""] = words.t(key, { n, more, name: "\0" }).split("\0");
  return [before, bdi(clip(words.nodeName(focus[0]), 40)), after];
}
