// Who says so, and who does not: the attributions of one relation, the two sides of a dispute next
// to each other.
import { bdi, type Child, h, link } from "../../dom";
import { clip, webAddress } from "../../text";
import type { App, EdgeRecord, Said, Source } from "../../types";
import { told } from "./parts";
import { counts } from "./standpoint";
import { SIDES, type SideOf, sideOf, speaker } from "./voices";

/** What one speaker says in one document: one card, whatever number of passages it rests on. */
type Card = [Said, ...Said[]];

/** All that is said and counts from here; what does not count is folded away beneath it. */
export function ledger(app: App, record: EdgeRecord): HTMLElement[] {
  const heard = record.said.filter((said) => counts(app, said));
  const left = record.said.filter((said) => !counts(app, said));
  const parts = heard.length ? [columns(app, heard)] : [];
  if (left.length) parts.push(aside(app, left));
  return parts;
}

function aside(app: App, left: Said[]): HTMLElement {
  const summary = h("summary", {}, app.words.tn("read-later", cards(left).length));
  return h("details", { class: "aside" }, summary, columns(app, left));
}

function columns(app: App, said: readonly Said[]): HTMLElement {
  const sides = SIDES.map((side) => ({
    side,
    said: said.filter((one) => sideOf(app.model.data, one) === side),
  }));
  const both = sides[0].said.length > 0 && sides[1].said.length > 0;
  const spoken = sides.filter((one) => one.said.length);
  return h(
    "div",
    { class: both ? "ledger both" : "ledger" },
    ...spoken.map((one) => column(app, one.side, one.said)),
  );
}

function column(app: App, side: SideOf, said: readonly Said[]): HTMLElement {
  const title = app.words.t(`read-side-${side}`);
  return h(
    "section",
    { class: `told ${side}`, "aria-label": title },
    h("h4", {}, title),
    ...cards(said).map((one) => card(app, one)),
  );
}

function cards(said: readonly Said[]): Card[] {
  const found = new Map<string, Card>();
  for (const one of said) {
    const key = JSON.stringify([one.by, one.stance, one.title, one.publisher, one.url, one.date, one.via]);
    const card = found.get(key);
    if (card) card.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()];
}

function card(app: App, passages: Card): HTMLElement {
  const { words } = app;
  const [said] = passages;
  const stance = words.say(app.model.data.stances[said.stance]?.names);
  return h(
    "article",
    { class: "said" },
    h(
      "p",
      { class: "speaker" },
      h("b", {}, bdi(clip(speaker(words, said), 200))),
      " ",
      h("span", { class: "stance" }, said.by ? stance : words.t("read-own-voice", { stance })),
    ),
    ...passages.flatMap((passage) => passageOf(app, passage)),
    h("p", { class: "source" }, ...source(app, said)),
    said.via && h("p", { class: "source via" }, `${words.t("read-via")} `, ...source(app, said.via)),
  );
}

function passageOf({ words }: App, { gist, quote, where }: Said): Child[] {
  const place = where ? h("span", { class: "where" }, " ", bdi(clip(where, 160))) : null;
  return [
    gist && h("p", { class: "gist" }, told(words, gist), quote ? null : place),
    quote && h("blockquote", {}, h("p", {}, bdi(quote)), place),
    !gist && !quote && place ? h("p", { class: "gist" }, place) : null,
  ];
}

/** Title, publisher, date, address. */
function source({ words }: App, { title, publisher, date, url }: Source): Child[] {
  const details = [
    publisher ? bdi(clip(words.say(publisher), 120)) : null,
    date ? h("time", {}, words.date(date)) : null,
  ].filter((detail) => detail !== null);
  const address = webAddress(url);
  return [
    h("cite", {}, link(url, clip(words.say(title), 300))),
    ...details.flatMap((detail) => [" · ", detail]),
    address ? h("span", { class: "address" }, bdi(hostOf(address))) : null,
  ];
}

/** Where a link leads to: what a reader needs to see of it before following it. */
function hostOf(address: string): string {
  return clip(new URL(address).hostname.replace(/^www\./, ""), 60);
}
