// "Cite this": the forms of a citation, each with a button that copies it.
import { h } from "../../dom";
import type { App, EdgeRecord } from "../../types";
import { bibtex, footnote } from "../cite";

export function citeBox(app: App, edge: number, record: EdgeRecord): HTMLElement {
  return h(
    "div",
    { class: "cite" },
    form(app, "footnote", footnote(app, edge, record), true),
    form(app, "link", record.iri, true),
    form(app, "bibtex", bibtex(app, edge, record), false),
  );
}

function form(app: App, name: string, text: string, open: boolean): HTMLElement {
  const { words } = app;
  const title = words.t(`read-cite-${name}`);
  const shown = h(name === "bibtex" ? "pre" : "p", { class: "cited", dir: "auto" }, text);
  const button = h(
    "button",
    { type: "button", class: "copy", "aria-label": words.t("read-copy-what", { what: title }) },
    words.t("read-copy"),
  );
  button.addEventListener("click", () => copy(app, text, shown, button));
  if (open) return h("div", { class: "form" }, h("h4", { class: "form-title" }, title), button, shown);
  return h(
    "div",
    { class: "form" },
    h("details", {}, h("summary", {}, h("h4", { class: "form-title" }, title)), shown),
    button,
  );
}

/** Copy a text; where the browser does not let us, select it, so that the reader can. */
async function copy(
  { words, announce }: App,
  text: string,
  shown: HTMLElement,
  button: HTMLElement,
): Promise<void> {
  let key = "read-copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const details = shown.closest("details");
    if (details) details.open = true;
    getSelection()?.selectAllChildren(shown);
    key = "read-copy-failed";
  }
  button.textContent = words.t(key);
  announce(words.t(key));
  setTimeout(() => {
    button.textContent = words.t("read-copy");
  }, 2500);
}
