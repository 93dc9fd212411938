// A list box that holds thousands of relations and draws only those in sight. It is one stop for
// the Tab key; arrow keys walk along it, Enter opens. Headings stand between, and are no options.

import { h } from "../../dom";
import { type Heights, type Item, itemAt, type Listing } from "./order";

export const HEIGHTS: Heights = { year: 40, month: 28, undated: 40, edge: 60 };
/** Drawn above and below what is in sight, in pixels. */
const MARGIN = 320;
const PAGE = 8;

export interface Rows {
  /** The inside of a row. */
  relation(edge: number): HTMLElement[];
  heading(item: Item): string;
  /** What a row looks like changes with this. */
  signature(edge: number): string;
  marks(edge: number): { chosen: boolean; lit: boolean };
  /** Somebody points at a relation; null: no longer. */
  pointed(edge: number | null): void;
  opened(edge: number): void;
}

export interface List {
  readonly element: HTMLElement;
  fill(listing: Listing): void;
  /** Show marks anew. */
  mark(): void;
  /** Scroll to the nearest of some relations, unless one of them is in sight. */
  reveal(edges: Iterable<number>): void;
  /** Whether the reader's pointer or keyboard is on it. */
  readonly busy: boolean;
}

/** What is drawn: elements by the key of their item, and what they were drawn for. */
type Drawn = Map<string, { element: HTMLElement; signature: string }>;

const NOTHING: Listing = {
  items: [],
  height: 0,
  count: 0,
  undated: 0,
  edges: new Uint32Array(0),
  itemOf: new Int32Array(0),
};

function keyOf(item: Item): string {
  if (item.kind === "edge") return `e${item.edge}`;
  if (item.kind === "undated") return "undated";
  return item.kind === "year" ? `y${item.year}` : `m${item.year}-${item.month}`;
}

class VirtualList implements List {
  readonly element: HTMLElement;
  private readonly inner: HTMLElement;
  private readonly now: HTMLElement;
  private listing = NOTHING;
  private readonly drawn: Drawn = new Map();
  /** The relation that the keyboard is on. */
  private active: number | null = null;
  private over = false;
  private waiting = false;
  /** What is to be scrolled to as soon as there is room to scroll. */
  private sought: readonly number[] = [];

