// The overview of a large network: one bubble for each community that is not unfolded, as large as
// it has members and called after its most connected one, and what ties bubbles to each other.

import { KINDS, type Model, STANDINGS, type State, type View } from "../types";
import type { Places } from "./arrange";
import { even } from "./forces";
import { pushApart } from "./push";

export interface Bubble {
  /** Its community. */
  readonly index: number;
  readonly head: number;
  readonly count: number;
  /** How many of its members are of each kind. */
  readonly kinds: Uint32Array;
  x: number;
  y: number;
  /** In units of the layout. */
  radius: number;
}

/** Relations between two groups: each is a bubble, or an actor that is shown. */
export interface Link {
  /** Community of a bubble; -1: an actor. */
  readonly a: number;
  readonly actor: number;
  readonly b: number;
  readonly count: number;
}

/** Radius of a bubble and of the place of an unfolded community, by the root of its members. */
const CLOSED = 42;
const OPEN = 66;
const APART = 50;
/** Links that are drawn between bubbles, and from actors to bubbles: the thickest. */
const MOST_LINKS = 420;
const MOST_STRAYS = 260;

interface Spot {
  x: number;
  y: number;
  radius: number;
  open: boolean;
}

export class Overview {
  bubbles: Bubble[] = [];
  links: Link[] = [];
  private readonly centres: { x: number; y: number; kinds: Uint32Array }[];
  /** By community: its bubble; undefined where it is unfolded. */
  private byCommunity: (Bubble | undefined)[] = [];

  constructor(private readonly model: Model) {
    const { x, y, kind, community } = model.data.nodes;
    this.centres = model.communities.map(() => ({ x: 0, y: 0, kinds: new Uint32Array(KINDS.length) }));
    // In the order of the actors, and not of the communities: that is how they lie in memory.
    for (let node = 0; node < community.length; node++) {
      const centre = this.centres[community[node]];
      centre.x += x[node];
      centre.y += y[node];
      centre.kinds[kind[node]]++;
    }
    model.communities.forEach(({ members }, index) => {
      this.centres[index].x /= members.length || 1;
      this.centres[index].y /= members.length || 1;
    });
  }

  bubble(community: number): Bubble | undefined {
    return this.byCommunity[community];
  }

  /** Find places for bubbles and for the members of what is unfolded. */
  arrange(opened: ReadonlySet<number>, shown: Uint8Array): Places {
    const spots = this.spots(opened);
    const { communities, data } = this.model;
    const x = Float32Array.from(data.nodes.x);
    const y = Float32Array.from(data.nodes.y);
    this.byCommunity = [];
    communities.forEach(({ members, head }, index) => {
      const spot = spots[index];
      if (spot.open) {
        this.unfold(members, this.centres[index], spot, x, y);
        return;
      }
      const { kinds } = this.centres[index];
      this.byCommunity[index] = {
        index,
        head,
        count: members.length,
        kinds,
        x: spot.x,
        y: spot.y,
        radius: spot.radius,
      };
      let beside = 0;
      for (const node of members) {
        // Who is shown though its community is not unfolded stands at the rim of the bubble.
        const away = shown[node] ? spot.radius + 30 + 4 * beside : 0;
        const angle = shown[node] ? 2.39996 * beside++ : 0;
        x[node] = spot.x + away * Math.cos(angle);
        y[node] = spot.y + away * Math.sin(angle);
      }
    });
    this.bubbles = this.byCommunity.filter((bubble) => bubble !== undefined);
    return { x, y };
  }

  private spots(opened: ReadonlySet<number>): Spot[] {
    const spots = this.model.communities.map(({ members }, index) => {
      const open = opened.has(index);
      const { x, y } = this.centres[index];
      return { x, y, radius: (open ? OPEN : CLOSED) * Math.sqrt(members.length) + 12, open };
    });
    this.thin(spots);
    const rounds = Math.max(4, Math.min(60, Math.round(1e7 / (spots.length * spots.length + 1))));
    for (let round = 0; round < rounds; round++) if (!spread(spots)) break;
    return spots;
  }

  /** Thin out the middle; what is farther off than most comes nearer. */
  private thin(spots: Spot[]): void {
    const cloud = {
      x: Float64Array.from(spots, ({ x }) => x),
      y: Float64Array.from(spots, ({ y }) => y),
      aspect: 1.2,
    };
    even(cloud, 0.75);
    spots.forEach((spot, i) => {
      spot.x = cloud.x[i];
      spot.y = cloud.y[i];
    });
  }

