// The documents that records cite: each stands once in the page, and records hold its place (doc).
// They are read, so many together, when a record that cites them is read, and put in its place.

import type { EdgeRecord, Source } from "./types";
import { unpack } from "./unpack";

type Cited = Partial<Source> & { doc?: number };

export class Sources {
  private readonly kept = new Map<number, Promise<Source[]>>();
  private elements: Element[] | null = null;

  constructor(private readonly size: number) {}

  /** Put what is known of documents in the place of their numbers. */
  async putBack(records: EdgeRecord[]): Promise<void> {
    const cited: Cited[] = records.flatMap(({ said }) =>
      said.flatMap((one) => (one.via ? [one, one.via] : one)),
    );
    const numbered = cited.filter(({ doc }) => doc !== undefined);
    const wanted = [...new Set(numbered.map(({ doc = 0 }) => Math.floor(doc / this.size)))];
    const read = await Promise.all(wanted.map((index) => this.chunk(index)));
    const chunks = new Map(wanted.map((index, at) => [index, read[at]]));
    for (const one of numbered) {
      const { doc = 0 } = one;
      delete one.doc;
      Object.assign(one, chunks.get(Math.floor(doc / this.size))?.[doc % this.size]);
    }
  }

  private chunk(index: number): Promise<Source[]> {
    const found = this.kept.get(index) ?? this.read(index);
    this.kept.set(index, found);
    return found;
  }

  private async read(index: number): Promise<Source[]> {
    this.elements ??= [...document.querySelectorAll("script.kg-sources")];
    const element = this.elements[index];
    return element ? ((await unpack(element)) as Source[]) : [];
  }
}
