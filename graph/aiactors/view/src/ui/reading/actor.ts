// The record of an actor: who it is, and its relations that are shown, by family and in time.
import { bdi, type Child, h, link } from "../../dom";
import { kindGlyph } from "../../glyphs";
import { clip, shortAddress } from "../../text";
import type { App, NodeRecord } from "../../types";
import { expand, focusOn, hide } from "../actions";
import { edgeButton, facts, heading, longList, told } from "./parts";

export function actorHead(app: App, node: number): HTMLElement[] {
  const { model, words } = app;
  const kind = model.kind(node);
  return [
    h("p", { class: "kicker" }, kindGlyph(kind), " ", h("span", { class: "kinds" }, words.t(`kind-${kind}`))),
    h("h2", { tabindex: -1 }, bdi(clip(words.nodeName(node), 400))),
    actions(app, node),
  ];
}

function actions(app: App, node: number): HTMLElement {
  const action = (key: string, act: (app: App, node: number) => void) =>
    h(
      "button",
      { type: "button", "data-key": key, onclick: () => act(app, node) },
      app.words.t(`read-${key}`),
    );
  return h(
    "p",
    { class: "actions" },
    action("focus", focusOn),
    action("expand", expand),
    action("hide", hide),
  );
}

/** Puts the classes of an actor in the place of its kind, once they are known. */
export function nameKinds({ words }: App, head: Element, record: NodeRecord): void {
  const types = record.types.map(([en, fr]) => (words.lang === "fr" ? fr || en : en)).join(", ");
  const place = head.querySelector(".kinds");
  if (types && place) place.textContent = clip(types, 160);
}

export function actorBody(app: App, node: number, record: NodeRecord): Child[] {
  const { model, words } = app;
  const aliases = model.data.aliases[node] ?? [];
  return [
    record.note && h("p", { class: "note" }, told(words, record.note)),
    facts([
      [words.t("read-aka"), aliases.length ? names(aliases) : null],
      [
        words.t("read-homepage"),
        record.homepage ? link(record.homepage, shortAddress(record.homepage)) : null,
      ],
      [words.t("read-same"), record.same.length ? links(record.same) : null],
    ]),
    ...relations(app, node),
  ];
}

function names(aliases: readonly string[]): HTMLElement {
  const shown = aliases.slice(0, 30).flatMap((alias, i) => [i ? ", " : "", bdi(clip(alias, 120))]);
  return h("span", {}, ...shown, aliases.length > 30 ? " …" : "");
}

function links(addresses: readonly string[]): HTMLElement {
  return h("span", { class: "links" }, ...addresses.map((address) => link(address, shortAddress(address))));
}

function relations(app: App, node: number): Child[] {
  const { model, store, words } = app;
  const all = model.edgesOf(node);
  const shown = [...all].filter((edge) => store.view.edges[edge]);
  if (!shown.length) return [h("p", { class: "remark" }, words.t("read-no-relations"))];
  const count = { shown: words.number(shown.length), all: words.tn("count-relations", all.length) };
  const summary = shown.length < all.length ? words.t("read-shown", count) : count.all;
  return [
    h("p", { class: "summary" }, summary),
    ...byFamily(app, shown).map(([family, edges]) =>
      h(
        "section",
        { class: "family" },
        heading(clip(words.say(model.data.families[family].names), 80), words.number(edges.length)),
        ...longList(app, edges, (edge) => edgeButton(app, edge, node)),
      ),
    ),
  ];
}

/** Relations by family in the order of the legend; what is earlier comes first, what has no date last. */
function byFamily({ model }: App, edges: readonly number[]): [number, number[]][] {
  const { start, end } = model.data.edges;
  const time = (edge: number) => start[edge] ?? end[edge] ?? Number.POSITIVE_INFINITY;
  const groups = new Map<number, number[]>();
  for (const edge of edges) {
    const family = model.family(edge);
    const group = groups.get(family);
    if (group) group.push(edge);
    else groups.set(family, [edge]);
  }
  for (const group of groups.values())
    group.sort((a, b) => (time(a) === time(b) ? a - b : time(a) - time(b)));
  return [...groups].sort(([a], [b]) => a - b);
}
