// What is in the network, in words, and what can be done about it: a toolbar on the map.

import { h, refill } from "../dom";
import type { App } from "../types";
import * as act from "./actions";
import { icon } from "./icons";
import { startMenu } from "./menu";
import { isChanged, scopeWords } from "./scopewords";
import { isTyping } from "./search";
import { Toolbar } from "./toolbar";

interface Button {
  element: HTMLButtonElement;
  /** Its short name, its full name, and whether it is there and can be used. */
  write(): void;
}

export function mountScope(app: App, root: HTMLElement): void {
  const bar = new Bar(app);
  root.append(bar.caption, bar.toolbar.element);
  bar.write();
  app.store.on((change) => {
    if (change.scope || change.shown || change.selection || change.look) bar.write();
  });
  startMenu(app);
  document.addEventListener("keydown", (event) => undoKeys(app, event));
}

function undoKeys(app: App, event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z") event.shiftKey ? act.redo(app) : act.undo(app);
  else if (key === "y" && !event.shiftKey) act.redo(app);
  else return;
  event.preventDefault();
}

class Bar {
  readonly caption = h("p", { class: "caption" });
  readonly toolbar: Toolbar;
  private readonly buttons: Button[] = [];
  private readonly actor = h("div", { class: "group actor" });
  private readonly hops = h("div", { class: "group hops", role: "group" });
  private readonly steps = h("span", { class: "steps" });

  constructor(private readonly app: App) {
    const history = h("div", { class: "group" }, this.undo(), this.redo());
    this.actor.append(this.focus(), this.expand(), this.hide(), this.pin());
    this.hops.append(this.hop("less", -1), this.steps, this.hop("more", 1));
    const whole = h(
      "div",
      { class: "group whole" },
      this.overview(),
      this.all(),
      this.unhide(),
      this.reset(),
    );
    this.toolbar = new Toolbar(history, this.hops, this.actor, whole);
  }

  /** Words and buttons, as the network is now. */
  write(): void {
    const { words, store } = this.app;
    const { scope } = store.state;
    refill(this.caption, ...scopeWords(this.app));
    this.toolbar.element.setAttribute("aria-label", words.t("scope-bar"));
    this.actor.hidden = this.chosen() === null;
    this.hops.hidden = scope.base !== "focus";
    this.hops.setAttribute("aria-label", words.t("scope-hops"));
    this.steps.textContent = words.tn("scope-hops-n", scope.hops);
    for (const button of this.buttons) button.write();
    this.toolbar.settle();
  }

  /** The actor that is selected, and shown. */
  private chosen(): number | null {
    const { state, view } = this.app.store;
    const { selection } = state;
    return selection?.kind === "node" && view.nodes[selection.index] ? selection.index : null;
  }

