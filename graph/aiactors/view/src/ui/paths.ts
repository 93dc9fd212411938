// The tab in which paths between actors are looked for: whom to tie, over what, and what was found.

import { bdi, h, refill } from "../dom";
import { kindGlyph } from "../glyphs";
import { tiesBetween } from "../paths";
import { plainScope } from "../scope";
import { clip } from "../text";
import type { App } from "../types";
import { icon } from "./icons";
import { type Answer, answerOf, tiesOf } from "./paths/answer";
import { ask, isAwaited, keyOf, MOST_ENDS, pathOf, Sieve, settings } from "./paths/question";
import { Picker } from "./picker";

/** Milliseconds of one go of the search, and of quiet before a clock in motion starts a new one. */
const GO = 40;
const QUIET = 150;

export function mountPaths(app: App, root: HTMLElement): void {
  const panel = new Panel(app);
  root.append(panel.element);
  panel.write();
  panel.follow();
  app.store.on((change) => {
    if (change.look) panel.write();
    if (change.shown || change.selection || change.side) panel.follow();
  });
}

class Panel {
  readonly element = h("div", { class: "paths" });
  private readonly title = h("h2", { tabindex: "-1" });
  private readonly dek = h("p", { class: "dek" });
  private readonly ends = h("ul", { class: "ends" });
  private readonly picker: Picker;
  private readonly chosen = h("button", {
    type: "button",
    class: "from",
    onclick: () => this.addSelection(),
  });
  private readonly firm = h("input", { type: "checkbox", onchange: () => this.setFirm() });
  private readonly firmWords = h("span");
  private readonly over = h("p", { class: "over" });
  private readonly found = h("div", { class: "found" });
  private readonly sieve: Sieve;
  /** Whether the search looks past clocks, stance and filters. */
  private everything = false;
  private answer: Answer | null = null;
  private answered = "";
  private drawn = "";
  private timer = 0;

  constructor(private readonly app: App) {
    this.sieve = new Sieve(app);
    this.picker = new Picker(app, {
      id: "path-end",
      label: "paths-add",
      hint: "paths-add-hint",
      picked: (node) => this.add([node]),
      without: (node) => this.path.ends.includes(node),
    });
    const firm = h("label", { class: "firm" }, this.firm, this.firmWords);
    const controls = h("div", { class: "ask" }, this.ends, this.picker.element, this.chosen, firm);
    this.element.append(this.title, this.dek, controls, this.over, this.found);
  }

  private get path() {
    return pathOf(this.app);
  }

  /** Words, in the language of now. */
  write(): void {
    const { words } = this.app;
    this.title.textContent = words.t("paths-title");
    this.dek.textContent = words.t("paths-dek");
    this.firmWords.textContent = words.t("paths-firm");
    this.picker.write();
    this.drawn = "";
    this.follow();
  }

  /** Show, and search, what the state asks for. */
  follow(): void {
    const { state } = this.app.store;
    if (state.side === "paths") this.offerSelection();
    const key = keyOf(state, this.everything);
    const looks = [key, state.path?.rank, settings(this.app), this.app.words.lang, this.isPartial()];
    const drawn = looks.join(" ");
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.writeEnds();
    this.writeOver();
    if (key === this.answered) {
      this.show();
      return;
    }
    const waits = this.answer !== null && state.path !== null;
    this.answered = key;
    clearTimeout(this.timer);
    if (this.path.ends.length < 2) this.take(null);
    else this.timer = window.setTimeout(() => this.search(), waits ? QUIET : 0);
  }

  private add(nodes: readonly number[]): void {
    const ends = [...new Set([...this.path.ends, ...nodes])];
    if (ends.length > MOST_ENDS) {
      this.app.announce(this.app.words.t("paths-too-many", { n: MOST_ENDS }));
      return;
    }
    ask(this.app, { ends });
    this.picker.input.focus();
  }

  private leaveOut(node: number): void {
    const ends = this.path.ends.filter((end) => end !== node);
    if (ends.length) ask(this.app, { ends });
    else this.app.store.change({ path: null });
    this.picker.input.focus();
  }

  private setFirm(): void {
    ask(this.app, { firm: this.firm.checked });
  }

  /** The actors that are selected, and not yet among the ends. */
  private selected(): number[] {
    const { selection } = this.app.store.state;
    if (!selection) return [];
    const { from, to } = this.app.model.data.edges;
    const { kind, index } = selection;
    const nodes = kind === "node" ? [index] : [from[index], to[index]];
    return nodes.filter((node) => !this.path.ends.includes(node));
  }

  private addSelection(): void {
    this.add(this.selected());
  }

  private offerSelection(): void {
    const { words } = this.app;
    const nodes = this.selected();
    this.chosen.hidden = !nodes.length;
    const [before, after = ""] = words.t("paths-from-selection", { name: "\0" }).split("\0");
    const names = nodes.flatMap((node, i) => [i ? ", " : "", bdi(words.nodeName(node), 40)]);
    refill(this.chosen, before, ...names, after);
  }

