// Draws actors: each kind has its shape and its colour. In a crowd they are small and without a rim,
// and of less than a few pixels they are squares: nobody could see more.

import { CORNERS, type Shape } from "../palette";
import type { Model, State } from "../types";
import type { Camera } from "./camera";
import type { Sketch } from "./lines";
import type { Pen } from "./pen";
import type { Scene } from "./scene";

/** More actors than these have no rim. */
const CROWD = 700;
/** Shapes in one path. */
const BATCH = 60;
/** Radius below which a shape is a square, in pixels. */
const DOT = 2.3;

export class Shapes {
  /** Radius of each actor in pixels, by index. */
  readonly radius: Float32Array;
  /** Actors in sight, those with most relations first. */
  seen: Uint32Array = new Uint32Array(0);
  seenCount = 0;
  /** How large shapes and arrows are: less on a small map and in a crowd. */
  room = 1;

  constructor(model: Model) {
    this.radius = new Float32Array(model.nodeCount);
  }

  /**
   * `among`: how many there are in scope, and `degree`: how many relations each has there, filtered
   * out or not: filters change no sizes.
   */
  measure(camera: Camera, scene: Scene, among: number, degree: Uint32Array): void {
    const { actors, x, y } = scene;
    if (this.seen.length < actors.length) this.seen = new Uint32Array(actors.length);
    const map = Math.min(camera.width, camera.height) / 700;
    const crowd = Math.sqrt(130 / Math.max(among, 1));
    this.room = Math.min(1.08, Math.max(0.2, Math.min(Math.max(map, 0.6), 1) * Math.min(crowd, 1.08)));
    const most = Math.max(2.2, 1.25 / this.room);
    const nearer = camera.scale / camera.whole;
    const growth = Math.min(most, Math.max(0.5, nearer ** (nearer < 1 ? 0.8 : 0.55)));
    const factor = this.room * growth;
    let count = 0;
    for (const node of actors) {
      const radius = Math.max(1.3, Math.min(5 + 1.45 * Math.sqrt(degree[node]), 18) * factor);
      this.radius[node] = radius;
      const [sx, sy] = [camera.screenX(x[node]), camera.screenY(y[node])];
      if (sx < -radius || sy < -radius || sx > camera.width + radius || sy > camera.height + radius) continue;
      this.seen[count++] = node;
    }
    this.seenCount = count;
  }
}

export function drawShapes(pen: Pen, sketch: Sketch, shapes: Shapes, camera: Camera): void {
  pen.part = "actor";
  const { lit } = sketch.mood;
  const faint: number[] = [];
  const clear: number[] = [];
  // The small first: the large ones lie on top.
  for (let k = shapes.seenCount - 1; k >= 0; k--) {
    const node = shapes.seen[k];
    if (lit && !lit.nodes.has(node)) faint.push(node);
    else clear.push(node);
  }
  const draw = shapes.seenCount > CROWD ? drawCrowd : drawEach;
  if (faint.length) draw(pen, sketch, shapes, camera, faint, shapes.seenCount > CROWD ? 0.12 : 0.2);
  // What is lit among many is few again.
  (clear.length > CROWD ? drawCrowd : drawEach)(pen, sketch, shapes, camera, clear, 1);
  pen.globalAlpha = 1;
}

type Draw = (
  pen: Pen,
  sketch: Sketch,
  shapes: Shapes,
  camera: Camera,
  nodes: number[],
  alpha: number,
) => void;

const drawEach: Draw = (pen, sketch, shapes, camera, nodes, alpha) => {
  const { model, scene, ink } = sketch;
  const kinds = model.data.nodes.kind;
  for (const node of nodes) {
    const shape = ink.shapes[kinds[node]];
    const radius = shapes.radius[node];
    const [x, y] = [camera.screenX(scene.x[node]), camera.screenY(scene.y[node])];
    // Paper around and under a shape keeps lines away, and from shining through a faint one.
    pen.part = "";
    pen.globalAlpha = 1;
    pen.fillStyle = ink.paper;
    pen.beginPath();
    traceShape(pen, shape, x, y, radius + (radius > 4 ? 1.6 : 0.8));
    pen.fill();
    pen.part = "actor";
    pen.globalAlpha = alpha;
    pen.fillStyle = ink.kinds[kinds[node]];
    pen.beginPath();
    traceShape(pen, shape, x, y, radius);
    pen.fill();
  }
};

const drawCrowd: Draw = (pen, sketch, shapes, camera, nodes, alpha) => {
  const { model, scene, ink } = sketch;
  const kinds = model.data.nodes.kind;
  const byKind: number[][] = ink.kinds.map(() => []);
  for (const node of nodes) byKind[kinds[node]].push(node);
  pen.globalAlpha = alpha;
  byKind.forEach((members, kind) => {
    pen.fillStyle = ink.kinds[kind];
    let count = 0;
    pen.beginPath();
    for (const node of members) {
      const radius = shapes.radius[node];
      const [x, y] = [camera.screenX(scene.x[node]), camera.screenY(scene.y[node])];
      if (radius < DOT) {
        pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
        continue;
      }
      traceShape(pen, ink.shapes[kind], x, y, radius);
      if (++count % BATCH) continue;
      pen.fill();
      pen.beginPath();
    }
    if (count % BATCH) pen.fill();
  });
};

export function traceShape(pen: Pen, shape: Shape, x: number, y: number, radius: number): void {
  if (shape === "circle") {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const corners = CORNERS[shape];
  pen.moveTo(x + corners[0][0] * radius, y + corners[0][1] * radius);
  for (let k = 1; k < corners.length; k++) pen.lineTo(x + corners[k][0] * radius, y + corners[k][1] * radius);
  pen.closePath();
}

/** Rings around what is chosen, pointed at, put by hand, or walked on by the keyboard. */
export function drawRings(
  pen: Pen,
  { scene, ink, mood }: Sketch,
  shapes: Shapes,
  camera: Camera,
  pinned: State["pinned"],
  cursor: number | null,
): void {
  const ring = (node: number, away: number, width: number, colour: string, dash: number[] = []) => {
    pen.beginPath();
    const [x, y] = [camera.screenX(scene.x[node]), camera.screenY(scene.y[node])];
    const radius = shapes.radius[node] + away;
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.stroke();
    pen.setLineDash([]);
  };
  const there = (node: number) => node >= 0 && shapes.radius[node] > 0;
  pen.part = "ring";
  for (const node of pinned.keys()) if (there(node)) ring(node, 3.5, 1, ink.muted, [1.5, 2.5]);
  if (there(mood.selected.node)) ring(mood.selected.node, 5, 2.5, ink.accent);
  if (there(mood.hover.node)) ring(mood.hover.node, 4, 1.5, ink.accent);
  if (cursor !== null && there(cursor)) {
    ring(cursor, 8.5, 5, ink.paper);
    ring(cursor, 8.5, 3, ink.ink);
  }
}
