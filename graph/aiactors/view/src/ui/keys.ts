// The map by keyboard: one stop of the Tab key. Arrows walk along relations that are shown, to the
// neighbour that lies most in the direction that is pressed; the rest are single letters.

import { h } from "../dom";
import type { App } from "../types";
import * as act from "./actions";
import { helpDialog } from "./help";
import { openMenuOf } from "./menu";
import { isTyping } from "./search";

const WAYS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How far off the direction a neighbour may lie: the cosine of some 75 degrees. */
const OFF = 0.26;
/** Pixels from the edge of the map within which nobody can be seen well. */
const MARGIN = 48;

export function mountKeys(app: App, root: HTMLElement): void {
  const walker = new Walker(app);
  const { canvas } = app.stage;
  const hint = h("p", { id: "keys-hint", class: "hush" });
  const help = helpDialog(app);
  const button = h("button", { type: "button", id: "keys-button", onclick: () => help.open() }, "?");
  root.append(hint, button);
  document.body.append(help.element);
  const write = () => {
    canvas.setAttribute("aria-label", app.words.t("keys-map"));
    canvas.setAttribute("aria-roledescription", app.words.t("keys-role"));
    hint.textContent = app.words.t("keys-hint");
    button.title = app.words.t("keys-title");
    button.setAttribute("aria-label", button.title);
    help.write();
  };
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-describedby", "keys-hint");
  write();
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !walker.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    help.open();
  });
  app.store.on((change) => {
    if (change.look) write();
    if (change.shown || change.selection) walker.follow();
  });
}

class Walker {
  constructor(private readonly app: App) {}

  /** The cursor goes where something is chosen by other means, and nowhere that is not shown. */
  follow(): void {
    const { stage, store } = this.app;
    const { selection } = store.state;
    if (selection?.kind === "node" && store.view.nodes[selection.index]) stage.cursor = selection.index;
    else if (stage.cursor !== null && !store.view.nodes[stage.cursor]) stage.cursor = null;
  }

  /** Returns whether the key meant something. */
  press({ key, shiftKey }: KeyboardEvent): boolean {
    const { app } = this;
    if (WAYS[key]) this.walk(WAYS[key]);
    else if (key === "Enter") this.read();
    else if (key === "Escape") this.back();
    else if (key === "+" || key === "=") app.stage.zoom(1.3);
    else if (key === "-") app.stage.zoom(1 / 1.3);
    else if (key === "0") app.stage.frame(undefined, { animate: true });
    else if (key === " ") this.cross();
    else return this.letter(key.toLowerCase(), shiftKey);
    return true;
  }

  /** Keys that do something with the actor of the cursor. */
  private letter(key: string, shift: boolean): boolean {
    const { app } = this;
    if (key === "e") this.step(shift ? -1 : 1);
    else {
      const run = {
        x: act.expandOrFold,
        f: act.focusOn,
        h: (_: App, node: number) => this.hide(node),
        p: act.pin,
        contextmenu: openMenuOf,
        f10: shift ? openMenuOf : undefined,
      }[key];
      if (!run) return false;
      const node = this.here();
      if (node !== null) run(app, node);
    }
    return true;
  }

  /** Where the cursor is; at first, the most connected actor that is shown. */
  private here(): number | null {
    const { stage, store, model } = this.app;
    if (stage.cursor !== null && store.view.nodes[stage.cursor]) return stage.cursor;
    const first = model.ranked.find((node) => store.view.nodes[node] === 1);
    if (first === undefined) this.app.announce(this.app.words.t("keys-said-empty"));
    return first ?? null;
  }

  private walk(way: readonly [number, number]): void {
    const started = this.app.stage.cursor !== null;
    const from = this.here();
    if (from === null) return;
    const to = started ? this.neighbour(from, way) : from;
    if (to === null) this.app.announce(this.app.words.t("keys-said-end"));
    else this.stand(to);
  }

