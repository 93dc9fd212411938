// What lies under the pointer, and which point of a line lies under nothing else. Looked up in a
// uniform grid over the screen, which is filled when it is first asked after a repaint.

import type { Camera } from "./camera";
import type { Curves } from "./curves";
import type { Scene } from "./scene";
import type { Shapes } from "./shapes";

const CELL = 40;
/** Lines as close to the pointer as the nearest, give or take these pixels, are meant as well. */
const CLOSE = 3;

export interface Found {
  /** The nearest actor; -1: none. */
  node: number;
  /** Relations, the nearest first. */
  edges: number[];
}

export class Hits {
  private readonly columns: number;
  private readonly nodes = new Map<number, number[]>();
  private readonly lines = new Map<number, number[]>();

  constructor(
    private readonly camera: Camera,
    private readonly scene: Scene,
    private readonly shapes: Shapes,
    private readonly curves: Curves,
    private readonly lit: ReadonlySet<number> | null,
  ) {
    this.columns = Math.ceil(camera.width / CELL) + 3;
    this.fillNodes();
    this.fillLines();
  }

  private key(x: number, y: number): number {
    return (Math.floor(y / CELL) + 1) * this.columns + Math.floor(x / CELL) + 1;
  }

  private fillNodes(): void {
    for (let k = 0; k < this.shapes.seenCount; k++) {
      const node = this.shapes.seen[k];
      push(this.nodes, this.key(this.x(node), this.y(node)), node);
    }
  }

  private fillLines(): void {
    const { width, height } = this.camera;
    for (let k = 0; k < this.curves.seenCount; k++) {
      const line = this.curves.seen[k];
      const steps = Math.min(400, Math.ceil(this.curves.length(line) / (CELL / 2)) + 1);
      let last = -1;
      for (let step = 0; step <= steps; step++) {
        const [x, y] = [this.curves.xOf(line, step / steps), this.curves.yOf(line, step / steps)];
        if (x < -CELL || y < -CELL || x > width + CELL || y > height + CELL) continue;
        const key = this.key(x, y);
        if (key !== last) push(this.lines, key, line);
        last = key;
      }
    }
  }

  private x(node: number): number {
    return this.camera.screenX(this.scene.x[node]);
  }
  private y(node: number): number {
    return this.camera.screenY(this.scene.y[node]);
  }

  private around(grid: Map<number, number[]>, x: number, y: number): Set<number> {
    const found = new Set<number>();
    for (let dx = -CELL; dx <= CELL; dx += CELL) {
      for (let dy = -CELL; dy <= CELL; dy += CELL) {
        for (const member of grid.get(this.key(x + dx, y + dy)) ?? []) found.add(member);
      }
    }
    return found;
  }

  /** What is under a point, within the reach of a pointer or a finger. */
  under(x: number, y: number, reach: number): Found {
    const node = this.nodeUnder(x, y, reach * 0.7);
    return { node, edges: node >= 0 ? [] : this.edgesUnder(x, y, reach) };
  }

  private nodeUnder(x: number, y: number, reach: number): number {
    let [best, least] = [-1, reach];
    for (const node of this.around(this.nodes, x, y)) {
      const far = Math.hypot(this.x(node) - x, this.y(node) - y) - this.shapes.radius[node];
      // One that lies inside another is meant where its middle is nearer.
      const rank = far <= 0 ? far / this.shapes.radius[node] - 1 : far;
      if (rank < least) [best, least] = [node, rank];
    }
    return best;
  }

  private edgesUnder(x: number, y: number, reach: number): number[] {
    const near: [number, number][] = [];
    for (const line of this.around(this.lines, x, y)) {
      // Where something is chosen, its lines are meant rather than the faint ones.
      const factor = !this.lit || this.lit.has(this.scene.lines[line]) ? 1 : 3;
      const far = this.curves.distance(line, x, y) * factor;
      if (far < reach) near.push([far, line]);
    }
    near.sort(([a, i], [b, j]) => a - b || i - j);
    return near.filter(([far]) => far <= near[0][0] + CLOSE).flatMap(([, line]) => this.relationsOf(line));
  }

  private relationsOf(line: number): number[] {
    const edge = this.scene.lines[line];
    return this.curves.bundled[line] ? this.scene.together(edge) : [edge];
  }

  /** How far a point is from all actors and from all lines but one. */
  private roomAt(x: number, y: number, except: number): number {
    let room: number = CELL;
    for (const node of this.around(this.nodes, x, y)) {
      room = Math.min(room, Math.hypot(this.x(node) - x, this.y(node) - y) - this.shapes.radius[node]);
    }
    for (const line of this.around(this.lines, x, y)) {
      if (line !== except) room = Math.min(room, this.curves.distance(line, x, y));
    }
    return room;
  }

  /** The point of a line that is farthest from all else; `open` tells whether it can be touched. */
  clearPoint(line: number, open: (x: number, y: number) => boolean): [number, number] | null {
    let best: [number, number] | null = null;
    let most = -Infinity;
    for (let step = 0; step <= 40; step++) {
      const s = 0.06 + (step * 0.88) / 40;
      const [x, y] = [this.curves.xOf(line, s), this.curves.yOf(line, s)];
      const room = this.roomAt(x, y, line);
      if (room > most && open(x, y)) [best, most] = [[x, y], room];
    }
    return best;
  }
}

function push(grid: Map<number, number[]>, key: number, member: number): void {
  const cell = grid.get(key);
  if (cell) cell.push(member);
  else grid.set(key, [member]);
}
