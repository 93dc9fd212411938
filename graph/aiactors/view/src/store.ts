// Holds the state and what is shown of it. Everything that a reader does goes through `change`, which
// tells the parts of the page what it touched; so undo, links and stories need no code of their own.

import { Address } from "./address";
import { startScope } from "./scope";
import type { Change, Model, State, Store, View } from "./types";
import { litBy, Sight } from "./view";

/** How many steps can be undone. */
const STEPS = 200;

/** What stays as it is when steps are undone or a link is followed that does not name it. */
const SURROUNDINGS = ["lang", "theme", "embed", "step"] as const;
/** What is no step of its own. */
const PASSING: ReadonlySet<keyof State> = new Set(["camera", "side", "story", ...SURROUNDINGS]);

type Lit = { nodes: Iterable<number>; edges: Iterable<number> } | null;

/** What the page opens with where its address says nothing. */
export function startState(model: Model): State {
  return {
    scope: startScope(model),
    pinned: new Map(),
    off: { kind: new Set(), family: new Set(), standing: new Set() },
    heldOn: null,
    knownBy: null,
    step: "month",
    stance: null,
    selection: null,
    path: null,
    side: "read",
    camera: null,
    story: null,
    embed: false,
    lang: null,
    theme: null,
  };
}

/** Whether two parts of the state mean the same: sets and maps in any order, lists in theirs. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)));
  }
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every((member) => b.has(member));
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

function differing(a: State, b: State): (keyof State)[] {
  return (Object.keys(a) as (keyof State)[]).filter((key) => !same(a[key], b[key]));
}

/** What a change of some parts of the state touches. */
function touched(keys: readonly (keyof State)[]): Change {
  const any = (...names: (keyof State)[]) => names.some((name) => keys.includes(name));
  const scope = any("scope", "pinned");
  return {
    scope,
    pinned: any("pinned"),
    shown: any("scope", "off", "heldOn", "knownBy", "stance", "step"),
    selection: any("scope", "off", "heldOn", "knownBy", "stance", "selection", "path"),
    camera: any("camera"),
    look: any("lang", "theme", "embed"),
    side: any("side"),
    story: any("story"),
  };
}

function merged(a: Change, b: Change): Change {
  const both = { ...a };
  for (const key of Object.keys(b) as (keyof Change)[]) if (b[key]) both[key] = true;
  return both;
}

const asSets = (lit: Lit): View["lit"] => lit && { nodes: new Set(lit.nodes), edges: new Set(lit.edges) };

class Holder implements Store {
  state: State;
  view: View;
  private readonly start: State;
  private readonly address: Address;
  private readonly sight: Sight;
  private readonly listeners: ((change: Change, state: State) => void)[] = [];
  private readonly past: State[] = [];
  private readonly future: State[] = [];
  /** The state after the last step of undo; what came since is none. */
  private settled: State;
  private pointed: View["lit"] = null;
  private traced: View["lit"] = null;
  private telling = false;
  private untold: Change | null = null;

