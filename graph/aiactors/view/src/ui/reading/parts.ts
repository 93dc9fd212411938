// What several pages of the panel are made of: lists of actors and relations, facts, buttons.
import { bdi, type Child, h } from "../../dom";
import { kindGlyph, lineGlyph } from "../../glyphs";
import { clip } from "../../text";
import { type App, type EdgeRecord, type Label, STANDINGS, type Words } from "../../types";
import { standpoint } from "./standpoint";

/** Above this, records are unpacked only for what is read. */
const MOST_IN_DETAIL = 20_000;
const DETAILS = new Set(["role", "share", "amount"]);

/** How many members a list shows before it is asked for all of them. */
const FIRST = 20;

export function nodeButton(app: App, node: number, small = ""): HTMLElement {
  return h(
    "button",
    { type: "button", class: "item", "data-key": `n${node}`, onclick: () => choose(app, "node", node) },
    kindGlyph(app.model.kind(node)),
    h("span", { class: "item-words" }, bdi(clip(app.words.nodeName(node), 120))),
    " ",
    small && h("small", {}, small),
  );
}

/** A relation in a list: seen from an actor, or as a whole sentence (null). Pointing at it lights it. */
export function edgeButton(app: App, edge: number, from: number | null): HTMLElement {
  const { model, store } = app;
  const ends = [model.data.edges.from[edge], model.data.edges.to[edge]];
  return h(
    "button",
    {
      type: "button",
      class: "item item-edge",
      "data-key": `e${edge}`,
      onclick: () => choose(app, "edge", edge),
      onpointerenter: () => store.point({ nodes: ends, edges: [edge] }),
      onpointerleave: () => store.point(null),
    },
    edgeGlyph(app, edge),
    h("span", { class: "item-words" }, ...edgeWords(app, edge, from), details(app, edge)),
  );
}

export function edgeGlyph({ model, store }: App, edge: number): SVGElement {
  const modality = model.data.modalities[model.data.edges.modality[edge]].key;
  const family = model.data.families[model.family(edge)].key;
  return lineGlyph(family, STANDINGS[store.view.standing[edge]], modality !== "actual");
}

function edgeWords({ model, words }: App, edge: number, from: number | null): Child[] {
  const { data } = model;
  const name = (node: number, most: number) => h("b", {}, bdi(clip(words.nodeName(node), most)));
  const relation = (turned: boolean) => h("i", {}, clip(words.relationName(edge, turned), 80));
  if (from === null) {
    return [name(data.edges.from[edge], 80), " ", relation(false), " ", name(data.edges.to[edge], 80)];
  }
  return [relation(data.edges.from[edge] !== from), " ", name(model.other(edge, from), 120)];
}

function details(app: App, edge: number): HTMLElement {
  const { model, words } = app;
  const { when, sources } = model.data.edges;
  const date = when[edge] < 0 ? "" : words.date(model.data.dates[when[edge]]);
  // Sources are counted for today and for everyone alone.
  const count = sources[edge] && !standpoint(app) ? words.tn("read-n-sources", sources[edge]) : "";
  const text = [date, count].filter(Boolean).join(" · ");
  const more = h("span", {});
  if (model.edgeCount <= MOST_IN_DETAIL)
    model.edgeRecord(edge).then((record) => addDetails(app, more, record));
  return h("small", {}, more, text, " ", caveatTag(app, edge));
}

/** Role, share and amount: what tells two relations of the same name apart. */
function addDetails({ words }: App, place: HTMLElement, record: EdgeRecord): void {
  const texts = inNumbers(record, words).filter(([key]) => DETAILS.has(key));
  place.append(...texts.flatMap(([, text]) => [bdi(clip(text, 120)), " · "]));
}

/** Qualifiers in words, with what bounds a number before it. */
export function inNumbers({ qualifiers }: EdgeRecord, words: Words): [string, string][] {
  const bound = words.say(qualifiers.find(([key]) => key === "bound")?.[1]);
  const numbered = qualifiers.some(([key]) => key === "share" || key === "amount");
  return qualifiers
    .filter(([key]) => key !== "bound" || !numbered)
    .map(([key, label]) => {
      const text = words.say(label);
      return [key, bound && (key === "share" || key === "amount") ? `${bound} ${text}` : text];
    });
}

/** What must be known before it is taken for a fact; nothing is seen of it for facts. */
export function caveatTag({ store, words }: App, edge: number): HTMLElement | null {
  const caveat = words.caveat(edge);
  return caveat ? h("span", { class: `tag ${STANDINGS[store.view.standing[edge]]}` }, caveat) : null;
}

export function choose(app: App, kind: "node" | "edge", index: number): void {
  app.store.point(null);
  app.choose({ kind, index });
}

/** A list that begins with its first members, and ends with a button for the rest. */
export function longList(app: App, members: readonly number[], item: (member: number) => HTMLElement) {
  const list = h("ul", { class: "items" }, ...members.slice(0, FIRST).map((one) => h("li", {}, item(one))));
  const rest = members.slice(FIRST);
  if (!rest.length) return [list];
  const more = () => {
    const added = rest.map((one) => h("li", {}, item(one)));
    list.append(...added);
    button.remove();
    added[0].querySelector("button")?.focus();
  };
  const button = h(
    "button",
    { type: "button", class: "more", onclick: more },
    app.words.t("read-more", { n: app.words.number(members.length) }),
  );
  return [list, button];
}

/** A text that may be there in another language only, marked as such for whoever hears it. */
export function told(words: Words, label: Label): HTMLElement {
  const element = bdi(words.say(label));
  if (typeof label !== "string" && !(words.lang in label)) {
    element.lang = Object.keys(label).find((lang) => label[lang] === words.say(label)) ?? "";
  }
  return element;
}

/** Names and what they are; those without a value are left out. */
export function facts(rows: readonly [string, Child][]): HTMLElement {
  const given = rows.filter(([, value]) => value);
  return h(
    "dl",
    { class: "facts" },
    ...given.flatMap(([name, value]) => [h("dt", {}, bdi(clip(name, 60))), h("dd", {}, value)]),
  );
}

export function heading(text: string, count = ""): HTMLElement {
  return h("h3", {}, text, count && h("span", { class: "count" }, ` ${count}`));
}
