// Everything that is read: the interface in two languages, names, sentences, dates.

import { dateInWords, dayInWords } from "./dates";
import { clip, fold, plain } from "./text";
import type { Label, Lang, Model, Store, Texts, Words } from "./types";
import ask from "./words/ask.json";
import clocks from "./words/clocks.json";
import keys from "./words/keys.json";
import legend from "./words/legend.json";
import page from "./words/page.json";
import paths from "./words/paths.json";
import reading from "./words/reading.json";
import scope from "./words/scope.json";
import search from "./words/search.json";
import stage from "./words/stage.json";
import stance from "./words/stance.json";
import story from "./words/story.json";
import table from "./words/table.json";
import timeline from "./words/timeline.json";
import tools from "./words/tools.json";

const FILES: Record<Lang, Texts>[] = [
  page,
  reading,
  legend,
  search,
  timeline,
  paths,
  ask,
  clocks,
  stance,
  table,
  tools,
  keys,
  story,
  scope,
  stage,
];

/** All texts of the interface in a language. The core's own come last: no other file can change them. */
export function pageWords(lang: Lang): Map<string, string> {
  return new Map([...FILES].reverse().flatMap((file) => Object.entries(file[lang])));
}

/** The first of the browser's languages that the interface speaks. */
export function browserLang(fallback: Lang): Lang {
  for (const tag of navigator.languages ?? []) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short === "en" || short === "fr") return short;
  }
  return fallback;
}

/** Where three more digits follow, and what stands there in a language. */
const THOUSANDS = /\B(?=(\d{3})+$)/g;
const BETWEEN: Record<Lang, string> = { en: ",", fr: "\u202f" };

/** Longest name that stands in a sentence. */
const LONGEST = 80;

class Speaker implements Words {
  private readonly texts: Partial<Record<Lang, Map<string, string>>> = {};
  private readonly formats: Partial<Record<Lang, Intl.NumberFormat>> = {};

  /** What the browser asks for: to ask it is slow, and every name that is drawn wants to know. */
  private asked: Lang;

  constructor(
    private readonly model: Model,
    private readonly store: Store,
  ) {
    const ask = () => browserLang(model.data.lang);
    this.asked = ask();
    addEventListener("languagechange", () => {
      this.asked = ask();
    });
  }

  get lang(): Lang {
    return this.store.state.lang ?? this.asked;
  }

  /** All texts in the language of now; the other one is made when it is asked for. */
  private get all(): Map<string, string> {
    const { lang } = this;
    this.texts[lang] ??= pageWords(lang);
    return this.texts[lang];
  }

  t(key: string, values: Record<string, string | number> = {}): string {
    const text = this.all.get(key) ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  tn(key: string, n: number): string {
    const exact = n === 0 ? `${key}-zero` : n === 1 ? `${key}-one` : "";
    if (exact && this.all.has(exact)) return this.t(exact, { n });
    return this.t(key, { n: this.number(n) });
  }

  say(label: Label | undefined | null): string {
    if (label === undefined || label === null || typeof label === "string") return label ?? "";
    return label[this.lang] ?? label["en"] ?? label[Object.keys(label).sort()[0]] ?? "";
  }

  nodeName(node: number): string {
    const { name, id } = this.model.data.nodes;
    return this.say(name[node]) || id[node];
  }

  relationName(edge: number, turned = false): string {
    const relation = this.model.relation(edge);
    return this.say(turned && relation.directed ? relation.inverse : relation.names) || relation.key;
  }

  sentence(edge: number): string {
    const { from, to } = this.model.data.edges;
    const parts = [this.nodeName(from[edge]), this.relationName(edge), this.nodeName(to[edge])];
    return parts.map((part) => plain(clip(part, LONGEST))).join(" ");
  }

  caveat(edge: number): string {
    const { modalities, statuses, edges } = this.model.data;
    const modality = modalities[edges.modality[edge]];
    const status = statuses[this.store.view.status[edge]];
    const terms = modality.key === "actual" ? [] : [modality];
    if (status.key !== "established" && status.key !== "reported") terms.push(status);
    return terms.map((term) => plain(clip(this.say(term.names) || term.key, LONGEST))).join(", ");
  }

  date(edtf: string): string {
    return dateInWords(edtf, this);
  }

  day(day: number): string {
    return dayInWords(day, this.lang);
  }

  number(n: number): string {
    const { lang } = this;
    // The browser's own way to write numbers takes a while to be made: whole ones do without it.
    if (Number.isInteger(n)) return String(n).replace(THOUSANDS, BETWEEN[lang]);
    this.formats[lang] ??= new Intl.NumberFormat(lang);
    return this.formats[lang].format(n);
  }

  fold(text: string): string {
    return fold(text);
  }
}

/** Words in the language that the reader chose, or the browser asks for. */
export function createWords(model: Model, store: Store): Words {
  return new Speaker(model, store);
}