  constructor(
    private readonly model: Model,
    hash: string,
  ) {
    this.start = startState(model);
    this.address = new Address(model, this.start);
    this.state = this.settled = this.address.read(hash);
    this.sight = new Sight(model);
    this.view = { ...this.sight.look(this.state), lit: null };
    this.light();
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  change(parts: Partial<State>, { undoable = true }: { undoable?: boolean } = {}): void {
    const keys = differing(this.state, { ...this.state, ...parts });
    // What means the same stays the same object: whoever remembers it need not look inside.
    const next = { ...this.state, ...Object.fromEntries(keys.map((key) => [key, parts[key]])) };
    if (undoable) this.settle(next, keys);
    if (keys.length) this.take(next, keys);
  }

  /** Make a state a step of undo. */
  private settle(next: State, keys: readonly (keyof State)[]): void {
    const steps = keys.filter((key) => !PASSING.has(key));
    const drifted = differing(this.settled, this.state).filter((key) => !PASSING.has(key));
    // A slider that was let go: the step goes back to where it was taken hold of.
    const held = drifted.length > 0 && (steps.length === 0 || steps.some((key) => drifted.includes(key)));
    if (!steps.length && !held) return;
    this.past.push(held ? this.settled : this.state);
    if (this.past.length > STEPS) this.past.shift();
    this.future.length = 0;
    this.settled = next;
  }

  private take(next: State, keys: readonly (keyof State)[]): void {
    this.state = next;
    const change = touched(keys);
    if (!next.path) this.traced = null;
    if (change.shown) this.view = { ...this.sight.look(next), lit: null };
    if (change.selection) this.light();
    this.tell(change);
  }

  /** What is pointed at elsewhere comes before a path, and that before what is chosen. */
  private light(): void {
    this.view = {
      ...this.view,
      lit: this.pointed ?? this.onPath() ?? litBy(this.model, this.view, this.state),
    };
  }

  private onPath(): View["lit"] {
    const { selection } = this.state;
    if (!this.traced || !selection) return this.traced;
    const there = selection.kind === "node" ? this.traced.nodes : this.traced.edges;
    return there.has(selection.index) ? this.traced : null;
  }

  point(lit: Lit): void {
    if (!lit && !this.pointed) return;
    this.pointed = asSets(lit);
    this.light();
    this.tell(touched(["selection"]));
  }

  trace(lit: Lit): void {
    if (!lit && !this.traced) return;
    this.traced = asSets(lit);
    this.light();
    this.tell(touched(["selection"]));
  }

  undo(): void {
    this.step(this.past, this.future);
  }

  redo(): void {
    this.step(this.future, this.past);
  }

  private step(from: State[], to: State[]): void {
    const target = from.pop();
    if (!target) return;
    to.push(this.state);
    const kept = this.surroundings();
    if (target.scope === this.state.scope) kept.camera = this.state.camera;
    const next = { ...target, ...kept, side: this.state.side };
    this.settled = next;
    this.take(next, differing(this.state, next));
  }

  private surroundings(): { -readonly [K in keyof State]?: State[K] } {
    const { lang, theme, embed, step } = this.state;
    return { lang, theme, embed, step };
  }

  reset(): void {
    this.change({ ...this.start, ...this.surroundings() });
  }

  on(listener: (change: Change, state: State) => void): void {
    this.listeners.push(listener);
  }

  /** Tell everybody; changes that listeners make are told when all have heard of this one. */
  tell(change: Change): void {
    this.untold = this.untold ? merged(this.untold, change) : change;
    if (this.telling) return;
    this.telling = true;
    try {
      while (this.untold) {
        const now: Change = this.untold;
        this.untold = null;
        for (const listener of this.listeners) this.inform(listener, now);
      }
    } finally {
      this.telling = false;
    }
  }

  /** A part that fails must not keep the others from hearing of a change. */
  private inform(listener: (change: Change, state: State) => void, change: Change): void {
    try {
      listener(change, this.state);
    } catch (error) {
      reportError(error);
    }
  }

  hash(): string {
    return this.address.write(this.state);
  }

  read(hash: string, how: { undoable?: boolean } = {}): void {
    const next = this.address.read(hash);
    const { lang, theme, embed, step } = this.state;
    this.change(
      {
        ...next,
        lang: next.lang ?? lang,
        theme: next.theme ?? theme,
        embed: /(^#?|&)embed=[01]/.test(hash) ? next.embed : embed,
        step: /(^#?|&)step=(day|month|year)/.test(hash) ? next.step : step,
      },
      how,
    );
  }
}

/** Start with what an address says. */
export function createStore(model: Model, hash: string): Store & { tell(change: Change): void } {
  return new Holder(model, hash);
}

/** A change of language or theme that the browser made, and of no state. */
export const LOOK: Change = touched(["lang"]);
