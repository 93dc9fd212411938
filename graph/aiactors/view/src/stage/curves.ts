// Where lines run on the screen, in pixels: worked out anew for each repaint, for what is in sight.
// Relations between the same two actors fan out where there is room, and else are one bundle.

import type { Model } from "../types";
import type { Camera } from "./camera";
import type { Scene } from "./scene";

/** Pixels between neighbouring lines of a fan. */
const FAN = 17;
/** A fan takes at most this part of its length to each side. */
const WIDEST = 0.2;
/** Pixels of length that each line of a fan needs. */
const ROOM = 11;
/** More lines than these are never fanned out. */
const MOST = 9;

/** How much can be drawn of each line: everything, thin lines, or no more than hairs. */
export type Detail = "full" | "thin" | "hair";

const FULL = 700;
const THIN = 7000;

/** Numbers of each line in `at`: both ends and the point that bends it. */
export const STRIDE = 6;

export class Curves {
  /** Lines in sight, by their place in the scene; of a bundle only the first. */
  readonly seen: Uint32Array;
  seenCount = 0;
  /** By place in the scene: ax, ay, cx, cy, bx, by, in pixels. */
  readonly at: Float32Array;
  /** By place in the scene: 1 if it is drawn for all of its bundle. */
  readonly bundled: Uint8Array;
  /** By place in the scene: 1 if it has a curve now. */
  readonly drawn: Uint8Array;
  detail: Detail = "full";

  constructor(
    private readonly model: Model,
    private readonly scene: Scene,
  ) {
    const count = scene.lines.length;
    this.seen = new Uint32Array(count);
    this.at = new Float32Array(count * STRIDE);
    this.bundled = new Uint8Array(count);
    this.drawn = new Uint8Array(count);
  }

  /**
   * Find what is in sight and where it runs. `radius` holds the radius of each actor in pixels;
   * `apart` tells whether the lines of a bundle must be told apart because one of them is lit.
   */
  measure(camera: Camera, radius: Float32Array, apart: (edge: number) => boolean): void {
    this.look(camera);
    this.detail = this.seenCount <= FULL ? "full" : this.seenCount <= THIN ? "thin" : "hair";
    let kept = 0;
    this.drawn.fill(0);
    for (let k = 0; k < this.seenCount; k++) {
      const i = this.seen[k];
      if (!this.run(i, camera, radius, apart)) continue;
      this.seen[kept++] = i;
    }
    this.seenCount = kept;
  }

  /** Lines whose box is in sight. */
  private look({ x: cx, y: cy, scale, width, height }: Camera): void {
    const { from, to } = this.model.data.edges;
    const { lines, x, y } = this.scene;
    // Curves may bend out of the box of their ends.
    const slack = 60 / scale;
    const [halfX, halfY] = [width / 2 / scale + slack, height / 2 / scale + slack];
    const [left, right, top, bottom] = [cx - halfX, cx + halfX, cy - halfY, cy + halfY];
    let count = 0;
    for (let i = 0; i < lines.length; i++) {
      const [a, b] = [from[lines[i]], to[lines[i]]];
      if ((x[a] < left && x[b] < left) || (x[a] > right && x[b] > right)) continue;
      if ((y[a] < top && y[b] < top) || (y[a] > bottom && y[b] > bottom)) continue;
      this.seen[count++] = i;
    }
    this.seenCount = count;
  }

  /** Let one line run. Returns whether it is drawn by itself. */
  private run(i: number, camera: Camera, radius: Float32Array, apart: (edge: number) => boolean): boolean {
    const { scene } = this;
    const edge = scene.lines[i];
    const a = this.model.data.edges.from[edge];
    const b = this.model.data.edges.to[edge];
    const ax = camera.screenX(scene.x[a]);
    const ay = camera.screenY(scene.y[a]);
    const bx = camera.screenX(scene.x[b]);
    const by = camera.screenY(scene.y[b]);
    const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    let off = 0;
    this.bundled[i] = 0;
    if (a === b) return this.loop(i, ax, ay, radius[a]);
    const fan = scene.fanSize[i];
    if (fan > 1) {
      if ((this.detail !== "hair" && fan <= MOST && length > ROOM * fan + 14) || apart(edge)) {
        off = this.offset(scene.bend[i], fan, length);
      } else {
        if (!scene.bundles.count[i]) return false;
        this.bundled[i] = 1;
      }
    }
    this.set(i, ax, ay, bx, by, off, length, radius[a], radius[b]);
    return true;
  }

  /** How far the point that bends a line is off its middle, by its length. */
  private offset(bend: number, fan: number, length: number): number {
    const widest = (WIDEST * length) / Math.max(0.5, (fan - 1) / 2);
    return (2 * bend * Math.min(FAN, widest)) / length;
  }

