// A story over the map: captions, each with a state of the page. A reader steps on and back, strays
// from it as far as they like, comes back to the step, leaves it and takes it up again.
import { bdi, h, refill } from "../dom";
import type { App, Story } from "../types";

/** What makes a state another one than that of the step: not where one looks, or how. */
const ASIDE = /^(camera|side|lang|theme|embed|step|story)=/;

class Player {
  private readonly card = h("section", { class: "card", tabindex: -1 });
  private readonly offer = h("button", { type: "button", class: "offer" });
  /** The step that was shown last: where a reader who left takes it up again. */
  private last = 0;
  /** The state of the step as it was restored, to tell whether the reader has strayed from it. */
  private restored = "";

  constructor(
    private readonly app: App,
    private readonly story: Story,
    root: HTMLElement,
  ) {
    root.append(this.card, this.offer);
    this.card.addEventListener("keydown", (event) => this.key(event));
    this.offer.addEventListener("click", () => {
      this.go(this.last);
      this.card.focus({ preventScroll: true });
    });
  }

  private get at(): number | null {
    return this.app.store.state.story;
  }

  /** The state of now, as far as a step has a say in it. */
  private here(): string {
    const parts = this.app.store.hash().split("&");
    return parts.filter((part) => !ASIDE.test(part)).join("&");
  }

  /** What the address says: a step, with or without its state, or a page that has just been opened. */
  start(): void {
    if (this.at === null && location.hash.length < 2) this.go(0, false);
    else if (this.at !== null && !this.here()) this.go(this.at, false);
    else if (this.at !== null) this.restored = this.here();
    this.write();
  }

  go(step: number, undoable = true): void {
    const { store, stage, words, announce } = this.app;
    const { steps } = this.story;
    if (step < 0 || step >= steps.length) return;
    store.read(`${steps[step].state}&story=${step + 1}`, { undoable });
    this.restored = this.here();
    this.last = step;
    this.write(); // before it is framed: the card covers a part of the map
    if (store.state.camera === null) stage.frame(undefined, { animate: true });
    const place = words.t("story-step", { step: step + 1, steps: steps.length });
    announce(`${place}. ${words.say(steps[step].title)}. ${words.say(steps[step].text)}`);
  }

  private leave(): void {
    this.app.store.change({ story: null }, { undoable: false });
    this.offer.focus();
  }

  private key(event: KeyboardEvent): void {
    const { key } = event;
    const step = this.at ?? 0;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "ArrowRight" || key === "PageDown") this.go(step + 1);
    else if (key === "ArrowLeft" || key === "PageUp") this.go(step - 1);
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(this.story.steps.length - 1);
    else if (key === "Escape") this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (this.at !== null) this.card.focus({ preventScroll: true });
  }

  write(): void {
    const { words } = this.app;
    const step = this.at;
    this.card.hidden = step === null;
    this.offer.hidden = step !== null;
    document.documentElement.toggleAttribute("data-story", step !== null);
    this.offer.replaceChildren(words.t("story-offer"), " ", bdi(words.say(this.story.title), 80));
    if (step === null) return;
    this.last = step;
    const focused = document.activeElement;
    const held =
      focused instanceof HTMLElement && this.card.contains(focused) ? focused.dataset["does"] : undefined;
    const { title, text } = this.story.steps[step];
    this.card.setAttribute("aria-label", words.say(this.story.title).slice(0, 200));
    refill(
      this.card,
      this.head(step),
      h("h2", {}, bdi(words.say(title), 300)),
      h("p", { class: "text" }, bdi(words.say(text), 2000)),
      this.foot(step),
    );
    if (held)
      (this.card.querySelector<HTMLElement>(`[data-does="${held}"]:not(:disabled)`) ?? this.card).focus();
  }

  private head(step: number): HTMLElement {
    const { words } = this.app;
    const place = words.t("story-step", { step: step + 1, steps: this.story.steps.length });
    const close = h(
      "button",
      { type: "button", class: "leave", "data-does": "leave", onclick: () => this.leave() },
      "×",
    );
    close.setAttribute("aria-label", words.t("story-leave"));
    return h("p", { class: "kicker" }, bdi(words.say(this.story.title), 80), h("span", {}, place), close);
  }

  private foot(step: number): HTMLElement {
    const { words } = this.app;
    const button = (does: string, onclick: () => void, disabled = false) =>
      h("button", { type: "button", "data-does": does, disabled, onclick }, words.t(`story-${does}`));
    const last = this.story.steps.length - 1;
    return h(
      "div",
      { class: "foot" },
      button("previous", () => this.go(step - 1), step === 0),
      this.dots(step),
      this.here() !== this.restored && button("again", () => this.go(step)),
      button("next", () => this.go(step + 1), step === last),
    );
  }

  private dots(now: number): HTMLElement {
    const { words } = this.app;
    const dots = this.story.steps.map(({ title }, step) => {
      const label = `${words.t("story-step", { step: step + 1, steps: this.story.steps.length })}: ${words.say(title)}`;
      const current = step === now ? "step" : null;
      const dot = h("button", {
        type: "button",
        class: "dot",
        "aria-current": current,
        onclick: () => this.go(step),
      });
      dot.setAttribute("aria-label", label.slice(0, 200));
      dot.dataset["does"] = `dot-${step}`;
      return h("li", {}, dot);
    });
    return h("ol", { class: "dots" }, ...dots);
  }

  /** Whether the reader has strayed may have changed. */
  follow(): void {
    const away = this.here() !== this.restored;
    const told = this.card.querySelector('[data-does="again"]') !== null;
    if (this.at !== null && away !== told) this.write();
  }
}

export function mountStory(app: App, root: HTMLElement): void {
  const { story } = app.model.data;
  if (!story || story.steps.length === 0) return;
  const player = new Player(app, story, root);
  player.start();
  app.store.on((change) => {
    if (change.look || change.story) player.write();
    else player.follow();
  });
}
