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
/** After all keys that a date can have. */
const LAST = 2 ** 27;

/** All relations of a network in order. */
export class Order {
  private readonly keys: Float64Array;
  private readonly sorted: Float64Array;

  constructor(model: Model, by: By) {
    this.keys = by === "known" ? knownKeys(model) : happenedKeys(model);
    this.sorted = inOrder(this.keys);
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

/**
 * Relations by their keys, those of the same key by index. Key and index in one number are sorted by
 * the browser itself, ten times as fast as by a comparison of ours.
 */
function inOrder(keys: Float64Array): Float64Array {
  const count = keys.length;
  const sorted = new Float64Array(count);
  for (let edge = 0; edge < count; edge++) sorted[edge] = Math.min(keys[edge], LAST) * count + edge;
  sorted.sort();
  for (let i = 0; i < count; i++) sorted[i] -= Math.floor(sorted[i] / count) * count;
  return sorted;
}

function knownKeys({ data }: Model): Float64Array {
  const { known } = data.edges;
  const keys = new Float64Array(known.length).fill(UNDATED);
  const parts = partsByDay();
  for (let edge = 0; edge < keys.length; edge++) {
    const day = known[edge];
    if (day !== null) keys[edge] = keyOf(...parts(day));
  }
  return keys;
}

/** Year, month and date of days, worked out once for each: many relations share their days. */
function partsByDay(): typeof partsOf {
  const found = new Map<number, ReturnType<typeof partsOf>>();
  return (day) => {
    let parts = found.get(day);
    if (!parts) {
      parts = partsOf(day);
      found.set(day, parts);
    }
    return parts;
  };
}

/** By its beginning, as precise as that is; where only the end is known, by that. */
function happenedKeys({ data, edgeCount }: Model): Float64Array {
  const { edges, dates } = data;
  const starts = dates.map((text) => precisionOf(text).unit);
  const ends = dates.map((text) => precisionOf(text.split("/")[1] ?? text).unit);
  const keys = new Float64Array(edgeCount).fill(UNDATED);
  const parts = partsByDay();
  for (let edge = 0; edge < edgeCount; edge++) {
    const day = edges.start[edge] ?? edges.end[edge];
    if (day === null) continue;
    const when = edges.when[edge];
    const unit = when < 0 ? "day" : edges.start[edge] === null ? ends[when] : starts[when];
    const [year, month, date] = parts(day);
    keys[edge] = keyOf(year, unit === "day" || unit === "month" ? month : 0, unit === "day" ? date : 0);
  }
  return keys;
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
