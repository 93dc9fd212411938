// The ties between actors: the k shortest ways from one to another, in the order of aiactors.paths
// (Python). Fewer hops go first; of those, what stands better: status, then the number of
// independent sources; of those, the ids. Yen's algorithm with Lawler's rule and a perfect guide:
// how far every actor is from the goal is found once, and leads each of Yen's many searches almost
// straight on.

import { Heap } from "./heap";
import { Links, type Rules, STEP } from "./links";
import type { Model } from "./types";

/** A step from one actor to another, and the relations it rests on: the best one first. */
export interface Hop {
  from: number;
  to: number;
  edges: number[];
}

/** A way from one actor to another. */
export interface Tie {
  nodes: number[];
  hops: Hop[];
  /** Which hop stands least well. */
  weakest: number;
}

/** The ways between two of the actors that were asked for. */
export interface Pair {
  from: number;
  to: number;
  ties: Tie[];
}

/** Of what cannot be reached. */
const FAR = 2 ** 31 - 1;

type Way = { cost: number; nodes: number[]; from: number };

/**
 * The best ways between each two of some actors, pair by pair. What is left out of the answer of
 * one pair costs nothing: a caller may stop between two.
 */
export function* tiesBetween(model: Model, ends: readonly number[], rules: Rules, k = 5): Generator<Pair> {
  const links = new Links(model, rules);
  const most = (rules.longest ?? 6) * STEP + STEP / 2;
  for (let i = 0; i < ends.length; i++) {
    for (const to of ends.slice(i + 1)) {
      const ways = shortest(links, ends[i], to, k, most);
      yield { from: ends[i], to, ties: ways.map((way) => tieOf(links, way)) };
    }
  }
}

function tieOf(links: Links, nodes: number[]): Tie {
  const hops = nodes.slice(1).map((to, i) => ({ from: nodes[i], to, edges: links.between(nodes[i], to) }));
  const costs = hops.map((hop) => links.penalty(hop.edges[0]));
  return { nodes, hops, weakest: costs.indexOf(Math.max(...costs)) };
}

/** The cheapest ways that visit nothing twice. */
function shortest(links: Links, start: number, goal: number, k: number, most: number): number[][] {
  const search = new Search(links, distances(links, goal, most), goal, most);
  const first = start === goal ? null : search.on([start], new Set());
  if (!first) return [];
  const waiting = new Heap<Way>(
    (a, b) => a.cost < b.cost || (a.cost === b.cost && search.before(a.nodes, b.nodes)),
  );
  waiting.push(first);
  const seen = new Set([first.nodes.join()]);
  const found: number[][] = [];
  while (found.length < k) {
    const way = waiting.pop();
    if (!way) break;
    found.push(way.nodes);
    for (let at = way.from; at < way.nodes.length - 1; at++) {
      const root = way.nodes.slice(0, at + 1);
      const next = search.on(root, takenAfter(found, root));
      const key = next?.nodes.join();
      if (!next || !key || seen.has(key)) continue;
      seen.add(key);
      waiting.push(next);
    }
  }
  return found;
}

/** Where the ways that were found already go on from a root. */
function takenAfter(found: number[][], root: number[]): Set<number> {
  return new Set(
    found.filter((way) => root.every((node, i) => way[i] === node)).map((way) => way[root.length]),
  );
}

/**
 * How far everything is from the goal that is not farther than it may be; FAR where it is. Since
 * hops outweigh all else, who is reached in one round is known for good before the next: no heap is
 * needed.
 */
function distances(links: Links, goal: number, most: number): Int32Array {
  const { model } = links;
  const known = new Int32Array(model.nodeCount).fill(FAR);
  known[goal] = 0;
  let round = [goal];
  for (let first = 0; round.length; first += STEP) {
    const next: number[] = [];
    for (const here of round) {
      for (const edge of model.edgesOf(here)) {
        const more = links.cost(edge);
        const there = model.other(edge, here);
        const cost = known[here] + more;
        if (!more || cost > most || cost >= known[there] || known[there] < first + STEP) continue;
        if (known[there] === FAR) next.push(there);
        known[there] = cost;
      }
    }
    round = next;
  }
  return known;
}

/** Looks for the cheapest way that goes on from a root. */
class Search {
  private readonly ids: readonly string[];

  constructor(
    private readonly links: Links,
    private readonly guide: Int32Array,
    private readonly goal: number,
    private readonly most: number,
  ) {
    this.ids = links.model.data.nodes.id;
  }

  /** Whether of two ways that cost the same one goes first: by the ids along them. */
  before(one: readonly number[], other: readonly number[]): boolean {
    const at = one.findIndex((node, i) => node !== other[i]);
    if (at < 0) return false;
    return other.length > at && this.ids[one[at]] < this.ids[other[at]];
  }

  /** The cheapest way on from the end of a root, and not with a hop that is taken already. */
  on(root: number[], taken: ReadonlySet<number>): Way | null {
    const begin = root[root.length - 1];
    if (this.guide[begin] === FAR) return null;
    const { model } = this.links;
    const done = new Set(root.slice(0, -1));
    const best = new Map([[begin, this.spent(root)]]);
    const before = new Map<number, number>();
    const waiting = new Heap<[number, number]>(
      (a, b) => a[0] < b[0] || (a[0] === b[0] && this.ids[a[1]] < this.ids[b[1]]),
    );
    waiting.push([0, begin]);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const here = next[1];
      if (here === this.goal) return this.way(root, before, best.get(here)!);
      if (done.has(here)) continue;
      done.add(here);
      for (const edge of model.edgesOf(here)) {
        const more = this.links.cost(edge);
        const there = model.other(edge, here);
        const left = this.guide[there];
        if (!more || left === FAR || done.has(there) || (here === begin && taken.has(there))) continue;
        const cost = best.get(here)! + more;
        if (cost >= (best.get(there) ?? this.most + 1) || cost + left > this.most) continue;
        best.set(there, cost);
        before.set(there, here);
        waiting.push([cost + left, there]);
      }
    }
    return null;
  }

  private spent(root: number[]): number {
    return root.slice(1).reduce((sum, node, i) => sum + this.links.hop(root[i], node), 0);
  }

  private way(root: number[], before: ReadonlyMap<number, number>, cost: number): Way {
    const begin = root[root.length - 1];
    const tail = [this.goal];
    while (tail[0] !== begin) tail.unshift(before.get(tail[0])!);
    return { cost, nodes: [...root.slice(0, -1), ...tail], from: root.length - 1 };
  }
}
