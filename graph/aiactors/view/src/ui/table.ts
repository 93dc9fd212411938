// The same relations as on the map, as a table: for readers who do not see the drawing, and for all
// who like tables. Long tables come in pages, so that the browser never holds more than one.
import { bdi, byId, h, icon, refill } from "../dom";
import { clip } from "../text";
import { type App, STANDINGS } from "../types";
import { edgeGlyph } from "./reading/parts";
import {
  COLUMNS,
  type Column,
  Folded,
  matching,
  type Order,
  shown,
  sorted,
  standingOf,
  whenOf,
} from "./table/rows";

/** Rows a page. */
const PAGE = 500;

let table: Table | null = null;

/** Open the table, with a filter already set if one is given. */
export function openTable(filter = ""): void {
  table?.open(filter);
}

export function mountTable(app: App, root: HTMLElement): void {
  const made = new Table(app, root as HTMLDialogElement);
  table = made;
  const skip = byId("skip");
  skip.addEventListener("click", () => made.open(""));
  const write = () => {
    skip.textContent = app.words.t("table-skip");
    made.write();
  };
  app.store.on((change) => {
    if (change.look) write();
    else if (change.shown) made.fresh();
  });
  write();
}

class Table {
  private order: Order = { column: "when", down: true };
  private page = 0;
  private edges: readonly number[] = [];
  private all = 0;
  private filled = false;
  private folded: Folded;
  private readonly title = h("h2", { id: "table-title" });
  private readonly count = h("p", { class: "table-count", role: "status" });
  private readonly filter = h("input", {
    type: "search",
    id: "table-filter",
    autocomplete: "off",
    maxlength: 200,
  });
  private readonly label = h("label", { class: "hush", for: "table-filter" });
  private readonly close = h("button", { type: "button", class: "leave" }, icon("M3.5 3.5l9 9m0-9l-9 9"));
  private readonly head = h("tr");
  private readonly body = h("tbody");
  private readonly scroller: HTMLElement;
  private readonly pages = h("nav", { class: "table-pages" });

  constructor(
    private readonly app: App,
    private readonly root: HTMLDialogElement,
  ) {
    this.folded = new Folded(app);
    const caption = h("table", { "aria-labelledby": "table-title" }, h("thead", {}, this.head), this.body);
    this.scroller = h("div", { id: "rows", tabindex: 0 }, caption);
    root.setAttribute("aria-labelledby", "table-title");
    root.append(
      h("div", { class: "table-bar" }, this.title, this.count, this.label, this.filter, this.close),
      this.scroller,
      this.pages,
    );
    this.listen();
  }

  open(filter: string): void {
    this.filter.value = filter;
    this.page = 0;
    this.refresh();
    if (!this.root.open) this.root.showModal();
    this.filter.focus();
  }

  /** What is shown on the map has changed. */
  fresh(): void {
    this.folded.forgetRows();
    if (this.root.open) this.refresh();
  }

  /** All words anew. */
  write(): void {
    const { words } = this.app;
    this.folded = new Folded(this.app);
    this.title.textContent = words.t("table-title");
    this.label.textContent = words.t("table-filter");
    this.filter.placeholder = words.t("table-filter-hint");
    this.close.setAttribute("aria-label", words.t("table-close"));
    this.pages.setAttribute("aria-label", words.t("table-pages"));
    this.scroller.setAttribute("aria-label", words.t("table-title"));
    this.heads();
    this.fresh();
  }

