// The ties that were found, one below another; the chosen one with all its steps: actor, relation,
// actor … like the stops of a line.

import { bdi, type Child, h, link, refill } from "../../dom";
import { kindGlyph, lineGlyph } from "../../glyphs";
import type { Rules } from "../../links";
import type { Hop, Pair, Tie } from "../../paths";
import { standing } from "../../standing";
import { clip } from "../../text";
import type { App, EdgeRecord, Said } from "../../types";
import { ask } from "./question";

/** Who affirms is cited before who does not. */
const AFFIRMS = new Set(["asserts", "reports"]);

export interface Answer {
  pairs: Pair[];
  rules: Rules;
}

/** All ties, pair by pair; a tie is chosen by its place in this order. */
export function tiesOf({ pairs }: Answer): Tie[] {
  return pairs.flatMap((pair) => pair.ties);
}

export interface Wishes {
  /** Which tie is chosen. */
  rank: number;
  /** Whether some of it is not on the map. */
  partial: boolean;
  choose(rank: number): void;
}

/** What there is to read of an answer. */
export function answerOf(app: App, answer: Answer, wishes: Wishes): HTMLElement[] {
  let place = 0;
  return answer.pairs.map((pair) => {
    const items = pair.ties.map((tie, i) => tieItem(app, answer, tie, i + 1, place++, wishes));
    const title = answer.pairs.length > 1 ? pairTitle(app, pair) : null;
    const body = items.length ? h("ol", { class: "ties" }, ...items) : nothing(app, answer.rules);
    return h("section", { class: "pair" }, title, body);
  });
}

function pairTitle({ words }: App, { from, to }: Pair): HTMLElement {
  const [before, between = "", after = ""] = words.t("paths-pair", { from: "\0", to: "\0" }).split("\0");
  return h("h3", {}, before, name(words, from, 50), between, name(words, to, 50), after);
}

function name(words: App["words"], node: number, most: number): HTMLElement {
  return bdi(words.nodeName(node), most);
}

function nothing(app: App, rules: Rules): HTMLElement {
  const { words } = app;
  const again = () => ask(app, { firm: false });
  const button = h(
    "button",
    { type: "button", class: "plain", onclick: again },
    words.t("paths-try-disputed"),
  );
  const key = rules.firm ? "paths-none-firm" : "paths-none";
  return h("p", { class: "nothing" }, words.t(key), " ", rules.firm && button);
}

function tieItem(
  app: App,
  { rules }: Answer,
  tie: Tie,
  number: number,
  place: number,
  { rank, partial, choose }: Wishes,
): HTMLElement {
  const { words } = app;
  const chosen = place === rank;
  const chain = tie.nodes.flatMap((node, i) => [i ? " – " : "", name(words, node, 40)]);
  const label = words.t("paths-show", {
    n: number,
    path: tie.nodes.map((node) => clip(words.nodeName(node), 40)).join(" – "),
  });
  const head = h(
    "button",
    {
      type: "button",
      class: "head",
      "aria-pressed": String(chosen),
      "aria-label": label,
      onclick: () => choose(place),
    },
    h("b", { class: "number" }, String(number)),
    h("span", { class: "chain" }, ...chain),
    h("small", {}, words.tn("paths-hops", tie.hops.length)),
  );
  const { nodes, edges } = app.model.data;
  return h(
    "li",
    {
      class: chosen ? "tie chosen" : "tie",
      "data-actors": tie.nodes.map((node) => nodes.id[node]).join(" "),
      "data-relations": tie.hops.map((hop) => hop.edges.map((edge) => edges.id[edge]).join(" ")).join(", "),
      "data-weakest": tie.weakest,
    },
    head,
    chosen && partial && bringer(words, () => choose(place)),
    chosen && wayOf(app, rules, tie),
  );
}

/** Some of it is not on the map: one click brings it there. */
function bringer(words: App["words"], bring: () => void): HTMLElement {
  return h(
    "p",
    { class: "partial" },
    h("button", { type: "button", class: "plain", onclick: bring }, words.t("paths-frame")),
  );
}

