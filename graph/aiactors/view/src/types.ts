// What the modules of the page agree on. Actors and relations are numbered: an actor is an index
// into the columns of `Nodes`, a relation one into those of `Edges`. Ids are for people and links.

import type { Day, EdgeRecord, Label, Lang, NodeRecord, Payload, Relation } from "./payload";

export * from "./payload";

export type Point = { x: number; y: number };

export const KINDS = [
  "person",
  "organization",
  "product",
  "event",
  "group",
  "document",
  "proposition",
] as const;
export type Kind = (typeof KINDS)[number];

/** How a line is drawn: nothing but a fact looks like one. In the order of the legend. */
export const STANDINGS = ["firm", "claimed", "unrealised", "disputed", "denied"] as const;
export type Standing = (typeof STANDINGS)[number];

export type Facet = "kind" | "family" | "standing";

// ---- what the page makes of what is embedded -----------------------------------------------

/** The network, with its indexes. Nothing in it changes after it is read. */
export interface Model {
  readonly data: Payload;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Index of an actor by its id; undefined if there is none. */
  node(id: string): number | undefined;
  /** Index of a relation by its id; undefined if there is none. */
  edge(id: string): number | undefined;
  /** The relations of an actor, in the order of their indexes. */
  edgesOf(node: number): Uint32Array;
  /** The other end of a relation. */
  other(edge: number, node: number): number;
  /** How many relations each actor has. */
  readonly degree: Uint32Array;
  /** All actors, those with most relations first. */
  readonly ranked: Uint32Array;
  /** The relations between the same two actors, whichever way they point. */
  parallel(edge: number): Uint32Array;
  kind(node: number): Kind;
  relation(edge: number): Relation;
  /** Index of the family of a relation. */
  family(edge: number): number;
  /** The record of a relation; its block is unpacked when it is first asked for, and kept. */
  edgeRecord(edge: number): Promise<EdgeRecord>;
  /** The record of an actor, likewise. */
  nodeRecord(node: number): Promise<NodeRecord>;
  /** Communities, if the page has them: their actors, and their largest as their name. */
  readonly communities: { members: Uint32Array; head: number }[];
}

export type Selection = { kind: "node" | "edge"; index: number } | null;
export type Side = "read" | "timeline" | "paths" | "ask";

/** What is in the network before filters, and what is around it. */
export interface Scope {
  /**
   * `top`: the most connected actors. `focus`: what is around `focus`. `all`: everything.
   * `communities`: one bubble for each community, those in `opened` unfolded.
   */
  readonly base: "top" | "focus" | "all" | "communities";
  readonly focus: readonly number[];
  readonly hops: number;
  /** Actors whose neighbours were added. */
  readonly expanded: ReadonlySet<number>;
  /** Actors that were taken out. */
  readonly hidden: ReadonlySet<number>;
  /** Communities that are unfolded. */
  readonly opened: ReadonlySet<number>;
}

/** Everything that a reader has chosen. It is never changed, only replaced. */
export interface State {
  readonly scope: Scope;
  /** Actors that were put somewhere by hand. */
  readonly pinned: ReadonlyMap<number, readonly [number, number]>;
  /** What is filtered out: keys of kinds, families, standings. */
  readonly off: Readonly<Record<Facet, ReadonlySet<string>>>;
  /** Only what may have held on this day; null: whenever. */
  readonly heldOn: Day | null;
  /** Only what was known by this day, with the status of then; null: today. */
  readonly knownBy: Day | null;
  readonly step: "day" | "month" | "year";
  /** Only what this party tells (index into `parties`), with the status of its word; null: everyone. */
  readonly stance: number | null;
  readonly selection: Selection;
  /** Ends between which paths are looked for, and which of them is shown. */
  readonly path: { readonly ends: readonly number[]; readonly firm: boolean; readonly rank: number } | null;
  readonly side: Side;
  /** Middle of the view and pixels a unit; null: wherever everything fits. */
  readonly camera: readonly [number, number, number] | null;
  /** Step of the story; null: none is shown. */
  readonly story: number | null;
  readonly embed: boolean;
  /** null: as the browser asks for. */
  readonly lang: Lang | null;
  readonly theme: "light" | "dark" | null;
}