  /** The neighbour that lies most in a direction; of those that do, a nearer one. */
  private neighbour(from: number, [wx, wy]: readonly [number, number]): number | null {
    const { stage, model } = this.app;
    const here = stage.place(from);
    let best: number | null = null;
    let most = OFF;
    for (const edge of this.relations(from)) {
      const other = model.other(edge, from);
      const there = stage.place(other);
      const far = Math.hypot(there.x - here.x, there.y - here.y);
      if (!far) continue;
      const fit = ((there.x - here.x) * wx + (there.y - here.y) * wy) / far - far / 20000;
      if (fit > most) [best, most] = [other, fit];
    }
    return best;
  }

  /** The relations of an actor that are shown. */
  private relations(node: number): number[] {
    const { model, store } = this.app;
    return [...model.edgesOf(node)].filter((edge) => store.view.edges[edge]);
  }

  /** Go to an actor: it is chosen, and the panel shows it, but the keys stay with the map. */
  private stand(node: number): void {
    const { app } = this;
    app.stage.cursor = node;
    app.store.change({ selection: { kind: "node", index: node } }, { undoable: false });
    this.keepInSight([node]);
    const name = act.nameOf(app, node);
    const kind = app.words.t(`kind-${app.model.kind(node)}`);
    const relations = app.words.tn("count-relations", this.relations(node).length);
    app.announce(app.words.t("keys-said-node", { name, kind, relations }));
  }

  /** The next relation of the actor that the cursor is on. */
  private step(by: number): void {
    const { app } = this;
    const node = this.here();
    if (node === null) return;
    app.stage.cursor = node;
    const edges = this.relations(node);
    if (!edges.length) {
      app.announce(app.words.t("keys-said-none"));
      return;
    }
    const { selection } = app.store.state;
    const at = selection?.kind === "edge" ? edges.indexOf(selection.index) : by > 0 ? -1 : 0;
    const next = (at + by + edges.length) % edges.length;
    const edge = edges[next];
    app.store.change({ selection: { kind: "edge", index: edge } }, { undoable: false });
    this.keepInSight([node, app.model.other(edge, node)]);
    const sentence = [app.words.sentence(edge), app.words.caveat(edge)].filter(Boolean).join(". ");
    app.announce(app.words.t("keys-said-edge", { n: next + 1, all: edges.length, sentence }));
  }

  /** To the other end of the relation that E stepped to. */
  private cross(): void {
    const { selection } = this.app.store.state;
    const node = this.here();
    if (node === null || selection?.kind !== "edge") return;
    this.stand(this.app.model.other(selection.index, node));
  }

  /** Open what is chosen, and read on there. */
  private read(): void {
    const { app } = this;
    const node = this.here();
    const chosen =
      app.store.state.selection ?? (node === null ? null : { kind: "node" as const, index: node });
    if (!chosen) return;
    app.choose(chosen);
    const panel = document.getElementById("read");
    const heading = panel?.querySelector<HTMLElement>("h2[tabindex]");
    (heading ?? panel)?.focus({ preventScroll: true });
  }

  private back(): void {
    const { app } = this;
    const { selection, path } = app.store.state;
    const { cursor } = app.stage;
    if (selection?.kind === "edge" && cursor !== null) this.stand(cursor);
    else if (selection) app.choose(null);
    else if (path) app.store.change({ path: null });
  }

  private hide(node: number): void {
    const next = this.relations(node).map((edge) => this.app.model.other(edge, node))[0];
    act.hide(this.app, node);
    this.app.stage.cursor = next !== undefined && this.app.store.view.nodes[next] ? next : null;
    this.app.stage.redraw();
  }

  /** Move the map only where somebody would be out of sight. */
  private keepInSight(nodes: number[]): void {
    const { stage } = this.app;
    const box = stage.canvas.getBoundingClientRect();
    const out = nodes.some((node) => {
      const at = stage.nodeOnScreen(node);
      if (!at) return true;
      const [x, y] = at;
      return (
        x < box.left + MARGIN || x > box.right - MARGIN || y < box.top + MARGIN || y > box.bottom - MARGIN
      );
    });
    if (out) stage.frame(this.app.store.view.lit?.nodes ?? nodes, { animate: true });
    else stage.redraw();
  }
}
