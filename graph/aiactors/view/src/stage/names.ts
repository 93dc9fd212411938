// Names on the map: the important first, more as one zooms in, never one over another.

import type { Words } from "../types";
import type { Box, Camera } from "./camera";
import { SANS } from "./ink";
import type { Sketch } from "./lines";
import type { Pen } from "./pen";
import { placeAt, type Spot, Taken } from "./room";
import type { Shapes } from "./shapes";

const MOST = { full: 150, thin: 110, hair: 64 };
/** How many are tried at most: past these there is no room left. */
const MOST_TRIED = 600;
const LONGEST = 30;
/** The corner in which the buttons that zoom stand (styles/stage.css). */
const ZOOM = { width: 54, height: 128 };
/** More lit relations than these are told by the panel. */
const MOST_RELATIONS = 24;
/** Names that are set in bold and may cover small shapes. */
const PROMINENT = 14;

/** Characters that would turn the direction of what follows, or be drawn as nothing. */
const TURNS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function plain(text: string, most = LONGEST): string {
  const short = text
    .slice(0, 4 * most)
    .replace(TURNS, "")
    .replace(/\s+/g, " ");
  const characters = [...short];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : short;
}

export interface Style {
  font: string;
  half: number;
  colour: string;
  /** Whether it lies on a strip of paper. */
  strip: boolean;
}

/** Names as they are drawn, by name; and their widths, by font. */
const drawnNames = new Map<string, string>();
const widths = new Map<string, Map<string, number>>();
const MOST_KEPT = 20_000;

function nameOf(name: string): string {
  let drawn = drawnNames.get(name);
  if (drawn === undefined) {
    if (drawnNames.size > MOST_KEPT) drawnNames.clear();
    drawn = plain(name);
    drawnNames.set(name, drawn);
  }
  return drawn;
}

/** The width of a text. To set a font is slow: it is done only for what was never measured. */
function widthOf(pen: Pen, font: string, text: string): number {
  let known = widths.get(font);
  if (!known || known.size > MOST_KEPT) {
    known = new Map();
    widths.set(font, known);
  }
  let width = known.get(text);
  if (width === undefined) {
    pen.font = font;
    width = pen.measureText(text).width;
    known.set(text, width);
  }
  return width;
}

/** Ems that the narrowest letters take. */
const NARROW = 0.18;
const PLAIN = /^[ -~]*$/;

/** The width of a text, if it was measured; else one that it will not fall below. */
function leastWidth(font: string, size: number, text: string): number {
  return widths.get(font)?.get(text) ?? (PLAIN.test(text) ? text.length * size * NARROW : 0);
}

export class Names {
  /** Drawn names, and nothing but names. */
  readonly taken = new Taken();
  /** Shapes that no name may cover, and those that none at all may. */
  private readonly shapes = new Taken();
  private readonly large = new Taken();
  private drawn = 0;

  constructor(
    private readonly pen: Pen,
    private readonly sketch: Sketch,
    private readonly camera: Camera,
    private readonly words: Words,
  ) {}

  /** Write all names that find room; those of `always` first. */
  draw(shapes: Shapes, always: readonly number[]): void {
    const { lit } = this.sketch.mood;
    const small = this.camera.width < 560;
    const { width, height } = this.camera;
    const bar = { left: width - ZOOM.width, right: width, top: height - ZOOM.height, bottom: height };
    this.shapes.add(bar);
    this.large.add(bar);
    for (let k = 0; k < shapes.seenCount; k++) this.avoid(shapes, shapes.seen[k], k < PROMINENT);
    this.pen.part = "name";
    for (const node of always) if (shapes.radius[node]) this.name(shapes, node, true, true, small);
    this.drawRelations(small);
    this.drawCounts();
    const done = new Set(always);
    const bold = Math.min(small ? 8 : PROMINENT, this.sketch.scene.actors.length / 5);
    let tried = 0;
    for (
      let k = 0;
      k < shapes.seenCount && this.drawn < MOST[this.sketch.curves.detail] && tried < MOST_TRIED;
      k++
    ) {
      const node = shapes.seen[k];
      if (done.has(node) || (lit && !lit.nodes.has(node))) continue;
      tried++;
      this.name(shapes, node, k < bold, false, small);
    }
  }

  private avoid(shapes: Shapes, node: number, large: boolean): void {
    const { lit } = this.sketch.mood;
    if (lit && !lit.nodes.has(node)) return;
    const radius = shapes.radius[node];
    if (radius < 2.6 && !large) return;
    const [x, y] = [
      this.camera.screenX(this.sketch.scene.x[node]),
      this.camera.screenY(this.sketch.scene.y[node]),
    ];
    const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    this.shapes.add(box);
    if (large) this.large.add(box);
  }

