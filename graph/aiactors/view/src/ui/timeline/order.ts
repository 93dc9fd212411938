// The order of the timeline: relations by the date since which they hold, or by the day since which
// they are known, with headings for years and months. What is only known to the year stands at the
// head of its year, what has no date at all at the very end.

import type { Model } from "../../types";
import { partsOf, precisionOf } from "../clocks/calendar";

export type By = "happened" | "known";

/** A heading or a relation, and where it stands from the top, in pixels. */
export type Item =
  | { kind: "year"; year: number; top: number }
  | { kind: "month"; year: number; month: number; top: number }
  | { kind: "undated"; top: number }
  | { kind: "edge"; edge: number; place: number; top: number };

export interface Heights {
  year: number;
  month: number;
  undated: number;
  edge: number;
}

/** What is listed: items from top to bottom, and where to find a relation among them. */
export interface Listing {
  readonly items: readonly Item[];
  readonly height: number;
  /** How many relations are listed, and how many of them without a date. */
  readonly count: number;
  readonly undated: number;
  /** Relations in their order. */
  readonly edges: Uint32Array;
  /** Index into `items` by relation; -1 where it is not listed. */
  readonly itemOf: Int32Array;
}

/** Year, month and date in one number; month and date are 0 where they are not known. */
const keyOf = (year: number, month: number, date: number) => (year * 13 + month) * 32 + date;
const UNDATED = Number.POSITIVE_INFINITY;

/** All relations of a network in order. */
export class Order {
  private readonly keys: Float64Array;
  private readonly sorted: Uint32Array;

  constructor(model: Model, by: By) {
    this.keys = by === "known" ? knownKeys(model) : happenedKeys(model);
    const all = Uint32Array.from({ length: model.edgeCount }, (_, edge) => edge);
    this.sorted = all.sort((a, b) => this.compare(a, b));
  }

  private compare(a: number, b: number): number {
    const [one, other] = [this.keys[a], this.keys[b]];
    return one === other ? a - b : one - other;
  }

  /** The relations of a mask, with their headings. */
  list(mask: Uint8Array, heights: Heights): Listing {
    const items: Item[] = [];
    const itemOf = new Int32Array(mask.length).fill(-1);
    const edges: number[] = [];
    let [top, year, month, undated] = [0, Number.NaN, 0, 0];
    const head = (item: Item): void => {
      items.push(item);
      top += heights[item.kind];
    };
    for (const edge of this.sorted) {
      if (!mask[edge]) continue;
      const key = this.keys[edge];
      if (key === UNDATED) {
        if (!undated) head({ kind: "undated", top });
        undated += 1;
      } else {
        const at = Math.floor(key / 32);
        const [nextYear, nextMonth] = [Math.floor(at / 13), at - Math.floor(at / 13) * 13];
        if (nextYear !== year) head({ kind: "year", year: nextYear, top });
        if (nextMonth && (nextYear !== year || nextMonth !== month)) {
          head({ kind: "month", year: nextYear, month: nextMonth, top });
        }
        [year, month] = [nextYear, nextMonth];
      }
      itemOf[edge] = items.length;
      head({ kind: "edge", edge, place: edges.length, top });
      edges.push(edge);
    }
    return { items, height: top, count: edges.length, undated, edges: Uint32Array.from(edges), itemOf };
  }
}

function knownKeys({ data }: Model): Float64Array {
  return Float64Array.from(data.edges.known, (day) => (day === null ? UNDATED : keyOf(...partsOf(day))));
}

/** By its beginning, as precise as that is; where only the end is known, by that. */
function happenedKeys({ data, edgeCount }: Model): Float64Array {
  const { edges, dates } = data;
  const starts = dates.map((text) => precisionOf(text).unit);
  const ends = dates.map((text) => precisionOf(text.split("/")[1] ?? text).unit);
  return Float64Array.from({ length: edgeCount }, (_, edge) => {
    const day = edges.start[edge] ?? edges.end[edge];
    if (day === null) return UNDATED;
    const when = edges.when[edge];
    const unit = when < 0 ? "day" : edges.start[edge] === null ? ends[when] : starts[when];
    const [year, month, date] = partsOf(day);
    return keyOf(year, unit === "day" || unit === "month" ? month : 0, unit === "day" ? date : 0);
  });
}

/** The last item that begins at or above a height. */
export function itemAt(items: readonly Item[], y: number): number {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (items[middle].top <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}
