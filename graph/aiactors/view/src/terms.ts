// What the page is given beside its data, to write RDF and to be asked in SPARQL: view/queries.py.

import type { Texts } from "./types";
import { unpack } from "./unpack";

export interface Parameter {
  name: string;
  type: "entity" | "relation" | "day" | "number" | "text";
  default: string | null;
}

export interface NamedQuery {
  name: string;
  title: Texts;
  question: Texts;
  sparql: string;
  parameters: Parameter[];
}

export interface Terms {
  /** English label → local name, of classes and of bounds. */
  terms: Record<string, string>;
  /** Id of a statement → local name of its rank, where that is not `Normal`. */
  ranks: Record<string, string>;
}

export interface Asking {
  queries: NamedQuery[];
  /** Names and hierarchy of classes, relations and concepts, as Turtle. */
  ontology: string;
}

let read: Terms | null = null;
let unpacked: Promise<Asking> | null = null;

/** What it takes to write RDF; a page that is not told can write less. */
export function terms(): Terms {
  if (read === null) {
    const text = document.getElementById("kg-terms")?.textContent;
    read = { terms: {}, ranks: {}, ...(text ? (JSON.parse(text) as Partial<Terms>) : {}) };
  }
  return read;
}

/** What it takes to be asked, unpacked when it is first needed. */
export function asking(): Promise<Asking> {
  unpacked ??= (async () => {
    const element = document.getElementById("kg-queries");
    const given = element ? ((await unpack(element)) as Partial<Asking>) : {};
    return { queries: [], ontology: "", ...given };
  })();
  return unpacked;
}

/** The local name of what has a key: `chief-executive-of` → `chiefExecutiveOf`. */
export function localName(key: string): string {
  return key.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
}

/** The same of a class or a concept: `research-lab` → `ResearchLab`. */
export function className(key: string): string {
  const name = localName(key);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
