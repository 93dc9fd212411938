// window.kg: what tests, and pages around this one, may ask. In ids, ISO days and pixels of the page.

import { isoDay } from "./address";
import { type App, type Payload, type Selection, STANDINGS, type State } from "./types";

export interface Contract {
  ready: Promise<void>;
  data(): Payload;
  visible(): { nodes: string[]; edges: string[] };
  selected(): string | null;
  nodeAt(id: string): [number, number] | null;
  edgeAt(id: string): [number, number] | null;
  frame(ids: string[]): void;
  /** How a relation stands from the reader's standpoint; null if there is none. */
  standing(id: string): { shown: boolean; status: string; standing: string } | null;
  state(): Record<string, unknown>;
  /** Go to the state that an address names, as following a link does. */
  go(hash: string): void;
  undo(): void;
  redo(): void;
  reset(): void;
}

function marked(ids: readonly string[], marks: Uint8Array): string[] {
  const found: string[] = [];
  for (let i = 0; i < marks.length; i++) if (marks[i]) found.push(ids[i]);
  return found;
}

function idOf({ model }: App, selection: Selection): string | null {
  if (!selection) return null;
  const { nodes, edges } = model.data;
  return (selection.kind === "node" ? nodes : edges).id[selection.index];
}

function scopeInIds({ model }: App, { scope }: State) {
  const ids = (nodes: Iterable<number>) => [...nodes].map((node) => model.data.nodes.id[node]);
  return {
    base: scope.base,
    focus: ids(scope.focus),
    hops: scope.hops,
    expanded: ids(scope.expanded).sort(),
    hidden: ids(scope.hidden).sort(),
    opened: ids([...scope.opened].map((index) => model.communities[index].head)).sort(),
  };
}

/** All of the state, in words that people use. */
function stateInIds(app: App, theme: string): Record<string, unknown> {
  const { state, view } = app.store;
  const { data } = app.model;
  const ids = (nodes: Iterable<number>) => [...nodes].map((node) => data.nodes.id[node]);
  return {
    hash: app.store.hash(),
    frames: app.stage.frames,
    scope: scopeInIds(app, state),
    pinned: Object.fromEntries([...state.pinned].map(([node, place]) => [data.nodes.id[node], place])),
    off: Object.fromEntries(Object.entries(state.off).map(([facet, keys]) => [facet, [...keys].sort()])),
    heldOn: state.heldOn === null ? null : isoDay(state.heldOn),
    knownBy: state.knownBy === null ? null : isoDay(state.knownBy),
    step: state.step,
    stance: state.stance === null ? null : data.parties[state.stance].id,
    actor: state.selection?.kind === "node" ? idOf(app, state.selection) : null,
    relation: state.selection?.kind === "edge" ? idOf(app, state.selection) : null,
    path: state.path && { ...state.path, ends: ids(state.path.ends) },
    side: state.side,
    camera: state.camera,
    story: state.story,
    embed: state.embed,
    lang: app.words.lang,
    theme,
    counts: { actors: view.nodeCount, relations: view.edgeCount, ...view.counts },
    lit: view.lit && {
      nodes: ids(view.lit.nodes).sort(),
      edges: [...view.lit.edges].map((edge) => data.edges.id[edge]).sort(),
    },
    canUndo: app.store.canUndo,
    canRedo: app.store.canRedo,
  };
}

function standing({ model, store }: App, id: string): ReturnType<Contract["standing"]> {
  const edge = model.edge(id);
  if (edge === undefined) return null;
  const { edges, status, standing } = store.view;
  return {
    shown: edges[edge] === 1,
    status: model.data.statuses[status[edge]].key,
    standing: STANDINGS[standing[edge]],
  };
}

/** All that may be asked once the page is ready. */
export function contract(app: App): Omit<Contract, "ready"> {
  const { model, store, stage } = app;
  const { nodes, edges } = model.data;
  return {
    data: () => model.data,
    visible: () => ({ nodes: marked(nodes.id, store.view.nodes), edges: marked(edges.id, store.view.edges) }),
    selected: () => idOf(app, store.state.selection),
    nodeAt(id) {
      const node = model.node(id);
      return node === undefined ? null : stage.nodeOnScreen(node);
    },
    edgeAt(id) {
      const edge = model.edge(id);
      return edge === undefined ? null : stage.edgeOnScreen(edge);
    },
    standing: (id) => standing(app, id),
    frame(ids) {
      stage.frame(
        ids.map(model.node).filter((node) => node !== undefined),
        { animate: false },
      );
      stage.redraw();
    },
    state: () => stateInIds(app, document.documentElement.dataset["theme"] ?? "light"),
    go: (hash) => store.read(hash),
    undo: () => store.undo(),
    redo: () => store.redo(),
    reset: () => store.reset(),
  };
}
