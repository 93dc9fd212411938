// What can be taken away: pictures, tables, triples, a link, a frame, paper.
import { h, refill } from "../../dom";
import { terms } from "../../terms";
import { turtle } from "../../triples";
import type { App } from "../../types";
import { frameOf, linkOf } from "./address";
import { csvOf } from "./csv";
import { sentenceOf } from "./embed";
import { Print } from "./print";
import { marked, shownRows } from "./rows";
import { fileName, save } from "./save";

/** What follows a hash sign to the end of a line, and nothing else. */
const remark = (text: string) => `# ${text.replace(/\s+/g, " ").slice(0, 2000)}\n`;

async function shownTurtle(app: App): Promise<string> {
  const { model, store, words } = app;
  const what = { nodes: marked(store.view.nodes), edges: marked(store.view.edges), sources: true };
  const head = [words.say(model.data.title), sentenceOf(app), linkOf(app), words.t("take-turtle-status")];
  let text = head.map(remark).join("");
  for await (const piece of turtle(model, terms(), what)) text += piece;
  return text;
}

/** What a file is called that shows what stands around somebody. */
function about({ store, model }: App): string {
  const { base, focus } = store.state.scope;
  const ids = base === "focus" ? focus.slice(0, 2).map((node) => model.data.nodes.id[node]) : [];
  return ids.map((id) => id.replace(/[^\w-]+/g, "-").slice(0, 40)).join("-");
}

export class Menu {
  readonly button = h("button", { type: "button", id: "take-button", "aria-controls": "take" });
  readonly panel = h("div", { id: "take", role: "group", hidden: true });
  private readonly status = h("p", { class: "done", role: "status" });
  private readonly print: Print;

  constructor(private readonly app: App) {
    this.print = new Print(app);
    this.button.addEventListener("click", () => this.open(this.panel.hidden === true));
    document.addEventListener("pointerdown", ({ target }) => {
      const inside = target instanceof Node && (this.panel.contains(target) || this.button.contains(target));
      if (!inside) this.open(false);
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.open(false);
      this.button.focus();
    });
    this.open(false);
  }

  private open(open: boolean): void {
    if (open) this.write();
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  write(): void {
    const { words } = this.app;
    this.button.textContent = words.t("take-away");
    this.panel.setAttribute("aria-label", words.t("take-away"));
    this.status.textContent = "";
    refill(
      this.panel,
      this.choice("take-png", () => this.picture()),
      this.choice("take-svg", () => this.keep("svg", "image/svg+xml", this.app.stage.svg())),
      this.choice("take-csv", async () =>
        this.keep("csv", "text/csv;charset=utf-8", csvOf(await shownRows(this.app))),
      ),
      this.choice("take-turtle", async () => this.keep("ttl", "text/turtle", await shownTurtle(this.app))),
      this.choice("take-print", () => this.print.print()),
      this.text("take-link", linkOf(this.app)),
      this.text("take-embed", frameOf(this.app)),
      this.status,
    );
  }

  private choice(key: string, act: () => unknown): HTMLElement {
    const { words } = this.app;
    const button = h("button", { type: "button", class: "choice" });
    button.append(h("b", {}, words.t(key)), h("small", {}, words.t(`${key}-what`)));
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await act();
      } catch (error) {
        this.say(words.t("take-failed", { message: error instanceof Error ? error.message : String(error) }));
      }
      button.disabled = false;
      button.focus();
    });
    return button;
  }

  private async picture(): Promise<void> {
    this.keep("png", "image/png", await this.app.stage.png(2));
  }

  private keep(ending: string, type: string, content: Blob | string): void {
    const name = fileName(this.app, ending, about(this.app));
    save(name, type, content);
    this.say(this.app.words.t("take-saved", { name }));
  }

  private say(text: string): void {
    this.status.textContent = text;
  }

  /** A text that can be copied; where the browser does not let us, it is at least chosen. */
  private text(key: string, value: string): HTMLElement {
    const { words } = this.app;
    const box = h("textarea", { id: key, rows: 2, readonly: true, spellcheck: "false" });
    box.addEventListener("focus", () => box.select());
    box.value = value;
    const copy = h("button", { type: "button" }, words.t("take-copy"));
    copy.setAttribute("aria-label", words.t(`${key}-copy`));
    copy.addEventListener("click", async () => {
      box.select();
      try {
        await navigator.clipboard.writeText(value);
        this.say(words.t("take-copied"));
      } catch {
        box.focus();
        this.say(words.t("take-copy-by-hand"));
      }
    });
    return h("div", { class: "text" }, h("label", { for: key }, words.t(key)), box, copy);
  }
}
