// Days, months and years: what a reader types, and what a step of a clock is. A month or a year
// stands for its last day, as everywhere in the project where a date is not precise.

import type { Day, State } from "../../types";

export type Step = State["step"];

const DAY = 86_400_000;

/** The day of a date; months from 1. Years before 100 are years, not short for 1900 and more. */
export function dayOf(year: number, month = 1, date = 1): Day {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  return Math.round(time.getTime() / DAY);
}

/** Year, month (from 1) and date of a day. */
export function partsOf(day: Day): [number, number, number] {
  const time = new Date(day * DAY);
  return [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()];
}

/** A day as people type it: 2019-03-04. */
export function isoOf(day: Day): string {
  const [year, month, date] = partsOf(day);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** The running number of the step that a day lies in. */
function numberOf(day: Day, step: Step): number {
  if (step === "day") return day;
  const [year, month] = partsOf(day);
  return step === "year" ? year : year * 12 + month - 1;
}

/** The last day of a step. */
function lastOf(number: number, step: Step): Day {
  if (step === "day") return number;
  if (step === "year") return dayOf(number, 12, 31);
  return dayOf(Math.floor(number / 12), (number % 12) + 2, 0);
}

/** The last day of the step that a day lies in. */
export function endOf(day: Day, step: Step): Day {
  return lastOf(numberOf(day, step), step);
}

/** The last day of the step that lies `by` steps on; from within one, its own end comes first. */
export function moved(day: Day, step: Step, by: number): Day {
  const number = numberOf(day, step);
  const within = by > 0 && lastOf(number, step) !== day ? 1 : 0;
  return lastOf(number + by - within, step);
}

/** What a reader types: 2019, 2019-03 or 2019-03-04; null if it is no date. */
export function typed(text: string): Day | null {
  const found = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
  if (!found) return null;
  const [year, month, date] = [found[1], found[2], found[3]].map(Number);
  if (found[2] === undefined) return dayOf(year, 12, 31);
  if (month < 1 || month > 12) return null;
  const last = dayOf(year, month + 1, 0);
  if (found[3] === undefined) return last;
  return date >= 1 && date <= partsOf(last)[2] ? dayOf(year, month, date) : null;
}

/** How precise the beginning of a date in EDTF is, and whether it is only about or uncertain. */
export function precisionOf(edtf: string): { unit: Step | "unknown"; sure: boolean } {
  const begin = edtf.split("/")[0];
  const found = /^\d{4}(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(begin);
  if (!found) return { unit: /^\d/.test(begin) ? "year" : "unknown", sure: false };
  const month = found[1] !== undefined && Number(found[1]) <= 12; // above are seasons
  const unit = !month ? "year" : found[2] === undefined ? "month" : "day";
  return { unit, sure: found[3] === "" };
}