/** What is shown of a state: after scope, filters, clocks and stance. */
export interface View {
  /** 1 for every actor that is shown, by index. */
  readonly nodes: Uint8Array;
  /** 1 for every relation that is shown, by index. */
  readonly edges: Uint8Array;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /**
   * What passes filters, clocks and stance: the same as is shown, and in the scope `communities`
   * also what the bubbles stand for. `aside`: how many relations only the filters leave out.
   */
  readonly passing: {
    readonly edges: Uint8Array;
    readonly nodeCount: number;
    readonly edgeCount: number;
    readonly aside: number;
  };
  /** How each relation stands from the reader's standpoint: index into STANDINGS. */
  readonly standing: Uint8Array;
  /** Its status from there: index into `statuses`. */
  readonly status: Uint8Array;
  /** Of what is in scope: how many each filter would show, by facet and key (edges by family and standing, nodes by kind). */
  readonly counts: Readonly<Record<Facet, Readonly<Record<string, number>>>>;
  /** What is lit because it is chosen, or on a path, or pointed at; null: everything is. */
  readonly lit: { nodes: ReadonlySet<number>; edges: ReadonlySet<number> } | null;
}

/** What a change of the state touched. */
export interface Change {
  /** What is in the network: places are found anew. */
  scope: boolean;
  /** Something was put somewhere by hand, or let go; `scope` is true then too. */
  pinned?: boolean;
  /** What is shown of it: filters, clocks, stance (or the scope). */
  shown: boolean;
  /** What is chosen or lit. */
  selection: boolean;
  camera: boolean;
  /** Language or theme: all words and colours are written anew. */
  look: boolean;
  side: boolean;
  story: boolean;
}

/** Holds the state. Everything that people do goes through `change`. */
export interface Store {
  readonly state: State;
  readonly view: View;
  /**
   * Replace parts of the state. `undoable` (true if left out) makes it a step of undo; changes
   * of the camera, of the pointer and of a playing clock are none.
   */
  change(parts: Partial<State>, how?: { undoable?: boolean }): void;
  /** Light up something for as long as it is pointed at elsewhere (timeline, table, results). */
  point(lit: { nodes: Iterable<number>; edges: Iterable<number> } | null): void;
  /** Light up a path for as long as `state.path` is set; what is pointed at comes before it. */
  trace(lit: { nodes: Iterable<number>; edges: Iterable<number> } | null): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  reset(): void;
  /** Called after every change, once. */
  on(listener: (change: Change, state: State) => void): void;
  /** The state as the part of an address after #, and back; what it names and is not there is left out. */
  hash(): string;
  read(hash: string, how?: { undoable?: boolean }): void;
}

/** The drawing. Places are in units of the layout, "screen" in CSS pixels of the window. */
export interface Stage {
  readonly canvas: HTMLCanvasElement;
  /** Find everybody's place, for the first time: when the other parts have taken their room. */
  begin(): void;
  /** Where an actor stands now (as arranged for the scope, or put by hand). */
  place(node: number): Point;
  /** Where an actor or a relation is on the screen; null if it is not drawn. */
  nodeOnScreen(node: number): [number, number] | null;
  /** A point of its line that lies under nothing else. */
  edgeOnScreen(edge: number): [number, number] | null;
  /** Bring actors into sight; all that is shown if left out. */
  frame(nodes?: Iterable<number>, how?: { animate?: boolean }): void;
  zoom(factor: number): void;
  redraw(): void;
  /** How often it has drawn, and the bitmap is that of the state of now. */
  readonly frames: number;
  /** What is drawn now, as a picture. */
  png(scale: number): Promise<Blob>;
  svg(): string;
  /** What the keyboard walks on; null: nothing. */
  cursor: number | null;
}

/** Everything that is read. */
export interface Words {
  readonly lang: Lang;
  /** A text of the interface, `{name}` filled in; the key itself where there is none. */
  t(key: string, values?: Record<string, string | number>): string;
  /** The same with a number: `key`, `key-one`, `key-zero`. */
  tn(key: string, n: number): string;
  say(label: Label | undefined | null): string;
  nodeName(node: number): string;
  relationName(edge: number, turned?: boolean): string;
  /** Subject, relation, object, as plain text. */
  sentence(edge: number): string;
  /** What must be known before a relation is taken for a fact; empty for facts. */
  caveat(edge: number): string;
  /** A date or interval in EDTF, in words, as precise as it is. */
  date(edtf: string): string;
  day(day: Day): string;
  number(n: number): string;
  /** Without accents and case, for comparing. */
  fold(text: string): string;
}

/** What every part of the page is given. */
export interface App {
  readonly model: Model;
  readonly store: Store;
  readonly words: Words;
  readonly stage: Stage;
  /** Say something to screen readers. */
  announce(text: string): void;
  /** Choose an actor or a relation as a click does: select, frame, announce, open the panel. */
  choose(selection: Selection): void;
}
