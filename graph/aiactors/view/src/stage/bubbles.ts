// Draws the communities of an overview, and finds them under the pointer.

import type { Words } from "../types";
import type { Camera } from "./camera";
import type { Ink } from "./ink";
import { SANS } from "./ink";
import { type Names, plain } from "./names";
import type { Bubble, Overview } from "./overview";
import type { Pen } from "./pen";
import type { Scene } from "./scene";

/** Radius in pixels from which a bubble shows who is in it. */
const RING = 9;
const SMALL = 2;

export const radiusOf = (bubble: Bubble, camera: Camera): number =>
  Math.max(SMALL, bubble.radius * camera.scale);

export function bubbleUnder(overview: Overview, camera: Camera, x: number, y: number): Bubble | null {
  let [best, least] = [null as Bubble | null, Infinity];
  for (const bubble of overview.bubbles) {
    const far = Math.hypot(camera.screenX(bubble.x) - x, camera.screenY(bubble.y) - y);
    const reach = Math.max(radiusOf(bubble, camera), 7);
    if (far <= reach && far < least) [best, least] = [bubble, far];
  }
  return best;
}

export function drawLinks(
  pen: Pen,
  overview: Overview,
  scene: Scene,
  camera: Camera,
  ink: Ink,
  hair: number,
): void {
  pen.part = "link";
  pen.strokeStyle = ink.muted;
  for (const { a, b, actor, count } of overview.links) {
    const [end, start] = [overview.bubble(b), a >= 0 ? overview.bubble(a) : undefined];
    if (!end || (a >= 0 && !start)) continue;
    const [ax, ay] = start ? [start.x, start.y] : [scene.x[actor], scene.y[actor]];
    pen.lineWidth = start ? Math.max(hair, Math.min(7, 0.45 * Math.sqrt(count))) : hair;
    pen.globalAlpha = start ? Math.min(0.3, 0.05 + 0.035 * Math.log2(count + 1)) : 0.13;
    pen.beginPath();
    pen.moveTo(camera.screenX(ax), camera.screenY(ay));
    pen.lineTo(camera.screenX(end.x), camera.screenY(end.y));
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

export interface Pointed {
  /** Community under the pointer, and the one that the keyboard is on. */
  readonly hover: number;
  readonly cursor: number;
}

export function drawBubbles(pen: Pen, overview: Overview, camera: Camera, ink: Ink, pointed: Pointed): void {
  pen.part = "community";
  for (const bubble of overview.bubbles) {
    const [x, y, radius] = [camera.screenX(bubble.x), camera.screenY(bubble.y), radiusOf(bubble, camera)];
    if (x < -radius || y < -radius || x > camera.width + radius || y > camera.height + radius) continue;
    circle(pen, x, y, radius);
    pen.fillStyle = ink.paper;
    pen.fill();
    pen.globalAlpha = bubble.index === pointed.hover ? 0.2 : 0.09;
    pen.fillStyle = radius < RING ? ink.muted : ink.kinds[most(bubble.kinds)];
    if (radius < RING) pen.globalAlpha = 0.6;
    pen.fill();
    pen.globalAlpha = 1;
    if (radius >= RING) drawShares(pen, bubble, x, y, radius, ink);
    if (bubble.index === pointed.cursor) {
      circle(pen, x, y, radius + 5);
      pen.strokeStyle = ink.ink;
      pen.lineWidth = 3;
      pen.stroke();
    }
  }
}

function circle(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function most(kinds: Uint32Array): number {
  return kinds.indexOf(Math.max(...kinds));
}

/** The rim of a bubble: how many of its members are of each kind. */
function drawShares(
  pen: Pen,
  { kinds, count }: Bubble,
  x: number,
  y: number,
  radius: number,
  ink: Ink,
): void {
  const width = Math.min(4, 1 + radius / 18);
  let from = -Math.PI / 2;
  pen.lineWidth = width;
  kinds.forEach((share, kind) => {
    if (!share) return;
    const to = from + (2 * Math.PI * share) / count;
    const steps = Math.max(2, Math.ceil(((to - from) * radius) / 3));
    pen.beginPath();
    for (let step = 0; step <= steps; step++) {
      const angle = from + ((to - from) * step) / steps;
      const [px, py] = [
        x + (radius - width / 2) * Math.cos(angle),
        y + (radius - width / 2) * Math.sin(angle),
      ];
      if (step) pen.lineTo(px, py);
      else pen.moveTo(px, py);
    }
    pen.strokeStyle = ink.kinds[kind];
    pen.stroke();
    from = to;
  });
}

/** The names of communities: in them where they fit, else below, the largest first. */
export function nameBubbles(
  names: Names,
  pen: Pen,
  overview: Overview,
  camera: Camera,
  ink: Ink,
  words: Words,
): void {
  const large = [...overview.bubbles].sort((p, q) => q.count - p.count);
  pen.part = "name";
  for (const bubble of large.slice(0, 220)) {
    const [x, y, radius] = [camera.screenX(bubble.x), camera.screenY(bubble.y), radiusOf(bubble, camera)];
    if (x < 0 || y < 0 || x > camera.width || y > camera.height || radius < 5) continue;
    const name = plain(words.nodeName(bubble.head), 26);
    const font = `600 ${radius > 40 ? 14 : 12}px ${SANS}`;
    pen.font = font;
    const half = pen.measureText(name).width / 2 + 3;
    const style = { font, half: 9, colour: ink.ink, strip: false };
    const inside = radius > 22;
    const top = inside ? y - 15 : y + radius + 2;
    const box = { left: x - half, right: x + half, top, bottom: top + 17 };
    if (!names.taken.free(box)) continue;
    names.write(name, box, style);
    if (inside) nameCount(names, pen, bubble, x, y, ink, words);
  }
}

function nameCount(
  names: Names,
  pen: Pen,
  bubble: Bubble,
  x: number,
  y: number,
  ink: Ink,
  words: Words,
): void {
  const text = words.tn("count-actors", bubble.count);
  const font = `12px ${SANS}`;
  pen.font = font;
  const half = pen.measureText(text).width / 2 + 3;
  const box = { left: x - half, right: x + half, top: y + 2, bottom: y + 17 };
  if (names.taken.free(box)) names.write(text, box, { font, half: 8, colour: ink.muted, strip: false });
}
