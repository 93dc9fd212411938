// What is shown, as a table for spreadsheets: a row for each relation, with who says so.
import { isoDay } from "../../address";
import type { App, EdgeRecord, Source } from "../../types";

const HEAD = [
  "subject_id",
  "subject",
  "relation_id",
  "relation",
  "object_id",
  "object",
  "when",
  "known_since",
  "modality",
  "status",
  "independent_sources",
  "details",
  "said_in",
  "statement",
];

/** Index of everything that is marked. */
export function marked(marks: Uint8Array): number[] {
  const found: number[] = [];
  for (let index = 0; index < marks.length; index++) if (marks[index]) found.push(index);
  return found;
}

export async function shownRows(app: App): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [HEAD];
  for (const edge of marked(app.store.view.edges))
    rows.push(row(app, edge, await app.model.edgeRecord(edge)));
  return rows;
}

function row({ model, words, store }: App, edge: number, record: EdgeRecord): (string | number)[] {
  const { nodes, edges, dates, modalities, statuses } = model.data;
  const [from, to] = [edges.from[edge], edges.to[edge]];
  const known = edges.known[edge];
  return [
    nodes.id[from],
    words.nodeName(from),
    model.relation(edge).key,
    words.relationName(edge),
    nodes.id[to],
    words.nodeName(to),
    dates[edges.when[edge]] ?? "",
    known === null ? "" : isoDay(known),
    modalities[edges.modality[edge]].key,
    statuses[store.view.status[edge]].key,
    edges.sources[edge],
    record.qualifiers.map(([key, text]) => `${key}: ${words.say(text)}`).join("; "),
    documents(record, (source) => inWords(source, words.say.bind(words))).join("; "),
    record.iri,
  ];
}

/** Each document that a relation rests on, once. */
export function documents(record: EdgeRecord, tell: (source: Source) => string): string[] {
  return [...new Set(record.said.map((said) => tell(said.via ?? said)))];
}

/** A document in words, with its address at the end. */
export function inWords(source: Source, say: (label: Source["title"]) => string): string {
  const publisher = source.publisher ? say(source.publisher) : "";
  return [publisher, say(source.title), source.date, source.url].filter(Boolean).join(", ");
}
