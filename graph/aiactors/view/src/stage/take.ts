// What is drawn now, to take away: as a picture of pixels, or as strokes.

import type { Words } from "../types";
import { type Picture, paint } from "./paint";
import { SvgPen } from "./pen";

/** Canvases of browsers hold no more pixels to a side. */
const LARGEST = 16_000;

function withHair(picture: Picture, hair: number): Picture {
  const { sketch } = picture;
  return { ...picture, sketch: { ...sketch, mood: { ...sketch.mood, hair } } };
}

export function asPng(picture: Picture, scale: number): Promise<Blob> {
  const { width, height } = picture.camera;
  const factor = Math.min(scale, LARGEST / width, LARGEST / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * factor);
  canvas.height = Math.round(height * factor);
  const pen = canvas.getContext("2d", { alpha: false })!;
  pen.setTransform(factor, 0, 0, factor, 0, 0);
  pen.textBaseline = "middle";
  paint(pen, withHair(picture, 1 / factor));
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))),
      "image/png",
    );
  });
}

export function asSvg(
  picture: Picture,
  ruler: CanvasRenderingContext2D,
  words: Words,
  title: string,
): string {
  const pen = new SvgPen(ruler);
  paint(pen, withHair(picture, 0.7));
  return pen.document(Math.round(picture.camera.width), Math.round(picture.camera.height), title, words.lang);
}
