// What the pointer is over, in words; and where several lines lie under it, a list to choose from.

import { bdi, h, refill } from "../dom";
import type { App } from "../types";
import type { Bubble } from "./overview";

/** Pixels between the pointer and what is said about it. */
const AWAY = 14;
/** Longest list of lines. */
const MOST = 40;

export interface Over {
  readonly node: number;
  readonly edges: readonly number[];
  readonly bubble: Bubble | null;
}

export class Tip {
  private readonly tip: HTMLElement | null = document.getElementById("tip");

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {}

  hide(): void {
    if (this.tip) this.tip.hidden = true;
  }

  /** Say what is there, beside a point of the map. */
  show(over: Over, x: number, y: number): void {
    const { tip } = this;
    if (!tip) return;
    const said = this.words(over);
    tip.hidden = !said;
    if (!said) return;
    refill(tip, h("b", {}, bdi(said[0], 160)), said[1] && h("small", {}, said[1]));
    beside(tip, this.root, x, y);
  }

  private words({ node, edges, bubble }: Over): [string, string] | null {
    const { words, model, store } = this.app;
    if (node >= 0) {
      let count = 0;
      for (const edge of model.edgesOf(node)) count += store.view.edges[edge];
      const kind = words.t(`kind-${model.kind(node)}`);
      return [words.nodeName(node), `${kind} · ${words.tn("count-relations", count)}`];
    }
    if (edges.length > 1) return [words.tn("count-relations", edges.length), words.t("stage-choose-hint")];
    if (edges.length) {
      const { when } = model.data.edges;
      const date = when[edges[0]] >= 0 ? words.date(model.data.dates[when[edges[0]]]) : "";
      return [words.sentence(edges[0]), [words.caveat(edges[0]), date].filter(Boolean).join(" · ")];
    }
    if (!bubble) return null;
    const name = words.t("stage-around", { name: words.nodeName(bubble.head) });
    return [name, `${words.tn("count-actors", bubble.count)} · ${words.t("stage-unfold")}`];
  }
}

/** Put something beside a point of the map, inside of it. */
function beside(element: HTMLElement, root: HTMLElement, x: number, y: number): void {
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  const left = x + AWAY + width > root.clientWidth ? x - AWAY - width : x + AWAY;
  const top = y + AWAY + height > root.clientHeight ? y - AWAY - height : y + AWAY;
  element.style.left = `${Math.max(4, Math.min(left, root.clientWidth - width - 4))}px`;
  element.style.top = `${Math.max(4, Math.min(top, root.clientHeight - height - 4))}px`;
}

/** A list of relations that lie under one point. */
export class Chooser {
  private list: HTMLElement | null = null;
  private options: HTMLElement[] = [];
  private at = 0;

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
    private readonly back: HTMLElement,
  ) {
    document.addEventListener("pointerdown", ({ target }) => {
      if (this.list && target instanceof Node && !this.list.contains(target)) this.close();
    });
  }

  close(): void {
    const { list } = this;
    // First: what is removed loses the focus, and that closes it.
    this.list = null;
    list?.remove();
  }

  open(edges: readonly number[], x: number, y: number, choose: (edge: number) => void): void {
    this.close();
    this.options = edges.slice(0, MOST).map((edge, i) => this.option(edge, i, choose));
    this.list = h(
      "div",
      { id: "chooser", role: "listbox", tabindex: 0, "aria-label": this.app.words.t("stage-choose") },
      ...this.options,
    );
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.list?.contains(relatedTarget))) this.close();
    });
    this.root.append(this.list);
    beside(this.list, this.root, x, y);
    this.move(0);
    this.list.focus({ preventScroll: true });
  }

  private option(edge: number, i: number, choose: (edge: number) => void): HTMLElement {
    const { words } = this.app;
    const pick = () => {
      this.close();
      this.back.focus({ preventScroll: true });
      choose(edge);
    };
    const point = () => this.move(i);
    return h(
      "div",
      { role: "option", id: `chooser-${i}`, onclick: pick, onpointerenter: point },
      bdi(words.sentence(edge), 160),
      h("small", {}, words.caveat(edge)),
    );
  }

  private move(to: number): void {
    this.at = Math.max(0, Math.min(to, this.options.length - 1));
    this.options.forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === this.at));
    });
    this.options[this.at].scrollIntoView({ block: "nearest" });
    this.list?.setAttribute("aria-activedescendant", `chooser-${this.at}`);
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowDown: this.at + 1,
      ArrowUp: this.at - 1,
      Home: 0,
      End: this.options.length - 1,
    };
    if (event.key in moves) this.move(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.options[this.at].click();
    else if (event.key === "Escape") {
      this.close();
      this.back.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
