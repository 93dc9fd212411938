// What the page and the worker with the engine say to each other: one question, one answer.

export type Asked =
  | { kind: "open"; wasm: string }
  | { kind: "load"; documents: string[][] }
  | { kind: "ask"; sparql: string };

export interface Cell {
  type: "iri" | "literal" | "blank";
  value: string;
  lang?: string;
  datatype?: string;
}

export interface Rows {
  kind: "rows";
  columns: string[];
  rows: (Cell | null)[][];
  /** How many there are; not all of them come along. */
  total: number;
  /** Whether they are triples of a CONSTRUCT or DESCRIBE. */
  graph: boolean;
}

export type Answer =
  | { kind: "ready"; triples: number }
  | { kind: "boolean"; value: boolean }
  | { kind: "error"; message: string }
  | Rows;
