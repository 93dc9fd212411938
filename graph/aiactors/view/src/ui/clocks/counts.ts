// What the bars over a clock count: how many relations began to hold, or became known, in each
// stretch of time. A relation of which only the year is known, or a span, counts in parts in all
// stretches in which it may have begun, and apart, so that it can be drawn lighter.

import type { Day, Model } from "../../types";
import { endOf, precisionOf } from "./calendar";

/** When each relation began: in the days from … to, `sure` unless that is only a year or a span. */
export interface Begins {
  from: Float64Array;
  to: Float64Array;
  sure: Uint8Array;
}

export interface Counts {
  sure: Float64Array;
  vague: Float64Array;
  /** How many held at the end of each stretch; empty for what becomes known. */
  held: Float64Array;
}

/** When the relations of a page began to hold; NaN where nobody says. */
export function beginsOf(model: Model): Begins {
  const { edges, dates } = model.data;
  const begins = empty(model.edgeCount);
  const lasts = new Map<number, { last: Day; sure: boolean }>();
  for (let edge = 0; edge < model.edgeCount; edge += 1) {
    const start = edges.start[edge];
    if (start === null) continue;
    const when = edges.when[edge];
    let found = lasts.get(when);
    if (!found || when < 0) {
      found = lastBegin(start, dates[when]);
      lasts.set(when, found);
    }
    const end = edges.end[edge];
    const span = end !== null && end > found.last && model.relation(edge).occurrence;
    begins.from[edge] = start;
    begins.to[edge] = span ? end : found.last;
    begins.sure[edge] = found.sure && !span ? 1 : 0;
  }
  return begins;
}

/** The last day on which something of a date may have begun, and whether that is sure to the month. */
function lastBegin(start: Day, edtf: string | undefined): { last: Day; sure: boolean } {
  if (edtf === undefined) return { last: start, sure: true };
  const { unit, sure } = precisionOf(edtf);
  const rough = unit === "year" || unit === "unknown";
  return { last: endOf(start, rough ? "year" : unit), sure: sure && !rough };
}

/** When the relations of a page became known: always a day. */
export function knownOf(model: Model): Begins {
  const begins = empty(model.edgeCount);
  const { known } = model.data.edges;
  for (let edge = 0; edge < known.length; edge += 1) {
    const day = known[edge];
    if (day === null) continue;
    begins.from[edge] = begins.to[edge] = day;
    begins.sure[edge] = 1;
  }
  return begins;
}

function empty(length: number): Begins {
  const nothing = () => new Float64Array(length).fill(Number.NaN);
  return { from: nothing(), to: nothing(), sure: new Uint8Array(length) };
}

/** So many days have a place of their own; of more, some share one. */
const PLACES = 300_000;

/** Bars that begin on given days, and for each day the bar that it falls into. */
export class Grid {
  private readonly first: Day;
  private readonly days: number;
  private readonly barOf: Uint16Array;

  constructor(
    readonly cuts: readonly Day[],
    readonly last: Day,
  ) {
    this.first = cuts[0];
    this.days = Math.ceil((last - this.first + 1) / PLACES);
    this.barOf = new Uint16Array(this.place(last) + 1);
    cuts.forEach((cut, bar) => {
      this.barOf.fill(bar, this.place(cut));
    });
  }

  get places(): number {
    return this.barOf.length;
  }

  /** Days before the first bar belong to it, those after the last one to that. */
  place(day: Day): number {
    return Math.floor((Math.min(Math.max(day, this.first), this.last) - this.first) / this.days);
  }

  barAt(place: number): number {
    return this.barOf[place];
  }

  bar(day: Day): number {
    return this.barOf[this.place(day)];
  }

  zeros(): Float64Array {
    return new Float64Array(this.cuts.length);
  }
}

/** Count the relations of a mask into bars. */
export function count(begins: Begins, mask: Uint8Array, grid: Grid): Counts {
  const { from, to, sure } = begins;
  const counts: Counts = { sure: grid.zeros(), vague: grid.zeros(), held: new Float64Array(0) };
  // How many relations each day is due, as changes from day to day: a relation of a year is due a
  // 365th on each day of it.
  const due = new Float64Array(grid.places + 1);
  for (let edge = 0; edge < mask.length; edge += 1) {
    const start = from[edge];
    if (mask[edge] === 0 || Number.isNaN(start)) continue;
    if (sure[edge]) {
      counts.sure[grid.bar(start)] += 1;
      continue;
    }
    const [low, high] = [grid.place(start), grid.place(to[edge])];
    due[low] += 1 / (high - low + 1);
    due[high + 1] -= 1 / (high - low + 1);
  }
  let now = 0;
  for (let place = 0; place < grid.places; place += 1) {
    now += due[place];
    counts.vague[grid.barAt(place)] += now;
  }
  for (let bar = 0; bar < counts.vague.length; bar += 1) if (counts.vague[bar] < 1e-6) counts.vague[bar] = 0;
  return counts;
}

/** How many relations of a mask can have held at the end of each bar. */
export function held(model: Model, mask: Uint8Array, grid: Grid): Float64Array {
  const { start, end } = model.data.edges;
  const change = grid.zeros();
  for (let edge = 0; edge < mask.length; edge += 1) {
    if (mask[edge] === 0) continue;
    const bar = grid.bar(start[edge] ?? grid.cuts[0]);
    change[bar] += 1;
    const over = end[edge];
    if (over !== null && over < grid.last && !model.relation(edge).occurrence) {
      change[Math.max(grid.bar(over), bar)] -= 1;
    }
  }
  let sum = 0;
  return change.map((n) => {
    sum += n;
    return sum;
  });
}
