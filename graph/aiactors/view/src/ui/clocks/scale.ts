// Where days stand along a clock. Most of its width goes to the years in which nearly everything
// happens; the few things long before and after share a narrow strip at either end.

import type { Day } from "../../types";
import { dayOf, endOf, moved, partsOf, type Step } from "./calendar";

/** How much of the width a strip at either end takes. */
const STRIP = 0.05;
/** Which part of the days may lie in either strip. */
const FEW = 0.02;
/** So many days tell how all of them lie. */
const SAMPLE = 20_000;
/** Strips are only made where they win at least so much room. */
const WORTH = 1.3;

export interface Scale {
  readonly first: Day;
  readonly last: Day;
  /** Where the strips end and begin; the same as `first` and `last` where there are none. */
  readonly from: Day;
  readonly to: Day;
  /** 0 … 1 along the clock. */
  at(day: Day): number;
  /** The day at 0 … 1. */
  day(at: number): Day;
}

/** A scale for days that occur; null if there are none. */
export function scaleOf(days: ArrayLike<Day | null>): Scale | null {
  const { known, least, most } = sampled(days);
  if (!known.length) return null;
  const first = yearOf(least);
  const last = Math.max(endOf(most, "month"), moved(first, "year", 1));
  const few = Math.floor(known.length * FEW);
  let from = yearOf(known[few]);
  let to = endOf(known[known.length - 1 - few], "year");
  const middle = to - from;
  if ((to - first) / middle < WORTH) from = first;
  if (to >= last || (last - from) / middle < WORTH) to = last;
  return stretched([first, from, to, last]);
}

/** The first and the last of the days, and so many of all of them, in order, that one sees how they lie. */
function sampled(days: ArrayLike<Day | null>): { known: Float64Array; least: Day; most: Day } {
  const every = Math.ceil(days.length / SAMPLE);
  const known: Day[] = [];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let count = 0;
  for (let i = 0; i < days.length; i += 1) {
    const day = days[i];
    if (day === null) continue;
    if (day < least) least = day;
    if (day > most) most = day;
    if (count++ % every === 0) known.push(day);
  }
  return { known: Float64Array.from(known).sort(), least, most };
}

/** The first day of the year of a day. */
function yearOf(day: Day): Day {
  return dayOf(partsOf(day)[0]);
}

function stretched([first, from, to, last]: [Day, Day, Day, Day]): Scale {
  const days = [first, from, to, last];
  const places = [0, from > first ? STRIP : 0, to < last ? 1 - STRIP : 1, 1];
  const along = (value: number, xs: number[], ys: number[]): number => {
    for (let i = 0; i < 3; i += 1) {
      if (value <= xs[i + 1] && xs[i + 1] > xs[i]) {
        return ys[i] + ((Math.max(value, xs[0]) - xs[i]) / (xs[i + 1] - xs[i])) * (ys[i + 1] - ys[i]);
      }
    }
    return ys[3];
  };
  return {
    first,
    last,
    from,
    to,
    at: (day) => along(day, days, places),
    day: (at) => Math.round(along(at, places, days)),
  };
}

const UNITS: [Step, number][] = [
  ["day", 1],
  ["month", 1],
  ["month", 3],
  ["year", 1],
  ["year", 5],
  ["year", 10],
  ["year", 50],
];

/** The first days of the bars that fit into a width in pixels; the strips are one bar each. */
export function cutsOf(scale: Scale, width: number, least = 3.4): Day[] {
  const middle = (scale.at(scale.to) - scale.at(scale.from)) * width;
  const [unit, size] = UNITS.find((candidate) => middle / barsOf(scale, candidate) >= least) ?? UNITS[6];
  const cuts = scale.from > scale.first ? [scale.first] : [];
  let day = scale.from;
  while (day <= scale.to && cuts.length < 5000) {
    cuts.push(day);
    day = unit === "day" ? day + size : moved(day, unit, size) + 1;
  }
  if (scale.to < scale.last) cuts.push(scale.to + 1);
  return cuts;
}

function barsOf(scale: Scale, [unit, size]: [Step, number]): number {
  const days = { day: 1, month: 30.44, year: 365.25 }[unit] * size;
  return (scale.to - scale.from + 1) / days;
}

/** Years to write below a clock of some width: round ones, as many as there is room for. */
export function yearsOf(scale: Scale, width: number, room = 44): number[] {
  const [from, to] = [partsOf(scale.from)[0], partsOf(scale.to)[0]];
  const middle = (scale.at(scale.to) - scale.at(scale.from)) * width;
  const most = Math.max(1, middle / room);
  const gap = [1, 2, 5, 10, 20, 50, 100, 500].find((years) => (to - from + 1) / years <= most) ?? 1000;
  const years: number[] = [];
  for (let year = Math.ceil(from / gap) * gap; year <= to; year += gap) years.push(year);
  return years;
}
