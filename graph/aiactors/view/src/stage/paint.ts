// One repaint, from the back to the front: links, lines, shapes, rings, names.

import type { State, Words } from "../types";
import { drawBubbles, drawLinks, nameBubbles, type Pointed } from "./bubbles";
import type { Camera } from "./camera";
import { drawLines, type Sketch } from "./lines";
import { Names } from "./names";
import type { Overview } from "./overview";
import type { Pen } from "./pen";
import { drawRings, drawShapes, type Shapes } from "./shapes";

export interface Picture {
  readonly sketch: Sketch;
  readonly shapes: Shapes;
  readonly camera: Camera;
  readonly overview: Overview | null;
  readonly pointed: Pointed;
  readonly pinned: State["pinned"];
  readonly cursor: number | null;
  readonly words: Words;
  /** Actors whose names must be seen. */
  readonly named: readonly number[];
}

export function paint(pen: Pen, picture: Picture): void {
  const { sketch, shapes, camera, overview, words } = picture;
  const { ink, scene, mood } = sketch;
  pen.part = "paper";
  pen.globalAlpha = 1;
  pen.fillStyle = ink.paper;
  pen.fillRect(0, 0, camera.width, camera.height);
  if (overview) drawLinks(pen, overview, scene, camera, ink, mood.hair);
  drawLines(pen, sketch);
  if (overview) drawBubbles(pen, overview, camera, ink, picture.pointed);
  drawShapes(pen, sketch, shapes, camera);
  drawRings(pen, sketch, shapes, camera, picture.pinned, picture.cursor);
  const names = new Names(pen, sketch, camera, words);
  if (overview) nameBubbles(names, pen, overview, camera, ink, words);
  names.draw(shapes, picture.named);
}
