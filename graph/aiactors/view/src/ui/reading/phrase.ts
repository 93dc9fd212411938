// Sentences with names in them: the words come from a translator, the names from anywhere, so that
// each name stands in an element that keeps its direction of writing to itself.
import { bdi, type Child } from "../../dom";
import { clip } from "../../text";
import type { App } from "../../types";
import type { SideOf, Voice } from "./voices";

const MOST_NAMES = 3;

/** A text of the interface in which some of the places are filled with elements. */
export function phrase(text: string, parts: Record<string, Child | Child[]>): Child[] {
  return text.split(/(\{\w+\})/).flatMap((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return name !== undefined && name in parts ? parts[name] : piece;
  });
}

/** Names as people list them: three, and then how many others. */
export function list({ words }: App, names: readonly string[], most = MOST_NAMES): Child[] {
  const shown = names.length > most + 1 ? names.slice(0, most) : [...names];
  const others = names.length - shown.length;
  const all = others > 0 ? [...shown, words.tn("read-others", others)] : shown;
  let place = 0;
  return new Intl.ListFormat(words.lang === "en" ? "en-GB" : words.lang, { type: "conjunction" })
    .formatToParts(all)
    .map((part) => {
      if (part.type !== "element") return part.value;
      return place++ < shown.length ? bdi(clip(part.value, 120)) : part.value;
    });
}

/** "OpenAI and Sam Altman deny it": the speakers of one side, with the verb of what all of them do. */
export function says(app: App, side: SideOf, voices: readonly Voice[]): Child[] {
  const stances = new Set(voices.flatMap(({ stances }) => [...stances]));
  const what = stances.size === 1 ? [...stances][0] : side;
  const key = `read-says-${what}-${voices.length === 1 ? "one" : "many"}`;
  return phrase(app.words.t(key), {
    who: list(
      app,
      voices.map(({ name }) => name),
    ),
  });
}

/** The first letter as at the beginning of a sentence. */
export function capital(text: string, lang: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(lang) + text.slice(first.length);
}
