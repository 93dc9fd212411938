// What there is to draw: the actors and relations that are shown, in the order in which they are
// drawn, and how relations between the same two actors fan out.

import { type Model, STANDINGS, type View } from "../types";
import type { Places } from "./arrange";

/** Milliseconds in which lines come and go. */
const FADE = 260;
/** More lines than these come and go at once. */
const MOST_FADING = 800;

/** No family of relations: a bundle of several. */
export const MIXED = 255;

/** By place in `lines`, for the first of the lines between two actors. */
export interface Bundles {
  /** How many are shown between the two; 0 for all but the first of them. */
  count: Uint16Array;
  /** Their family, or `MIXED`. */
  family: Uint8Array;
  standing: Uint8Array;
  /** Whether all point the same way. */
  arrow: Uint8Array;
}

const FIRM = STANDINGS.indexOf("firm");
const DISPUTED = STANDINGS.indexOf("disputed");

export class Scene {
  /** Where actors stand now, by index. */
  x: Float32Array;
  y: Float32Array;
  /** Actors that are shown, those with most relations first. */
  actors = new Uint32Array(0);
  /** Relations that are shown or going, sorted by standing and family. */
  lines = new Uint32Array(0);
  /** By place in `lines`: family, standing, and place in the fan (0 is straight). */
  family: Uint8Array = new Uint8Array(0);
  standing: Uint8Array = new Uint8Array(0);
  bend: Float32Array = new Float32Array(0);
  /** By place in `lines`: how many relations there are between its two actors, shown or not. */
  fanSize: Uint16Array = new Uint16Array(0);
  /** By place in `lines`: whether it points somewhere. */
  arrow: Uint8Array = new Uint8Array(0);
  /** What stands for lines between the same two actors where they are drawn as one. */
  bundles: Bundles = {
    count: new Uint16Array(0),
    family: new Uint8Array(0),
    standing: new Uint8Array(0),
    arrow: new Uint8Array(0),
  };
  /** Place in `lines` of each relation; -1: not drawn. */
  readonly lineOf: Int32Array;
  /** Lines that come (1) and go (-1), by relation. */
  fading = new Map<number, 1 | -1>();
  private fadeStart = 0;
  /** Relations in scope between the same two actors, where they are several; and which each is of. */
  private fans: number[][] = [];
  private readonly fanOf: Int32Array;
  private shown: Uint8Array = new Uint8Array(0);

  constructor(private readonly model: Model) {
    this.x = new Float32Array(model.nodeCount);
    this.y = new Float32Array(model.nodeCount);
    this.lineOf = new Int32Array(model.edgeCount).fill(-1);
    this.fanOf = new Int32Array(model.edgeCount).fill(-1);
  }

  put(places: Places): void {
    this.x = places.x.slice();
    this.y = places.y.slice();
  }

  /** Take up which relations there are in scope, filtered out or not. */
  relate(relations: Uint32Array): void {
    const { fanOf } = this;
    const first = this.firsts(relations);
    fanOf.fill(-1);
    this.fans = [];
    for (let i = 0; i < relations.length; i++) {
      const [e, other] = [relations[i], first[i]];
      if (other === e) continue;
      if (fanOf[other] < 0) fanOf[other] = this.fans.push([other]) - 1;
      fanOf[e] = fanOf[other];
      this.fans[fanOf[e]].push(e);
    }
  }

