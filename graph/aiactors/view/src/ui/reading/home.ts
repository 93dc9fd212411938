// What stands in the panel while nothing is chosen: how to read the map, where accounts differ, who
// is most connected.
import { type Child, h } from "../../dom";
import { standingGlyph } from "../../glyphs";
import { type App, STANDINGS } from "../../types";
import { openTable } from "../table";
import { edgeButton, heading, nodeButton } from "./parts";

const MOST_DISPUTED = 6;
const MOST_CONNECTED = 8;

export function homePage(app: App): Child[] {
  const { words } = app;
  return [
    h("h2", { tabindex: -1 }, words.t("read-home-title")),
    h("p", { class: "lead" }, words.t("read-home-node")),
    h("p", { class: "lead" }, words.t("read-home-edge")),
    h("p", { class: "lead" }, words.t("read-home-style")),
    h("ul", { class: "samples" }, ...STANDINGS.map((standing) => sample(app, standing))),
    ...contested(app),
    ...connected(app),
    h("p", { class: "small" }, words.t("read-keys")),
    h("p", { class: "small" }, words.t("read-about")),
  ];
}

function sample({ words }: App, standing: (typeof STANDINGS)[number]): HTMLElement {
  return h("li", {}, standingGlyph(standing), h("span", {}, words.t(`read-is-${standing}`)));
}

/** Relations that are disputed, those with most sources first. */
function contested(app: App): Child[] {
  const { model, store, words } = app;
  const disputed = STANDINGS.indexOf("disputed");
  const edges: number[] = [];
  for (let edge = 0; edge < model.edgeCount; edge++) {
    if (store.view.passing.edges[edge] && store.view.standing[edge] === disputed) edges.push(edge);
  }
  if (!edges.length) return [];
  const { sources, known } = model.data.edges;
  edges.sort((a, b) => sources[b] - sources[a] || (known[b] ?? 0) - (known[a] ?? 0) || a - b);
  const shown = edges.slice(0, MOST_DISPUTED).map((edge) => h("li", {}, edgeButton(app, edge, null)));
  const all = () => openTable(words.say(disputedName(app)));
  return [
    heading(words.t("read-contested"), words.number(edges.length)),
    h("ul", { class: "items" }, ...shown),
    edges.length > MOST_DISPUTED &&
      h(
        "button",
        { type: "button", class: "more", onclick: all },
        words.t("read-contested-all", { n: words.number(edges.length) }),
      ),
  ];
}

function disputedName({ model }: App) {
  return model.data.statuses.find(({ key }) => key === "disputed")?.names;
}

/** Actors with most relations that are shown. */
function connected(app: App): Child[] {
  const { model, store, words } = app;
  const { from, to } = model.data.edges;
  const counts = new Uint32Array(model.nodeCount);
  for (let edge = 0; edge < model.edgeCount; edge++) {
    if (!store.view.passing.edges[edge]) continue;
    counts[from[edge]]++;
    if (to[edge] !== from[edge]) counts[to[edge]]++;
  }
  const first = most(counts, MOST_CONNECTED);
  if (!first.length) return [h("p", { class: "remark" }, words.t("read-empty"))];
  const item = (node: number) => nodeButton(app, node, words.tn("count-relations", counts[node]));
  return [
    heading(words.t("read-most-connected")),
    h("ul", { class: "items" }, ...first.map((node) => h("li", {}, item(node)))),
  ];
}

/** The places of the largest counts, without sorting all of them. */
function most(counts: Uint32Array, size: number): number[] {
  const first: number[] = [];
  counts.forEach((count, node) => {
    if (!count || (first.length === size && count <= counts[first[size - 1]])) return;
    const place = first.findIndex((other) => counts[other] < count);
    first.splice(place < 0 ? first.length : place, 0, node);
    first.length = Math.min(first.length, size);
  });
  return first;
}
