// What is shown of a state: scope, then standpoint, then clock, then filters. Tight loops over the
// relations in scope; what did not change since the last time is not worked out again.

import { actorsIn, relationsIn } from "./scope";
import { type Heard, Hearing } from "./standing";
import { type Facet, KINDS, type Model, type Scope, STANDINGS, type State, type View } from "./types";

type Shown = Omit<View, "lit">;

/** A day before and a day after all others. */
const BEFORE = -(2 ** 31);
const AFTER = 2 ** 31 - 1;

/** What each filter lets through, by index of the key. */
interface Sieve {
  kind: Uint8Array;
  family: Uint8Array;
  standing: Uint8Array;
}

function letThrough(keys: readonly string[], off: ReadonlySet<string>): Uint8Array {
  return Uint8Array.from(keys, (key) => (off.has(key) ? 0 : 1));
}

/** Works out views of one network. */
export class Sight {
  private readonly start: Int32Array;
  private readonly end: Int32Array;
  private readonly family: Uint8Array;
  private readonly families: string[];
  private readonly hearing: Hearing;
  private scope: Scope | null = null;
  /** Actors that are in scope, … */
  private drawn: Uint8Array = new Uint8Array(0);
  /** … and those that are filtered and counted, with the relations between them. */
  private actors: Uint8Array = new Uint8Array(0);
  private relations: Uint32Array = new Uint32Array(0);
  private tied: Uint8Array = new Uint8Array(0);
  private standpoint = "";
  private heard: Heard;

  constructor(private readonly model: Model) {
    const { edges, relations, families } = model.data;
    this.start = new Int32Array(model.edgeCount);
    this.end = new Int32Array(model.edgeCount);
    this.family = new Uint8Array(model.edgeCount);
    for (let e = 0; e < model.edgeCount; e++) {
      const relation = relations[edges.relation[e]];
      this.family[e] = relation.family;
      this.start[e] = edges.start[e] ?? BEFORE;
      // What happens once can be looked back on for ever.
      this.end[e] = relation.occurrence ? AFTER : (edges.end[e] ?? AFTER);
    }
    this.families = families.map((family) => family.key);
    this.hearing = new Hearing(model);
    this.heard = this.hearing.from(null, null);
  }

  /** What is shown of a state. */
  look(state: State): Shown {
    this.setScope(state.scope);
    this.setStandpoint(state);
    return this.sift(state);
  }

  private setScope(scope: Scope): void {
    if (scope === this.scope) return;
    this.scope = scope;
    this.drawn = actorsIn(this.model, scope);
    // Bubbles stand for all their actors: filters and counts are about these as well.
    this.actors = scope.base === "communities" ? actorsIn(this.model, { ...scope, base: "all" }) : this.drawn;
    this.relations = relationsIn(this.model, this.actors);
    const { from, to } = this.model.data.edges;
    this.tied = new Uint8Array(this.model.nodeCount);
    const { relations, tied } = this;
    for (let i = 0; i < relations.length; i++) tied[from[relations[i]]] = tied[to[relations[i]]] = 1;
    // Whoever stands in the middle stays, whatever is filtered.
    for (const node of scope.focus) this.tied[node] = 0;
  }

  private setStandpoint({ knownBy, stance }: State): void {
    const standpoint = `${knownBy} ${stance}`;
    if (standpoint === this.standpoint) return;
    this.standpoint = standpoint;
    this.heard = this.hearing.from(knownBy, stance);
  }

  private sift(state: State): Shown {
    const sieve: Sieve = {
      kind: letThrough(KINDS, state.off.kind),
      family: letThrough(this.families, state.off.family),
      standing: letThrough(STANDINGS, state.off.standing),
    };
    const edges = new Uint8Array(this.model.edgeCount);
    const reached = new Uint8Array(this.model.nodeCount);
    const found = this.siftRelations(state.heldOn, sieve, edges, reached);
    const nodes = new Uint8Array(this.model.nodeCount);
    const actors = this.siftActors(sieve.kind, nodes, reached);
    return {
      ...this.drawnOf(nodes, edges, actors.count, found.count),
      passing: { edges, nodeCount: actors.count, edgeCount: found.count, aside: found.all - found.count },
      standing: this.heard.standing,
      status: this.heard.status,
      counts: {
        kind: byKey(KINDS, actors.byKind),
        family: byKey(this.families, found.byFamily),
        standing: byKey(STANDINGS, found.byStanding),
      },
    };
  }

