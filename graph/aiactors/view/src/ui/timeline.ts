// The timeline beside the map: the relations that are shown, in the order in which they came
// about or became known. Pointing at one lights it up in the network, and the other way round.

import { bdi, clip, h } from "../dom";
import type { App, Change, View } from "../types";
import { caveatTag, edgeGlyph } from "./reading/parts";
import { HEIGHTS, type List, makeList, type Rows } from "./timeline/list";
import { type By, type Item, type Listing, Order } from "./timeline/order";

const WAYS: readonly By[] = ["happened", "known"];
/** What is lit together is scrolled to, but not half of the network. */
const FEW = 400;

export function mountTimeline(app: App, root: HTMLElement): void {
  const timeline = new Timeline(app, root);
  timeline.write();
  timeline.refresh(true);
  timeline.follow();
  app.store.on((change) => timeline.changed(change));
  app.stage.canvas.addEventListener("over", (event) =>
    timeline.pointedInNetwork((event as CustomEvent).detail),
  );
}

class Timeline {
  private readonly orders = new Map<By, Order>();
  private readonly list: List;
  private readonly ways: ReturnType<typeof wayControl>;
  private readonly sum = h("p", { class: "timeline-sum" });
  private readonly none = h("p", { class: "timeline-none" });
  private by: By = "happened";
  private listed: { edges: Uint8Array; by: By } | null = null;
  /** What is lit is pointed at here. */
  private lighting = false;
  /** Relations below the pointer on the map, or of the actor that is. */
  private under: ReadonlySet<number> = new Set();

  constructor(
    private readonly app: App,
    root: HTMLElement,
  ) {
    this.list = makeList(this.rows());
    this.ways = wayControl((way) => {
      this.by = way;
      this.refresh();
    });
    root.append(
      h("div", { class: "timeline-head" }, this.ways.element, this.sum),
      this.none,
      this.list.element,
    );
  }

  private get open(): boolean {
    return this.app.store.state.side === "timeline";
  }

  write(): void {
    const { words } = this.app;
    this.ways.write(this.app, this.by);
    this.list.element.setAttribute("aria-label", words.t("timeline-list"));
    this.none.textContent = words.t("timeline-none");
  }

  changed(change: Change): void {
    if (change.look) this.write();
    if (change.shown || change.scope || change.side || change.look) this.refresh(change.look || change.side);
    if (!this.open || !(change.selection || change.shown || change.side)) return;
    this.list.mark();
    if (!this.lighting && (change.side || !this.list.busy)) this.follow();
  }

  /** List what is shown, unless that is listed. */
  refresh(again = false): void {
    const { app, by, list } = this;
    const { edges } = app.store.view;
    if (!this.open || (!again && this.listed?.edges === edges && this.listed.by === by)) return;
    this.listed = { edges, by };
    const order = this.orders.get(by) ?? new Order(app.model, by);
    this.orders.set(by, order);
    const listing = order.list(edges, HEIGHTS);
    list.element.hidden = listing.count === 0;
    this.none.hidden = listing.count > 0;
    this.sum.textContent = summed(app, listing);
    list.fill(listing);
  }

  /** Scroll to what is chosen or lit. */
  follow(): void {
    const { view, state } = this.app.store;
    const lit = view.lit?.edges;
    if (!this.open) return;
    if (lit && lit.size > 0 && lit.size <= FEW) this.list.reveal(lit);
    else if (state.selection?.kind === "edge") this.list.reveal([state.selection.index]);
  }

  pointedInNetwork({ node, edges }: { node: number; edges: readonly number[] }): void {
    if (!this.open) return;
    this.under = new Set(node >= 0 ? this.app.model.edgesOf(node) : edges);
    this.list.mark();
    if (this.under.size > 0 && this.under.size <= FEW) this.list.reveal(this.under);
  }

