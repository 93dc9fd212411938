// The panel in which the network is asked in SPARQL, by an engine that the page itself carries.
import { h, refill } from "../dom";
import { asking } from "../terms";
import type { App } from "../types";
import { Engine, type Outcome } from "./ask/engine";
import { Examples } from "./ask/examples";
import type { Rows } from "./ask/messages";
import { Results } from "./ask/results";
import { complaint, withPrefixes } from "./ask/sparql";
import { csvOf } from "./take/csv";
import { fileName, save } from "./take/save";

class Panel {
  private readonly heading = h("h2");
  private readonly lead = h("p", { class: "lead" });
  private readonly box = h("textarea", {
    id: "ask-box",
    rows: 9,
    spellcheck: "false",
    autocapitalize: "off",
  });
  private readonly boxLabel = h("label", { for: "ask-box" });
  private readonly run = h("button", { type: "submit", class: "run" });
  private readonly halt = h("button", { type: "button", hidden: true });
  private readonly bar = h("progress", { max: 1, hidden: true });
  private readonly status = h("p", { class: "status", role: "status" });
  private readonly results: Results;
  private readonly engine: Engine;
  private examples: Examples | null = null;
  private tell: () => string = () => "";
  private opening: Promise<void> | null = null;
  private busy = false;

  constructor(
    private readonly app: App,
    root: HTMLElement,
  ) {
    this.results = new Results(app, (rows) => this.take(rows));
    this.engine = new Engine(app, (step, part) => this.progress(step, part));
    const buttons = h("div", { class: "buttons" }, this.run, this.halt, this.bar);
    const form = h("form", { class: "query" }, this.boxLabel, this.box, buttons);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.halt.addEventListener("click", () => this.engine.stop());
    this.box.addEventListener("input", () => this.examples?.leave());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.ask();
    });
    root.append(this.heading, this.lead, form, this.status, this.results.element);
    this.form = form;
  }

  private readonly form: HTMLElement;

  /** Now that somebody looks: fetch the examples, and open the engine. */
  open(): void {
    this.opening ??= this.start();
    this.results.light();
  }

  private async start(): Promise<void> {
    const { queries } = await asking();
    this.examples = new Examples(this.app, queries, (sparql) => {
      this.box.value = sparql;
    });
    this.form.before(this.examples.element);
    this.write();
    if (!this.box.value) this.examples.first();
    this.say(() => this.app.words.t("ask-loading"));
    this.working(true);
    const outcome = await this.engine.open();
    this.working(false);
    if (outcome.kind === "ready") this.say(() => this.ready());
    else this.answer(outcome, 0);
  }

  private ready(): string {
    return this.app.words.t("ask-ready", { n: this.app.words.number(this.engine.triples) });
  }

  private progress(step: "making" | "loading", part: number): void {
    if (step === "making") this.bar.value = part;
    else this.bar.removeAttribute("value");
  }

  private working(is: boolean): void {
    this.busy = is;
    this.bar.hidden = !is;
    this.run.disabled = is;
    if (is) this.bar.removeAttribute("value");
    else this.halt.hidden = true;
  }

  private async ask(): Promise<void> {
    if (this.busy || !this.box.value.trim()) return;
    this.working(true);
    this.halt.hidden = false;
    this.results.show(null);
    this.say(() => this.app.words.t("ask-asking"));
    const begun = performance.now();
    const outcome = await this.engine.ask(withPrefixes(this.box.value));
    this.working(false);
    this.answer(outcome, (performance.now() - begun) / 1000);
  }

  private answer(outcome: Outcome, seconds: number): void {
    const { words } = this.app;
    if (outcome.kind === "error") this.say(() => complaint(outcome.message, words), true);
    else if (outcome.kind === "stopped")
      this.say(() => words.t(outcome.late ? "ask-late" : "ask-stopped"), true);
    else if (outcome.kind === "boolean") this.say(() => words.t(outcome.value ? "ask-yes" : "ask-no"));
    else if (outcome.kind === "rows") {
      const time = () => new Intl.NumberFormat(words.lang, { maximumFractionDigits: 2 }).format(seconds);
      this.say(() => words.t("ask-found", { rows: words.tn("ask-rows", outcome.total), time: time() }));
      this.results.show(outcome, this.box.value);
    }
  }

  private say(tell: () => string, wrong = false): void {
    this.tell = tell;
    this.status.classList.toggle("wrong", wrong);
    this.status.textContent = tell();
  }

  private take({ columns, rows }: Rows): void {
    const table = rows.map((row) => row.map((cell) => cell?.value ?? ""));
    save(fileName(this.app, "csv", "answer"), "text/csv;charset=utf-8", csvOf([columns, ...table]));
  }

  /** Write all words anew. */
  write(): void {
    const { words } = this.app;
    const { sources, shownOnly } = this.engine.extent;
    this.heading.textContent = words.t("ask-title");
    const left = [shownOnly && words.t("ask-shown-only"), !sources && words.t("ask-no-sources")];
    refill(this.lead, [words.t("ask-lead"), ...left].filter(Boolean).join(" "));
    this.boxLabel.textContent = words.t("ask-box");
    this.run.textContent = words.t("ask-run");
    this.halt.textContent = words.t("ask-stop");
    this.bar.setAttribute("aria-label", words.t("ask-progress"));
    this.examples?.write();
    this.status.textContent = this.tell();
    this.results.write();
  }

  leave(): void {
    this.results.light();
  }
}

export function mountAsk(app: App, root: HTMLElement): void {
  if (!Engine.isHere) return;
  const panel = new Panel(app, root);
  const follow = () => (app.store.state.side === "ask" ? panel.open() : panel.leave());
  panel.write();
  follow();
  app.store.on((change) => {
    if (change.look) panel.write();
    if (change.side) follow();
  });
}
