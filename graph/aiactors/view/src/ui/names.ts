// The names of all actors, ready to be searched. They are taken in when somebody begins to search,
// a little at a time, so that typing never waits for them.

import { Lookup } from "../lookup";
import type { App, Model } from "../types";

/** Milliseconds of one go; what is typed meanwhile waits no longer than that. */
const GO = 10;

const lookups = new WeakMap<Model, Lookup>();
const waiting = new WeakMap<Lookup, Set<() => void>>();

/** One for all fields in which actors are searched. */
export function lookupOf({ model, words }: App): Lookup {
  let lookup = lookups.get(model);
  if (!lookup) {
    lookup = new Lookup(model, (text) => words.fold(text));
    lookups.set(model, lookup);
  }
  return lookup;
}

/** Take in all names; `then` is called when that is done, unless it was done before. */
export function prepare(lookup: Lookup, then: () => void): void {
  if (lookup.done) return;
  const callers = waiting.get(lookup);
  if (callers) {
    callers.add(then);
    return;
  }
  waiting.set(lookup, new Set([then]));
  goOn(lookup);
}

function goOn(lookup: Lookup): void {
  if (!lookup.work(GO)) {
    setTimeout(goOn, 0, lookup);
    return;
  }
  for (const then of waiting.get(lookup) ?? []) then();
  waiting.delete(lookup);
}