  /** What is shown of what passes: all of it, but where bubbles stand for a part. */
  private drawnOf(nodes: Uint8Array, edges: Uint8Array, nodeCount: number, edgeCount: number) {
    const { drawn } = this;
    if (drawn === this.actors) return { nodes, edges, nodeCount, edgeCount };
    const { from, to } = this.model.data.edges;
    const shown = new Uint8Array(nodes.length);
    const lines = new Uint8Array(edges.length);
    const found = { nodes: shown, edges: lines, nodeCount: 0, edgeCount: 0 };
    for (let i = 0; i < nodes.length; i++) found.nodeCount += shown[i] = nodes[i] & drawn[i];
    if (!found.nodeCount) return found;
    for (let e = 0; e < edges.length; e++) {
      if (edges[e]) found.edgeCount += lines[e] = drawn[from[e]] & drawn[to[e]];
    }
    return found;
  }

  /** Mark the relations that pass, and the actors that one reaches by them if their kind is shown. */
  private siftRelations(heldOn: number | null, sieve: Sieve, edges: Uint8Array, reached: Uint8Array) {
    const { from, to } = this.model.data.edges;
    const { kind } = this.model.data.nodes;
    const { relations, start, end, family } = this;
    const { there, standing } = this.heard;
    const byFamily = new Uint32Array(this.families.length);
    const byStanding = new Uint32Array(STANDINGS.length);
    const [noEarlier, noLater] = heldOn === null ? [BEFORE, AFTER] : [heldOn, heldOn];
    let count = 0;
    let all = 0;
    for (let i = 0; i < relations.length; i++) {
      const e = relations[i];
      if (!there[e] || start[e] > noLater || end[e] < noEarlier) continue;
      all++;
      const [source, target] = [from[e], to[e]];
      const first = sieve.kind[kind[source]];
      const second = sieve.kind[kind[target]];
      const inFamily = sieve.family[family[e]];
      const inStanding = sieve.standing[standing[e]];
      if (inFamily && inStanding) {
        if (second) reached[source] = 1;
        if (first) reached[target] = 1;
      }
      if (!first || !second) continue;
      if (inStanding) byFamily[family[e]]++;
      if (inFamily) byStanding[standing[e]]++;
      if (inFamily && inStanding) {
        edges[e] = 1;
        count++;
      }
    }
    return { count, all, byFamily, byStanding };
  }

  /** Mark the actors that pass: those left without any relation by the filters do not. */
  private siftActors(kinds: Uint8Array, nodes: Uint8Array, reached: Uint8Array) {
    const { kind } = this.model.data.nodes;
    const { actors, tied } = this;
    const byKind = new Uint32Array(KINDS.length);
    let count = 0;
    for (let node = 0; node < actors.length; node++) {
      if (!actors[node] || (tied[node] && !reached[node])) continue;
      byKind[kind[node]]++;
      if (kinds[kind[node]]) {
        nodes[node] = 1;
        count++;
      }
    }
    return { count, byKind };
  }
}

function byKey(keys: readonly string[], counts: Uint32Array): Record<string, number> {
  const found: Record<string, number> = Object.create(null);
  keys.forEach((key, i) => {
    found[key] = counts[i];
  });
  return found;
}

/** What is lit of a view, because it is chosen: it, its relations that are shown, and who they lead to. */
export function litBy(model: Model, view: Pick<View, "nodes" | "edges">, state: State): View["lit"] {
  const chosen = state.selection;
  if (!chosen) return null;
  const { from, to } = model.data.edges;
  const { index } = chosen;
  if (chosen.kind === "edge") {
    if (!view.edges[index]) return null;
    return { nodes: new Set([from[index], to[index]]), edges: new Set([index]) };
  }
  if (!view.nodes[index]) return null;
  const edges = new Set<number>();
  const nodes = new Set([index]);
  for (const edge of model.edgesOf(index)) {
    if (!view.edges[edge]) continue;
    edges.add(edge);
    nodes.add(model.other(edge, index));
  }
  return { nodes, edges };
}

export const FACETS: readonly Facet[] = ["kind", "family", "standing"];
