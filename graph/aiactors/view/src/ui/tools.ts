// The tools in the head of the page: table, what to take away, theme, language.
import { h } from "../dom";
import type { App, Lang } from "../types";
import { openTable } from "./table";
import { mountEmbed } from "./take/embed";
import { Menu } from "./take/menu";

const LANGUAGES: [Lang, string][] = [
  ["en", "English"],
  ["fr", "Français"],
];

function isDark(): boolean {
  return document.documentElement.dataset["theme"] === "dark";
}

function languages(app: App): HTMLElement {
  const buttons = LANGUAGES.map(([lang, name]) => {
    const onclick = () => app.store.change({ lang }, { undoable: false });
    const label = `${lang.toUpperCase()}, ${name}`;
    return h(
      "button",
      { type: "button", lang, "data-lang": lang, "aria-label": label, onclick },
      lang.toUpperCase(),
    );
  });
  return h("div", { class: "pair", role: "group" }, ...buttons);
}

export function mountTools(app: App, root: HTMLElement): void {
  const { store, words } = app;
  const table = h("button", { type: "button", id: "open-table", onclick: () => openTable() });
  const theme = h("button", { type: "button", id: "theme" });
  theme.addEventListener("click", () =>
    store.change({ theme: isDark() ? "light" : "dark" }, { undoable: false }),
  );
  const pair = languages(app);
  const menu = new Menu(app);
  root.append(table, h("div", { class: "take-menu" }, menu.button, menu.panel), theme, pair);
  mountEmbed(app);
  const write = () => {
    table.textContent = words.t("tools-table");
    theme.textContent = words.t(isDark() ? "tools-light" : "tools-dark");
    pair.setAttribute("aria-label", words.t("tools-language"));
    for (const button of pair.querySelectorAll<HTMLElement>("[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset["lang"] === words.lang));
    }
    menu.write();
  };
  write();
  store.on((change) => {
    if (change.look) write();
  });
}
