// What is done to the text of a query before it is asked, and to the engine's messages after it.
import { PREFIXES } from "../../triples/literals";
import type { Words } from "../../types";

const QUOTED = /<[^<>\s]*>|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** Declare the project's own prefixes where a query uses them without; no line is moved. */
export function withPrefixes(sparql: string): string {
  const bare = sparql.replace(QUOTED, " ");
  const declared = new Set([...bare.matchAll(/prefix\s+([\w-]*):/gi)].map((match) => match[1]));
  const used = new Set([...bare.matchAll(/(?<![\w:?$-])([a-z][\w-]*):/gi)].map((match) => match[1]));
  const missing = Object.keys(PREFIXES).filter((prefix) => used.has(prefix) && !declared.has(prefix));
  return missing.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}> `).join("") + sparql;
}

/** Leave out what `withPrefixes` declares again: most of a small box would be filled by it. */
export function withoutPrefixes(sparql: string): string {
  return sparql
    .replace(/^prefix\s+([\w-]*):\s*<([^>]*)>\s*\n/gim, (line, prefix: string, space: string) => {
      return PREFIXES[prefix] === space ? "" : line;
    })
    .trimStart();
}

/** Put terms in the place of variables. */
export function filled(sparql: string, values: Record<string, string>): string {
  return sparql.replace(new RegExp(`${QUOTED.source}|[?$](\\w+)`, "g"), (found, name?: string) => {
    return name !== undefined && Object.hasOwn(values, name) ? values[name] : found;
  });
}

/** What is wrong with a query, in words. */
export function complaint(message: string, words: Words): string {
  const place = /^error at (\d+):(\d+): ([\s\S]*)$/.exec(message);
  if (!place) return words.t("ask-error", { message: message.slice(0, 300) });
  const [, line, column, expected] = place;
  if (expected.includes("Prefix not found")) return words.t("ask-error-prefix", { line, column });
  const short = expected.replace(/\s+/g, " ").slice(0, 200);
  return words.t("ask-error-at", { line, column, expected: short });
}
