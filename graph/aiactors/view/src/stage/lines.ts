// Draws lines. A few are drawn one by one, with everything; in a crowd they are hairs of one pixel,
// many of a colour in one path: that is what a canvas draws fastest.

import { STANDING_LINES } from "../palette";
import { type Model, STANDINGS } from "../types";
import { type Curves, STRIDE } from "./curves";
import type { Ink } from "./ink";
import type { Pen } from "./pen";
import { MIXED, type Scene } from "./scene";

/** What is lit, and where the pointer is. */
export interface Mood {
  readonly lit: { nodes: ReadonlySet<number>; edges: ReadonlySet<number> } | null;
  readonly selected: { node: number; edge: number };
  readonly hover: { node: number; edge: number };
  readonly now: number;
  /** Width of a hair: a pixel of the device, in CSS pixels. */
  readonly hair: number;
  /** How large shapes and arrows are: less in a crowd. */
  readonly room: number;
}

export interface Sketch {
  readonly model: Model;
  readonly scene: Scene;
  readonly curves: Curves;
  readonly ink: Ink;
  readonly mood: Mood;
}

/** Hairs in one path: enough to be fast, few enough not to slow each other down. */
const BATCH = 600;
const HEADS = 24;
/** Heads smaller than this, by the usual size, are two strokes. */
const SMALL = 0.5;

/** Draw all lines: faint ones first, those that are meant on top. */
export function drawLines(pen: Pen, sketch: Sketch): void {
  const strong = strongLines(sketch);
  const { seen, seenCount, detail } = sketch.curves;
  const all = seen.subarray(0, seenCount);
  const faint = strong.size ? all.filter((i) => !strong.has(i)) : all;
  pen.part = "line";
  const alpha = baseAlpha(sketch);
  if (detail === "full") for (const i of faint) drawLine(pen, sketch, i, alpha * strengthOf(sketch, i), 1.25);
  else drawHairs(pen, sketch, faint, alpha);
  for (const [i, width] of strong) drawLine(pen, sketch, i, strengthOf(sketch, i), width);
  pen.globalAlpha = 1;
  drawMarks(pen, sketch, faint, strong, alpha);
}

/** Lines that are lit, chosen or pointed at, by place in the scene, and how wide they are. */
function strongLines({ model, curves, mood }: Sketch): Map<number, number> {
  const strong = new Map<number, number>();
  const take = (edge: number, width: number) => {
    const line = curves.lineFor(edge);
    if (line >= 0) strong.set(line, Math.max(width, strong.get(line) ?? 0));
  };
  if (mood.lit) for (const edge of mood.lit.edges) take(edge, mood.lit.edges.size > 400 ? 1 : 1.9);
  if (mood.hover.node >= 0) {
    const around = model.edgesOf(mood.hover.node);
    if (around.length < 400 && !mood.lit) for (const edge of around) take(edge, 1.7);
  }
  if (mood.hover.edge >= 0) take(mood.hover.edge, 2.8);
  if (mood.selected.edge >= 0) take(mood.selected.edge, 3);
  return strong;
}

function baseAlpha({ curves, mood }: Sketch): number {
  if (mood.lit) return curves.detail === "hair" ? 0.035 : 0.09;
  const alpha = Math.max(0.16, Math.min(0.66, 11 / Math.sqrt(curves.seenCount)));
  return curves.detail === "full" ? alpha : Math.min(1, alpha * Math.min(1.35, 1 / mood.hair));
}

function strengthOf({ scene, mood }: Sketch, i: number): number {
  return scene.fading.size ? scene.strength(scene.lines[i], mood.now) : 1;
}

function look({ scene, curves, ink }: Sketch, i: number) {
  const bundle = curves.bundled[i] ? scene.bundles : scene;
  const standing = STANDINGS[bundle.standing[i]];
  const family = bundle.family[i];
  const colour = standing === "denied" || family === MIXED ? ink.muted : ink.families[family];
  return { ...STANDING_LINES[standing], colour, arrow: bundle.arrow[i] === 1 };
}

/** An attempt stays dotted when it is disputed. */
function dashOf({ model, scene, curves }: Sketch, i: number, dash: readonly number[]): readonly number[] {
  if (curves.bundled[i] || STANDINGS[scene.standing[i]] !== "disputed") return dash;
  const { modalities, edges } = model.data;
  const key = modalities[edges.modality[scene.lines[i]]]?.key;
  return key && key !== "actual" ? STANDING_LINES.unrealised.dash : dash;
}

