// How a relation stands: from its status and its modality, seen from the reader's standpoint (what
// was known by a day, what one party tells). The same rules as view/payload.py and
// rdf/standpoint.py: the tests compare them.

import { type Day, type Model, type Payload, STANDINGS, type Standing } from "./types";

/** How a relation is drawn: nothing but a fact looks like one. By keys of status and modality. */
export function standing(status: string, modality: string): Standing {
  if (status === "denied" || status === "unknown" || status === "retracted") return "denied";
  if (status === "disputed") return "disputed";
  if (modality !== "actual") return "unrealised";
  return status === "established" || status === "reported" ? "firm" : "claimed";
}

/** Index of the standing, by status * (number of modalities) + modality. */
function standingTable({ statuses, modalities }: Payload): Uint8Array {
  const table = new Uint8Array(statuses.length * modalities.length);
  statuses.forEach((status, s) => {
    modalities.forEach((modality, m) => {
      table[s * modalities.length + m] = STANDINGS.indexOf(standing(status.key, modality.key));
    });
  });
  return table;
}

/** All relations from one standpoint. */
export interface Heard {
  /** 1 for each relation of which somebody who counts speaks. */
  readonly there: Uint8Array;
  readonly status: Uint8Array;
  readonly standing: Uint8Array;
}

/** A day after all others, on which even that is known of which no day is known. */
const NEVER = 2 ** 31 - 1;

/** The history of all statuses in rows, those of one relation in the order of their days. */
interface History {
  edge: Int32Array;
  since: Int32Array;
  status: Int32Array;
}

function flatHistory(history: Payload["history"]): History {
  const rows = Object.entries(history).flatMap(([edge, steps]) =>
    steps.map((step) => [Number(edge), ...step]),
  );
  const column = (index: number) => Int32Array.from(rows, (row) => row[index]);
  return { edge: column(0), since: column(1), status: column(2) };
}

/** Relation, status and day by turns, for each party. */
function wordsOf({ told, parties }: Payload, known: Int32Array): number[][] {
  const found: number[][] = parties.map(() => []);
  for (const [key, said] of Object.entries(told)) {
    const edge = Number(key);
    for (const [party, status, since] of said) {
      found[party].push(edge, status, since === undefined ? known[edge] : (since ?? NEVER));
    }
  }
  return found;
}

/** What there is of a network from each standpoint. */
export class Hearing {
  private readonly today: Heard;
  private readonly known: Int32Array;
  private readonly table: Uint8Array;
  private history: History | null = null;
  private words: number[][] | null = null;

  constructor(private readonly model: Model) {
    const { edges } = model.data;
    this.table = standingTable(model.data);
    this.known = new Int32Array(model.edgeCount);
    const status = new Uint8Array(model.edgeCount);
    for (let e = 0; e < model.edgeCount; e++) {
      this.known[e] = edges.known[e] ?? NEVER;
      status[e] = edges.status[e];
    }
    this.today = this.standingOf(new Uint8Array(model.edgeCount).fill(1), status);
  }

  /** From a standpoint: by a day (null: today), as told by a party (null: everyone). */
  from(knownBy: Day | null, stance: number | null): Heard {
    if (knownBy === null && stance === null) return this.today;
    const there = new Uint8Array(this.model.edgeCount);
    const status = this.today.status.slice();
    if (stance !== null) this.tell(stance, knownBy ?? NEVER, there, status);
    else if (knownBy !== null) this.goBack(knownBy, there, status);
    return this.standingOf(there, status);
  }

  /** What was known by a day, with the statuses that followed from what was published by then. */
  private goBack(day: Day, there: Uint8Array, status: Uint8Array): void {
    for (let e = 0; e < there.length; e++) if (this.known[e] <= day) there[e] = 1;
    this.history ??= flatHistory(this.model.data.history);
    const { edge, since, status: then } = this.history;
    for (let i = 0; i < edge.length; i++) if (since[i] <= day) status[edge[i]] = then[i];
  }

  /** What one party had said by a day, with the status that follows from its word alone. */
  private tell(party: number, day: Day, there: Uint8Array, status: Uint8Array): void {
    this.words ??= wordsOf(this.model.data, this.known);
    const word = this.words[party] ?? [];
    for (let i = 0; i < word.length; i += 3) {
      if (word[i + 2] > day) continue;
      there[word[i]] = 1;
      status[word[i]] = word[i + 1];
    }
  }

  private standingOf(there: Uint8Array, status: Uint8Array): Heard {
    const { modality } = this.model.data.edges;
    const width = this.model.data.modalities.length;
    const found = new Uint8Array(status.length);
    for (let e = 0; e < status.length; e++) found[e] = this.table[status[e] * width + modality[e]];
    return { there, status, standing: found };
  }
}