  private set(
    i: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    off: number,
    length: number,
    start: number,
    end: number,
  ): void {
    this.drawn[i] = 1;
    if (!off) {
      this.straight(i, ax, ay, bx - ax, by - ay, start, end, length || 1);
      return;
    }
    const cx = (ax + bx) / 2 - (by - ay) * off;
    const cy = (ay + by) / 2 + (bx - ax) * off;
    const total = length * (1 + off * off) || 1;
    // From border to border of the shapes, with a little air.
    const s = Math.min((start + 2.5) / total, 0.45);
    const e = Math.max(1 - (end + 3) / total, 0.55);
    const [i1, j1, k1] = [(1 - s) * (1 - s), 2 * s * (1 - s), s * s];
    const [i2, j2, k2] = [(1 - s) * (1 - e), s + e - 2 * s * e, s * e];
    const [i3, j3, k3] = [(1 - e) * (1 - e), 2 * e * (1 - e), e * e];
    const o = i * STRIDE;
    const { at } = this;
    at[o] = i1 * ax + j1 * cx + k1 * bx;
    at[o + 1] = i1 * ay + j1 * cy + k1 * by;
    at[o + 2] = i2 * ax + j2 * cx + k2 * bx;
    at[o + 3] = i2 * ay + j2 * cy + k2 * by;
    at[o + 4] = i3 * ax + j3 * cx + k3 * bx;
    at[o + 5] = i3 * ay + j3 * cy + k3 * by;
  }

  /** The same without a bend: nearly all lines of a large network. */
  private straight(
    i: number,
    ax: number,
    ay: number,
    dx: number,
    dy: number,
    start: number,
    end: number,
    length: number,
  ): void {
    const s = Math.min((start + 2.5) / length, 0.45);
    const e = Math.max(1 - (end + 3) / length, 0.55);
    const o = i * STRIDE;
    const { at } = this;
    at[o] = ax + dx * s;
    at[o + 1] = ay + dy * s;
    at[o + 2] = ax + (dx * (s + e)) / 2;
    at[o + 3] = ay + (dy * (s + e)) / 2;
    at[o + 4] = ax + dx * e;
    at[o + 5] = ay + dy * e;
  }

  /** A line that leads back to where it began. */
  private loop(i: number, x: number, y: number, radius: number): boolean {
    const reach = radius + 26 + 8 * Math.abs(this.scene.bend[i]);
    this.at.set([x - radius, y - radius, x, y - 2 * reach, x + radius, y - radius], i * STRIDE);
    this.drawn[i] = 1;
    return true;
  }

  /** The place of the line that stands for a relation; -1 if none is drawn. */
  lineFor(edge: number): number {
    const own = this.scene.lineOf[edge];
    if (own < 0) return -1;
    if (this.drawn[own]) return own;
    for (const other of this.scene.fan(edge)) {
      const line = this.scene.lineOf[other];
      if (line >= 0 && this.drawn[line]) return line;
    }
    return -1;
  }

  /** X and y of a point of a line, `s` from 0 to 1. */
  xOf(i: number, s: number): number {
    return quadratic(this.at[i * STRIDE], this.at[i * STRIDE + 2], this.at[i * STRIDE + 4], s);
  }
  yOf(i: number, s: number): number {
    return quadratic(this.at[i * STRIDE + 1], this.at[i * STRIDE + 3], this.at[i * STRIDE + 5], s);
  }

  length(i: number): number {
    const o = i * STRIDE;
    return Math.hypot(this.at[o + 4] - this.at[o], this.at[o + 5] - this.at[o + 1]);
  }

  /** How far a point is from a line, in pixels. */
  distance(i: number, x: number, y: number): number {
    const o = i * STRIDE;
    const { at } = this;
    const flat =
      Math.abs((at[o] + at[o + 4]) / 2 - at[o + 2]) + Math.abs((at[o + 1] + at[o + 5]) / 2 - at[o + 3]);
    const pieces = flat < 0.5 ? 1 : 12;
    let best = Infinity;
    for (let k = 1; k <= pieces; k++) {
      const [s, t] = [(k - 1) / pieces, k / pieces];
      best = Math.min(best, toSegment(this.xOf(i, s), this.yOf(i, s), this.xOf(i, t), this.yOf(i, t), x, y));
    }
    return best;
  }
}

function quadratic(a: number, c: number, b: number, s: number): number {
  return (1 - s) * (1 - s) * a + 2 * s * (1 - s) * c + s * s * b;
}

function toSegment(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const s = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - s * dx, y - ay - s * dy);
}