function drawLine(pen: Pen, sketch: Sketch, i: number, alpha: number, width: number): void {
  const { curves, scene, ink, mood } = sketch;
  const { dash, double, colour, arrow } = look(sketch, i);
  const many = curves.bundled[i] ? scene.bundles.count[i] : 1;
  const wide = many > 1 ? Math.min(width + 0.5 * Math.log2(many), 3.6) : width;
  pen.globalAlpha = alpha;
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = double ? wide * 1.6 + 2.2 : wide;
  pen.setLineDash(dashOf(sketch, i, dash).map((length) => length * Math.max(1, width / 1.9)));
  pen.beginPath();
  trace(pen, curves, i);
  pen.stroke();
  pen.setLineDash([]);
  if (double) {
    pen.globalAlpha = 1;
    pen.strokeStyle = ink.paper;
    pen.lineWidth = 2.2;
    pen.stroke();
    pen.globalAlpha = alpha;
  }
  if (!arrow) return;
  pen.beginPath();
  traceHead(pen, curves, i, (5.2 + wide * 1.5 + (double ? 1.5 : 0)) * mood.room);
  pen.fill();
}

function trace(pen: Pen, { at }: Curves, i: number): void {
  const o = i * STRIDE;
  pen.moveTo(at[o], at[o + 1]);
  pen.quadraticCurveTo(at[o + 2], at[o + 3], at[o + 4], at[o + 5]);
}

/** The head of an arrow, with a notch. */
function traceHead(pen: Pen, { at }: Curves, i: number, length: number): void {
  const o = i * STRIDE;
  const [bx, by] = [at[o + 4], at[o + 5]];
  let [ux, uy] = [bx - at[o + 2], by - at[o + 3]];
  const far = Math.sqrt(ux * ux + uy * uy) || 1;
  ux *= length / far;
  uy *= length / far;
  pen.moveTo(bx, by);
  pen.lineTo(bx - ux - uy * 0.42, by - uy + ux * 0.42);
  pen.lineTo(bx - ux * 0.78, by - uy * 0.78);
  pen.lineTo(bx - ux + uy * 0.42, by - uy - ux * 0.42);
  pen.closePath();
}

/** Draw hairs of the same look together. Lines come sorted by standing and family. */
function drawHairs(pen: Pen, sketch: Sketch, lines: Uint32Array, alpha: number): void {
  const { scene, mood } = sketch;
  const { bundled } = sketch.curves;
  pen.lineWidth = mood.hair;
  const key = (i: number) =>
    bundled[i]
      ? 65536 + scene.bundles.standing[i] * 256 + scene.bundles.family[i]
      : scene.standing[i] * 256 + scene.family[i];
  let [start, last] = [0, -1];
  for (let k = 0; k < lines.length; k++) {
    const now = key(lines[k]);
    if (k > start && (now !== last || k - start >= BATCH)) {
      drawRun(pen, sketch, lines.subarray(start, k), alpha);
      start = k;
    }
    last = now;
  }
  if (lines.length) drawRun(pen, sketch, lines.subarray(start), alpha);
}

function drawRun(pen: Pen, sketch: Sketch, run: Uint32Array, alpha: number): void {
  const { colour, dash, double } = look(sketch, run[0]);
  pen.globalAlpha = Math.min(1, double ? alpha * 1.6 : alpha);
  pen.strokeStyle = pen.fillStyle = colour;
  pen.setLineDash(dash.map((length) => length * 0.8));
  pen.beginPath();
  for (let k = 0; k < run.length; k++) traceHair(pen, sketch.curves.at, run[k] * STRIDE);
  pen.stroke();
  pen.setLineDash([]);
  if (sketch.mood.room < SMALL) drawChevrons(pen, sketch, run);
  else drawHeads(pen, sketch, run);
}

function traceHair(pen: Pen, at: Float32Array, o: number): void {
  pen.moveTo(at[o], at[o + 1]);
  const flat =
    Math.abs((at[o] + at[o + 4]) / 2 - at[o + 2]) + Math.abs((at[o + 1] + at[o + 5]) / 2 - at[o + 3]);
  if (flat < 0.6) pen.lineTo(at[o + 4], at[o + 5]);
  else pen.quadraticCurveTo(at[o + 2], at[o + 3], at[o + 4], at[o + 5]);
}

