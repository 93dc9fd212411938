// Citing a relation: as a footnote of one line, and as BibTeX. The same as aiactors/record/cite.py
// writes: tests/view/test_reading.py compares them.
import type { App, EdgeRecord, Label, Lang, Said, Source, Words } from "../types";

const NAME = "AI Actors";
const BETWEEN: Record<Lang, string> = { en: "; ", fr: "\u00a0; " };
const COLON: Record<Lang, string> = { en: ":", fr: "\u00a0:" };
const QUOTED: Record<Lang, [string, string]> = { en: ["“", "”"], fr: ["«\u00a0", "\u00a0»"] };

const DATES: Record<Lang, Record<"about" | "since" | "from" | "until" | "both", string>> = {
  en: { about: "about {}", since: "since {}", from: "from {}", until: "until {}", both: "{} to {}" },
  fr: {
    about: "{} environ",
    since: "depuis {}",
    from: "à partir de {}",
    until: "jusqu’à {}",
    both: "{} à {}",
  },
};

// BibTeX counts braces that are escaped as well, so those stand as words.
const ESCAPES: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  $: "\\$",
  _: "\\_",
};

/** Signs that control or turn round what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const NEXT_LINE = "\x85";

/** The sentence with its time, how well it stands, the documents, and its own address. */
export function footnote(app: App, edge: number, record: EdgeRecord): string {
  const { words, model } = app;
  const standing = `${statusOf(app, edge)}, ${words.tn("cite-source", model.data.edges.sources[edge])}`;
  const documents = documentsOf(app, record)
    .map((one) => line(reference(words, one)))
    .join(BETWEEN[words.lang]);
  return `${sentence(app, edge, record)} — ${standing}${COLON[words.lang]} ${documents}. ${NAME}, ${record.iri}`;
}

/** An entry for each document, and one for the relation itself. */
export function bibtex(app: App, edge: number, record: EdgeRecord): string {
  const entries = documentsOf(app, record).map((one) => entry(keyOf(app.words, one), fields(app.words, one)));
  const own = entry(`statement-${app.model.data.edges.id[edge]}`, {
    title: escaped(sentence(app, edge, record)),
    author: `{${NAME}}`,
    url: address(record.iri),
    note: escaped(statusOf(app, edge)),
  });
  return [...entries, own].join("\n");
}

/** The status for everyone, today: a citation does not depend on where its reader stood. */
function statusOf({ words, model }: App, edge: number): string {
  return words.say(model.data.statuses[model.data.edges.status[edge]]?.names);
}

function sentence(app: App, edge: number, record: EdgeRecord): string {
  const { model, words } = app;
  const { from, to, modality, when } = model.data.edges;
  const values = new Map(record.qualifiers.map(([key, label]) => [key, words.say(label)]));
  const numbered = values.has("share") || values.has("amount");
  const bound = values.get("bound");
  const object = quoted(app, to[edge]);
  const happened = model.data.modalities[modality[edge]];
  const more = [
    happened.key === "actual" ? "" : words.say(happened.names),
    ...details(values, bound),
    when[edge] < 0 ? "" : dateInFigures(model.data.dates[when[edge]], words.lang),
  ].filter(Boolean);
  const bounded = bound && !numbered ? `${bound} ${object}` : object;
  const text = `${quoted(app, from[edge])} ${words.relationName(edge)} ${bounded}`;
  return line(more.length ? `${text} (${more.join(", ")})` : text);
}

/** Role, share and amount; what bounds a number stands before the first of them. */
function details(values: Map<string, string>, bound: string | undefined): string[] {
  let left = bound ?? "";
  return ["role", "share", "amount"].flatMap((key) => {
    const value = values.get(key);
    if (value === undefined) return [];
    if (key === "role") return [value];
    const text = left ? `${left} ${value}` : value;
    left = "";
    return [text];
  });
}