  constructor(private readonly rows: Rows) {
    this.now = h("span");
    this.inner = h("div", { class: "timeline-rows", role: "presentation" });
    this.element = h(
      "div",
      { class: "timeline-list", role: "listbox", tabindex: 0 },
      h("div", { class: "timeline-now", "aria-hidden": "true" }, this.now),
      this.inner,
    );
    this.element.addEventListener("scroll", () => this.soon(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(this.element);
    this.listen();
  }

  get busy(): boolean {
    return this.over || this.element.contains(document.activeElement);
  }

  fill(listing: Listing): void {
    const { items, itemOf } = this.listing;
    const first = items[itemAt(items, this.element.scrollTop)];
    const kept = first?.kind === "edge" && itemOf.length ? first : null;
    this.listing = listing;
    this.inner.style.height = `${listing.height}px`;
    const there = kept ? listing.items[listing.itemOf[kept.edge]] : undefined;
    if (kept && there) this.element.scrollTop += there.top - kept.top;
    if (this.active !== null && !this.placed(this.active)) this.active = null;
    this.draw();
  }

  mark(): void {
    for (const { element } of this.drawn.values()) {
      if (element.dataset["edge"]) this.markRow(element, Number(element.dataset["edge"]));
    }
  }

  reveal(edges: Iterable<number>): void {
    const { scrollTop, clientHeight } = this.element;
    this.sought = clientHeight ? [] : [...edges];
    if (!clientHeight) return;
    const [low, high] = [scrollTop + HEIGHTS.year, scrollTop + clientHeight - HEIGHTS.edge];
    let best: Item | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const edge of edges) {
      const item = this.placed(edge);
      if (!item) continue;
      const far = item.top < low ? low - item.top : Math.max(item.top - high, 0);
      if (far < least) [best, least] = [item, far];
    }
    if (best && least > 0) this.element.scrollTop = best.top - clientHeight / 3;
    this.draw();
  }

  private resized(): void {
    if (this.sought.length) this.reveal(this.sought);
    this.soon();
  }

  private placed(edge: number): Item | undefined {
    return this.listing.items[this.listing.itemOf[edge] ?? -1];
  }

  /** Draw when the next frame is drawn. */
  private soon(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  private draw(): void {
    const { items } = this.listing;
    const { scrollTop, clientHeight } = this.element;
    if (!clientHeight) return;
    const wanted = new Set<string>();
    const end = scrollTop + clientHeight + MARGIN;
    for (let i = itemAt(items, scrollTop - MARGIN); i < items.length && items[i].top < end; i += 1) {
      wanted.add(keyOf(items[i]));
      this.place(items[i]);
    }
    for (const [key, { element }] of this.drawn) {
      if (wanted.has(key)) continue;
      element.remove();
      this.drawn.delete(key);
    }
    this.showYear(scrollTop);
    this.activate(this.active);
  }

  private place(item: Item): void {
    const key = keyOf(item);
    const signature = item.kind === "edge" ? this.rows.signature(item.edge) : this.rows.heading(item);
    let found = this.drawn.get(key);
    if (found?.signature !== signature) {
      const element = item.kind === "edge" ? this.row(item.edge) : this.heading(item);
      if (found) found.element.replaceWith(element);
      else this.inner.append(element);
      found = { element, signature };
      this.drawn.set(key, found);
    }
    found.element.style.transform = `translateY(${item.top}px)`;
    if (item.kind !== "edge") return;
    found.element.setAttribute("aria-posinset", String(item.place + 1));
    found.element.setAttribute("aria-setsize", String(this.listing.count));
    this.markRow(found.element, item.edge);
  }

  private row(edge: number): HTMLElement {
    const attributes = { class: "timeline-row", role: "option", id: `timeline-${edge}`, "data-edge": edge };
    return h("div", attributes, ...this.rows.relation(edge));
  }

  private heading(item: Item): HTMLElement {
    return h("div", { class: `timeline-${item.kind}`, "aria-hidden": "true" }, this.rows.heading(item));
  }

  private markRow(element: HTMLElement, edge: number): void {
    const { chosen, lit } = this.rows.marks(edge);
    element.setAttribute("aria-selected", String(chosen));
    element.classList.toggle("lit", lit);
    element.classList.toggle("active", edge === this.active);
  }

  /** The year of what stands at the top, while one scrolls through it; the next one pushes it out. */
  private showYear(scrollTop: number): void {
    const { items } = this.listing;
    const heads = (item: Item) => item.kind === "year" || item.kind === "undated";
    let i = itemAt(items, scrollTop);
    let next = i + 1;
    while (i > 0 && !heads(items[i])) i -= 1;
    while (next < items.length && items[next].top < scrollTop + HEIGHTS.year && !heads(items[next]))
      next += 1;
    const item = items[i];
    this.now.textContent = item ? this.rows.heading(item) : "";
    this.now.hidden = !item || scrollTop <= 0;
    const below = next < items.length && heads(items[next]) ? items[next].top - scrollTop - HEIGHTS.year : 0;
    this.now.style.transform = below < 0 ? `translateY(${below}px)` : "";
  }

  private activate(edge: number | null): void {
    this.active = edge;
    const there = edge !== null && this.drawn.has(`e${edge}`);
    if (there) this.element.setAttribute("aria-activedescendant", `timeline-${edge}`);
    else this.element.removeAttribute("aria-activedescendant");
    for (const { element } of this.drawn.values()) {
      element.classList.toggle("active", there && element.dataset["edge"] === String(edge));
    }
  }

  private listen(): void {
    const { element, rows } = this;
    const edgeOf = (event: Event): number | null => {
      const row = (event.target as Element).closest<HTMLElement>("[data-edge]");
      return row ? Number(row.dataset["edge"]) : null;
    };
    element.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      this.over = true;
      rows.pointed(edgeOf(event));
    });
    element.addEventListener("pointerleave", () => {
      this.over = false;
      rows.pointed(null);
    });
    element.addEventListener("click", (event) => {
      const edge = edgeOf(event);
      if (edge === null) return;
      this.activate(edge);
      rows.opened(edge);
    });
    element.addEventListener("keydown", (event) => this.key(event));
    element.addEventListener("focus", () => this.enter());
    element.addEventListener("blur", () => rows.pointed(null));
  }

  /** The keyboard begins where it left, at what is chosen, or at the top of what is in sight. */
  private enter(): void {
    const { items, edges } = this.listing;
    const { scrollTop } = this.element;
    const chosen = edges.find((edge) => this.rows.marks(edge).chosen);
    const inSight = items.slice(itemAt(items, scrollTop)).find((item) => item.kind === "edge");
    const edge = this.active ?? chosen ?? (inSight?.kind === "edge" ? inSight.edge : null);
    if (edge !== null) this.walkTo(edge, false);
  }

  private key(event: KeyboardEvent): void {
    const { edges, count } = this.listing;
    if (!count || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = this.active === null ? undefined : this.placed(this.active);
    const at = item?.kind === "edge" ? item.place : -1;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: count - 1,
    };
    if (event.key in steps) this.walkTo(edges[Math.min(Math.max(steps[event.key], 0), count - 1)], true);
    else if ((event.key === "Enter" || event.key === " ") && this.active !== null)
      this.rows.opened(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private walkTo(edge: number, light: boolean): void {
    const item = this.placed(edge);
    if (!item) return;
    const { element } = this;
    const [above, below] = [
      item.top - HEIGHTS.year - HEIGHTS.month,
      item.top + HEIGHTS.edge - element.clientHeight,
    ];
    if (element.scrollTop > above) element.scrollTop = above;
    if (element.scrollTop < below) element.scrollTop = below;
    this.active = edge;
    this.draw();
    if (light) this.rows.pointed(edge);
  }
}

export function makeList(rows: Rows): List {
  return new VirtualList(rows);
}
