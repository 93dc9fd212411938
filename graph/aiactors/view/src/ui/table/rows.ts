// The rows of the table: which relations are shown, in which order, and which of them match.
import type { App } from "../../types";

export const COLUMNS = ["from", "relation", "to", "when", "status", "sources"] as const;
export type Column = (typeof COLUMNS)[number];
export interface Order {
  column: Column;
  down: boolean;
}

export function shown({ model, store }: App): number[] {
  const edges: number[] = [];
  for (let edge = 0; edge < model.edgeCount; edge++) if (store.view.edges[edge]) edges.push(edge);
  return edges;
}

/** How a relation stands, from where the reader looks. */
export function standingOf({ model, store, words }: App, edge: number): string {
  return words.caveat(edge) || words.say(model.data.statuses[store.view.status[edge]]?.names);
}

export function whenOf({ model, words }: App, edge: number): string {
  const index = model.data.edges.when[edge];
  return index < 0 ? "" : words.date(model.data.dates[index]);
}

/** How names and other texts compare: each is folded and put in order once, and not for every row. */
export class Folded {
  private readonly texts = new Map<string, string>();
  private rows: string[] = [];
  private ranks: Uint32Array | null = null;

  constructor(private readonly app: App) {}

  text(text: string): string {
    let found = this.texts.get(text);
    if (found === undefined) {
      found = this.app.words.fold(text.slice(0, 200));
      this.texts.set(text, found);
    }
    return found;
  }

  /** What stands in a row depends on the reader's standpoint; names do not. */
  forgetRows(): void {
    this.rows = [];
  }

  /** The place of an actor among all names. */
  rank(node: number): number {
    this.ranks ??= this.rankAll();
    return this.ranks[node];
  }

  private rankAll(): Uint32Array {
    const { model, words } = this.app;
    const names = Array.from({ length: model.nodeCount }, (_, node) => this.text(words.nodeName(node)));
    return ranksOf(names);
  }

  /** All that stands in a row. */
  row(edge: number): string {
    this.rows[edge] ??= this.rowOf(edge);
    return this.rows[edge];
  }

  private rowOf(edge: number): string {
    const { app } = this;
    const { from, to, when } = app.model.data.edges;
    const { words } = app;
    const cells = [words.nodeName(from[edge]), words.relationName(edge), words.nodeName(to[edge])];
    const date = when[edge] < 0 ? "" : app.model.data.dates[when[edge]];
    const rest = [...cells, whenOf(app, edge), standingOf(app, edge)].map((cell) => this.text(cell));
    return [...rest, date].join("\n");
  }
}

/** The place of each text among all of them; the same texts have the same place. */
function ranksOf(texts: readonly string[]): Uint32Array {
  const order = [...new Set(texts)].sort();
  const places = new Map(order.map((text, place) => [text, place]));
  return Uint32Array.from(texts, (text) => places.get(text) ?? 0);
}

/** The relations that have all words of a filter in one of their cells. */
export function matching(
  app: App,
  folded: Folded,
  edges: readonly number[],
  filter: string,
): readonly number[] {
  const wanted = app.words.fold(filter).split(/\s+/).filter(Boolean);
  if (!wanted.length) return edges;
  return edges.filter((edge) => {
    const row = folded.row(edge);
    return wanted.every((word) => row.includes(word));
  });
}

export function sorted(
  app: App,
  folded: Folded,
  edges: readonly number[],
  { column, down }: Order,
): number[] {
  const key = keyOf(app, folded, column);
  const keys = Float64Array.from(edges, key);
  const turn = down ? -1 : 1;
  const places = Uint32Array.from(edges, (_, place) => place);
  places.sort((a, b) => (keys[a] === keys[b] ? edges[a] - edges[b] : keys[a] < keys[b] ? -turn : turn));
  return Array.from(places, (place) => edges[place]);
}

function keyOf(app: App, folded: Folded, column: Column): (edge: number) => number {
  const { model, store, words } = app;
  const { from, to, start, end, sources, relation } = model.data.edges;
  const relations = ranksOf(
    model.data.relations.map(({ names, key }) => folded.text(words.say(names) || key)),
  );
  const keys: Record<Column, (edge: number) => number> = {
    from: (edge) => folded.rank(from[edge]),
    relation: (edge) => relations[relation[edge]],
    to: (edge) => folded.rank(to[edge]),
    when: (edge) => start[edge] ?? end[edge] ?? Number.NEGATIVE_INFINITY,
    status: (edge) => store.view.standing[edge] * 100 + store.view.status[edge],
    sources: (edge) => sources[edge],
  };
  return keys[column];
}
