// Dates and intervals in EDTF, in words: as precise as the source, and no more.

import type { Day, Lang, Words } from "./types";

const LOCALES: Record<Lang, string> = { en: "en-GB", fr: "fr" };
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make and are kept: 1 year, 2 month, 3 day. */
function format(lang: Lang, precision: 1 | 2 | 3): Intl.DateTimeFormat {
  const key = `${lang}${precision}`;
  let found = formats.get(key);
  if (!found) {
    const form: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
    if (precision > 1) form.month = "long";
    if (precision > 2) form.day = "numeric";
    found = new Intl.DateTimeFormat(LOCALES[lang], form);
    formats.set(key, found);
  }
  return found;
}

/** A day since 1970. */
export function dayInWords(day: Day, lang: Lang): string {
  return format(lang, 3).format(day * DAY_MS);
}

function one(text: string, words: Pick<Words, "t" | "lang">): string {
  const parts = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(text);
  if (!parts) return text;
  const [, year, month, day, mark] = parts;
  const time = new Date(Date.UTC(2000, Number(month || 1) - 1, Number(day || 1)));
  time.setUTCFullYear(Number(year));
  let said = format(words.lang, day ? 3 : month ? 2 : 1).format(time);
  if (mark === "~" || mark === "%") said = words.t("date-about", { date: said });
  if (mark === "?" || mark === "%") said = words.t("date-uncertain", { date: said });
  return said;
}

/** A date or an interval. */
export function dateInWords(when: string, words: Pick<Words, "t" | "lang">): string {
  if (!when) return "";
  if (!when.includes("/")) return one(when, words);
  const [from, to] = when.split("/");
  const start = from && from !== ".." ? one(from, words) : "";
  const end = to && to !== ".." ? one(to, words) : "";
  if (start && end) return words.t("date-from-to", { from: start, to: end });
  if (start) return words.t(to === ".." ? "date-since" : "date-since-unknown", { date: start });
  return end ? words.t("date-until", { date: end }) : when;
}
