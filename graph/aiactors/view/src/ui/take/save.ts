// Files that the reader gets, without asking anybody for them.
import { h } from "../../dom";
import type { App } from "../../types";

/** A name that every system takes: what the page is about, in small letters. */
export function fileName({ model, words }: App, ending: string, part = ""): string {
  const title = words.fold(words.say(model.data.title));
  const slug = title
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${[slug || "network", part].filter(Boolean).join("-")}.${ending}`;
}

export function save(name: string, type: string, content: Blob | string): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
