// The evidence of a relation. Its head stands at once; the rest when its record is unpacked.
import { bdi, type Child, h } from "../../dom";
import { clip } from "../../text";
import { type App, type EdgeRecord, STANDINGS } from "../../types";
import { citeBox } from "./citebox";
import { ledger } from "./ledger";
import { caveatTag, choose, edgeButton, edgeGlyph, facts, heading, inNumbers, longList } from "./parts";
import { capital } from "./phrase";
import { heldThen, silent, standpoint } from "./standpoint";
import { voicesOf } from "./voices";
import { verdict } from "./why";

export function evidenceHead(app: App, edge: number): HTMLElement[] {
  const { model, words } = app;
  const { from, to } = model.data.edges;
  const family = clip(words.say(model.data.families[model.family(edge)].names), 60);
  return [
    h("p", { class: "kicker" }, edgeGlyph(app, edge), " ", family, " ", caveatTag(app, edge)),
    h(
      "h2",
      { tabindex: -1, class: "sentence" },
      end(app, from[edge]),
      " ",
      h("span", { class: "relation" }, clip(words.relationName(edge), 120)),
      " ",
      end(app, to[edge]),
    ),
  ];
}

function end(app: App, node: number): HTMLElement {
  const onclick = () => choose(app, "node", node);
  const name = bdi(clip(app.words.nodeName(node), 200));
  return h("button", { type: "button", class: "end", "data-key": `end${node}`, onclick }, name);
}

export function evidenceBody(app: App, edge: number, record: EdgeRecord): Child[] {
  const { words } = app;
  return [
    ...verdict(app, edge, record),
    ...notes(app, edge),
    facts(factsOf(app, edge, record)),
    heading(words.t("read-who")),
    ...ledger(app, record),
    ...between(app, edge),
    heading(words.t("read-cite")),
    citeBox(app, edge, record),
  ];
}

/** What stands between the words and a fact: the modality, the day of the clock, the filters. */
function notes(app: App, edge: number): HTMLElement[] {
  const { model, store, words } = app;
  const modality = model.data.modalities[model.data.edges.modality[edge]];
  const texts: Child[][] = [];
  if (modality.key !== "actual") {
    const name = h("b", {}, `${capital(words.say(modality.names), words.lang)}. `);
    const key = `modality-${modality.key}`;
    texts.push([name, words.t(key) === key ? "" : words.t(key)]);
  }
  if (heldThen(app, edge)) texts.push([heldThen(app, edge)]);
  if (!store.view.edges[edge] && !silent(app, edge)) texts.push([words.t("read-unshown")]);
  return texts.map((text) => h("p", { class: "remark" }, ...text));
}

function factsOf(app: App, edge: number, record: EdgeRecord): [string, Child][] {
  const { model, words } = app;
  const { known, sources } = model.data.edges;
  const since = known[edge];
  return [
    [words.t("when"), whenOf(app, edge, record)],
    [words.t("read-known-since"), since === null ? null : words.day(since)],
    [words.t("read-sources"), standpoint(app) ? null : sourcesOf(app, record, sources[edge])],
    ...inNumbers(record, words).map(([key, text]): [string, Child] => [
      qualifierName(app, key),
      bdi(clip(text, 600)),
    ]),
  ];
}

/** Where nobody speaks in a voice of its own, those that are counted are parties (docs/status.md). */
function sourcesOf({ model, words }: App, record: EdgeRecord, count: number): string {
  const voices = voicesOf(model.data, words, record.said).for;
  const parties = count > 0 && voices.length > 0 && !voices.some((voice) => voice.own);
  return words.tn(parties ? "read-parties" : "count-sources", count);
}

function qualifierName({ words }: App, key: string): string {
  const name = words.t(`read-qualifier-${key}`);
  return name === `read-qualifier-${key}` ? key : name;
}

function whenOf({ model, words }: App, edge: number, record: EdgeRecord): Child {
  const index = model.data.edges.when[edge];
  const written = words.say(record.written);
  if (index < 0 && !written) return null;
  const text = words.t("read-written", { text: clip(written, 200) });
  return h(
    "span",
    {},
    index < 0 ? "" : h("b", {}, words.date(model.data.dates[index])),
    written && h("small", {}, bdi(text)),
  );
}

/** The other relations between the same two: what came before, what came later, what has no date. */
function between(app: App, edge: number): Child[] {
  const { start, end } = app.model.data.edges;
  const time = (one: number) => start[one] ?? end[one];
  const now = time(edge);
  const groups: Record<string, number[]> = {
    "read-earlier": [],
    "read-later-between": [],
    "read-between": [],
  };
  for (const other of app.model.parallel(edge)) {
    if (other === edge || !app.store.view.edges[other]) continue;
    const then = time(other);
    const apart = now === null || then === null || now === then;
    groups[apart ? "read-between" : then < now ? "read-earlier" : "read-later-between"].push(other);
  }
  return Object.entries(groups).flatMap(([key, edges]) => {
    edges.sort((a, b) => (time(a) ?? 0) - (time(b) ?? 0) || a - b);
    return edges.length
      ? [heading(app.words.t(key)), ...longList(app, edges, (one) => edgeButton(app, one, null))]
      : [];
  });
}

/** The evidence in one breath, for screen readers. */
export function evidenceAloud(app: App, edge: number, body: Element): string {
  const why = body.querySelector(".verdict")?.textContent ?? STANDINGS[app.store.view.standing[edge]];
  return `${app.words.sentence(edge)}. ${why}`;
}
