// The first side of the panel: the evidence of a relation, the record of an actor, or how to read
// the map. What is chosen stands there at once; what has to be unpacked follows, and what was
// chosen before is never seen beside it.
import { type Child, h, icon, refill } from "../dom";
import { plain } from "../text";
import type { App, Selection } from "../types";
import { actorBody, actorHead, nameKinds } from "./reading/actor";
import { mountDrawers } from "./reading/drawers";
import { evidenceAloud, evidenceBody, evidenceHead } from "./reading/evidence";
import { homePage } from "./reading/home";
import { mountMasthead } from "./reading/masthead";
import { mountTabs } from "./reading/tabs";

/** While a clock plays, the lists need not follow every frame. */
const PATIENCE = 120;

export function mountReading(app: App, root: HTMLElement): void {
  mountMasthead(app);
  mountTabs(app);
  mountDrawers(app);
  const reading = new Reading(app, root);
  reading.turn();
  app.store.on((change) => {
    if (change.selection && reading.isOther()) reading.turn();
    else if (change.look) reading.again();
    else if (change.shown) reading.soon();
  });
}

class Reading {
  private shown: Selection = null;
  /** Counts the pages, so that a record that comes late is not put on another page. */
  private page = 0;
  private timer = 0;
  private readonly close: HTMLButtonElement;
  private readonly head = h("div", { class: "page-head" });
  private readonly body = h("div", { class: "page-body" });

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {
    const leave = () => app.choose(null);
    this.close = h(
      "button",
      { type: "button", class: "leave", onclick: leave },
      icon("M3.5 3.5l9 9m0-9l-9 9"),
    );
    root.append(this.close, this.head, this.body);
  }

  isOther(): boolean {
    const { selection } = this.app.store.state;
    return selection?.kind !== this.shown?.kind || selection?.index !== this.shown?.index;
  }

  /** Another page: from its top. */
  turn(): void {
    this.shown = this.app.store.state.selection;
    this.body.replaceChildren();
    this.draw(true);
    // The first page is at its top: to set it there would have the whole page laid out at once.
    if (this.page > 1) this.root.scrollTop = 0;
  }

  /** The same page in other words: where the reader was. */
  again(): void {
    const { scrollTop } = this.root;
    const focused = this.root.contains(document.activeElement) ? keyOf(document.activeElement) : "";
    this.draw(false, () => {
      this.root.scrollTop = scrollTop;
      if (focused) this.root.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    });
  }

  /** What is shown has changed: evidence follows at once, long lists when it has come to rest. */
  soon(): void {
    if (this.shown?.kind === "edge") {
      this.again();
      return;
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.again(), PATIENCE);
  }

  private draw(fresh: boolean, then = () => {}): void {
    clearTimeout(this.timer);
    const page = ++this.page;
    const { words } = this.app;
    this.close.hidden = this.shown === null;
    this.close.setAttribute("aria-label", words.t("read-close"));
    if (!this.shown) {
      refill(this.head);
      refill(this.body, ...homePage(this.app));
      this.root.removeAttribute("aria-busy");
      then();
      return;
    }
    const { kind, index } = this.shown;
    if (fresh) refill(this.head, ...(kind === "edge" ? evidenceHead : actorHead)(this.app, index));
    this.root.setAttribute("aria-busy", "true");
    this.record(kind, index).then((fill) => {
      if (page !== this.page) return;
      if (!fresh) refill(this.head, ...(kind === "edge" ? evidenceHead : actorHead)(this.app, index));
      refill(this.body, ...fill(this.head));
      this.root.removeAttribute("aria-busy");
      then();
      if (fresh && kind === "edge") this.app.announce(plain(evidenceAloud(this.app, index, this.body)));
    });
  }

  /** What makes the rest of the page, once its record is there. */
  private async record(kind: "node" | "edge", index: number): Promise<(head: Element) => Child[]> {
    const { app } = this;
    if (kind === "edge") {
      const record = await app.model.edgeRecord(index);
      return () => evidenceBody(app, index, record);
    }
    const record = await app.model.nodeRecord(index);
    return (head) => {
      nameKinds(app, head, record);
      return actorBody(app, index, record);
    };
  }
}

/** How to find an element again after its page was written anew. */
function keyOf(element: Element | null): string {
  const key = element?.getAttribute("data-key");
  if (key) return `[data-key="${CSS.escape(key)}"]`;
  return element?.matches("h2") ? "h2" : "";
}
