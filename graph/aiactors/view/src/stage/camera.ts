// Where the map is looked at from. Places of actors are in units of the layout; pixels are those of
// CSS, from the upper left corner of the map.

export interface Aim {
  x: number;
  y: number;
  scale: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether nobody would see the difference between two views. */
export function same(a: Aim, b: Aim): boolean {
  return (
    (Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) * a.scale < 0.5 && Math.abs(a.scale / b.scale - 1) < 0.001
  );
}

/** Milliseconds of a flight from one view to another. */
const FLIGHT = 350;

export const ease = (t: number): number => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);

export class Camera {
  x = 0;
  y = 0;
  scale = 1;
  width = 1;
  height = 1;
  /** The scale at which everything fits: sizes of shapes follow from it. */
  whole = 1;
  private flight: { from: Aim; to: Aim; start: number } | null = null;

  /** Where it is heading, or stands. */
  get aim(): Aim {
    return this.flight?.to ?? { x: this.x, y: this.y, scale: this.scale };
  }
  get flying(): boolean {
    return this.flight !== null;
  }

  screenX(x: number): number {
    return (x - this.x) * this.scale + this.width / 2;
  }
  screenY(y: number): number {
    return (y - this.y) * this.scale + this.height / 2;
  }
  worldX(x: number): number {
    return (x - this.width / 2) / this.scale + this.x;
  }
  worldY(y: number): number {
    return (y - this.height / 2) / this.scale + this.y;
  }

  pan(dx: number, dy: number): void {
    this.flight = null;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
  }

  /** Zoom so that what lies under a point stays there. */
  zoomAt(factor: number, sx: number, sy: number): void {
    this.flight = null;
    const [x, y] = [this.worldX(sx), this.worldY(sy)];
    this.scale = this.bounded(this.scale * factor);
    this.x = x - (sx - this.width / 2) / this.scale;
    this.y = y - (sy - this.height / 2) / this.scale;
  }

  bounded(scale: number): number {
    return Math.min(Math.max(8, this.whole * 60), Math.max(this.whole * 0.2, 1e-5, scale));
  }

  go(to: Aim, animate: boolean, now: number): void {
    this.flight = animate ? { from: { x: this.x, y: this.y, scale: this.scale }, to, start: now } : null;
    if (!animate) this.set(to);
  }

  private set(to: Aim): void {
    this.x = to.x;
    this.y = to.y;
    this.scale = to.scale;
  }

  /** Move on to where it is now. Returns whether it is still under way. */
  step(now: number): boolean {
    if (!this.flight) return false;
    const { from, to, start } = this.flight;
    const t = (now - start) / FLIGHT;
    if (t >= 1) {
      this.flight = null;
      this.set(to);
      return false;
    }
    const k = ease(Math.max(0, t));
    // Scales are felt as ratios.
    const scale = from.scale * (to.scale / from.scale) ** k;
    const s = from.scale === to.scale ? k : (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale);
    this.set({ x: from.x + (to.x - from.x) * s, y: from.y + (to.y - from.y) * s, scale });
    return true;
  }

  /** Where a part of the layout is seen as large as it goes, up to `most`; `margins` are pixels. */
  fit(box: Box, margins: Box, most: number): Aim {
    const across = Math.max(40, this.width - margins.left - margins.right);
    const down = Math.max(40, this.height - margins.top - margins.bottom);
    const scale = Math.max(
      1e-5,
      Math.min(most, across / Math.max(box.right - box.left, 1), down / Math.max(box.bottom - box.top, 1)),
    );
    return {
      x: (box.left + box.right) / 2 + (margins.right - margins.left) / 2 / scale,
      y: (box.top + box.bottom) / 2 + (margins.bottom - margins.top) / 2 / scale,
      scale,
    };
  }
}