function quoted({ model, words }: App, node: number): string {
  const name = words.nodeName(node);
  const [open, close] = QUOTED[words.lang];
  return model.kind(node) === "proposition" ? `${open}${name}${close}` : name;
}

/** Those that affirm it, as they were read, each once; all of them, where none does. */
function documentsOf({ model }: App, record: EdgeRecord): Source[] {
  const stance = (said: Said) => model.data.stances[said.stance]?.key;
  const affirming = record.said.filter((said) => stance(said) === "asserts" || stance(said) === "reports");
  const read = (affirming.length ? affirming : record.said).map((said): Source => said.via ?? said);
  return [...new Map(read.map((one) => [one.id ?? JSON.stringify([one.title, one.url]), one])).values()];
}

function reference(words: Words, { title, publisher, date, url }: Source): string {
  const published = date ? dateInFigures(date, words.lang) : "";
  return [words.say(title), words.say(publisher), published, url].filter(Boolean).join(", ");
}

/** Dates in figures, so that columns of them can be looked through. */
export function dateInFigures(edtf: string, lang: Lang): string {
  const words = DATES[lang];
  const [start, end] = edtf.split("/");
  const put = (text: string, ...days: string[]) => text.replace(/\{\}/g, () => days.shift() ?? "");
  const day = (text: string) =>
    /[~%]$/.test(text) ? put(words.about, text.slice(0, -1)) + (text.endsWith("%") ? "?" : "") : text;
  if (end === undefined) return day(start);
  if (start === "" || start === "..") return put(words.until, day(end));
  if (end === "" || end === "..") return put(end ? words.since : words.from, day(start));
  return put(words.both, day(start), day(end));
}

// --- BibTeX -----------------------------------------------------------------------------------

function fields(words: Words, document: Source): Record<string, string> {
  const found: Record<string, string> = { title: escaped(words.say(document.title)) };
  if (document.publisher) {
    const name = escaped(words.say(document.publisher as Label));
    found.author = `{${name}}`;
    found.publisher = name;
  }
  if (document.date) Object.assign(found, datesOf(document.date));
  if (document.url) found.url = address(document.url);
  if (document.accessed) found.urldate = document.accessed;
  if (document.language) found.langid = escaped(document.language);
  return found;
}

/** What BibTeX understands of a date: all of it, or else its first year. */
function datesOf(edtf: string): Record<string, string> {
  const year = /\d{4}/.exec(edtf)?.[0];
  const whole: Record<string, string> = /^\d{4}(-\d\d){0,2}$/.test(edtf) ? { date: edtf } : {};
  return year ? { ...whole, year } : whole;
}

/** The id of a document; where the page was not told it, what is left of its title. */
function keyOf(words: Words, document: Source): string {
  return document.id ?? words.fold(words.say(document.title)).slice(0, 60);
}

function entry(ref: string, values: Record<string, string>): string {
  const key = ref.replace(/^id:/, "").replace(/[^A-Za-z0-9:-]+/g, "-");
  const lines = Object.entries(values).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@online{${key},\n${lines.join("")}}\n`;
}

function escaped(text: string): string {
  return line(text).replace(/[\\{}~^%&#$_]/g, (sign) => ESCAPES[sign]);
}

/** An address, in which braces and backslashes stand as they do in addresses: in percent. */
function address(text: string): string {
  const signs: Record<string, string> = { "\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20" };
  return line(text).replace(/[\\{} ]/g, (sign) => signs[sign]);
}

/** A text in one line, without signs that control or turn round what follows. */
function line(text: string): string {
  const seen = [...text].map((sign) => (isSpace(sign) ? " " : UNSEEN.test(sign) ? "" : sign));
  return seen.join("").split(" ").filter(Boolean).join(" ");
}

/** What Python takes for a space. */
function isSpace(sign: string): boolean {
  return sign === NEXT_LINE || (/\s/.test(sign) && sign !== "\ufeff");
}
