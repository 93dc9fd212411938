// The legend is the filter: what each sign means, how much of it there is in the network as it is
// now, and whether it is shown. Rows are built once for what occurs in the data, and only their
// numbers and boxes change after that: so the focus stays where it is.

import { bdi, h, refill } from "../dom";
import { kindGlyph, lineGlyph, standingGlyph } from "../glyphs";
import { type App, type Facet, KINDS, STANDINGS, type Standing, type State } from "../types";

interface Row {
  facet: Facet;
  key: string;
  /** Its name, sign, count and box, and the button that leaves only this. */
  name: HTMLElement;
  sign: HTMLElement;
  count: HTMLElement;
  box: HTMLInputElement;
  only: HTMLButtonElement;
  element: HTMLElement;
}

const TITLES: Record<Facet, string> = {
  kind: "legend-actors",
  standing: "legend-standing",
  family: "legend-family",
};
const ORDER: readonly Facet[] = ["kind", "standing", "family"];

export function mountLegend(app: App, root: HTMLElement): void {
  const legend = new Legend(app);
  root.append(legend.element);
  legend.write();
  legend.update();
  app.store.on((change) => {
    if (change.look) legend.write();
    if (change.shown || change.look) legend.update();
  });
}

class Legend {
  readonly element: HTMLElement;
  private readonly rows: Row[];
  private readonly titles = new Map<Facet, HTMLElement>();
  private readonly all: HTMLButtonElement;
  /** The last box that was clicked, and when: a second click on it is a double click. */
  private last: { row: Row; at: number } | null = null;

  constructor(private readonly app: App) {
    const keys = occurring(app);
    this.rows = ORDER.flatMap((facet) => keys[facet].map((key) => this.row(facet, key)));
    this.all = h("button", { type: "button", class: "all", onclick: () => this.showAll() });
    this.element = h("div", { class: "filters" }, ...ORDER.map((facet) => this.group(facet)), this.all);
  }

  /** Words and signs, in the language and theme of now. */
  write(): void {
    const { words } = this.app;
    for (const [facet, title] of this.titles) title.textContent = words.t(TITLES[facet]);
    for (const row of this.rows) {
      const name = this.nameOf(row.facet, row.key);
      refill(row.name, bdi(name, 60));
      refill(row.sign, signOf(row.facet, row.key));
      row.only.textContent = words.t("legend-only");
      row.only.setAttribute("aria-label", words.t("legend-only-this", { name }));
    }
    this.all.textContent = words.t("legend-all");
  }

  /** Boxes and counts, as the network is now. */
  update(): void {
    const { state, view } = this.app.store;
    for (const row of this.rows) {
      const count = view.counts[row.facet][row.key] ?? 0;
      const text = this.app.words.number(count);
      if (row.count.textContent !== text) row.count.textContent = text;
      row.box.checked = !state.off[row.facet].has(row.key);
      row.element.classList.toggle("none", count === 0);
    }
    this.all.hidden = !ORDER.some((facet) => state.off[facet].size);
  }

  private group(facet: Facet): HTMLElement {
    const title = h("legend");
    this.titles.set(facet, title);
    const rows = this.rows.filter((row) => row.facet === facet).map((row) => row.element);
    return h("fieldset", { class: facet, hidden: !rows.length }, title, ...rows);
  }

  private row(facet: Facet, key: string): Row {
    const name = h("span", { class: "word" });
    const sign = h("span", { class: "sign" });
    const count = h("span", { class: "n" });
    const box = h("input", { type: "checkbox", "data-facet": facet, "data-key": key });
    const only = h("button", { type: "button", class: "only" });
    const element = h("div", { class: "row" }, h("label", {}, box, sign, name, count), only);
    const row = { facet, key, name, sign, count, box, only, element };
    box.addEventListener("change", () => this.toggled(row));
    only.addEventListener("click", () => this.leaveOnly(row));
    return row;
  }

  private toggled(row: Row): void {
    const now = performance.now();
    const twice = this.last?.row === row && now - this.last.at < 400;
    this.last = twice ? null : { row, at: now };
    if (twice) {
      // The first click of the two is taken back, so that all of it is one step of undo.
      this.app.store.undo();
      this.leaveOnly(row);
      return;
    }
    const off = new Set(this.app.store.state.off[row.facet]);
    if (!off.delete(row.key)) off.add(row.key);
    this.set(row.facet, off);
  }

  private leaveOnly({ facet, key }: Row): void {
    const others = this.rows.filter((row) => row.facet === facet && row.key !== key).map((row) => row.key);
    this.set(facet, new Set(others));
  }

  private set(facet: Facet, keys: ReadonlySet<string>): void {
    this.change({ ...this.app.store.state.off, [facet]: keys });
  }

  private showAll(): void {
    this.change({ kind: new Set(), family: new Set(), standing: new Set() });
    this.rows[0]?.box.focus();
  }

  private change(off: State["off"]): void {
    const { store, words } = this.app;
    store.change({ off });
    const actors = words.tn("count-actors", store.view.nodeCount);
    const relations = words.tn("count-relations", store.view.edgeCount);
    this.app.announce(words.t("legend-shows", { actors, relations }));
  }

  private nameOf(facet: Facet, key: string): string {
    const { words, model } = this.app;
    if (facet === "kind") return words.t(`kind-${key}`);
    if (facet === "standing") return words.t(`is-${key}`);
    return words.say(model.data.families.find((family) => family.key === key)?.names) || key;
  }
}

function signOf(facet: Facet, key: string): SVGElement {
  if (facet === "kind") return kindGlyph(key);
  return facet === "family" ? lineGlyph(key) : standingGlyph(key as Standing);
}

/** The keys that occur anywhere in the data; all standings where a clock or a stance may bring them. */
function occurring({ model, store }: App): Record<Facet, string[]> {
  const { data } = model;
  const kinds = marked(data.nodes.kind, KINDS.length);
  const related = marked(data.edges.relation, data.relations.length);
  const families = new Set(data.relations.filter((_, i) => related[i]).map(({ family }) => family));
  const standings = marked(store.view.standing, STANDINGS.length);
  const mayChange = Object.keys(data.history).length > 0 || Object.keys(data.told).length > 0;
  return {
    kind: KINDS.filter((_, i) => kinds[i]),
    family: data.families.filter((_, i) => families.has(i)).map((family) => family.key),
    standing: STANDINGS.filter((_, i) => mayChange || standings[i]),
  };
}

/** 1 for each number below a bound that occurs. */
function marked(numbers: ArrayLike<number>, bound: number): Uint8Array {
  const found = new Uint8Array(bound);
  for (let i = 0; i < numbers.length; i++) found[numbers[i]] = 1;
  return found;
}
