// Who says so, as RDF. The page knows documents and parties by their names: they become nameless
// nodes with those names, unless one party alone bears a name. Nothing is given an address that
// the graph does not give it.
import { className } from "../terms";
import type { Label, Model, Said, Source } from "../types";
import { address, isAddress, own, string, texts, time } from "./literals";

type Pair = [string, string | string[]];

/** A predicate and its objects a line, where there are any. */
export function block(subject: string, pairs: Pair[]): string {
  const lines = pairs
    .filter(([, objects]) => objects.length > 0)
    .map(
      ([predicate, objects]) => `${predicate} ${typeof objects === "string" ? objects : objects.join(" , ")}`,
    );
  return lines.length ? `${subject} ${lines.join(" ;\n    ")} .\n` : "";
}

/** The same inside of square brackets. */
function nested(pairs: Pair[]): string {
  const parts = pairs
    .filter(([, objects]) => objects.length > 0)
    .map(
      ([predicate, objects]) => `${predicate} ${typeof objects === "string" ? objects : objects.join(" , ")}`,
    );
  return `[ ${parts.join(" ; ")} ]`;
}

const keyOf = (label: Label | undefined) => JSON.stringify(label ?? "");

/** Gives documents and parties their nodes, each once, and keeps what is to be said of them. */
export class Sources {
  private readonly parties = new Map<string, string | null>();
  private readonly nodes = new Map<string, string>();
  private waiting: string[] = [];

  constructor(private readonly model: Model) {
    for (const party of model.data.parties) {
      const key = keyOf(party.name);
      this.parties.set(key, this.parties.has(key) ? null : own("id", party.id));
    }
  }

  /** The blocks of those that were met since this was last asked. */
  blocks(): string {
    const text = this.waiting.join("");
    this.waiting = [];
    return text;
  }

  attribution(said: Said): string {
    const { stances } = this.model.data;
    const source = this.document(said);
    const via = said.via ? this.document(said.via) : "";
    const evidence = nested([
      ["a", "ai:Evidence"],
      ["oa:hasSource", via || source],
      ["ai:locator", said.where ? string(said.where) : ""],
      ["ai:gist", said.gist ? texts(said.gist) : ""],
      ["ai:quote", said.quote ? string(said.quote) : ""],
    ]);
    return nested([
      ["a", "ai:Attribution"],
      ["ai:stance", `ai:${className(stances[said.stance]?.key ?? "asserts")}`],
      ["ai:claimant", said.by ? this.party(said.by) : ""],
      ["ai:saidIn", source],
      ["ai:reportedVia", via],
      ["ai:evidence", evidence],
    ]);
  }

  private document({ title, publisher, url, date }: Source): string {
    return this.once(`d ${JSON.stringify([title, publisher, url, date])}`, "_:document", () => [
      ["a", "ai:Document"],
      ["skos:prefLabel", texts(title)],
      ["dcterms:title", texts(title)],
      ["dcterms:publisher", publisher ? this.party(publisher) : ""],
      ...(date ? time(date) : []),
      ["schema:url", url && isAddress(url) ? address(url) : ""],
    ]);
  }

  private party(name: Label): string {
    const known = this.parties.get(keyOf(name));
    return (
      known ??
      this.once(`p ${keyOf(name)}`, "_:party", () => [
        ["a", "ai:Agent"],
        ["skos:prefLabel", texts(name)],
      ])
    );
  }

  private once(key: string, prefix: string, pairs: () => Pair[]): string {
    const known = this.nodes.get(key);
    if (known) return known;
    const node = `${prefix}${this.nodes.size}`;
    this.nodes.set(key, node);
    this.waiting.push(block(node, pairs()));
    return node;
  }
}
