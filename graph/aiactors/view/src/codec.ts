// Reads what is embedded in the page: JSON as it is, or gzipped and in base64. The page itself is
// read once when it opens; blocks of records only when somebody looks at what is in them.

import { Sources } from "./sources";
import type { EdgeRecord, NodeRecord, Payload } from "./types";
import { unpack } from "./unpack";

export type Block = { edges: EdgeRecord[]; nodes: NodeRecord[] };

const VERSION = 2;

/** How many blocks are kept unpacked. */
const KEPT = 24;

/** The network that the page is about. */
export async function readPayload(): Promise<Payload> {
  const element = document.getElementById("kg-data");
  if (!element) throw new Error("it holds no data");
  const data = (await unpack(element)) as Payload;
  if (data.version !== VERSION) throw new Error(`its data are of version ${data.version}, not ${VERSION}`);
  putBack(data);
  return data;
}

/** Ids that follow from names are not embedded, and ends are counted from starts. */
function putBack({ nodes, edges }: Payload): void {
  const ids: (string | null)[] = nodes.id;
  const { start, end } = edges;
  for (let i = 0; i < ids.length; i++) {
    const name = nodes.name[i];
    ids[i] ??= (typeof name === "string" ? name : (name.en ?? "")).toLowerCase().replaceAll(" ", "-");
  }
  for (let i = 0; i < end.length; i++) {
    const from = start[i];
    const after = end[i];
    if (from !== null && after !== null) end[i] = from + after;
  }
}

/** Blocks of records, unpacked on demand; those last asked for are kept. */
export class Blocks {
  private readonly kept = new Map<number, Promise<Block>>();
  private readonly sources: Sources;
  private elements: Element[] | null = null;

  constructor(private readonly data: Payload) {
    this.sources = new Sources(data.chunk);
  }

  get(index: number): Promise<Block> {
    const block = this.kept.get(index) ?? this.read(index);
    this.kept.delete(index);
    this.kept.set(index, block);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value as number);
    return block;
  }

  private async read(index: number): Promise<Block> {
    this.elements ??= [...document.querySelectorAll("script.kg-block")];
    const element = this.elements[index];
    if (!element) return { edges: [], nodes: [] };
    const block = (await unpack(element)) as Block;
    this.address(block, index * this.data.block);
    await this.sources.putBack(block.edges);
    return block;
  }

  /** Addresses that follow from ids are not embedded. */
  private address({ edges, nodes }: Block, first: number): void {
    const { iris } = this.data;
    const put = (records: { iri: string }[], before: string, ids: string[]) => {
      for (const [at, record] of records.entries()) record.iri ??= before + ids[first + at];
    };
    put(edges, iris.edge, this.data.edges.id);
    put(nodes, iris.node, this.data.nodes.id);
  }
}
