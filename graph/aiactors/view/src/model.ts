// The network with its indexes: who is tied to whom, by which relations, and how strongly. All of
// it in typed arrays, so that a hundred thousand actors open at once; what not every page needs
// (ids, parallel relations) is worked out when it is first asked for.

import { Blocks } from "./codec";
import {
  type EdgeRecord,
  KINDS,
  type Kind,
  type Model,
  type NodeRecord,
  type Payload,
  type Relation,
} from "./types";

const NO_EDGE: EdgeRecord = { iri: "", qualifiers: [], said: [] };
const NO_NODE: NodeRecord = { iri: "", types: [], same: [] };

/** Rows of numbers of any length, one after another. */
interface Rows {
  offsets: Uint32Array;
  members: Uint32Array;
}

/** Sort members into rows, in each of which they keep their order; `rowOf` gives the row of each. */
function rowsOf(count: number, members: ArrayLike<number>, rowOf: (member: number) => number): Rows {
  const offsets = new Uint32Array(count + 1);
  for (let i = 0; i < members.length; i++) offsets[rowOf(members[i]) + 1]++;
  for (let i = 0; i < count; i++) offsets[i + 1] += offsets[i];
  const next = offsets.slice(0, count);
  const sorted = new Uint32Array(members.length);
  for (let i = 0; i < members.length; i++) sorted[next[rowOf(members[i])]++] = members[i];
  return { offsets, members: sorted };
}

function row({ offsets, members }: Rows, index: number): Uint32Array {
  return members.subarray(offsets[index], offsets[index + 1]);
}

function upTo(count: number): Uint32Array {
  const found = new Uint32Array(count);
  for (let i = 0; i < count; i++) found[i] = i;
  return found;
}

/** The relations of each actor; one that leads back to its actor stands there once. */
function incidence(count: number, from: number[], to: number[]): Rows {
  const offsets = new Uint32Array(count + 1);
  for (let e = 0; e < from.length; e++) {
    offsets[from[e] + 1]++;
    if (to[e] !== from[e]) offsets[to[e] + 1]++;
  }
  for (let i = 0; i < count; i++) offsets[i + 1] += offsets[i];
  const next = offsets.slice(0, count);
  const members = new Uint32Array(offsets[count]);
  for (let e = 0; e < from.length; e++) {
    members[next[from[e]]++] = e;
    if (to[e] !== from[e]) members[next[to[e]]++] = e;
  }
  return { offsets, members };
}

/** Actors by how many relations they have, most first; among equals in the order in which they come. */
export function byDegree(nodes: Uint32Array, degree: Uint32Array): Uint32Array {
  let most = 0;
  for (let i = 0; i < nodes.length; i++) most = Math.max(most, degree[nodes[i]]);
  return rowsOf(most + 1, nodes, (node) => most - degree[node]).members;
}

/** Which relations join the same two actors: the pair of each relation, and the relations of each. */
function pairs(count: number, from: number[], to: number[]): { of: Uint32Array; rows: Rows } {
  const low = (e: number) => Math.min(from[e], to[e]);
  const high = (e: number) => Math.max(from[e], to[e]);
  const byHigh = rowsOf(count, upTo(from.length), high).members;
  const sorted = rowsOf(count, byHigh, low).members;
  const of = new Uint32Array(from.length);
  const offsets = new Uint32Array(from.length + 1);
  let pair = -1;
  for (let i = 0; i < sorted.length; i++) {
    const [e, before] = [sorted[i], sorted[i - 1]];
    if (i === 0 || low(e) !== low(before) || high(e) !== high(before)) offsets[++pair] = i;
    of[e] = pair;
  }
  offsets[pair + 1] = sorted.length;
  return { of, rows: { offsets: offsets.slice(0, pair + 2), members: sorted } };
}

/** The communities and the actor by which each is called: its most connected one. */
function communities(of: number[], degree: Uint32Array): Model["communities"] {
  let count = 0;
  for (let i = 0; i < of.length; i++) count = Math.max(count, of[i] + 1);
  const rows = rowsOf(count, upTo(of.length), (node) => of[node]);
  const heads = new Int32Array(count).fill(-1);
  for (let i = 0; i < of.length; i++) {
    const head = heads[of[i]];
    if (head < 0 || degree[i] > degree[head]) heads[of[i]] = i;
  }
  return Array.from(heads, (head, index) => ({ members: row(rows, index), head: Math.max(head, 0) }));
}

/** Finds a place by an id; ids are taken in until it is among them. */
function finder(ids: string[]): (id: string) => number | undefined {
  const found = new Map<string, number>();
  let next = 0;
  return (id) => {
    let at = found.get(id);
    while (at === undefined && next < ids.length) {
      found.set(ids[next], next);
      if (ids[next++] === id) at = next - 1;
    }
    return at;
  };
}

/** Index the data of a page. */
export function createModel(data: Payload): Model {
  const { nodes, edges } = data;
  const { from, to } = edges;
  const nodeCount = nodes.id.length;
  const ties = incidence(nodeCount, from, to);
  const degree = new Uint32Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) degree[i] = ties.offsets[i + 1] - ties.offsets[i];
  const blocks = new Blocks(data);
  const size = Math.max(data.block, 1);
  let pairing: ReturnType<typeof pairs> | null = null;
  return {
    data,
    nodeCount,
    edgeCount: from.length,
    node: finder(nodes.id),
    edge: finder(edges.id),
    edgesOf: (node) => row(ties, node),
    other: (edge, node) => (from[edge] === node ? to[edge] : from[edge]),
    degree,
    ranked: byDegree(upTo(nodeCount), degree),
    parallel(edge) {
      pairing ??= pairs(nodeCount, from, to);
      return row(pairing.rows, pairing.of[edge]);
    },
    kind: (node): Kind => KINDS[nodes.kind[node]] ?? "organization",
    relation: (edge): Relation => data.relations[edges.relation[edge]],
    family: (edge) => data.relations[edges.relation[edge]].family,
    async edgeRecord(edge) {
      return (await blocks.get(Math.floor(edge / size))).edges[edge % size] ?? NO_EDGE;
    },
    async nodeRecord(node) {
      return (await blocks.get(Math.floor(node / size))).nodes[node % size] ?? NO_NODE;
    },
    communities: communities(nodes.community, degree),
  };
}
