// Terms of RDF as Turtle writes them, the same as graph/aiactors/rdf/terms.py.
import type { Day, Label } from "../types";

export const PREFIXES: Record<string, string> = {
  ai: "https://w3id.org/ai-actors/ns#",
  id: "https://w3id.org/ai-actors/id/",
  st: "https://w3id.org/ai-actors/statement/",
  money: "https://w3id.org/ai-actors/money/",
  dcterms: "http://purl.org/dc/terms/",
  edtf: "http://id.loc.gov/datatypes/edtf/",
  foaf: "http://xmlns.com/foaf/0.1/",
  oa: "http://www.w3.org/ns/oa#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** Half of a pair, which no file can hold. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A plain string literal, on one line. */
export function string(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
  const safe = text.replace(LONE, "\ufffd").replace(/[\\"\u0000-\u001f\u007f]/g, (char) => {
    return ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return `"${safe}"`;
}

/** A literal with its language; without one where that is no tag of a language. */
export function tagged(lang: string, text: string): string {
  const is = /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i.test(lang);
  return is ? `${string(text)}@${lang}` : string(text);
}

/** A text in its languages; one that is the same in every language in those of the interface. */
export function texts(label: Label): string[] {
  const all = typeof label === "string" ? { en: label, fr: label } : label;
  return Object.entries(all).map(([lang, text]) => tagged(lang, text));
}

/** A web address as an IRI; what an IRI cannot hold is percent-encoded. */
export function address(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be encoded
  const safe = value.replace(LONE, "\ufffd").replace(/[\u0000-\u0020<>"{}|\\^`]/g, (char) => {
    return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `<${safe}>`;
}

/** The address of something of this graph: short where its id may stand behind a prefix. */
export function own(prefix: "id" | "st", id: string): string {
  if (/^[a-z\d]([\w-]*[a-z\d])?$/i.test(id)) return `${prefix}:${id}`;
  return address(PREFIXES[prefix] + encodeURIComponent(id.replace(LONE, "\ufffd")));
}

/** Whether something may stand as an IRI at all: with a scheme. */
export function isAddress(value: string): boolean {
  return /^https?:\/\/[^/]/i.test(value);
}

export function isoDay(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function day(iso: string): string {
  return `"${iso}"^^xsd:date`;
}

type Bounds = [first: string, last: string];

/** First and last day of a date of EDTF; null where it is none. */
function days(date: string): Bounds | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(date);
  if (!parts) return null;
  const [, year, month, of] = parts;
  if (of) return [`${year}-${month}-${of}`, `${year}-${month}-${of}`];
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  const last = new Date(Date.UTC(2000, Number(month), 0));
  last.setUTCFullYear(Number(year), Number(month), 0);
  return [`${year}-${month}-01`, `${year}-${month}-${String(last.getUTCDate()).padStart(2, "0")}`];
}

const OPEN = ["", ".."];

/** A time with the days that bound it, as pairs of predicate and object. */
export function time(edtf: string): [string, string][] {
  const [left = "", right = left] = edtf.split("/");
  const start = OPEN.includes(left) ? null : days(left);
  const end = OPEN.includes(right) ? null : days(right);
  const named: [string, string | undefined][] = [
    ["ai:earliestStart", start?.[0]],
    ["ai:latestStart", start?.[1]],
    ["ai:earliestEnd", end?.[0]],
    ["ai:latestEnd", end?.[1]],
  ];
  const bounds = named.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return [
    ["ai:when", `${string(edtf)}^^edtf:EDTF`],
    ...bounds.map(([name, iso]): [string, string] => [name, day(iso)]),
  ];
}

/** In English, for `USD 97.4 billion` and `27.5%`, as graph/aiactors/network/words.py writes them. */
const SCALES: Record<string, number> = { million: 6, billion: 9, trillion: 12 };

/** An amount of money: its address, and what that stands for. */
export interface Money {
  term: string;
  currency: string;
  value: string;
}

/** The amount that some words tell of; null where they cannot be read. */
export function money(words: string): Money | null {
  const parts = /^([A-Z]{3}) ([\d,]+)(?:\.(\d+))?(?: (million|billion|trillion))?$/.exec(words);
  if (!parts) return null;
  const [, currency = "", whole = "", fraction = "", scale] = parts;
  const zeros = scale ? (SCALES[scale] ?? 0) : 0;
  const shifted = fraction.padEnd(zeros, "0");
  const rest = shifted.slice(zeros).replace(/0+$/, "");
  const digits = (whole.replace(/,/g, "") + shifted.slice(0, zeros)).replace(/^0+(?=\d)/, "");
  const value = rest ? `${digits}.${rest}` : digits;
  const term = rest ? `<${PREFIXES["money"]}${currency}${value}>` : `money:${currency}${value}`;
  return { term, currency, value };
}

/** A part of a whole as an exact number; null where it cannot be read. */
export function share(words: string): string | null {
  const parts = /^(\d{1,3})(?:\.(\d+))?%$/.exec(words);
  if (!parts) return null;
  const digits = (parts[1] ?? "").padStart(3, "0") + (parts[2] ?? "");
  const [whole, fraction] = [
    Number(digits.slice(0, -2 - (parts[2] ?? "").length)),
    digits.slice(-2 - (parts[2] ?? "").length),
  ];
  const rest = fraction.replace(/0+$/, "");
  return `"${whole}${rest ? `.${rest}` : ""}"^^xsd:decimal`;
}
