// Actors move to their new places in a third of a second, so that one can follow them.

import type { Places } from "./arrange";
import { ease } from "./camera";
import type { Scene } from "./scene";

const LENGTH = 350;
/** More actors than these are put where they belong at once. */
const MOST = 2500;

export class Motion {
  /** Where all actors come to stand. */
  target: Places;
  private from: Places | null = null;
  private moving: Uint32Array = new Uint32Array(0);
  private start = 0;

  constructor(private readonly scene: Scene) {
    this.target = { x: scene.x, y: scene.y };
  }

  get running(): boolean {
    return this.from !== null;
  }

  /** Go to new places; `origin` gives where an actor comes from that was not there before. */
  go(to: Places, moving: Uint32Array, animate: boolean, now: number, origin: (node: number) => number): void {
    const { scene } = this;
    this.target = { x: to.x.slice(), y: to.y.slice() };
    if (!animate || moving.length > MOST) {
      this.from = null;
      scene.put(to);
      return;
    }
    const from = { x: to.x.slice(), y: to.y.slice() };
    for (const node of moving) {
      const at = origin(node);
      if (at < 0) continue;
      from.x[node] = scene.x[at];
      from.y[node] = scene.y[at];
    }
    this.from = from;
    this.moving = moving;
    this.start = now;
    scene.put(from);
  }

  /** Put one actor somewhere, now. */
  set(node: number, x: number, y: number): void {
    for (const places of [this.target, this.scene, this.from]) {
      if (!places) continue;
      places.x[node] = x;
      places.y[node] = y;
    }
  }

  /** Move on to where they are now. Returns whether they are still under way. */
  step(now: number): boolean {
    if (!this.from) return false;
    const t = (now - this.start) / LENGTH;
    const { scene, from, target } = this;
    if (t >= 1) {
      this.from = null;
      scene.put(target);
      return false;
    }
    const k = ease(Math.max(0, t));
    for (const node of this.moving) {
      scene.x[node] = from.x[node] + (target.x[node] - from.x[node]) * k;
      scene.y[node] = from.y[node] + (target.y[node] - from.y[node]) * k;
    }
    return true;
  }
}
