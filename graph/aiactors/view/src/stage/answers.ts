// What other parts of the page ask the drawing.

import type { Point } from "../types";
import type { Drawing } from "./drawing";

export class Answers {
  constructor(protected readonly drawing: Drawing) {}

  get canvas(): HTMLCanvasElement {
    return this.drawing.canvas;
  }
  get frames(): number {
    return this.drawing.frames;
  }
  get cursor(): number | null {
    return this.drawing.cursor;
  }
  set cursor(node: number | null) {
    this.drawing.cursor = node;
    this.redraw();
  }
  place(node: number): Point {
    const { x, y } = this.drawing.scene;
    return { x: x[node], y: y[node] };
  }
  nodeOnScreen(node: number): [number, number] | null {
    return this.drawing.nodeOnScreen(node);
  }
  edgeOnScreen(edge: number): [number, number] | null {
    return this.drawing.edgeOnScreen(edge);
  }
  redraw(): void {
    this.drawing.redraw();
  }
  png(scale: number): Promise<Blob> {
    return this.drawing.png(scale);
  }
  svg(): string {
    return this.drawing.svg();
  }
}
