// The drawing: one canvas for one actor and for a hundred thousand. It follows the store, and tells
// it what people do with the map.

import type { App, Change, Scope, Selection, Stage, State } from "../types";
import { expandOrFold } from "../ui/actions";
import { Answers } from "./answers";
import { sheetOf } from "./arrange";
import { type Aim, same } from "./camera";
import { Drawing, NOTHING } from "./drawing";
import { boxOf, marginsOf, outOfSight } from "./frame";
import { listen, type Surface } from "./gestures";
import { BubbleKeys } from "./keys";
import type { Bubble } from "./overview";
import { Chooser, Tip } from "./tip";
import { mountZoom } from "./zoombar";

/** The largest scale at which everything is framed. */
const NEAREST = 1.7;

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export function mountStage(app: App, root: HTMLElement): Stage {
  return new Steering(app, root);
}

class Steering extends Answers implements Stage, Surface {
  private readonly tip: Tip;
  private readonly chooser: Chooser;
  private readonly keys: BubbleKeys;
  private scope: Scope;
  /** The scope whose relations the scene knows. */
  private related: Scope | null = null;
  /** Actors that were shown before the scope changed. */
  private shown: Uint8Array = new Uint8Array(0);
  /** What is clicked on is in sight already: the camera stays. */
  private held = false;

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {
    super(new Drawing(app, root));
    this.tip = new Tip(app, root);
    this.chooser = new Chooser(app, root, this.canvas);
    this.scope = app.store.state.scope;
    this.keys = new BubbleKeys(
      app,
      () => this.drawing.placer.overview,
      (bubble) => this.walkTo(bubble),
      (bubble) => this.unfold(bubble, true),
    );
    this.start();
  }

  begin(): void {
    this.drawing.size();
    this.arrange(false);
    this.drawing.show(false);
    this.follow(false);
  }