  /**
   * A button: `look` tells its icon, its words, and whether it is there. What cannot be used now
   * keeps the focus, so that a keyboard is not thrown out of the toolbar.
   */
  private button(
    look: () => { icon: string; label: string; short?: string; usable?: boolean; there?: boolean },
    run: () => void,
  ): HTMLButtonElement {
    const element = h("button", { type: "button" });
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-disabled") !== "true") run();
    });
    const write = () => {
      const { icon: sign, label, short, usable = true, there = true } = look();
      element.hidden = !there;
      element.dataset["icon"] = sign;
      refill(element, icon(sign), short ? h("span", {}, short) : null);
      element.setAttribute("aria-label", label);
      element.title = label;
      element.setAttribute("aria-disabled", String(!usable));
    };
    this.buttons.push({ element, write });
    return element;
  }

  /** A button for the actor that is selected. */
  private forActor(
    look: (node: number, name: string) => ReturnType<Parameters<Bar["button"]>[0]>,
    run: (node: number) => void,
  ): HTMLButtonElement {
    return this.button(
      () => {
        const node = this.chosen();
        return node === null ? { icon: "", label: "" } : look(node, act.nameOf(this.app, node));
      },
      () => {
        const node = this.chosen();
        if (node !== null) run(node);
      },
    );
  }

  private undo(): HTMLElement {
    const { words, store } = this.app;
    const look = () => ({ icon: "undo", label: words.t("scope-undo"), usable: store.canUndo });
    return this.button(look, () => act.undo(this.app));
  }

  private redo(): HTMLElement {
    const { words, store } = this.app;
    const look = () => ({ icon: "redo", label: words.t("scope-redo"), usable: store.canRedo });
    return this.button(look, () => act.redo(this.app));
  }

  private focus(): HTMLElement {
    const { words } = this.app;
    return this.forActor(
      (_, name) => ({
        icon: "focus",
        label: words.t("scope-focus-on", { name }),
        short: words.t("scope-b-focus"),
      }),
      (node) => act.focusOn(this.app, node),
    );
  }

  private expand(): HTMLElement {
    const { words, store } = this.app;
    return this.forActor(
      (node, name) => {
        const missing = act.missingAround(this.app, node);
        const n = words.number(missing);
        if (missing) {
          const label = words.t("scope-expand", { name, n });
          return { icon: "expand", label, short: `${words.t("scope-b-expand")} +${n}` };
        }
        const added = store.state.scope.expanded.has(node);
        const label = words.t(added ? "scope-fold" : "scope-full", { name });
        const short = words.t(added ? "scope-b-fold" : "scope-b-expand");
        return { icon: added ? "fold" : "expand", label, short, usable: added };
      },
      (node) => act.expandOrFold(this.app, node),
    );
  }

  private hide(): HTMLElement {
    const { words } = this.app;
    return this.forActor(
      (_, name) => ({ icon: "hide", label: words.t("scope-hide", { name }), short: words.t("scope-b-hide") }),
      (node) => act.hide(this.app, node),
    );
  }

  private pin(): HTMLElement {
    const { words, store } = this.app;
    return this.forActor(
      (node, name) => {
        const way = store.state.pinned.has(node) ? "unpin" : "pin";
        return { icon: "pin", label: words.t(`scope-${way}`, { name }), short: words.t(`scope-b-${way}`) };
      },
      (node) => act.pin(this.app, node),
    );
  }

  private hop(way: "less" | "more", step: number): HTMLElement {
    const { words, store } = this.app;
    const next = () => store.state.scope.hops + step;
    return this.button(
      () => ({
        icon: way,
        label: words.t(`scope-${way}`),
        usable: next() >= 0 && next() <= act.MOST_HOPS,
      }),
      () => act.setHops(this.app, next()),
    );
  }

  private overview(): HTMLElement {
    const { words } = this.app;
    const label = () => words.t("scope-overview");
    return this.button(
      () => ({ icon: "overview", label: label(), short: label(), there: isChanged(this.app) }),
      () => act.overview(this.app),
    );
  }

  private all(): HTMLElement {
    const { words, store, model } = this.app;
    const label = () => words.t("scope-show-all");
    const there = () => store.state.scope.base !== "all" && model.nodeCount <= act.MOST_AT_ONCE;
    return this.button(
      () => ({ icon: "all", label: label(), short: label(), there: there() }),
      () => act.showAll(this.app),
    );
  }

  private unhide(): HTMLElement {
    const { words, store } = this.app;
    const count = () => store.state.scope.hidden.size;
    return this.button(
      () => ({
        icon: "hide",
        label: words.t("scope-unhide"),
        short: words.tn("scope-hidden", count()),
        there: count() > 0,
      }),
      () => act.unhide(this.app),
    );
  }

  private reset(): HTMLElement {
    const { words, store } = this.app;
    const there = () =>
      /(^|&)(?!camera=|lang=|theme=|side=|story=|embed=|step=)/.test(store.hash()) && store.hash() !== "";
    return this.button(
      () => ({ icon: "reset", label: words.t("scope-reset"), there: there() }),
      () => act.reset(this.app),
    );
  }
}