  private rows(): Rows {
    const { app } = this;
    const { store } = app;
    return {
      relation: (edge) => relationOf(app, edge, this.by),
      heading: (item) => headingOf(app, item, this.by),
      signature: (edge) =>
        [app.words.lang, this.by, store.view.standing[edge], store.view.status[edge], theme()].join(),
      marks: (edge) => {
        const { selection } = store.state;
        const chosen = selection?.kind === "edge" && selection.index === edge;
        return { chosen, lit: this.under.has(edge) || (store.view.lit?.edges.has(edge) ?? false) };
      },
      pointed: (edge) => {
        this.lighting = true;
        store.point(edge === null ? null : around(app, edge));
        this.lighting = false;
      },
      opened: (edge) => {
        store.point(null);
        app.choose({ kind: "edge", index: edge });
      },
    };
  }
}

/** A relation with its two ends. */
function around({ model }: App, edge: number): NonNullable<View["lit"]> {
  const { from, to } = model.data.edges;
  return { nodes: new Set([from[edge], to[edge]]), edges: new Set([edge]) };
}

function summed({ words }: App, { count, undated }: Listing): string {
  const parts = [words.tn("count-relations", count)];
  if (undated) parts.push(words.tn("timeline-undated-count", undated));
  return count ? parts.join(", ") : "";
}

function relationOf(app: App, edge: number, by: By): HTMLElement[] {
  const { model, words } = app;
  const { from, to } = model.data.edges;
  const name = (node: number) => bdi(words.nodeName(node), 80);
  const relation = ` ${clip(words.relationName(edge), 80)} `;
  const sentence = h("span", { class: "timeline-said" }, name(from[edge]), relation, name(to[edge]));
  return [
    h("span", { class: "timeline-sign" }, edgeGlyph(app, edge)),
    h("span", { class: "timeline-text" }, sentence, small(app, edge, by)),
  ];
}

const theme = () => document.documentElement.dataset["theme"] ?? "";

/** Its date, as precise as it is known, and what must be known before it is taken for a fact. */
function small(app: App, edge: number, by: By): HTMLElement {
  const { model, words } = app;
  const { when, known, start, end } = model.data.edges;
  const [day, began] = [known[edge], start[edge] ?? end[edge]];
  let date = "";
  if (by === "known") date = day === null ? "" : words.day(day);
  else if (when[edge] >= 0) date = words.date(model.data.dates[when[edge]]);
  else if (began !== null) date = words.day(began);
  // The heading says it to those who see it.
  const none = date ? null : h("span", { class: "hush" }, undatedIn(app, by));
  return h("small", {}, date, none, " ", caveatTag(app, edge));
}

function undatedIn({ words }: App, by: By): string {
  return words.t(by === "known" ? "timeline-unknown" : "timeline-undated");
}

function headingOf(app: App, item: Item, by: By): string {
  const { words } = app;
  if (item.kind === "year") return String(item.year);
  if (item.kind === "undated") return undatedIn(app, by);
  if (item.kind === "edge") return "";
  const day = Date.UTC(2000, item.month - 1, 15);
  const month = new Intl.DateTimeFormat(words.lang, { month: "long", timeZone: "UTC" }).format(day);
  return month[0].toLocaleUpperCase(words.lang) + month.slice(1);
}

/** By when it happened, or by when it became known. */
function wayControl(choose: (way: By) => void): { element: HTMLElement; write(app: App, by: By): void } {
  const title = h("legend", { class: "hush" });
  const choices = WAYS.map((way) => {
    const radio = h("input", {
      type: "radio",
      name: "timeline-way",
      value: way,
      onchange: () => choose(way),
    });
    const word = h("span");
    return { way, radio, word, label: h("label", { class: "segment" }, radio, word) };
  });
  const element = h(
    "fieldset",
    { class: "segments" },
    title,
    h("div", {}, ...choices.map(({ label }) => label)),
  );
  return {
    element,
    write({ words }, by) {
      title.textContent = words.t("timeline-way");
      for (const { way, radio, word } of choices) {
        word.textContent = words.t(`timeline-way-${way}`);
        radio.checked = way === by;
      }
    },
  };
}
