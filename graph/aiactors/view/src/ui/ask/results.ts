// An answer as people read it: a table, a page of it at a time, whose actors and relations lead to
// their places on the map and light up there.
import { bdi, h, link, refill } from "../../dom";
import { clip, shortAddress } from "../../text";
import { PREFIXES } from "../../triples/literals";
import type { App } from "../../types";
import type { Cell, Rows } from "./messages";
import { type Lit, Places } from "./places";

/** Rows on a page. */
const PAGE = 50;
/** Longest text in a cell. */
const LONGEST = 300;

export class Results {
  readonly element = h("div", { class: "answer" });
  private readonly places: Places;
  private answer: Rows | null = null;
  private page = 0;
  private glow = true;
  private whole: Lit | null = null;
  /** Actors that the query itself names. */
  private asked: number[] = [];

  constructor(
    private readonly app: App,
    private readonly download: (rows: Rows) => void,
  ) {
    this.places = new Places(app.model);
  }

  show(answer: Rows | null, sparql = ""): void {
    this.answer = answer;
    this.asked = this.places.namedIn(sparql);
    this.page = 0;
    this.whole = answer && this.places.ofAll(answer);
    this.write();
    this.light();
  }

  /** Light up what the answer speaks of; not while another part of the panel is read. */
  light(): void {
    const { store } = this.app;
    const some = this.whole && this.whole.nodes.size > 0;
    store.point(some && this.glow && store.state.side === "ask" ? this.whole : null);
  }

  write(): void {
    const { answer, app } = this;
    if (!answer || answer.rows.length === 0) {
      this.element.replaceChildren();
      return;
    }
    refill(this.element, this.bar(), this.table(answer), this.pager(answer));
    if (answer.total > answer.rows.length) {
      const text = app.words.t("ask-more-rows", { n: app.words.number(answer.rows.length) });
      this.element.append(h("p", { class: "more" }, text));
    }
  }

  private bar(): HTMLElement {
    const { words } = this.app;
    const count = this.whole?.nodes.size ?? 0;
    const glow = h("button", {
      type: "button",
      "aria-pressed": String(this.glow),
      onclick: () => this.toggle(),
    });
    glow.append(words.t("ask-light"));
    const show = h("button", { type: "button", onclick: () => this.bringIn() }, words.tn("ask-show", count));
    const save = h(
      "button",
      { type: "button", onclick: () => this.answer && this.download(this.answer) },
      "CSV",
    );
    save.setAttribute("aria-label", words.t("ask-csv"));
    return h("div", { class: "bar" }, count > 0 && glow, count > 0 && show, save);
  }

  private toggle(): void {
    this.glow = !this.glow;
    const button = this.element.querySelector("[aria-pressed]");
    button?.setAttribute("aria-pressed", String(this.glow));
    this.light();
  }

  /** Show the actors of the answer and those that were asked of, and nothing else. */
  private bringIn(): void {
    if (!this.whole) return;
    const { store, stage, model, words } = this.app;
    const focus = [...new Set([...this.asked, ...this.whole.nodes])]
      .sort((a, b) => model.degree[b] - model.degree[a])
      .slice(0, 2000);
    const none: ReadonlySet<number> = new Set();
    const scope = { base: "focus" as const, focus, hops: 0, expanded: none, hidden: none, opened: none };
    store.change({ scope, selection: null, path: null, camera: null });
    stage.frame(undefined, { animate: true });
    this.app.announce(words.tn("ask-shown", focus.length));
  }

  private table({ columns, rows, graph }: Rows): HTMLElement {
    const { words } = this.app;
    const head = columns.map((name) => h("th", { scope: "col" }, bdi(name.replaceAll("_", " "), 60)));
    const shown = rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const body = shown.map((row) => {
      const lit = this.places.ofRow(row, graph);
      const cells = row.map((cell) => h("td", {}, this.cell(cell)));
      const point = () => (lit.nodes.size ? this.app.store.point(lit) : this.light());
      const back = () => this.light();
      return h(
        "tr",
        { onpointerenter: point, onpointerleave: back, onfocusin: point, onfocusout: back },
        ...cells,
      );
    });
    const table = h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body));
    return h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": words.t("ask-results") },
      table,
    );
  }

  private cell(cell: Cell | null): Node | null {
    if (!cell) return null;
    const { words } = this.app;
    const place = this.places.of(cell);
    if (place) {
      const name = place.kind === "node" ? words.nodeName(place.index) : words.sentence(place.index);
      const onclick = () => this.app.choose(place);
      return h("button", { type: "button", class: "cell", onclick }, bdi(name, 120));
    }
    if (cell.type === "blank") return bdi(clip(cell.value, 14));
    if (cell.type === "literal") return bdi(cell.value, LONGEST);
    const short = Object.entries(PREFIXES).find(([, space]) => cell.value.startsWith(space));
    if (short) return bdi(`${short[0]}:${cell.value.slice(short[1].length)}`, 120);
    return link(cell.value, shortAddress(cell.value));
  }

  private pager({ rows }: Rows): HTMLElement | null {
    const { words } = this.app;
    const last = Math.ceil(rows.length / PAGE) - 1;
    if (last < 1) return null;
    const turn = (step: number) => () => {
      this.page = Math.max(0, Math.min(last, this.page + step));
      this.write();
      this.element.querySelector<HTMLElement>(".scroll")?.focus();
    };
    const button = (key: string, step: number, off: boolean) =>
      h("button", { type: "button", disabled: off, onclick: turn(step) }, words.t(key));
    const where = words.t("ask-page", { page: words.number(this.page + 1), pages: words.number(last + 1) });
    return h(
      "div",
      { class: "pager" },
      button("ask-previous", -1, this.page === 0),
      h("span", {}, where),
      button("ask-next", 1, this.page === last),
    );
  }
}
