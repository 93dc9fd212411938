// A field in which one types the name of an actor and picks it from a list: the editable combobox
// with a listbox of the ARIA Authoring Practices.

import { bdi, h, refill, svg } from "../dom";
import { kindGlyph } from "../glyphs";
import type { Hit } from "../lookup";
import { clip } from "../text";

import type { App } from "../types";
import { lookupOf, prepare } from "./names";

const MOST = 10;
/** Milliseconds after which the number of what was found is told, if nothing more is typed. */
const PAUSE = 600;

export interface Wishes {
  /** Ids of the elements begin with it. */
  id: string;
  /** Keys of the words for what the field is, and what stands in it while it is empty. */
  label: string;
  hint: string;
  picked(node: number): void;
  /** Whether an actor is no choice. */
  without?(node: number): boolean;
}

export class Picker {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly label: HTMLLabelElement;
  private readonly list: HTMLUListElement;
  private readonly clearer: HTMLButtonElement;
  private found: Hit[] = [];
  private active = -1;
  private telling = 0;
  /** Whether Enter was pressed before all names were read. */
  private hasty = false;

  constructor(
    private readonly app: App,
    private readonly wishes: Wishes,
  ) {
    const { id } = wishes;
    this.label = h("label", { class: "hush", for: id });
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      maxlength: 120,
      oninput: () => this.look(true),
      onkeydown: (event: KeyboardEvent) => this.pressed(event),
      onfocus: () => this.focused(),
      onblur: () => this.close(),
    });
    this.list = h("ul", { id: `${id}-list`, role: "listbox", hidden: true });
    this.clearer = h(
      "button",
      { type: "button", class: "clear", tabindex: "-1", hidden: true, onclick: () => this.clear(true) },
      svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M4 4l8 8m0-8l-8 8" })),
    );
    this.element = h("div", { class: "picker" }, this.label, this.input, this.clearer, this.list);
    this.write();
  }

  /** Write all words anew. */
  write(): void {
    const { words } = this.app;
    const touch = matchMedia("(hover: none)").matches && words.t(`${this.wishes.hint}-touch`);
    const hint = touch && !touch.endsWith("-touch") ? touch : words.t(this.wishes.hint);
    this.label.textContent = words.t(this.wishes.label);
    this.input.placeholder = hint;
    this.list.setAttribute("aria-label", words.t(this.wishes.label));
    this.clearer.setAttribute("aria-label", words.t("search-clear"));
    if (this.input.value) this.look(false);
  }

  clear(focus = false): void {
    this.input.value = "";
    this.close();
    this.clearer.hidden = true;
    if (focus) this.input.focus();
  }

  private focused(): void {
    prepare(lookupOf(this.app), () => {
      this.look(false);
      if (this.hasty) this.pick(this.active);
      this.hasty = false;
    });
    if (this.input.value) this.look(true);
  }

  /** Look for what is typed; `open` shows the list even if it was closed. */
  private look(open: boolean): void {
    const text = this.input.value;
    this.clearer.hidden = !text;
    if (open) this.hasty = false;
    if (!text.trim()) {
      this.close();
      return;
    }
    if (!open && this.list.hidden) return;
    const { without } = this.wishes;
    const hits = lookupOf(this.app).find(text, without ? MOST * 2 : MOST);
    this.found = hits.filter((hit) => !without?.(hit.node)).slice(0, MOST);
    this.active = this.found.length ? 0 : -1;
    this.show();
    this.tell();
  }

  private show(): void {
    const rows = this.found.map((hit, i) => this.row(hit, i));
    if (!rows.length) rows.push(this.nothing());
    refill(this.list, ...rows);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private row(hit: Hit, i: number): HTMLLIElement {
    const { app } = this;
    const alias = hit.name !== app.words.nodeName(hit.node);
    return h(
      "li",
      {
        id: `${this.wishes.id}-${i}`,
        role: "option",
        "data-node": app.model.data.nodes.id[hit.node],
        onmousedown: (event: MouseEvent) => event.preventDefault(),
        onclick: () => this.pick(i),
      },
      kindGlyph(app.model.kind(hit.node)),
      h(
        "span",
        { class: "word" },
        bdi(app.words.nodeName(hit.node), 80),
        alias && h("small", {}, ...around(app.words.t("search-as"), bdi(hit.name, 60))),
      ),
      h("small", { class: "n" }, app.words.tn("count-relations", app.model.degree[hit.node])),
    );
  }

  private nothing(): HTMLLIElement {
    const { words } = this.app;
    const key = lookupOf(this.app).done ? "search-none" : "search-reading";
    return h(
      "li",
      { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      words.t(key),
    );
  }

  /** Show which of the list is active. */
  private mark(): void {
    [...this.list.children].forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === this.active));
    });
    const active = this.active < 0 ? null : this.list.children[this.active];
    if (!active) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    }
  }

  private tell(): void {
    clearTimeout(this.telling);
    this.telling = window.setTimeout(() => {
      if (!this.list.hidden) this.app.announce(this.app.words.tn("search-found", this.found.length));
    }, PAUSE);
  }

  private close(): void {
    clearTimeout(this.telling);
    this.found = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private pick(i: number): void {
    const hit = this.found[i];
    if (!hit) return;
    this.clear();
    this.wishes.picked(hit.node);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") this.enter();
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Take what is marked; while names are still being read, the best of them may be yet to come. */
  private enter(): void {
    if (lookupOf(this.app).done) this.pick(this.active);
    else this.hasty = this.input.value.trim() !== "";
  }

  private move(step: number): void {
    if (this.list.hidden) {
      this.look(true);
      return;
    }
    const count = this.found.length;
    if (!count) return;
    this.active = (this.active + step + count) % count;
    this.mark();
  }

  private leave(): void {
    if (this.input.value) this.clear();
    else this.input.blur();
  }
}

/** Words around `{name}`. */
function around(text: string, name: HTMLElement): (string | HTMLElement)[] {
  const [before, after = ""] = text.split("{name}");
  return [clip(before, 60), name, clip(after, 60)];
}