function drawHeads(pen: Pen, sketch: Sketch, run: Uint32Array): void {
  const { curves, mood } = sketch;
  pen.globalAlpha = Math.min(1, pen.globalAlpha * 1.5);
  let count = 0;
  pen.beginPath();
  for (const i of run) {
    if (!look(sketch, i).arrow) continue;
    traceHead(pen, curves, i, 6 * mood.room + 1);
    if (++count % HEADS) continue;
    pen.fill();
    pen.beginPath();
  }
  pen.fill();
}

/** Arrow heads as two short hairs, where a line is long enough to have one. */
function drawChevrons(pen: Pen, { scene, curves: { at, bundled } }: Sketch, run: Uint32Array): void {
  pen.beginPath();
  for (let k = 0; k < run.length; k++) {
    const i = run[k];
    if (!(bundled[i] ? scene.bundles.arrow[i] : scene.arrow[i])) continue;
    const o = i * STRIDE;
    const [bx, by] = [at[o + 4], at[o + 5]];
    let [ux, uy] = [bx - at[o], by - at[o + 1]];
    const far = Math.sqrt(ux * ux + uy * uy);
    if (far < 12) continue;
    ux *= 4 / far;
    uy *= 4 / far;
    pen.moveTo(bx - ux - uy * 0.45, by - uy + ux * 0.45);
    pen.lineTo(bx, by);
    pen.lineTo(bx - ux + uy * 0.45, by - uy - ux * 0.45);
  }
  pen.stroke();
}

/** The signs in the middle of lines that must not be taken for facts, and the counts of bundles. */
function drawMarks(
  pen: Pen,
  sketch: Sketch,
  faint: Uint32Array,
  strong: Map<number, number>,
  alpha: number,
): void {
  pen.part = "mark";
  const small = Math.min(0.9, 0.3 + 0.6 * sketch.mood.room);
  if (sketch.curves.detail !== "hair") {
    for (const i of faint) drawMark(pen, sketch, i, Math.min(1, alpha * 1.7) * strengthOf(sketch, i), small);
  }
  for (const [i, width] of strong) drawMark(pen, sketch, i, strengthOf(sketch, i), width > 1.5 ? 1.25 : 0.9);
  pen.globalAlpha = 1;
}

function drawMark(pen: Pen, sketch: Sketch, i: number, alpha: number, size: number): void {
  const { mark } = look(sketch, i);
  if (!mark || sketch.curves.length(i) < 16) return;
  const x = sketch.curves.xOf(i, 0.5);
  const y = sketch.curves.yOf(i, 0.5);
  pen.globalAlpha = alpha;
  if (mark === "cross") drawCross(pen, sketch.ink, x, y, size);
  else drawUnequal(pen, sketch.ink, x, y, size);
}

function drawCross(pen: Pen, ink: Ink, x: number, y: number, size: number): void {
  const r = 4 * size;
  pen.beginPath();
  pen.moveTo(x - r, y - r);
  pen.lineTo(x + r, y + r);
  pen.moveTo(x + r, y - r);
  pen.lineTo(x - r, y + r);
  pen.strokeStyle = ink.paper;
  pen.lineWidth = 4.4 * size;
  pen.stroke();
  pen.strokeStyle = ink.muted;
  pen.lineWidth = 2 * size;
  pen.stroke();
}

function drawUnequal(pen: Pen, ink: Ink, x: number, y: number, size: number): void {
  pen.beginPath();
  pen.arc(x, y, 6.2 * size, 0, 2 * Math.PI);
  pen.fillStyle = ink.alert;
  pen.fill();
  pen.beginPath();
  for (const [ax, ay, bx, by] of [
    [-3, -1.5, 3, -1.5],
    [-3, 1.5, 3, 1.5],
    [1.8, -3.6, -1.8, 3.6],
  ]) {
    pen.moveTo(x + ax * size, y + ay * size);
    pen.lineTo(x + bx * size, y + by * size);
  }
  pen.strokeStyle = ink.paper;
  pen.lineWidth = 1.5 * size;
  pen.stroke();
}
