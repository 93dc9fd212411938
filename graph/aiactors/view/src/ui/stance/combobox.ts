// A combobox with a list of its own: one picks from it, or, where it is long, types to narrow it.
// The pattern of the ARIA Authoring Practices; the focus stays in the field.

import { bdi, h, refill, svg } from "../../dom";
import { clip, plain } from "../../text";

export interface Choice {
  /** null: everyone. */
  value: number | null;
  name: string;
  /** What stands behind the name. */
  more: string;
}

export interface Wishes {
  id: string;
  /** How many choices there are; they are made when they are first looked at. */
  count: number;
  choices(): Choice[];
  name(value: number | null): string;
  now(): number | null;
  chosen(value: number | null): void;
  fold(text: string): string;
  /** Told where not all fit into the list, and where none does. */
  rest(count: number): string;
  none(): string;
}

export interface Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  write(label: string): void;
  show(): void;
}

/** From so many on, one can type. */
const TYPED_FROM = 16;
/** The list holds no more than so many; those who type find the others. */
const MOST = 60;

class Field implements Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly label: HTMLElement;
  private readonly list: HTMLElement;
  private choices: Choice[] | null = null;
  private shown: Choice[] = [];
  private active = -1;

  constructor(private readonly wishes: Wishes) {
    const { id } = wishes;
    this.label = h("label", { class: "chooser-label", for: id });
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      dir: "auto",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: 200,
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
      "aria-controls": `${id}-list`,
    });
    this.list = h("ul", { id: `${id}-list`, role: "listbox", hidden: true });
    const arrow = svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" });
    arrow.append(
      svg("path", { d: "M4 6l4 4 4-4", fill: "none", stroke: "currentColor", "stroke-width": 1.6 }),
    );
    this.element = h("div", { class: "chooser" }, this.label, h("span", {}, this.input, arrow), this.list);
    this.listen();
  }

  write(label: string): void {
    this.label.textContent = label;
    this.list.setAttribute("aria-label", label);
    this.choices = null;
    this.input.readOnly = this.wishes.count < TYPED_FROM;
    this.input.setAttribute("aria-autocomplete", this.input.readOnly ? "none" : "list");
    this.show();
  }

  /** What is chosen stands in the field. */
  show(): void {
    if (this.open) return;
    this.input.value = plain(clip(this.wishes.name(this.wishes.now()), 120));
  }

  private get open(): boolean {
    return !this.list.hidden;
  }

  private listen(): void {
    const { input, list } = this;
    input.addEventListener("click", () => (this.open ? this.close() : this.unfold("")));
    input.addEventListener("focus", () => input.readOnly || input.select());
    input.addEventListener("input", () => this.unfold(input.value));
    input.addEventListener("blur", () => this.close());
    addEventListener("resize", () => this.open && this.place());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    list.addEventListener("click", (event) => {
      const row = (event.target as Element).closest("[role=option]");
      const at = row ? [...list.children].indexOf(row) : -1;
      if (this.shown[at]) this.pick(this.shown[at]);
    });
  }

  private unfold(text: string): void {
    const { wishes } = this;
    const wanted = wishes.fold(text).trim();
    this.choices ??= wishes.choices();
    const found = this.choices.filter(({ name }) => !wanted || wishes.fold(name).includes(wanted));
    this.shown = found.slice(0, MOST);
    const chosen = found.slice(MOST).find(({ value }) => value === wishes.now());
    if (chosen) this.shown.splice(1, 0, chosen);
    const rest = found.length - this.shown.length;
    const note = found.length === 0 ? wishes.none() : rest ? wishes.rest(rest) : "";
    refill(this.list, ...this.shown.map((choice, i) => this.row(choice, i)), note && this.note(note));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.place();
    this.input.setAttribute("aria-expanded", "true");
    const now = wishes.now();
    this.activate(
      wanted
        ? 0
        : Math.max(
            this.shown.findIndex(({ value }) => value === now),
            0,
          ),
    );
  }

  /** Below the field, over whatever lies there: the map would cut it off. */
  private place(): void {
    const { left, right, bottom } = this.input.getBoundingClientRect();
    const { style } = this.list;
    style.top = `${bottom + 4}px`;
    style.maxHeight = `${Math.max(140, Math.min(360, innerHeight - bottom - 60))}px`;
    style.right = `${Math.max(4, document.documentElement.clientWidth - right)}px`;
    style.minWidth = `${right - left}px`;
  }

  private row({ value, name, more }: Choice, i: number): HTMLElement {
    const chosen = String(value === this.wishes.now());
    const attributes = { role: "option", id: `${this.wishes.id}-${i}`, "aria-selected": chosen };
    return h("li", attributes, bdi(name, 80), " ", h("small", {}, more));
  }

  private note(text: string): HTMLElement {
    return h(
      "li",
      { class: "note", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      text,
    );
  }

  private activate(at: number): void {
    this.active = Math.min(Math.max(at, 0), this.shown.length - 1);
    [...this.list.children].forEach((row, i) => {
      row.classList.toggle("active", i === this.active);
    });
    const row = this.list.children[this.active];
    if (!row || this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.show();
  }

  private pick({ value }: Choice): void {
    this.list.hidden = true;
    this.wishes.chosen(value);
    this.close();
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.key === "Tab") return;
    event.stopPropagation();
    if (this.open ? this.keyInList(event.key) : this.keyOnField(event.key)) event.preventDefault();
  }

  private keyOnField(key: string): boolean {
    if (key === "Escape") this.input.blur();
    else if (["ArrowDown", "ArrowUp", "Enter"].includes(key)) this.unfold("");
    else if (this.input.readOnly && key === " ") this.unfold("");
    else return this.input.readOnly && this.jump(key);
    return true;
  }

  private keyInList(key: string): boolean {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (key in steps) this.activate(this.active + steps[key]);
    else if (key === "Escape") this.close();
    else if (key === "Enter" || (key === " " && this.input.readOnly)) {
      if (this.shown[this.active]) this.pick(this.shown[this.active]);
    } else if (this.input.readOnly && (key === "Home" || key === "End")) {
      this.activate(key === "Home" ? 0 : this.shown.length - 1);
    } else return this.input.readOnly && this.jump(key);
    return true;
  }

  /** Where one cannot type, a letter leads to the next name that begins with it. */
  private jump(key: string): boolean {
    if (key.length !== 1) return false;
    if (!this.open) this.unfold("");
    const names = this.shown.map(({ name }) => this.wishes.fold(name));
    const letter = this.wishes.fold(key);
    const from = this.active + 1;
    const at = [...names.slice(from), ...names.slice(0, from)].findIndex((name) => name.startsWith(letter));
    if (at >= 0) this.activate((from + at) % names.length);
    return true;
  }
}

export function makeCombobox(wishes: Wishes): Combobox {
  return new Field(wishes);
}