  private start(): void {
    this.app.store.on((change, state) => this.changed(change, state));
    listen(this.canvas, this);
    this.canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.keys.press(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    this.canvas.addEventListener("blur", () => {
      this.drawing.bubbleCursor = -1;
      this.redraw();
    });
    new ResizeObserver(() => this.resized()).observe(this.root);
    mountZoom(this.app, {
      in: () => this.zoom(1.4),
      out: () => this.zoom(1 / 1.4),
      fit: () => this.frame(undefined, { animate: true }),
    });
  }

  // ---- following the store ------------------------------------------------------------------

  private changed(change: Change, state: State): void {
    if (change.scope) this.arrange(!CALM.matches);
    if (change.shown || change.scope) {
      this.unpoint();
      this.chooser.close();
    }
    if (change.shown) this.drawing.show(!change.scope && !CALM.matches);
    if (change.camera) this.follow(!CALM.matches);
    else if (change.scope) this.refit(state);
    this.scope = state.scope;
    this.redraw();
  }

  /** Find everybody's place, and go there. */
  private arrange(animate: boolean): void {
    const { app, drawing, shown } = this;
    const { camera, placer, motion } = drawing;
    const { state } = app.store;
    const places = placer.find(state, sheetOf(camera.width, camera.height));
    const origin = (node: number): number => {
      if (placer.overview || shown[node]) return node;
      const tie = app.model.edgesOf(node).find((edge) => shown[app.model.other(edge, node)] === 1);
      return tie === undefined ? -1 : app.model.other(tie, node);
    };
    if (state.scope !== this.related) drawing.scene.relate(placer.relations);
    this.related = state.scope;
    motion.go(places, placer.actors, animate && drawing.frames > 0, performance.now(), origin);
    this.shown = app.store.view.nodes.slice();
    camera.whole = this.aimAt(placer.actors, NEAREST, true)?.scale ?? 1;
  }

  /** Look where the state says. */
  private follow(animate: boolean): void {
    const { camera, frames } = this.drawing;
    const wanted = this.app.store.state.camera;
    const aim = wanted
      ? { x: wanted[0], y: wanted[1], scale: camera.bounded(wanted[2]) }
      : this.aimAt(this.drawing.placer.actors, NEAREST, true);
    if (aim && !same(aim, camera.aim)) camera.go(aim, animate && frames > 0, performance.now());
  }

  /** After another scope: everything in sight, unless somebody only added to what he looks at. */
  private refit(state: State): void {
    const { base, focus, hops } = this.scope;
    const { scope, camera } = state;
    if (scope === this.scope) return;
    const other = base !== scope.base || hops !== scope.hops || focus.join() !== scope.focus.join();
    if (other && camera) this.app.store.change({ camera: null }, { undoable: false });
    else this.follow(!CALM.matches);
  }

  private resized(): void {
    const { drawing } = this;
    if (!drawing.size()) return;
    this.arrange(false);
    if (!this.app.store.state.camera) this.follow(false);
    // The canvas is blank until it is drawn on: not until the next frame.
    drawing.draw();
  }

  // ---- the camera ---------------------------------------------------------------------------

  private aimAt(nodes: Iterable<number>, most: number, bubbles: boolean): Aim | null {
    const { motion, placer, camera } = this.drawing;
    const box = boxOf(nodes, motion.target, bubbles ? placer.overview : null);
    return box && camera.fit(box, marginsOf(this.root), most);
  }

  frame(nodes?: Iterable<number>, { animate = false } = {}): void {
    const { view } = this.app.store;
    const wanted = [...(nodes ?? [])].filter((node) => view.nodes[node]);
    if (this.held) {
      this.keepInSight(wanted);
      return;
    }
    const smooth = animate && !CALM.matches;
    const { camera } = this.drawing;
    if (!wanted.length) {
      const aim = this.aimAt(this.drawing.placer.actors, NEAREST, true);
      if (aim) camera.go(aim, smooth, performance.now());
      this.app.store.change({ camera: null }, { undoable: false });
    } else {
      const aim = this.aimAt(wanted, Math.max(camera.whole * 1.8, 1), false);
      if (aim) camera.go(aim, smooth, performance.now());
      this.rest();
    }
    this.redraw();
  }

  /** On a phone the panel covers half of the map: what was touched must not lie under it. */
  private keepInSight(nodes: number[]): void {
    requestAnimationFrame(() => {
      const { camera, motion } = this.drawing;
      if (!outOfSight(nodes, motion.target, camera, marginsOf(this.root))) return;
      const aim = this.aimAt(nodes, camera.scale, false);
      if (aim) camera.go(aim, !CALM.matches, performance.now());
      this.rest();
      this.redraw();
    });
  }

  zoom(factor: number): void {
    const { camera } = this.drawing;
    const { aim } = camera;
    camera.go({ ...aim, scale: camera.bounded(aim.scale * factor) }, !CALM.matches, performance.now());
    this.rest();
    this.redraw();
  }

  /** Tell the store where the camera comes to stand. */
  rest(): void {
    const { x, y, scale } = this.drawing.camera.aim;
    const digits = (n: number) => Number(n.toPrecision(7));
    this.app.store.change({ camera: [digits(x), digits(y), digits(scale)] }, { undoable: false });
  }

  // ---- what people do -----------------------------------------------------------------------

  actorAt(x: number, y: number, reach: number): number {
    return this.drawing.under(x, y, reach).node;
  }

  pan(dx: number, dy: number): void {
    this.drawing.camera.pan(dx, dy);
    this.redraw();
  }

  zoomAt(factor: number, x: number, y: number): void {
    this.drawing.camera.zoomAt(factor, x, y);
    this.redraw();
  }

  drag(node: number, x: number, y: number): void {
    const { camera, motion } = this.drawing;
    motion.set(node, camera.worldX(x), camera.worldY(y));
    this.redraw();
  }

  drop(node: number): void {
    const { x, y } = this.drawing.motion.target;
    const at = (n: number) => Math.round(n * 10) / 10;
    const pinned = new Map(this.app.store.state.pinned).set(node, [at(x[node]), at(y[node])]);
    this.app.store.change({ pinned });
  }

  point(x: number, y: number, reach: number): void {
    const over = this.drawing.under(x, y, reach);
    const last = this.drawing.over;
    this.canvas.style.cursor = over.node >= 0 || over.edges.length || over.bubble ? "pointer" : "";
    this.tip.show(over, x, y);
    if (over.node === last.node && over.bubble === last.bubble && over.edges.join() === last.edges.join())
      return;
    this.drawing.over = over;
    this.canvas.dispatchEvent(new CustomEvent("over", { detail: over })); // the timeline follows
    this.redraw();
  }

  unpoint(): void {
    this.tip.hide();
    if (this.drawing.over === NOTHING) return;
    this.drawing.over = NOTHING;
    this.canvas.dispatchEvent(new CustomEvent("over", { detail: NOTHING }));
    this.redraw();
  }

  press(x: number, y: number, reach: number): void {
    const { node, edges, bubble } = this.drawing.under(x, y, reach);
    if (bubble) this.unfold(bubble, false);
    else if (node >= 0) this.choose({ kind: "node", index: node });
    else if (edges.length > 1)
      this.chooser.open(edges, x, y, (edge) => this.choose({ kind: "edge", index: edge }));
    else if (edges.length) this.choose({ kind: "edge", index: edges[0] });
    else if (this.app.store.state.selection) this.choose(null);
  }

  private choose(selection: Selection): void {
    this.held = true;
    this.app.choose(selection);
    this.held = false;
  }

  pressTwice(x: number, y: number, reach: number): void {
    const { node, edges, bubble } = this.drawing.under(x, y, reach);
    if (node >= 0) expandOrFold(this.app, node);
    else if (!edges.length && !bubble) {
      this.zoomAt(2, x, y);
      this.rest();
    }
  }

  private unfold(bubble: Bubble, walk: boolean): void {
    const { store, words } = this.app;
    const { scope } = store.state;
    store.change({ scope: { ...scope, opened: new Set([...scope.opened, bubble.index]) } });
    if (walk) this.cursor = bubble.head;
    const { members } = this.app.model.communities[bubble.index];
    this.frame(members, { animate: true });
    const name = words.nodeName(bubble.head);
    this.app.announce(words.t("stage-unfolded", { name, n: words.number(members.length) }));
  }

  private walkTo(bubble: Bubble): void {
    const { camera } = this.drawing;
    this.drawing.bubbleCursor = bubble.index;
    const [x, y] = [camera.screenX(bubble.x), camera.screenY(bubble.y)];
    if (x < 20 || y < 20 || x > camera.width - 20 || y > camera.height - 20) {
      camera.go({ x: bubble.x, y: bubble.y, scale: camera.scale }, !CALM.matches, performance.now());
      this.rest();
    }
    this.redraw();
  }
}
