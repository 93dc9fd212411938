// From where a reader looks at a relation: what counts of what is said, and why it may be missing.
import { clip, plain } from "../../text";
import type { App, Day, EdgeRecord, Label, Said } from "../../types";

const DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/;

/** The last day by which a document was public: a date that is not precise counts with its last day. */
export function lastDay(edtf: string | undefined): Day | null {
  const parts = DATE.exec(edtf ?? "");
  if (!parts) return null;
  const year = Number(parts[1]);
  const month = Number(parts[2] ?? 12);
  const day = parts[3] ? Date.UTC(year, month - 1, Number(parts[3])) : Date.UTC(year, month, 0);
  return Math.round(day / 86_400_000);
}

/** Whether an attribution counts from the standpoint of the reader. */
export function counts({ model, store }: App, said: Said): boolean {
  const { knownBy, stance } = store.state;
  if (stance !== null && !same(said.by ?? said.publisher, model.data.parties[stance]?.name)) return false;
  if (knownBy === null) return true;
  const day = lastDay((said.via ?? said).date);
  return day !== null && day <= knownBy;
}

function same(a: Label | undefined, b: Label | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a relation has no status at all from there, as nobody who counts speaks of it; and why. */
export function silent({ model, store, words }: App, edge: number): string {
  const { knownBy, stance } = store.state;
  const known = model.data.edges.known[edge];
  if (stance !== null && !(model.data.told[edge] ?? []).some(([party]) => party === stance)) {
    return words.t("read-silent", { who: plain(clip(words.say(model.data.parties[stance]?.name), 80)) });
  }
  const hidden = knownBy !== null && (known === null || known > knownBy);
  return hidden ? words.t("read-unknown-then", { day: words.day(knownBy) }) : "";
}

/** Whether it held on the day of the clock, in words; empty without one. */
export function heldThen({ model, store, words }: App, edge: number): string {
  const { heldOn } = store.state;
  if (heldOn === null) return "";
  const { start, end } = model.data.edges;
  const [first, last] = [start[edge], end[edge]];
  const over = last !== null && last < heldOn && !model.relation(edge).occurrence;
  const key = first !== null && first > heldOn ? "read-not-yet" : over ? "read-over" : "read-held";
  return words.t(key, { day: words.day(heldOn) });
}

/** "As told by OpenAI", "As known by 3 March 2024"; empty for everyone, today. */
export function standpoint({ model, store, words }: App): string {
  const { knownBy, stance } = store.state;
  const who = stance === null ? "" : plain(clip(words.say(model.data.parties[stance]?.name), 80));
  const day = knownBy === null ? "" : words.day(knownBy);
  if (who && day) return words.t("read-as-told-known", { who, day });
  if (who) return words.t("read-as-told", { who });
  return day ? words.t("read-as-known", { day }) : "";
}

/** What is said and counts, and how many pieces do not. */
export function heard(app: App, record: EdgeRecord): { said: Said[]; left: number } {
  const said = record.said.filter((one) => counts(app, one));
  return { said, left: record.said.length - said.length };
}
