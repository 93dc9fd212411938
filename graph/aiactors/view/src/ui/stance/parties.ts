// Who tells how much: the parties in the order of how many relations they speak of, and what one
// of them makes of what is in scope.

import type { App, Model } from "../../types";
import { Sight } from "../../view";

export interface Teller {
  /** Index into `parties`. */
  party: number;
  told: number;
  denied: number;
}

/** What a party does with the relations that would be shown: they are asserted, denied or left out. */
export interface Tally {
  asserts: number;
  disputes: number;
  denies: number;
  /** Taken back, or left open. */
  open: number;
  silent: number;
}

/** Keys of statuses that count as said; what is said and denied by the same party is "disputed". */
const SAYS: Record<string, keyof Tally> = {
  established: "asserts",
  reported: "asserts",
  claimed: "asserts",
  disputed: "disputes",
  denied: "denies",
};

/** All parties, those who tell most first. A large network has a million words: this is a plain loop. */
export function tellersOf({ data }: Model): Teller[] {
  const tellers = data.parties.map((_, party) => ({ party, told: 0, denied: 0 }));
  const denied = data.statuses.findIndex(({ key }) => key === "denied");
  for (const edge in data.told) {
    const words = data.told[edge];
    for (let i = 0; i < words.length; i += 1) {
      const [party, status] = words[i];
      if (changed(words, i)) continue;
      tellers[party].told += 1;
      if (status === denied) tellers[party].denied += 1;
    }
  }
  return tellers.sort((a, b) => b.told - a.told || a.party - b.party);
}

/** Whether the party of a word says something else later: its last word counts. */
function changed(words: readonly (readonly [number, ...unknown[]])[], at: number): boolean {
  for (let i = at + 1; i < words.length; i += 1) if (words[i][0] === words[at][0]) return true;
  return false;
}

/** A function that counts what the chosen party makes of what is in scope; null for everyone. */
export function tallyOf({ model, store }: App): () => Tally | null {
  let sight: Sight | null = null;
  return () => {
    const { state } = store;
    if (state.stance === null) return null;
    sight ??= new Sight(model);
    const off = { ...state.off, standing: new Set<string>() };
    const everyone = sight.look({ ...state, stance: null, off });
    const heard = sight.look({ ...state, off });
    const tally: Tally = { asserts: 0, disputes: 0, denies: 0, open: 0, silent: 0 };
    for (let edge = 0; edge < model.edgeCount; edge += 1) {
      if (heard.edges[edge]) tally[SAYS[model.data.statuses[heard.status[edge]].key] ?? "open"] += 1;
      else if (everyone.edges[edge]) tally.silent += 1;
    }
    return tally;
  };
}
