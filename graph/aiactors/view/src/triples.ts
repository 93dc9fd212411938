// The network as RDF: the same vocabulary and shapes as graph/aiactors/rdf gives it, as far as the
// page knows. What it does not hold is left out: who owns whom among publishers, the languages of
// other names, conditions, and statements about values.
import { className, localName, type Terms } from "./terms";
import {
  address,
  day,
  isAddress,
  isoDay,
  money,
  own,
  PREFIXES,
  share,
  string,
  texts,
  time,
} from "./triples/literals";
import { block, Sources } from "./triples/sources";
import type { EdgeRecord, Kind, Model, NodeRecord } from "./types";

const CLASSES: Record<Kind, string> = {
  person: "Person",
  organization: "Organization",
  product: "Artifact",
  event: "Event",
  group: "AgentGroup",
  document: "Document",
  proposition: "Proposition",
};

type Pairs = [string, string | string[]][];

export interface What {
  nodes: Iterable<number>;
  edges: Iterable<number>;
  /** Whether who says so is told as well; that means to unpack all records. */
  sources: boolean;
}

/** Turtle, in pieces of some hundred lines; the page can breathe between two of them. */
export async function* turtle(model: Model, terms: Terms, what: What): AsyncGenerator<string> {
  yield Object.entries(PREFIXES)
    .map(([prefix, space]) => `@prefix ${prefix}: <${space}> .\n`)
    .join("");
  const writer = new Writer(model, terms);
  yield* pieces(what.nodes, async (node) =>
    writer.node(node, what.sources ? await model.nodeRecord(node) : null),
  );
  yield* pieces(what.edges, async (edge) =>
    writer.statement(edge, what.sources ? await model.edgeRecord(edge) : null),
  );
}

const BREATH = 250;

async function* pieces(
  indexes: Iterable<number>,
  write: (index: number) => Promise<string>,
): AsyncGenerator<string> {
  let lines: string[] = [];
  for (const index of indexes) {
    lines.push(await write(index));
    if (lines.length < BREATH) continue;
    yield lines.join("");
    lines = [];
    await new Promise((resolve) => setTimeout(resolve));
  }
  yield lines.join("");
}

class Writer {
  private readonly sources: Sources;
  private readonly amounts = new Set<string>();
  /** Blocks of amounts that are still to be written. */
  private sums = "";
  /** Subject and relation of which one statement is preferred to the others. */
  private readonly preferred: Set<string>;

  constructor(
    private readonly model: Model,
    private readonly terms: Terms,
  ) {
    this.sources = new Sources(model);
    const edges = Object.keys(terms.ranks).map((id) => model.edge(id) ?? -1);
    const best = edges.filter((edge) => edge >= 0 && this.rank(edge) === "Preferred" && this.isFact(edge));
    this.preferred = new Set(best.map((edge) => this.slot(edge)));
  }

  node(node: number, record: NodeRecord | null): string {
    const { nodes, aliases } = this.model.data;
    const types = (record?.types ?? [])
      .map(([en]) => this.terms.terms[en])
      .filter((name) => name !== undefined);
    const names = types.length ? types : [CLASSES[this.model.kind(node)]];
    return block(own("id", nodes.id[node] ?? ""), [
      ["a", names.map((name) => `ai:${name}`)],
      ["skos:prefLabel", texts(nodes.name[node] ?? "")],
      ["skos:altLabel", (aliases[node] ?? []).map(string)],
      ["foaf:homepage", record?.homepage && isAddress(record.homepage) ? address(record.homepage) : ""],
      ["skos:exactMatch", (record?.same ?? []).filter(isAddress).map(address)],
      ["skos:note", record?.note ? texts(record.note) : ""],
    ]);
  }

  /** A statement, before it the plain triple if it is a fact, after it the documents it names. */
  statement(edge: number, record: EdgeRecord | null): string {
    const { edges, modalities, statuses, dates } = this.model.data;
    const [subject, predicate, object] = this.triple(edge);
    const known = edges.known[edge] ?? null;
    const when = dates[edges.when[edge] ?? -1];
    const text = block(own("st", edges.id[edge] ?? ""), [
      ["a", "ai:Statement"],
      ["rdf:subject", subject],
      ["rdf:predicate", predicate],
      ["rdf:object", object],
      ["ai:modality", `ai:${className(modalities[edges.modality[edge] ?? 0]?.key ?? "actual")}`],
      ["ai:rank", `ai:${this.rank(edge)}`],
      ["ai:status", `ai:${className(statuses[edges.status[edge] ?? 0]?.key ?? "unknown")}`],
      ["ai:sourceCount", String(edges.sources[edge] ?? 0)],
      ["ai:knownSince", known === null ? "" : day(isoDay(known))],
      ...(when ? time(when) : []),
      ...this.details(record),
    ]);
    const direct = this.isDirect(edge) ? `${subject} ${predicate} ${object} .\n` : "";
    const sums = this.sums;
    this.sums = "";
    return direct + text + sums + this.sources.blocks();
  }

  private details(record: EdgeRecord | null): Pairs {
    if (record === null) return [];
    const pairs: Pairs = [["ai:dateExpression", record.written ? texts(record.written) : ""]];
    for (const [key, label] of record.qualifiers) {
      const words = typeof label === "string" ? label : (label.en ?? "");
      if (key === "role") pairs.push(["ai:role", texts(label)]);
      else if (key === "note") pairs.push(["skos:note", texts(label)]);
      else if (key === "editor") pairs.push(["ai:editorReason", texts(label)]);
      else if (key === "amount") pairs.push(["ai:amount", this.amount(words)]);
      else if (key === "share") pairs.push(["ai:share", share(words) ?? ""]);
      else if (key === "bound")
        pairs.push(["ai:bound", words in this.terms.terms ? `ai:${this.terms.terms[words]}` : ""]);
    }
    pairs.push(["ai:attribution", record.said.map((said) => this.sources.attribution(said))]);
    return pairs;
  }

  /** The address of an amount; what it stands for is written once, after the statement. */
  private amount(words: string): string {
    const found = money(words);
    if (found === null) return "";
    const { term, currency, value } = found;
    if (!this.amounts.has(term)) {
      const pairs: Pairs = [
        ["a", "ai:Money"],
        ["ai:currency", string(currency)],
        ["ai:value", `"${value}"^^xsd:decimal`],
      ];
      this.amounts.add(term);
      this.sums += block(term, pairs);
    }
    return term;
  }

  private triple(edge: number): [string, string, string] {
    const { nodes, edges } = this.model.data;
    const end = (node: number | undefined) => own("id", nodes.id[node ?? -1] ?? "");
    return [end(edges.from[edge]), `ai:${localName(this.model.relation(edge).key)}`, end(edges.to[edge])];
  }

  private rank(edge: number): string {
    return this.terms.ranks[this.model.data.edges.id[edge] ?? ""] ?? "Normal";
  }

  private slot(edge: number): string {
    const { edges } = this.model.data;
    return `${edges.from[edge]} ${edges.relation[edge]}`;
  }

  private isFact(edge: number): boolean {
    const { edges, modalities, statuses } = this.model.data;
    const status = statuses[edges.status[edge] ?? -1]?.key ?? "";
    return (
      modalities[edges.modality[edge] ?? -1]?.key === "actual" && ["established", "reported"].includes(status)
    );
  }

  /** The rule of ontology/rules/direct.rq. */
  private isDirect(edge: number): boolean {
    const rank = this.rank(edge);
    if (!this.isFact(edge) || rank === "Deprecated") return false;
    return rank === "Preferred" || !this.preferred.has(this.slot(edge));
  }
}