/** The steps of a tie. */
function wayOf(app: App, rules: Rules, tie: Tie): HTMLElement {
  const stops = tie.hops.flatMap((hop, i) => [
    stop(app, hop.from),
    hopItem(app, rules, hop, tie.hops.length > 1 && i === tie.weakest),
  ]);
  return h("ol", { class: "way" }, ...stops, stop(app, tie.nodes[tie.nodes.length - 1]));
}

function stop(app: App, node: number): HTMLElement {
  const go = () => app.choose({ kind: "node", index: node });
  const button = h("button", { type: "button", onclick: go }, name(app.words, node, 80));
  return h("li", { class: "stop" }, kindGlyph(app.model.kind(node)), button);
}

function hopItem(app: App, rules: Rules, hop: Hop, weakest: boolean): HTMLElement {
  const { words, model, store } = app;
  const [edge] = hop.edges;
  const source = h("p", { class: "hop-source" });
  model.edgeRecord(edge).then((record) => refill(source, ...sourceOf(app, record)));
  const more = hop.edges.length - 1;
  return h(
    "li",
    {
      class: weakest ? "hop weakest" : "hop",
      onpointerenter: () => store.point({ nodes: [hop.from, hop.to], edges: hop.edges }),
      onpointerleave: () => store.point(null),
    },
    glyph(app, rules, edge),
    h(
      "div",
      {},
      relation(app, edge, hop),
      h("p", { class: "hop-facts" }, ...facts(app, rules, edge)),
      weakest && h("p", {}, h("span", { class: "tag" }, words.t("paths-weakest"))),
      source,
      more > 0 && h("p", { class: "also" }, words.tn("paths-also", more)),
    ),
  );
}

/** The relation, read along the way; the arrow tells which way it points. */
function relation({ words, model, store, choose }: App, edge: number, hop: Hop): HTMLElement {
  const turned = model.data.edges.from[edge] !== hop.from;
  const open = () => {
    store.point(null);
    choose({ kind: "edge", index: edge });
  };
  const arrow = model.relation(edge).directed ? (turned ? "↑ " : "↓ ") : "↕ ";
  return h(
    "button",
    { type: "button", class: "relation", "aria-label": words.sentence(edge), onclick: open },
    h("span", { class: "arrow", "aria-hidden": "true" }, arrow),
    clip(words.relationName(edge, turned), 80),
  );
}

function facts({ words, model }: App, rules: Rules, edge: number): Child[] {
  const { when, sources } = model.data.edges;
  const date = when[edge] < 0 ? "" : clip(words.date(model.data.dates[when[edge]]), 80);
  const status = model.data.statuses[rules.status(edge)];
  const firm = status.key === "established" || status.key === "reported";
  const named = clip(words.say(status.names) || status.key, 40);
  return [
    date && `${date} · `,
    firm ? named : h("span", { class: `tag ${standing(status.key, "actual")}` }, named),
    " · ",
    words.tn("paths-sources", sources[edge]),
  ];
}

function glyph({ model }: App, rules: Rules, edge: number): SVGElement {
  const status = model.data.statuses[rules.status(edge)].key;
  return lineGlyph(model.data.families[model.family(edge)].key, standing(status, "actual"));
}

/** The document that says so, and that is read first. */
function sourceOf({ words, model }: App, { said }: EdgeRecord): Child[] {
  const { stances } = model.data;
  const first = said.find((one) => AFFIRMS.has(stances[one.stance]?.key)) ?? said[0];
  if (!first) return [];
  const title = words.say(first.title);
  return [
    ...about(words, first),
    link(first.url ?? first.via?.url, clip(title, 160)),
    first.date ? `, ${words.date(first.date)}` : null,
  ];
}

function about(words: App["words"], { publisher, by }: Said): Child[] {
  const who = words.say(publisher) || words.say(by);
  return who ? [bdi(who, 80), ", "] : [];
}
