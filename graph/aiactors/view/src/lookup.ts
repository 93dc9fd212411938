// Finds actors by their names in all languages, with accents and slips of the finger aside.
//
// Every name is kept folded (no accents, no case, words between single spaces), the most
// connected actor's first. What is typed is looked for in all of them as it stands. Only where
// that finds too little, words that are nearly the same are looked for: 32 bits tell which letters
// a word has, and with so many slips no more than so many of them can be missing. That is one pass
// over a typed array, and unlike an index of trigrams it misses nothing that the distance of
// Damerau and Levenshtein, which decides and ranks, allows: "msuk" has no trigram of "musk".

import { allowed, letters, slips, tooFar } from "./slips";
import type { Label, Model } from "./types";

/** How well a name fits: smaller is better. From NEAR on, with so many slips. */
const WHOLE = 0;
const BEGINS = 1;
const WORDS = 2;
const STARTS = 3;
const WITHIN = 4;
const NEAR = 5;
/** Longer names are searched by their beginnings. */
const LONGEST = 160;

/** Letters that Unicode does not take apart. */
// biome-ignore format: a table
const APART: Record<string, string> = {
  ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h",
};

export interface Hit {
  node: number;
  /** The name that fits, as it is written. */
  name: string;
  /** Whether that is another than the actor goes by. */
  alias: boolean;
}

type Found = { entry: number; how: number };

export class Lookup {
  /** Whether all names are in. */
  done = false;
  private next = 0;
  /** Of each name: folded, with a space at both ends; whose it is; which of its names. */
  private readonly names: string[] = [];
  private readonly owner: number[] = [];
  private readonly which: number[] = [];
  /** All different words, and in which names they stand. */
  private readonly words = new Map<string, number>();
  private readonly spelled: string[] = [];
  private readonly inNames: number[][] = [];
  private bits = new Uint32Array(1024);

  constructor(
    private readonly model: Model,
    private readonly foldWord: (text: string) => string,
  ) {}

  /** Take in more names, for so many milliseconds. Returns whether all are in. */
  work(ms: number): boolean {
    const end = performance.now() + ms;
    const { ranked } = this.model;
    while (this.next < ranked.length) {
      this.take(ranked[this.next++]);
      if (this.next % 64 === 0 && performance.now() > end) break;
    }
    this.done = this.next >= ranked.length;
    return this.done;
  }

  /** The actors that fit best, the best first; of those that fit alike, the most connected. */
  find(text: string, most: number): Hit[] {
    const wanted = this.fold(text).trim();
    if (!wanted) return [];
    const found = this.asTyped(wanted, most);
    if (found.length < most) found.push(...this.nearly(wanted));
    return this.best(found, most);
  }

  /** As names are compared. */
  fold(text: string): string {
    const folded = this.foldWord(text.slice(0, LONGEST)).replace(/[^\p{L}\p{N}]+/gu, " ");
    return folded.replace(/[ßøłđðþæœıħ]/g, (letter) => APART[letter]);
  }

  private take(node: number): void {
    const seen = new Set<string>();
    this.namesOf(node).forEach((name, which) => {
      const folded = this.fold(name).trim();
      if (!folded || seen.has(folded)) return;
      seen.add(folded);
      const entry = this.names.push(` ${folded} `) - 1;
      this.owner.push(node);
      this.which.push(which);
      const words = folded.split(" ");
      for (const word of new Set(words)) this.spell(word, entry);
      // "Open AI" finds OpenAI, and "gpt4o" finds GPT-4o.
      if (words.length > 1 && words.length < 4) this.spell(words.join(""), entry);
    });
  }

  private spell(word: string, entry: number): void {
    let at = this.words.get(word);
    if (at === undefined) {
      at = this.spelled.push(word) - 1;
      this.words.set(word, at);
      this.inNames.push([]);
      if (at >= this.bits.length) {
        const longer = new Uint32Array(this.bits.length * 2);
        longer.set(this.bits);
        this.bits = longer;
      }
      this.bits[at] = letters(word);
    }
    this.inNames[at].push(entry);
  }

  /** Its name in each language, then its other names. */
  private namesOf(node: number): string[] {
    const { nodes, aliases } = this.model.data;
    return [...texts(nodes.name[node]), ...(aliases[node] ?? [])];
  }

  /** Names that hold what is typed. Not more than `most` of each way to fit are of use. */
  private asTyped(wanted: string, most: number): Found[] {
    const found: Found[] = [];
    const counts = [0, 0, 0, 0, 0];
    const words = wanted.split(" ");
    for (let entry = 0; entry < this.names.length; entry++) {
      const how = fit(this.names[entry], wanted, words);
      if (how < NEAR && counts[how]++ < most * 4) found.push({ entry, how });
    }
    return found;
  }

  /** Names that have, for each word that is typed, one that is nearly the same. */
  private nearly(wanted: string): Found[] {
    const words = wanted.split(" ").slice(0, 6);
    let sums = this.near(words[0]);
    for (const word of words.slice(1)) sums = both(sums, this.near(word));
    // Words that were taken apart: "opan ai".
    if (!sums.size && words.length > 1) sums = this.near(words.join(""));
    return [...sums].map(([entry, far]) => ({ entry, how: NEAR + far }));
  }

  /** By name: how far its nearest word is from a word that is typed. */
  private near(word: string): Map<number, number> {
    const most = allowed(word);
    const bits = letters(word);
    const found = new Map<number, number>();
    for (let at = 0; at < this.spelled.length; at++) {
      if (tooFar(bits, this.bits[at], most)) continue;
      const spelled = this.spelled[at];
      let far = slips(word, spelled, most);
      if (far > most) continue;
      if (spelled.length > word.length + far) far += 0.5; // it has only been begun
      for (const entry of this.inNames[at]) {
        if (far < (found.get(entry) ?? 99)) found.set(entry, far);
      }
    }
    return found;
  }

  /** Each actor once, by the name that fits best. */
  private best(found: Found[], most: number): Hit[] {
    found.sort((a, b) => a.how - b.how || a.entry - b.entry);
    const hits = new Map<number, Hit>();
    for (const { entry } of found) {
      const node = this.owner[entry];
      if (hits.has(node)) continue;
      const name = this.namesOf(node)[this.which[entry]];
      hits.set(node, { node, name, alias: this.isAlias(node, this.which[entry]) });
      if (hits.size === most) break;
    }
    return [...hits.values()];
  }

  private isAlias(node: number, which: number): boolean {
    return which >= texts(this.model.data.nodes.name[node]).length;
  }
}

/** What is in both, with the sum of how far it is. */
function both(one: Map<number, number>, other: Map<number, number>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [entry, far] of one) {
    const more = other.get(entry);
    if (more !== undefined) sums.set(entry, far + more);
  }
  return sums;
}

function texts(label: Label): string[] {
  return typeof label === "string" ? [label] : [...new Set(Object.values(label))];
}

/** How a name holds what is typed; NEAR where it does not. */
function fit(name: string, wanted: string, words: string[]): number {
  const at = name.indexOf(wanted);
  if (at < 0) return words.length > 1 && words.every((word) => name.includes(` ${word}`)) ? STARTS : NEAR;
  if (at === 1) return name.length === wanted.length + 2 ? WHOLE : BEGINS;
  const start = name.indexOf(` ${wanted}`);
  if (start < 0) return WITHIN;
  return name.includes(` ${wanted} `) ? WORDS : STARTS;
}
