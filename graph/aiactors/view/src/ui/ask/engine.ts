// The engine as the page sees it: opened when it is first asked, in a worker that can be stopped.
import { asking, terms } from "../../terms";
import { turtle } from "../../triples";
import type { App } from "../../types";
import { marked } from "../take/rows";
import type { Answer, Asked } from "./messages";

/** How long a query may take, in milliseconds. */
const LIMIT = 10_000;
/** With more relations than this, who says so is left out; with more than that, what is not shown is. */
const MANY = 20_000;
const TOO_MANY = 60_000;

export type Outcome = Answer | { kind: "stopped"; late: boolean };
export type Progress = (step: "making" | "loading", part: number) => void;

/** What of the network is asked: told to the reader, since answers depend on it. */
export interface Extent {
  sources: boolean;
  shownOnly: boolean;
}

export class Engine {
  /** How many triples it holds, once it is open. */
  triples = 0;
  readonly extent: Extent;
  private documents: Promise<string[][]> | null = null;
  /** What was shown when they were written down. */
  private asked: Uint8Array | null = null;
  private worker: Worker | null = null;
  private opened: Promise<Outcome> | null = null;
  private finish: ((outcome: Outcome) => void) | null = null;

  constructor(
    private readonly app: App,
    private readonly progress: Progress,
  ) {
    const { edgeCount } = app.model;
    this.extent = { sources: edgeCount <= MANY, shownOnly: edgeCount > TOO_MANY };
  }

  /** Whether the page carries an engine. */
  static get isHere(): boolean {
    return document.getElementById("kg-wasm") !== null && document.getElementById("kg-engine") !== null;
  }

  /** Open it, unless it is open. */
  open(): Promise<Outcome> {
    this.opened ??= this.start();
    return this.opened;
  }

  async ask(sparql: string): Promise<Outcome> {
    if (this.extent.shownOnly && this.asked !== this.app.store.view.edges) this.forget();
    const opened = await this.open();
    if (opened.kind !== "ready") return opened;
    const limit = setTimeout(() => this.stop(true), LIMIT);
    try {
      return await this.send({ kind: "ask", sparql });
    } finally {
      clearTimeout(limit);
    }
  }

  /** End a query that takes too long: the worker goes, and another one comes when it is needed. */
  stop(late = false): void {
    if (!this.worker) return;
    this.worker.terminate();
    this.worker = null;
    this.opened = null;
    this.finish?.({ kind: "stopped", late });
  }

  /** Something else is shown: the next worker is given that. */
  private forget(): void {
    this.worker?.terminate();
    this.worker = this.opened = this.documents = null;
  }

  /** While the worker unpacks the engine, the page writes down what it is to load. */
  private async start(): Promise<Outcome> {
    const wasm = document.getElementById("kg-wasm")?.textContent?.trim() ?? "";
    this.worker = this.hire();
    const unpacked = this.send({ kind: "open", wasm });
    this.documents ??= this.make();
    const documents = await this.documents;
    this.progress("loading", 1);
    let answer = await unpacked;
    if (answer.kind === "ready") answer = await this.send({ kind: "load", documents });
    if (answer.kind === "ready") this.triples = answer.triples;
    else this.opened = null;
    return answer;
  }

  private hire(): Worker {
    const code = document.getElementById("kg-engine")?.textContent ?? "";
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.finish?.(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const finish = this.finish;
      this.finish = null;
      this.stop();
      finish?.({ kind: "error", message: event.message });
    };
    return worker;
  }

  private send(asked: Asked): Promise<Outcome> {
    return new Promise((resolve) => {
      this.finish = (outcome) => {
        this.finish = null;
        resolve(outcome);
      };
      this.worker?.postMessage(asked);
    });
  }

  /** The network as Turtle, and the ontology: made once, kept for the next worker. */
  private async make(): Promise<string[][]> {
    const { model, store } = this.app;
    this.asked = store.view.edges;
    const all = (count: number, mask: Uint8Array) =>
      this.extent.shownOnly ? marked(mask) : Array.from({ length: count }, (_, index) => index);
    const nodes = all(model.nodeCount, store.view.nodes);
    const edges = all(model.edgeCount, store.view.edges);
    const pieces: string[] = [];
    const expected = (nodes.length + edges.length) / 250 + 3;
    for await (const piece of turtle(model, terms(), { nodes, edges, sources: this.extent.sources })) {
      pieces.push(piece);
      this.progress("making", Math.min(pieces.length / expected, 1));
    }
    return [[(await asking()).ontology], pieces];
  }
}
