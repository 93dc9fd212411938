// The SPARQL engine: a script of its own that runs in a worker, so that pages without it do not
// carry it, and a query that never ends can be stopped. The page does not run it itself: ui/ask
// reads it as text. Oxigraph comes as WebAssembly, packed by gzip and written in base64.
import init, { type Quad, Store, type Term } from "oxigraph/web.js";
import type { Answer, Asked, Cell } from "./ui/ask/messages";

/** More is not shown to anyone, and would have to be copied from the worker to the page. */
const MOST = 10_000;
const TABLE = { results_format: "application/sparql-results+json" };

interface JsonTerm {
  type: "uri" | "literal" | "bnode" | "triple";
  value: unknown;
  "xml:lang"?: string;
  datatype?: string;
}

interface JsonResults {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, JsonTerm>[] };
}

let store: Store | null = null;

async function open(wasm: string): Promise<void> {
  const packed = Uint8Array.from(atob(wasm), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  await init({ module_or_path: await new Response(stream).arrayBuffer() });
  store = new Store();
}

function load(documents: string[][]): void {
  for (const pieces of documents) store?.load(pieces, { format: "ttl", lenient: true });
}

async function answer(asked: Asked): Promise<Answer> {
  if (asked.kind === "ask") return ask(asked.sparql);
  if (asked.kind === "open") await open(asked.wasm);
  else load(asked.documents);
  return { kind: "ready", triples: store?.size ?? 0 };
}

function ask(sparql: string): Answer {
  try {
    // As JSON, since that alone keeps the order of the columns.
    return table(JSON.parse(store?.query(sparql, TABLE) as string));
  } catch (error) {
    if (!/^Not supported RDF format/.test(messageOf(error))) throw error;
    return triples(store?.query(sparql) as Quad[]);
  }
}

function table({ head, boolean, results }: JsonResults): Answer {
  if (boolean !== undefined) return { kind: "boolean", value: boolean };
  const columns = head.vars ?? [];
  const found = results?.bindings ?? [];
  const rows = found.slice(0, MOST).map((row) => columns.map((column) => cellOf(row[column])));
  return { kind: "rows", columns, rows, total: found.length, graph: false };
}

function cellOf(term: JsonTerm | undefined): Cell | null {
  if (!term) return null;
  if (term.type === "triple") return { type: "blank", value: JSON.stringify(term.value) };
  const value = String(term.value);
  if (term.type === "bnode") return { type: "blank", value: `_:${value}` };
  if (term.type === "uri") return { type: "iri", value };
  return { type: "literal", value, lang: term["xml:lang"], datatype: term.datatype };
}

function triples(found: Quad[]): Answer {
  const rows = found.slice(0, MOST).map((q) => [plain(q.subject), plain(q.predicate), plain(q.object)]);
  return {
    kind: "rows",
    columns: ["subject", "predicate", "object"],
    rows,
    total: found.length,
    graph: true,
  };
}

function plain(term: Term): Cell {
  if (term.termType === "NamedNode") return { type: "iri", value: term.value };
  if (term.termType !== "Literal") return { type: "blank", value: term.toString() };
  return { type: "literal", value: term.value, lang: term.language, datatype: term.datatype.value };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    self.postMessage(await answer(data));
  } catch (error) {
    self.postMessage({ kind: "error", message: messageOf(error) } satisfies Answer);
  }
};
