// What of an answer is in the network: terms that stand for its actors and relations.
import { PREFIXES } from "../../triples/literals";
import type { Model } from "../../types";
import type { Cell, Rows } from "./messages";

export type Place = { kind: "node" | "edge"; index: number };
export interface Lit {
  nodes: Set<number>;
  edges: Set<number>;
}

export class Places {
  /** Actors by their names, in every language; null where two bear one. */
  private names: Map<string, number | null> | null = null;

  constructor(private readonly model: Model) {}

  /** The actor or relation that a term stands for: by its address, or by a name that is its alone. */
  of(cell: Cell | null): Place | null {
    if (!cell || cell.type === "blank") return null;
    if (cell.type === "literal") {
      const node = this.named().get(cell.value);
      return typeof node === "number" ? { kind: "node", index: node } : null;
    }
    return (
      this.at("node", cell.value, PREFIXES["id"], (id) => this.model.node(id)) ??
      this.at("edge", cell.value, PREFIXES["st"], (id) => this.model.edge(id))
    );
  }

  /** The actors that a query names by their addresses. */
  namedIn(sparql: string): number[] {
    const ids = [...sparql.matchAll(/(?:\bid:|<https:\/\/w3id\.org\/ai-actors\/id\/)([\w-]+)/g)];
    return ids.map(([, id]) => this.model.node(id)).filter((node) => node !== undefined);
  }

  private at(
    kind: Place["kind"],
    address: string,
    space: string,
    find: (id: string) => number | undefined,
  ): Place | null {
    if (!address.startsWith(space)) return null;
    const id = address.slice(space.length);
    const index = find(id) ?? find(decoded(id));
    return index === undefined ? null : { kind, index };
  }

  private named(): Map<string, number | null> {
    if (this.names) return this.names;
    this.names = new Map();
    const { name } = this.model.data.nodes;
    for (let node = 0; node < name.length; node++) {
      const label = name[node];
      for (const text of new Set(typeof label === "string" ? [label] : Object.values(label))) {
        this.names.set(text, this.names.has(text) ? null : node);
      }
    }
    return this.names;
  }

  /** All that a row speaks of. A triple lights up the relations that say it as well. */
  ofRow(row: (Cell | null)[], graph: boolean): Lit {
    const lit: Lit = { nodes: new Set(), edges: new Set() };
    for (const cell of row) {
      const place = this.of(cell);
      if (place?.kind === "node") lit.nodes.add(place.index);
      if (place?.kind === "edge") this.addEdge(lit, place.index);
    }
    if (graph) for (const edge of this.said(row)) this.addEdge(lit, edge);
    return lit;
  }

  ofAll({ rows, graph }: Rows): Lit {
    const lit: Lit = { nodes: new Set(), edges: new Set() };
    for (const row of rows) {
      const { nodes, edges } = this.ofRow(row, graph);
      for (const node of nodes) lit.nodes.add(node);
      for (const edge of edges) lit.edges.add(edge);
    }
    return lit;
  }

  private addEdge(lit: Lit, edge: number): void {
    const { from, to } = this.model.data.edges;
    lit.edges.add(edge);
    lit.nodes.add(from[edge]).add(to[edge]);
  }

  private said([subject, predicate, object]: (Cell | null)[]): number[] {
    const [from, to] = [this.of(subject), this.of(object)];
    if (from?.kind !== "node" || to?.kind !== "node" || !predicate) return [];
    const { edges } = this.model.data;
    const wanted = predicate.value.slice(PREFIXES["ai"].length);
    return [...this.model.edgesOf(from.index)].filter((edge) => {
      const key = this.model.relation(edge).key.replace(/-/g, "");
      return edges.from[edge] === from.index && edges.to[edge] === to.index && key === wanted.toLowerCase();
    });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