  private listen(): void {
    const { root } = this;
    let timer = 0;
    this.close.addEventListener("click", () => root.close());
    root.addEventListener("close", () => {
      this.filled = false;
      this.app.store.point(null);
    });
    root.addEventListener("click", (event) => event.target === root && root.close());
    // Whoever opens the dialog by other means sees its rows as well.
    new MutationObserver(() => root.open && !this.filled && this.refresh()).observe(root, {
      attributeFilter: ["open"],
    });
    this.filter.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        this.page = 0;
        this.refresh();
      }, 80);
    });
    this.body.addEventListener("click", ({ target }) => this.follow(target));
    this.body.addEventListener("pointerover", ({ target }) => this.light(target));
    this.body.addEventListener("focusin", ({ target }) => this.light(target));
    this.body.addEventListener("pointerleave", () => this.app.store.point(null));
  }

  private edgeOf(target: EventTarget | null): number | null {
    const row = target instanceof Element ? target.closest("tr") : null;
    return row?.dataset["edge"] === undefined ? null : Number(row.dataset["edge"]);
  }

  private follow(target: EventTarget | null): void {
    const edge = this.edgeOf(target);
    if (edge === null || getSelection()?.type === "Range") return;
    this.root.close();
    this.app.choose({ kind: "edge", index: edge });
  }

  private light(target: EventTarget | null): void {
    const edge = this.edgeOf(target);
    if (edge === null) return;
    const { from, to } = this.app.model.data.edges;
    this.app.store.point({ nodes: [from[edge], to[edge]], edges: [edge] });
  }

  private refresh(): void {
    this.filled = true;
    const edges = shown(this.app);
    this.all = edges.length;
    const found = matching(this.app, this.folded, edges, this.filter.value);
    this.edges = sorted(this.app, this.folded, found, this.order);
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.edges.length / PAGE) - 1));
    this.rows();
  }

  private heads(): void {
    const { column, down } = this.order;
    refill(
      this.head,
      ...COLUMNS.map((name) =>
        h(
          "th",
          {
            scope: "col",
            class: name,
            "aria-sort": name === column ? (down ? "descending" : "ascending") : "none",
          },
          h("button", { type: "button", onclick: () => this.sort(name) }, this.app.words.t(`table-${name}`)),
        ),
      ),
    );
  }

  private sort(column: Column): void {
    const same = this.order.column === column;
    this.order = { column, down: same ? !this.order.down : column === "when" || column === "sources" };
    this.page = 0;
    this.heads();
    this.refresh();
    this.head.querySelectorAll("button")[COLUMNS.indexOf(column)].focus();
  }

  private turn(page: number): void {
    this.page = page;
    this.rows();
    this.scroller.scrollTop = 0;
    this.scroller.focus();
  }

  private rows(): void {
    const { words } = this.app;
    const first = this.page * PAGE;
    const part = this.edges.slice(first, first + PAGE);
    const none = h("tr", {}, h("td", { colspan: COLUMNS.length, class: "none" }, words.t("table-none")));
    this.body.replaceChildren(...(part.length ? part.map((edge) => this.row(edge)) : [none]));
    const all = words.tn("table-count", this.all);
    const filtered = { part: words.number(this.edges.length), n: all };
    this.count.textContent = this.edges.length < this.all ? words.t("table-part", filtered) : all;
    this.pager(first, part.length);
  }

  private row(edge: number): HTMLElement {
    const { app } = this;
    const { model, words, store } = app;
    const { from, to, sources } = model.data.edges;
    const name = (node: number) => bdi(clip(words.nodeName(node), 80));
    const standing = STANDINGS[store.view.standing[edge]];
    const { selection } = store.state;
    const chosen = selection?.kind === "edge" && selection.index === edge;
    const relation = h("button", { type: "button", class: "cell" }, clip(words.relationName(edge), 120));
    return h(
      "tr",
      { "data-edge": edge, "aria-current": chosen && "true" },
      h("td", {}, name(from[edge])),
      h("td", {}, relation),
      h("td", {}, name(to[edge])),
      h("td", {}, whenOf(app, edge)),
      h("td", { class: `is ${standing}` }, edgeGlyph(app, edge), h("span", {}, standingOf(app, edge))),
      h(
        "td",
        { class: "sources", "data-label": words.tn("read-n-sources", sources[edge]) },
        String(sources[edge]),
      ),
    );
  }

  private pager(first: number, count: number): void {
    const { words } = this.app;
    const total = this.edges.length;
    this.pages.hidden = total <= PAGE;
    if (total <= PAGE) return;
    const step = (key: string, by: number, off: boolean) =>
      h("button", { type: "button", disabled: off, onclick: () => this.turn(this.page + by) }, words.t(key));
    const values = { from: words.number(first + 1), to: words.number(first + count), n: words.number(total) };
    refill(
      this.pages,
      step("table-previous", -1, first === 0),
      h("p", { role: "status" }, words.t("table-page", values)),
      step("table-next", 1, first + count >= total),
    );
  }
}