  /** For each relation the first of those between its two actors, itself if it is that. */
  private firsts(relations: Uint32Array): Uint32Array {
    const { from, to } = this.model.data.edges;
    const first = new Uint32Array(relations.length);
    // A table of pairs by their hash, in typed arrays: several times as fast as a map.
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * relations.length + 2))).fill(-1);
    const last = slots.length - 1;
    for (let i = 0; i < relations.length; i++) {
      const e = relations[i];
      const [low, high] = [Math.min(from[e], to[e]), Math.max(from[e], to[e])];
      let at = (Math.imul(low, 73_856_093) ^ Math.imul(high, 19_349_663)) & last;
      for (; slots[at] >= 0; at = (at + 1) & last) {
        const other = slots[at];
        if (Math.min(from[other], to[other]) === low && Math.max(from[other], to[other]) === high) break;
      }
      if (slots[at] < 0) slots[at] = e;
      first[i] = slots[at];
    }
    return first;
  }

  /** The relations in scope between the same two actors. */
  fan(edge: number): number[] {
    return this.fanOf[edge] < 0 ? [edge] : this.fans[this.fanOf[edge]];
  }

  /** Take up what is shown of the actors in scope. `fade`: whether lines come and go by and by. */
  show(view: View, actors: Uint32Array, fade: boolean, now: number): void {
    this.actors = actors.filter((node) => view.nodes[node]);
    this.fading = fade ? this.changed(view) : new Map();
    this.fadeStart = now;
    this.shown = view.edges.slice();
    this.sort(view);
  }

  /** Lines that came or went; none where they are too many to be followed. */
  private changed(view: View): Map<number, 1 | -1> {
    const found = new Map<number, 1 | -1>();
    for (let e = 0; e < this.shown.length; e++) {
      if (this.shown[e] === view.edges[e]) continue;
      found.set(e, view.edges[e] ? 1 : -1);
      if (found.size > MOST_FADING) return new Map();
    }
    return found;
  }

  /** How much of a line there is now, from 0 to 1. */
  strength(edge: number, now: number): number {
    const way = this.fading.get(edge);
    if (!way) return 1;
    const t = Math.min(1, (now - this.fadeStart) / FADE);
    return way > 0 ? t : 1 - t;
  }

  /** End what has come and gone. Returns whether something still does. */
  fade(view: View, now: number): boolean {
    if (!this.fading.size) return false;
    if (now - this.fadeStart < FADE) return true;
    this.fading.clear();
    this.sort(view);
    return false;
  }

  private sort(view: View): void {
    const families = this.model.data.families.length || 1;
    const sizes = new Uint32Array(STANDINGS.length * families + 1);
    const { fading } = this;
    const drawn = (e: number) => view.edges[e] || (fading.size > 0 && fading.has(e));
    const key = (e: number) => view.standing[e] * families + this.model.family(e);
    let count = 0;
    for (let e = 0; e < this.model.edgeCount; e++) {
      if (!drawn(e)) continue;
      sizes[key(e) + 1]++;
      count++;
    }
    for (let k = 1; k < sizes.length; k++) sizes[k] += sizes[k - 1];
    const lines = new Uint32Array(count);
    for (let e = 0; e < this.model.edgeCount; e++) if (drawn(e)) lines[sizes[key(e)]++] = e;
    this.lines = lines;
    this.describe(view);
    this.bundles = this.bundled(view);
  }

  /** What is drawn of each line, by its place. */
  private describe({ standing }: View): void {
    const { lines, model } = this;
    this.family = new Uint8Array(lines.length);
    this.standing = new Uint8Array(lines.length);
    this.bend = new Float32Array(lines.length);
    this.fanSize = new Uint16Array(lines.length);
    this.arrow = new Uint8Array(lines.length);
    this.lineOf.fill(-1);
    for (let i = 0; i < lines.length; i++) {
      const e = lines[i];
      const relation = model.relation(e);
      this.family[i] = relation.family;
      this.standing[i] = standing[e];
      this.bend[i] = this.bendOf(e);
      this.fanSize[i] = this.fanOf[e] < 0 ? 1 : this.fans[this.fanOf[e]].length;
      this.arrow[i] = relation.directed ? 1 : 0;
      this.lineOf[e] = i;
    }
  }

  private bundled(view: View): Bundles {
    const { from } = this.model.data.edges;
    const count = new Uint16Array(this.lines.length);
    const family = this.family.slice();
    const standing = this.standing.slice();
    const arrow = this.arrow.slice();
    const leaders = new Int32Array(this.model.edgeCount).fill(-1);
    for (let i = 0; i < this.lines.length; i++) {
      const e = this.lines[i];
      if (!view.edges[e]) continue;
      const first = this.fanOf[e] < 0 ? e : this.fans[this.fanOf[e]][0];
      if (leaders[first] < 0) leaders[first] = i;
      const leader = leaders[first];
      count[leader]++;
      if (family[leader] !== family[i]) family[leader] = MIXED;
      standing[leader] = weightier(standing[leader], standing[i]);
      if (!arrow[i] || from[e] !== from[this.lines[leader]]) arrow[leader] = 0;
    }
    return { count, family, standing, arrow };
  }

  /**
   * The place of a relation in the fan of those between its two actors, seen from the first of
   * them: 0 is straight, ±1 the next ones. Places are kept for those that are filtered out: no
   * line moves because another goes.
   */
  private bendOf(edge: number): number {
    if (this.fanOf[edge] < 0) return 0;
    const fan = this.fan(edge);
    const { from, to } = this.model.data.edges;
    const place = fan.indexOf(edge) - (fan.length - 1) / 2;
    return from[edge] <= to[edge] ? place : -place;
  }

  /** Relations that are drawn between the same two actors as one. */
  together(edge: number): number[] {
    return this.fan(edge).filter((other) => this.lineOf[other] >= 0);
  }
}

/** Of two standings that of a bundle: a dispute must be seen, and one fact makes it a fact. */
function weightier(one: number, two: number): number {
  if (one === DISPUTED || two === DISPUTED) return DISPUTED;
  if (one === FIRM || two === FIRM) return FIRM;
  return Math.min(one, two);
}
