// Where actors stand in a scope. The layout that comes with the data is the start; up to a few
// hundred actors are spread anew from there, so that they fill the map and their names find room.
// Places follow from the scope and the shape of the map alone: filters, clocks and selection never
// move anything, and the same link shows the same picture.

import type { Label, Model, Scope } from "../types";
import { type Cloud, even, fill, makeRoom, relax, type Spots, type Ties } from "./forces";
import { type Block, pack } from "./pack";
import { pushApart } from "./push";

export interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Shapes of the map that are told apart: a window that grows a little moves nobody. */
export interface Sheet {
  readonly aspect: number;
  readonly area: number;
}

/** Up to so many actors are spread anew. */
export const FEW = 300;
/** Units that a letter of a name takes, about. */
const LETTER = 6.4;
/** Characters of a name that find room. */
const LONGEST = 20;
/** Least distance of actors in large networks. */
const APART = 46;

export function sheetOf(width: number, height: number): Sheet {
  const aspect = Math.max(width - 130, 60) / Math.max(height - 120, 60);
  const step = Math.round(Math.log2(Math.min(3, Math.max(0.4, aspect))) * 3) / 3;
  return { aspect: 2 ** step, area: width < 560 ? 210_000 : 520_000 };
}

/** The places of all actors: of those in scope as arranged, of others as in the layout. */
export function arrange(
  model: Model,
  scope: Scope,
  actors: Uint32Array,
  relations: Uint32Array,
  sheet: Sheet,
): Places {
  const x = Float32Array.from(model.data.nodes.x);
  const y = Float32Array.from(model.data.nodes.y);
  if (actors.length > FEW) spreadMany(actors, sheet, x, y);
  else if (actors.length) spreadFew({ model, scope, actors, relations, sheet, x, y });
  return { x, y };
}

/** Where there are many, the middle is thinned out a little, and nobody stands on another. */
function spreadMany(actors: Uint32Array, sheet: Sheet, x: Float32Array, y: Float32Array): void {
  const spots = {
    x: Float64Array.from(actors, (i) => x[i]),
    y: Float64Array.from(actors, (i) => y[i]),
    aspect: sheet.aspect,
  };
  centre(spots);
  even(spots, 0.55);
  actors.forEach((node, i) => {
    x[node] = spots.x[i];
    y[node] = spots.y[i];
  });
  pushApart(x, y, actors, APART, actors.length > 20_000 ? 3 : 8);
}

interface Task extends Places {
  model: Model;
  scope: Scope;
  actors: Uint32Array;
  relations: Uint32Array;
  sheet: Sheet;
}

function spreadFew(task: Task): void {
  const { actors, scope, sheet } = task;
  const at = new Map<number, number>();
  actors.forEach((node, i) => {
    at.set(node, i);
  });
  const ties = tiesOf(task, at);
  const focus = scope.focus.map((node) => at.get(node) ?? -1).filter((i) => i >= 0);
  const blocks = partsOf(actors.length, ties, focus[0] ?? -1).map((members) =>
    spreadPart(task, members, ties, focus),
  );
  pack(blocks, sheet.aspect);
  for (const block of blocks) {
    block.members.forEach((i, k) => {
      task.x[actors[i]] = Math.round((block.x[k] + block.left) * 10) / 10;
      task.y[actors[i]] = Math.round((block.y[k] + block.top) * 10) / 10;
    });
  }
}

/** Each pair once. The ties of those who have many pull less, or they would draw everybody in. */
function tiesOf({ model, relations }: Task, at: Map<number, number>): Ties {
  const { from, to } = model.data.edges;
  const strength = new Map<number, number>();
  const size = at.size;
  for (const e of relations) {
    const [i, j] = [at.get(from[e])!, at.get(to[e])!];
    if (i === j) continue;
    const key = Math.min(i, j) * size + Math.max(i, j);
    strength.set(key, (strength.get(key) ?? 0) + 1);
  }
  const keys = [...strength.keys()];
  const a = Int32Array.from(keys, (key) => Math.floor(key / size));
  const b = Int32Array.from(keys, (key) => key % size);
  const degree = new Float64Array(size);
  keys.forEach((_, t) => {
    degree[a[t]]++;
    degree[b[t]]++;
  });
  const pull = Float64Array.from(keys, (key, t) => {
    const crowd = Math.sqrt(Math.min(degree[a[t]], degree[b[t]]));
    return Math.sqrt(Math.min(strength.get(key)!, 6)) / Math.max(1, crowd);
  });
  return { a, b, pull };
}

