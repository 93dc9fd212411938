// The canvas and all that is needed to draw on it: repaints when asked, once a frame, and tells what
// is drawn where.

import type { App } from "../types";
import { bubbleUnder } from "./bubbles";
import { Camera } from "./camera";
import { Curves } from "./curves";
import { Hits } from "./hit";
import { type Ink, inkOf } from "./ink";
import type { Sketch } from "./lines";
import { Motion } from "./motion";
import { type Picture, paint } from "./paint";
import { Placer } from "./placer";
import { Scene } from "./scene";
import { Shapes } from "./shapes";
import { asPng, asSvg } from "./take";
import type { Over } from "./tip";

/** Relations that are pulled apart when they are lit. */
const MOST_APART = 60;

export const NOTHING: Over = { node: -1, edges: [], bubble: null };

export class Drawing {
  readonly canvas = document.createElement("canvas");
  readonly camera = new Camera();
  readonly scene: Scene;
  readonly motion: Motion;
  readonly placer: Placer;
  /** What the pointer is over. */
  over: Over = NOTHING;
  /** What the keyboard is on: an actor, a community. */
  cursor: number | null = null;
  bubbleCursor = -1;
  frames = 0;
  private readonly pen: CanvasRenderingContext2D;
  private readonly shapes: Shapes;
  private curves: Curves;
  private hits: Hits | null = null;
  private ink: Ink | null = null;
  private asked = false;
  /** Places on the screen are not those of now. */
  private stale = true;
  private dpr = 0;

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {
    const { model } = app;
    root.prepend(this.canvas);
    this.pen = this.canvas.getContext("2d", { alpha: false })!;
    this.scene = new Scene(model);
    this.shapes = new Shapes(model);
    this.motion = new Motion(this.scene);
    this.placer = new Placer(model);
    this.curves = new Curves(model, this.scene);
  }

  /** Take up which actors and relations are shown. */
  show(fade: boolean): void {
    const { app, scene, placer } = this;
    scene.show(app.store.view, placer.actors, fade, performance.now());
    this.curves = new Curves(app.model, scene);
    placer.overview?.tie(app.store.state, app.store.view);
    this.redraw();
  }

  redraw(): void {
    this.stale = true;
    this.hits = null;
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  }

  /** Repaint everything, now. */
  draw(): void {
    const now = performance.now();
    const count = this.scene.lines.length;
    const moves = [this.camera.step(now), this.motion.step(now), this.scene.fade(this.app.store.view, now)];
    if (this.scene.lines.length !== count) this.curves = new Curves(this.app.model, this.scene);
    this.stale = true;
    this.measure();
    this.pen.setTransform(this.dpr, 0, 0, this.dpr, 0, 0);
    this.pen.textBaseline = "middle";
    paint(this.pen, this.picture(now));
    this.frames++;
    if (moves.some(Boolean)) this.redraw();
  }

  private measure(): void {
    if (!this.stale) return;
    this.stale = false;
    this.hits = null;
    const { camera, scene, shapes, curves, app } = this;
    const { actors, degree, overview } = this.placer;
    shapes.measure(camera, scene, overview ? app.model.nodeCount : actors.length, degree);
    const { lit } = app.store.view;
    const { selection } = app.store.state;
    const few = lit && lit.edges.size <= MOST_APART ? lit.edges : null;
    const chosen = selection?.kind === "edge" ? new Set(scene.fan(selection.index)) : null;
    curves.measure(camera, shapes.radius, (edge) => !!few?.has(edge) || !!chosen?.has(edge));
  }

  private sketch(now: number): Sketch {
    const { app, scene, curves, shapes, over } = this;
    const { selection } = app.store.state;
    this.ink = inkOf(app.model, this.ink);
    const mood = {
      lit: app.store.view.lit,
      selected: {
        node: selection?.kind === "node" ? selection.index : -1,
        edge: selection?.kind === "edge" ? selection.index : -1,
      },
      hover: { node: over.node, edge: over.edges.length === 1 ? over.edges[0] : -1 },
      now,
      hair: 1 / this.dpr,
      room: shapes.room,
    };
    return { model: app.model, scene, curves, ink: this.ink, mood };
  }