  /** Members stand as in the layout, brought together around the place of their community. */
  private unfold(
    members: Uint32Array,
    centre: { x: number; y: number },
    spot: Spot,
    x: Float32Array,
    y: Float32Array,
  ): void {
    const far = Float32Array.from(members, (node) =>
      Math.hypot(x[node] - centre.x, y[node] - centre.y),
    ).sort();
    const reach = far[Math.floor((far.length - 1) * 0.95)] || 1;
    const factor = (0.82 * spot.radius) / reach;
    for (const node of members) {
      const [dx, dy] = [(x[node] - centre.x) * factor, (y[node] - centre.y) * factor];
      // Stragglers come nearer than to scale.
      const pull = Math.min(1, spot.radius / (Math.hypot(dx, dy) || 1));
      x[node] = spot.x + dx * pull;
      y[node] = spot.y + dy * pull;
    }
    pushApart(x, y, members, APART, 14);
  }

  /** Count what ties the groups, as far as clocks and filters let it through. */
  tie(state: State, view: View): void {
    const { from, to } = this.model.data.edges;
    const { community } = this.model.data.nodes;
    const { nodes } = view;
    const passes = sieve(this.model, state, view);
    const width = this.model.communities.length;
    const closed = Uint8Array.from({ length: width }, (_, index) => (this.byCommunity[index] ? 1 : 0));
    const pairs = new Counts(width * width);
    const strays = new Map<number, number>();
    for (let e = 0; e < from.length; e++) {
      const a = from[e];
      const b = to[e];
      const ca = community[a];
      const cb = community[b];
      const shown = nodes[a] + nodes[b];
      if (shown === 2 || (shown === 0 && ca === cb) || !passes(e)) continue;
      if (shown === 0) {
        if (closed[ca] && closed[cb]) pairs.add(ca < cb ? ca * width + cb : cb * width + ca);
      } else if (closed[nodes[a] ? cb : ca]) {
        const key = nodes[a] ? a * width + cb : b * width + ca;
        strays.set(key, (strays.get(key) ?? 0) + 1);
      }
    }
    const between = thickest(pairs.found(), MOST_LINKS).map(([key, count]) => {
      return { a: Math.floor(key / width), b: key % width, count, actor: -1 };
    });
    const stray = thickest([...strays], MOST_STRAYS).map(([key, count]) => {
      return { a: -1, actor: Math.floor(key / width), b: key % width, count };
    });
    this.links = [...stray, ...between];
  }
}

/** Counts by key: in an array where it is not too long, which is many times faster than a map. */
class Counts {
  private readonly few: Uint32Array | null;
  private readonly many = new Map<number, number>();
  private readonly keys: number[] = [];

  constructor(size: number) {
    this.few = size <= 4_000_000 ? new Uint32Array(size) : null;
  }

  add(key: number): void {
    if (!this.few) this.many.set(key, (this.many.get(key) ?? 0) + 1);
    else if (++this.few[key] === 1) this.keys.push(key);
  }

  found(): [number, number][] {
    const { few } = this;
    return few ? this.keys.map((key): [number, number] => [key, few[key]]) : [...this.many];
  }
}

function thickest(counts: [number, number][], most: number): [number, number][] {
  return counts
    .sort(([p, a], [q, b]) => b - a || p - q)
    .slice(0, most)
    .reverse();
}

/** Whether filters and clocks let a relation through that is in no scope. */
function sieve(model: Model, state: State, view: View): (edge: number) => boolean {
  const { start, end, known } = model.data.edges;
  const { off, heldOn, knownBy } = state;
  const held = (e: number, day: number) => {
    const last = model.relation(e).occurrence ? null : end[e];
    return (start[e] ?? day) <= day && (last ?? day) >= day;
  };
  const families = model.data.families.map(({ key }) => !off.family.has(key));
  const standings = STANDINGS.map((key) => !off.standing.has(key));
  if (heldOn === null && knownBy === null && !off.family.size && !off.standing.size) return () => true;
  return (e) => {
    if (!families[model.family(e)] || !standings[view.standing[e]]) return false;
    if (knownBy !== null && (known[e] ?? knownBy + 1) > knownBy) return false;
    return heldOn === null || held(e, heldOn);
  };
}

/** Push circles apart that overlap; the heavier of two moves less. */
function spread(spots: Spot[]): boolean {
  let moved = false;
  for (let i = 0; i < spots.length; i++) {
    const p = spots[i];
    for (let j = 0; j < i; j++) {
      const q = spots[j];
      const dx = p.x - q.x || 0.5;
      const dy = p.y - q.y;
      const least = p.radius + q.radius + 14;
      const far = dx * dx + dy * dy;
      if (far >= least * least) continue;
      const step = (least / Math.sqrt(far) - 1) * 0.9;
      const share = (q.radius * q.radius) / (p.radius * p.radius + q.radius * q.radius);
      p.x += dx * step * share;
      p.y += dy * step * share;
      q.x -= dx * step * (1 - share);
      q.y -= dy * step * (1 - share);
      moved = true;
    }
  }
  return moved;
}