/** What hangs together, the part around the focus first, then by size. */
function partsOf(count: number, { a, b }: Ties, focus: number): number[][] {
  const root = Int32Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    let r = i;
    while (root[r] !== r) r = root[r] = root[root[r]];
    return r;
  };
  a.forEach((i, t) => {
    const [p, q] = [find(i), find(b[t])];
    root[Math.max(p, q)] = Math.min(p, q);
  });
  const parts = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const r = find(i);
    const part = parts.get(r);
    if (part) part.push(i);
    else parts.set(r, [i]);
  }
  const first = focus < 0 ? -1 : find(focus);
  return [...parts]
    .sort(
      ([p, one], [q, two]) => Number(q === first) - Number(p === first) || two.length - one.length || p - q,
    )
    .map(([, part]) => part);
}

function lengthOf(label: Label): number {
  const text = typeof label === "string" ? label : (label["en"] ?? Object.values(label)[0] ?? "");
  return Math.min(text.length, LONGEST);
}

/** Spread one part around (0, 0). */
function spreadPart(task: Task, members: number[], ties: Ties, focus: number[]): Block {
  const { model, actors, sheet } = task;
  const { name } = model.data.nodes;
  const halfWidth = Float64Array.from(members, (i) => (lengthOf(name[actors[i]]) * LETTER) / 2 + 8);
  const halfHeight = new Float64Array(members.length).fill(19);
  const cell = sheet.area / actors.length;
  const needed = halfWidth.reduce((sum, w) => sum + w * 2 * 38, 0) / members.length;
  const room = Math.min(1.15, Math.sqrt((0.62 * cell) / needed));
  const cloud: Cloud = {
    x: Float64Array.from(members, (i) => task.x[actors[i]]),
    y: Float64Array.from(members, (i) => task.y[actors[i]]),
    ties: within(ties, members),
    halfWidth: halfWidth.map((w) => w * room),
    halfHeight: halfHeight.map((h) => h * room),
    still: new Uint8Array(members.length),
    space: Math.sqrt(cell) * 0.8,
    aspect: sheet.aspect,
  };
  const middle = focus.length === 1 ? members.indexOf(focus[0]) : -1;
  settle(cloud, middle);
  return {
    members,
    x: cloud.x,
    y: cloud.y,
    halfWidth: cloud.halfWidth,
    halfHeight: cloud.halfHeight,
    left: 0,
    top: 0,
  };
}

function settle(cloud: Cloud, middle: number): void {
  if (cloud.x.length === 1) {
    cloud.x[0] = cloud.y[0] = 0;
    return;
  }
  startFrom(cloud, middle);
  if (middle >= 0) cloud.still[middle] = 1;
  relax(cloud);
  if (middle < 0) centre(cloud);
  even(cloud, 0.6);
  fill(cloud);
  makeRoom(cloud, cloud.x.length > 120 ? 40 : 80);
}

function centre({ x, y }: Spots): void {
  const middle = (values: Float64Array) => values.slice().sort()[values.length >> 1];
  const [mx, my] = [middle(x), middle(y)];
  for (let i = 0; i < x.length; i++) {
    x[i] -= mx;
    y[i] -= my;
  }
}

/** Bring the layout's places to the size of the task, around the middle. */
function startFrom({ x, y, space }: Cloud, middle: number): void {
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = middle >= 0 ? [x[middle], y[middle]] : [mean(x), mean(y)];
  let spread = 0;
  for (let i = 0; i < x.length; i++) spread += Math.hypot(x[i] - mx, y[i] - my);
  const scale = spread ? (0.5 * space * Math.sqrt(x.length) * x.length) / spread : 1;
  for (let i = 0; i < x.length; i++) {
    // The middle is (0, 0). Nobody starts on top of another: a turn of the golden angle keeps them apart.
    x[i] = (x[i] - mx) * scale + (i === middle ? 0 : Math.cos(i * 2.39996) * space * 0.1);
    y[i] = (y[i] - my) * scale + (i === middle ? 0 : Math.sin(i * 2.39996) * space * 0.1);
  }
}

function within({ a, b, pull }: Ties, members: number[]): Ties {
  const at = new Map(members.map((i, k) => [i, k]));
  const kept = [...a.keys()].filter((t) => at.has(a[t]));
  return {
    a: Int32Array.from(kept, (t) => at.get(a[t])!),
    b: Int32Array.from(kept, (t) => at.get(b[t])!),
    pull: Float64Array.from(kept, (t) => pull[t]),
  };
}
