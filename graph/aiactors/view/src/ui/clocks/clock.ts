// One clock: what it is called and where it stands, its slider over bars, a button that lets it
// run, a field for an exact date, and a way back to any time.

import { h } from "../../dom";
import type { App, Day } from "../../types";
import { drawBars, drawYears } from "./bars";
import { clearButton, playButton, type Written } from "./buttons";
import { type Counts, Grid } from "./counts";
import { type Exact, exactField } from "./exact";
import { type Hint, makeHint } from "./hint";
import { makePlayer, type Player } from "./player";
import { cutsOf, type Scale } from "./scale";
import { makeSlider, type Slider } from "./slider";
import { throttled } from "./throttled";

/** Which of the two: `held` on a day, or `known` by it. */
export type Which = "held" | "known";

export interface Wishes {
  app: App;
  which: Which;
  scale: Scale;
  counts(grid: Grid): Counts;
  /** It begins to run: the other one is to stop. */
  begins(): void;
}

const KEYS = { held: "heldOn", known: "knownBy" } as const;

export class Clock {
  readonly element: HTMLElement;
  readonly player: Player;
  private readonly slider: Slider;
  private readonly play: Written;
  private readonly exact: Exact;
  private readonly hint: Hint;
  private readonly clear: HTMLButtonElement;
  private readonly name = h("span", { class: "clock-name", "aria-hidden": "true" });
  private readonly value = h("span", { class: "clock-value", "aria-hidden": "true" });
  private readonly years = h("div", { class: "clock-years", "aria-hidden": "true" });
  private readonly meaning: HTMLElement;
  /** Where the player has led. */
  private played: Day | null = null;

  constructor(private readonly wishes: Wishes) {
    const { app, which } = wishes;
    this.meaning = h("p", { class: "hush", id: `clock-${which}-bars` });
    this.slider = this.makeSlider();
    this.slider.element.setAttribute("aria-describedby", this.meaning.id);
    this.player = this.makePlayer();
    this.play = playButton(app, which, this.player);
    this.exact = exactField(
      app,
      which,
      () => this.day,
      (day) => this.set(day, true),
    );
    this.hint = makeHint(app, which, wishes.scale);
    this.clear = clearButton(() => {
      this.player.pause();
      this.set(null, true);
      this.slider.element.focus();
    });
    this.element = this.build();
  }

  private build(): HTMLElement {
    const { slider, play, exact, hint, years } = this;
    return h(
      "section",
      { class: `clock clock-${this.wishes.which}`, role: "group" },
      h(
        "div",
        { class: "clock-head" },
        this.name,
        this.value,
        h("span", { class: "clock-date" }, exact.element, this.clear),
      ),
      h(
        "div",
        { class: "clock-row" },
        play.element,
        h("div", { class: "clock-face" }, slider.element, years),
      ),
      hint.element,
      exact.trouble,
      this.meaning,
    );
  }

  private get day(): Day | null {
    return this.wishes.app.store.state[KEYS[this.wishes.which]];
  }

  private set(day: Day | null, undoable: boolean): void {
    this.wishes.app.store.change({ [KEYS[this.wishes.which]]: day }, { undoable });
  }

  private say(): string {
    const { words } = this.wishes.app;
    return this.day === null ? words.t("clocks-any") : words.day(this.day);
  }

  private makeSlider(): Slider {
    const { scale, app } = this.wishes;
    const drag = throttled((day: Day) => this.set(day, false));
    return makeSlider({
      scale,
      step: () => app.store.state.step,
      chosen: (day) => {
        this.player.pause();
        this.set(day, false);
      },
      dragged: (day) => {
        this.player.pause();
        drag.to(day);
      },
      settled: () => {
        drag.now();
        this.set(this.day, true);
      },
      hovered: (day) => this.hint.show(day),
    });
  }

  private makePlayer(): Player {
    const { scale, app, which, begins } = this.wishes;
    return makePlayer({
      scale,
      step: () => app.store.state.step,
      now: () => this.day,
      show: (day) => {
        this.played = day;
        this.set(day, false);
      },
      turned: (running) => {
        this.played = this.day;
        if (running) begins();
        else app.announce(`${app.words.t(`clocks-${which}`)}: ${this.say()}`);
        this.play.write();
      },
    });
  }

  /** Take over the day of the state. */
  show(): void {
    const { day, value, clear } = this;
    if (day !== this.played) this.player.pause(); // undone, or led elsewhere by a link
    const text = this.say();
    value.textContent = text;
    value.classList.toggle("rests", day === null);
    const key = `clocks-${this.wishes.which}`; // "Held on …", but "Held any time"
    this.name.textContent = this.wishes.app.words.t(day === null ? `${key}-rests` : key);
    clear.classList.toggle("idle", day === null);
    clear.disabled = day === null;
    this.slider.show(day, text);
    this.exact.show();
  }

  /** Count and draw the bars anew. */
  draw(): void {
    const { scale, counts } = this.wishes;
    const width = Math.round(this.slider.element.clientWidth);
    if (!width) return;
    const grid = new Grid(cutsOf(scale, width), scale.last);
    const counted = counts(grid);
    this.slider.field.replaceChildren(drawBars(scale, grid.cuts, counted, width));
    this.years.replaceChildren(...drawYears(scale, width));
    this.hint.count(grid, counted);
  }

  /** Write all words anew. */
  write(): void {
    const { words } = this.wishes.app;
    const key = `clocks-${this.wishes.which}`;
    const label = words.t(key);
    this.element.setAttribute("aria-label", label);
    this.slider.name(label);
    this.clear.setAttribute("aria-label", `${label}: ${words.t("clocks-clear")}`);
    this.clear.title = words.t("clocks-clear");
    this.meaning.textContent = words.t(`${key}-bars`);
    this.exact.write();
    this.play.write();
    this.show();
  }
}
