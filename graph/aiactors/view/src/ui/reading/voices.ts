// Who speaks of a relation, and on which side: what its status follows from (docs/status.md).
import type { Label, Payload, Said, Words } from "../../types";

export const SIDES = ["for", "against", "open", "back"] as const;
export type SideOf = (typeof SIDES)[number];

const SIDE: Record<string, SideOf> = {
  asserts: "for",
  reports: "for",
  denies: "against",
  disputes: "against",
  "leaves-open": "open",
  "declines-to-say": "open",
  retracts: "back",
};

/** One speaker, however often it speaks. */
export interface Voice {
  name: string;
  /** Whether it is a document that speaks for itself, and not somebody who is quoted. */
  own: boolean;
  stances: Set<string>;
  /** Title of the first document in which it speaks. */
  title: Label;
}

export type Voices = Record<SideOf, Voice[]>;

export function stanceOf(data: Payload, said: Said): string {
  return data.stances[said.stance]?.key ?? "";
}

export function sideOf(data: Payload, said: Said): SideOf {
  return SIDE[stanceOf(data, said)] ?? "open";
}

/** Who is named as speaker; a document in its own voice counts as its publisher, if it has one. */
export function speaker(words: Words, said: Said): string {
  const title = words.say(said.title);
  return (
    words.say(said.by) ||
    words.say(said.publisher) ||
    (title ? words.t("read-titled", { title }) : words.t("read-document"))
  );
}

/** The speakers of each side. Who took it back affirms it no longer. */
export function voicesOf(data: Payload, words: Words, said: readonly Said[]): Voices {
  const sides = { for: new Map(), against: new Map(), open: new Map(), back: new Map() } as Record<
    SideOf,
    Map<string, Voice>
  >;
  for (const one of said) add(sides[sideOf(data, one)], speaker(words, one), stanceOf(data, one), one);
  for (const name of sides.back.keys()) sides.for.delete(name);
  const list = (side: SideOf) => [...sides[side].values()];
  return { for: list("for"), against: list("against"), open: list("open"), back: list("back") };
}

function add(voices: Map<string, Voice>, name: string, stance: string, { by, title }: Said): void {
  const known = voices.get(name);
  if (!known) voices.set(name, { name, own: !by, stances: new Set([stance]), title });
  else {
    known.stances.add(stance);
    known.own ||= !by;
  }
}
