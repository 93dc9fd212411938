// What may be a hop of a path: the relations that tie two actors, and how well each of them stands. The
// same rules as aiactors.paths.links (Python): of what holds, what is of the best rank; and, where
// it is asked for, what is claimed, unknown, disputed or denied.

import { terms } from "./terms";
import { KINDS, type Kind, type Model } from "./types";

/** A hop costs so much that the part of its evidence never adds up to another one. */
export const STEP = 1_000_000;
const STATUS: Record<string, number> = {
  established: 0,
  reported: 200,
  claimed: 400,
  unknown: 500,
  disputed: 600,
  denied: 800,
};
const FIRM = new Set(["established", "reported"]);
/** Documents and thoughts are what is said about actors: no way leads over them. */
const TIED = new Set<Kind>(["person", "organization", "product", "event", "group"]);

/** Which relations may be hops. */
export interface Rules {
  /** Whether a relation passes clocks, stance and filters. */
  passes(edge: number): boolean;
  /** Its status from the reader's standpoint: index into `statuses`. */
  status(edge: number): number;
  /** Leave out what is claimed, disputed, denied or unknown. */
  firm: boolean;
  /** How many hops a way may have. */
  longest?: number;
}

/** Costs of a relation that was not looked at yet, and of one that is no hop. */
const UNKNOWN = -1;
const NONE = 0;
/** The penalty of a status that no hop may have. */
const NEVER = -1;

/** What may be a hop, and what it costs. A relation is judged when it is first come upon. */
export class Links {
  private readonly costs: Int32Array;
  /** By index of the status: its part of the penalty, and whether what has it is taken for a fact. */
  private readonly byStatus: number[];
  private readonly facts: boolean[];
  private readonly actual: number;
  private readonly tied: boolean[];
  private readonly outranked = new Set<number>();

  constructor(
    readonly model: Model,
    private readonly rules: Rules,
  ) {
    const { statuses, modalities } = model.data;
    this.costs = new Int32Array(model.edgeCount).fill(UNKNOWN);
    this.facts = statuses.map(({ key }) => FIRM.has(key));
    this.byStatus = statuses.map(({ key }, i) =>
      this.facts[i] || !rules.firm ? (STATUS[key] ?? NEVER) : NEVER,
    );
    this.actual = modalities.findIndex((term) => term.key === "actual");
    this.tied = KINDS.map((kind) => TIED.has(kind));
    this.putBack();
  }

  /** What it costs to go over a relation; 0 where it is no hop. */
  cost(edge: number): number {
    const known = this.costs[edge];
    if (known !== UNKNOWN) return known;
    const cost = this.is(edge) ? STEP + this.penalty(edge) : NONE;
    this.costs[edge] = cost;
    return cost;
  }

  /** How badly a relation stands: first its status, then the number of its sources. */
  penalty(edge: number): number {
    const sources = Math.max(this.model.data.edges.sources[edge], 1);
    return this.byStatus[this.rules.status(edge)] + Math.floor(100 / sources);
  }

  /** The relations that tie two actors, the best one first. */
  between(one: number, other: number): number[] {
    const ids = this.model.data.edges.id;
    const all = this.joining(one, other).filter((edge) => this.cost(edge) !== NONE);
    return all.sort((a, b) => this.penalty(a) - this.penalty(b) || (ids[a] < ids[b] ? -1 : 1));
  }

  /** What it costs to go from one actor to another that a hop leads to. */
  hop(one: number, other: number): number {
    const costs = this.joining(one, other).map((edge) => this.cost(edge));
    return Math.min(...costs.filter((cost) => cost !== NONE));
  }

  /** All relations of two actors: looked for among those of the one who has fewer. */
  private joining(one: number, other: number): number[] {
    const { degree } = this.model;
    const [few, many] = degree[one] < degree[other] ? [one, other] : [other, one];
    const found: number[] = [];
    for (const edge of this.model.edgesOf(few)) if (this.model.other(edge, few) === many) found.push(edge);
    return found;
  }

  private is(edge: number): boolean {
    const { edges, nodes } = this.model.data;
    const [from, to] = [edges.from[edge], edges.to[edge]];
    return (
      this.rules.passes(edge) &&
      edges.modality[edge] === this.actual &&
      from !== to &&
      this.tied[nodes.kind[from]] &&
      this.tied[nodes.kind[to]] &&
      this.byStatus[this.rules.status(edge)] !== NEVER &&
      !this.outranked.has(edge)
    );
  }

  /** Put back what is deprecated, and facts beside which others of the same subject and relation are preferred. */
  private putBack(): void {
    const preferred: number[] = [];
    for (const [id, rank] of Object.entries(terms().ranks)) {
      const edge = this.model.edge(id);
      if (edge === undefined) continue;
      if (rank === "Deprecated") this.outranked.add(edge);
      if (rank === "Preferred" && this.holds(edge)) preferred.push(edge);
    }
    const { from, relation } = this.model.data.edges;
    for (const best of preferred) {
      for (const edge of this.model.edgesOf(from[best])) {
        const same = from[edge] === from[best] && relation[edge] === relation[best];
        if (same && this.isFact(edge) && !preferred.includes(edge)) this.outranked.add(edge);
      }
    }
  }

  private holds(edge: number): boolean {
    const actual = this.model.data.edges.modality[edge] === this.actual;
    return actual && this.isFact(edge) && this.rules.passes(edge);
  }

  private isFact(edge: number): boolean {
    return this.facts[this.rules.status(edge)];
  }
}