  private picture(now: number): Picture {
    const { app, camera, shapes, placer, cursor, over } = this;
    const sketch = this.sketch(now);
    return {
      sketch,
      shapes,
      camera,
      overview: placer.overview,
      pointed: { hover: over.bubble?.index ?? -1, cursor: this.bubbleCursor },
      pinned: app.store.state.pinned,
      cursor,
      words: app.words,
      named: this.named(sketch),
    };
  }

  /** Actors whose names must be seen: what is pointed at, chosen, or in the middle. */
  private named({ model, mood }: Sketch): number[] {
    const { from, to } = model.data.edges;
    const { nodes } = this.app.store.view;
    const wanted = [mood.hover.node, mood.selected.node, this.cursor ?? -1];
    for (const edge of [mood.selected.edge, mood.hover.edge])
      if (edge >= 0) wanted.push(from[edge], to[edge]);
    wanted.push(...this.app.store.state.scope.focus.slice(0, 4));
    return [...new Set(wanted)].filter((node) => node >= 0 && nodes[node]);
  }

  /** Fit the canvas to the map. Returns whether something changed. */
  size(): boolean {
    const { root, camera, canvas } = this;
    const [width, height] = [Math.max(1, root.clientWidth), Math.max(1, root.clientHeight)];
    const dpr = window.devicePixelRatio || 1;
    if (width === camera.width && height === camera.height && dpr === this.dpr) return false;
    this.dpr = dpr;
    camera.width = width;
    camera.height = height;
    canvas.width = Math.round(width * dpr);
    canvas.height = Math.round(height * dpr);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    return true;
  }

  // ---- what is where ------------------------------------------------------------------------

  private look(): Hits {
    this.measure();
    const { camera, scene, shapes, curves, app } = this;
    this.hits ??= new Hits(camera, scene, shapes, curves, app.store.view.lit?.edges ?? null);
    return this.hits;
  }

  /** What is under a point of the map. */
  under(x: number, y: number, reach: number): Over {
    const { node, edges } = this.look().under(x, y, reach);
    if (node >= 0) return { node, edges: [], bubble: null };
    const { overview } = this.placer;
    const bubble = overview && bubbleUnder(overview, this.camera, x, y);
    return bubble ? { node: -1, edges: [], bubble } : { node: -1, edges, bubble: null };
  }

  nodeOnScreen(node: number): [number, number] | null {
    if (!this.app.store.view.nodes[node]) return null;
    const box = this.canvas.getBoundingClientRect();
    const { x, y } = this.scene;
    return [box.left + this.camera.screenX(x[node]), box.top + this.camera.screenY(y[node])];
  }

  edgeOnScreen(edge: number): [number, number] | null {
    if (!this.app.store.view.edges[edge]) return null;
    const hits = this.look();
    const line = this.curves.lineFor(edge);
    if (line < 0) return null;
    const { left, top } = this.canvas.getBoundingClientRect();
    const open = (x: number, y: number) => document.elementFromPoint(left + x, top + y) === this.canvas;
    const point = hits.clearPoint(line, open) ?? hits.clearPoint(line, () => true);
    return point && [left + point[0], top + point[1]];
  }

  png(scale: number): Promise<Blob> {
    return asPng(this.still(), scale);
  }

  svg(): string {
    const { app } = this;
    return asSvg(this.still(), this.pen, app.words, app.words.say(app.model.data.title));
  }

  /** What is drawn now, without what the pointer and the keyboard are on. */
  private still(): Picture {
    this.measure();
    const { over, cursor, bubbleCursor } = this;
    this.over = NOTHING;
    this.cursor = null;
    this.bubbleCursor = -1;
    const picture = this.picture(performance.now());
    Object.assign(this, { over, cursor, bubbleCursor });
    return picture;
  }
}