  private name(shapes: Shapes, node: number, strong: boolean, always: boolean, small: boolean): void {
    const size = (small ? 11 : 12) + (strong ? 1 : 0);
    const style = {
      font: `${strong ? "600 " : ""}${size}px ${SANS}`,
      half: size / 2 + 2,
      colour: this.sketch.ink.ink,
      strip: false,
    };
    const text = nameOf(this.words.nodeName(node));
    const spot: Spot = {
      x: this.camera.screenX(this.sketch.scene.x[node]),
      y: this.camera.screenY(this.sketch.scene.y[node]),
      gap: shapes.radius[node] + 3,
      half: style.half,
      width: leastWidth(style.font, size, text),
    };
    const bare = (box: Box) => this.fits(box, this.shapes);
    // Most find no room in a crowd, however short they are: they need not be measured.
    if (!strong && !always && !placeAt(spot, bare)) return;
    spot.width = widthOf(this.pen, style.font, text);
    const free =
      placeAt(spot, bare) ??
      // A name that matters may cover a small shape, though never another name.
      (strong ? placeAt(spot, (box) => this.fits(box, this.large)) : null) ??
      (always ? placeAt(spot, (box) => this.taken.free(box)) : null);
    if (free) this.write(text, free, style);
  }

  private fits(box: Box, shapes: Taken): boolean {
    const { width, height } = this.camera;
    if (box.left < 2 || box.top < 2 || box.right > width - 2 || box.bottom > height - 2) return false;
    return this.taken.free(box) && shapes.free(box);
  }

  /** What the lit relations say, on their lines. */
  private drawRelations(small: boolean): void {
    const { mood, curves, ink } = this.sketch;
    const { lit, hover, selected } = mood;
    const edges = new Set(lit && lit.edges.size <= MOST_RELATIONS ? lit.edges : []);
    for (const edge of [hover.edge, selected.edge]) if (edge >= 0) edges.add(edge);
    const style = { font: `italic ${small ? 11 : 12}px ${SANS}`, half: 8, colour: ink.muted, strip: true };
    for (const edge of edges) {
      const line = curves.lineFor(edge);
      if (line < 0 || (curves.bundled[line] && edge !== selected.edge)) continue;
      const caveat = this.words.caveat(edge);
      const text = plain(this.words.relationName(edge) + (caveat ? ` (${caveat})` : ""), 40);
      this.pen.part = "relation";
      this.along(line, text, style, [0.5, 0.36, 0.64, 0.28, 0.72]);
    }
    this.pen.part = "name";
  }

  /** How many relations a bundle holds. */
  private drawCounts(): void {
    const { curves, scene, mood, ink } = this.sketch;
    if (curves.detail === "hair") return;
    const style = { font: `10px ${SANS}`, half: 6.5, colour: ink.muted, strip: true };
    this.pen.part = "count";
    for (let k = 0; k < curves.seenCount; k++) {
      const line = curves.seen[k];
      const count = scene.bundles.count[line];
      if (!curves.bundled[line] || count < 2 || curves.length(line) < 48) continue;
      if (mood.lit && !scene.together(scene.lines[line]).some((edge) => mood.lit?.edges.has(edge))) continue;
      this.along(line, this.words.number(count), style, [0.5, 0.42, 0.58]);
    }
    this.pen.part = "name";
  }

  private along(line: number, text: string, style: Style, places: number[]): void {
    const { curves } = this.sketch;
    const half = widthOf(this.pen, style.font, text) / 2 + 3;
    for (const s of places) {
      const [x, y] = [curves.xOf(line, s), curves.yOf(line, s)];
      const box = { left: x - half, right: x + half, top: y - style.half, bottom: y + style.half };
      if (!this.fits(box, this.shapes)) continue;
      this.write(text, box, style);
      return;
    }
  }

  /** Text with a halo of paper around it, in a box that nothing else takes. */
  write(text: string, box: Box, style: Style): void {
    const { pen } = this;
    const { paper } = this.sketch.ink;
    this.taken.add(box);
    this.drawn++;
    const y = (box.top + box.bottom) / 2 + 0.5;
    pen.font = style.font;
    pen.globalAlpha = 1;
    if (style.strip) {
      pen.fillStyle = paper;
      pen.fillRect(box.left, box.top + 1, box.right - box.left, box.bottom - box.top - 2);
    } else {
      pen.lineJoin = "round";
      pen.lineWidth = 3.5;
      pen.strokeStyle = paper;
      pen.strokeText(text, box.left + 3, y);
    }
    pen.fillStyle = style.colour;
    pen.fillText(text, box.left + 3, y);
  }
}