  private writeEnds(): void {
    const { words } = this.app;
    const { ends, firm } = this.path;
    this.firm.checked = firm;
    this.ends.setAttribute("aria-label", words.t("paths-between"));
    this.ends.hidden = !ends.length;
    refill(this.ends, ...ends.map((node) => this.endItem(node)), ends.length > 1 ? this.clearItem() : null);
    this.picker.element.hidden = ends.length >= MOST_ENDS;
  }

  private endItem(node: number): HTMLElement {
    const { words, model } = this.app;
    const name = clip(words.nodeName(node), 60);
    const label = words.t("paths-remove", { name });
    const out = h(
      "button",
      { type: "button", "aria-label": label, title: label, onclick: () => this.leaveOut(node) },
      icon("close"),
    );
    return h("li", { class: "end" }, kindGlyph(model.kind(node)), bdi(name), out);
  }

  private clearItem(): HTMLElement {
    const clear = () => {
      this.app.store.change({ path: null });
      this.picker.input.focus();
    };
    return h(
      "li",
      {},
      h("button", { type: "button", class: "plain", onclick: clear }, this.app.words.t("paths-clear")),
    );
  }

  /** What is searched, and how to search more or less. */
  private writeOver(): void {
    const { words } = this.app;
    const set = settings(this.app);
    const key = !set.length ? "paths-over-all" : this.everything ? "paths-over-anyway" : "paths-over-sieved";
    const turn = () => {
      this.everything = !this.everything;
      this.follow();
    };
    const button = h(
      "button",
      { type: "button", class: "plain", onclick: turn },
      words.t(this.everything ? "paths-as-shown" : "paths-everything"),
    );
    refill(this.over, bdi(words.t(key, { settings: set.join("; ") }), 400), " ", set.length ? button : null);
  }

  /** Search pair by pair, and let the page breathe in between. */
  private search(): void {
    const { model } = this.app;
    const asked = this.answered;
    const rules = this.sieve.rules(this.everything);
    const pairs = tiesBetween(model, this.path.ends.slice(0, MOST_ENDS), rules);
    const answer: Answer = { pairs: [], rules };
    const go = () => {
      if (asked !== this.answered) return;
      const end = performance.now() + GO;
      for (let next = pairs.next(); ; next = pairs.next()) {
        if (next.done) return this.take(answer);
        answer.pairs.push(next.value);
        if (performance.now() > end) break;
      }
      this.timer = window.setTimeout(go, 0);
    };
    if (!this.found.childElementCount) refill(this.found, h("p", {}, this.app.words.t("paths-searching")));
    this.timer = window.setTimeout(go, 0);
  }

  /** An answer is there: show it in the panel and in the network. */
  private take(answer: Answer | null): void {
    this.answer = answer;
    if (answer) {
      const awaited = isAwaited(this.app);
      if (awaited) this.bringIn(answer);
      if (awaited) this.app.announce(this.app.words.tn("paths-found", tiesOf(answer).length));
    }
    this.show();
  }

  /** All that was found comes into the network, if some of it is not there. */
  private bringIn(answer: Answer): void {
    const { store, stage } = this.app;
    const nodes = [...new Set(tiesOf(answer).flatMap((tie) => tie.nodes))];
    if (!nodes.length) return;
    if (nodes.some((node) => !store.view.nodes[node])) {
      store.change({ scope: plainScope("focus", nodes, 0), camera: null }, { undoable: false });
    }
    const tie = this.tie();
    if (tie) stage.frame(tie.nodes, { animate: true });
  }

  /** Whether some of the chosen path is not in the network: after a link, or a change of scope. */
  private isPartial(): boolean {
    const { nodes } = this.app.store.view;
    return this.tie()?.nodes.some((node) => !nodes[node]) ?? false;
  }

  private tie() {
    return this.answer ? tiesOf(this.answer)[this.path.rank] : undefined;
  }

  private choose(rank: number): void {
    const { store } = this.app;
    store.change({ path: { ...this.path, rank }, selection: null });
    if (this.answer) this.bringIn(this.answer);
    this.found.querySelector<HTMLElement>(".chosen .head")?.focus({ preventScroll: true });
  }

  private show(): void {
    const { store } = this.app;
    const tie = this.tie();
    // Whose answer it is, for whoever waits for one from outside.
    const { ends, firm } = this.path;
    const ids = ends.map((end) => this.app.model.data.nodes.id[end]);
    this.found.dataset["answered"] = this.answer ? `${ids.join(" ")}${firm ? " firm" : ""}` : "";
    store.trace(tie ? { nodes: tie.nodes, edges: tie.hops.flatMap((hop) => hop.edges) } : null);
    if (!this.answer) this.showHelp();
    else {
      const wishes = {
        rank: this.path.rank,
        partial: this.isPartial(),
        choose: (rank: number) => this.choose(rank),
      };
      refill(this.found, ...answerOf(this.app, this.answer, wishes));
    }
  }

  private showHelp(): void {
    const { words } = this.app;
    const key = this.path.ends.length ? "paths-need-two" : "paths-need-one";
    refill(this.found, h("p", { class: "nothing" }, words.t(key)));
  }
}
