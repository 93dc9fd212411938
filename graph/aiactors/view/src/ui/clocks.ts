// The two clocks below the map: what held on a day, and what was known by one. The bars over them
// count what is in scope and passes the filters and the stance, whatever the clocks say: they are
// only counted anew when one of these changes, so that a step of a clock costs next to nothing.

import { h } from "../dom";
import type { App, Change, State } from "../types";
import { Clock, type Which } from "./clocks/clock";
import { type Begins, beginsOf, count, held, knownOf } from "./clocks/counts";
import { maskOf } from "./clocks/mask";
import { scaleOf } from "./clocks/scale";

const STEPS = ["day", "month", "year"] as const;

export function mountClocks(app: App, root: HTMLElement): void {
  const mask = maskOf(app);
  const clocks = [clockOf(app, "held", mask, other), clockOf(app, "known", mask, other)].filter(
    (clock) => clock !== null,
  );
  if (!clocks.length) return;
  function other(playing: Which): void {
    for (const clock of clocks)
      if (!clock.element.classList.contains(`clock-${playing}`)) clock.player.pause();
  }
  const steps = stepControl(app);
  const body = h(
    "div",
    { class: "clocks-body", id: "clocks-body" },
    ...clocks.map(({ element }) => element),
    steps.element,
  );
  const fold = foldButton(app);
  root.append(fold.element, body);
  const write = (): void => {
    root.setAttribute("aria-label", app.words.t("clocks-title"));
    steps.write();
    for (const clock of clocks) clock.write();
    fold.write();
  };
  write();
  follow(
    app,
    clocks,
    () => {
      steps.show();
      fold.write();
    },
    write,
  );
  drawWhereThereIsRoom(body, clocks);
}

function clockOf(
  app: App,
  which: Which,
  mask: () => Uint8Array,
  begins: (which: Which) => void,
): Clock | null {
  const { model } = app;
  const { edges } = model.data;
  const days = which === "held" ? edges.start : edges.known;
  const scale = scaleOf(days);
  if (!scale) return null;
  let columns: Begins | null = null;
  return new Clock({
    app,
    which,
    scale,
    begins: () => begins(which),
    counts(grid) {
      columns ??= which === "held" ? beginsOf(model) : knownOf(model);
      const counts = count(columns, mask(), grid);
      return which === "held" ? { ...counts, held: held(model, mask(), grid) } : counts;
    },
  });
}

/** Take over what changes elsewhere; the bars wait until the network is drawn. */
function follow({ store }: App, clocks: Clock[], show: () => void, write: () => void): void {
  let drawn = store.state;
  let waits = false;
  const draw = (): void => {
    waits = false;
    drawn = store.state;
    for (const clock of clocks) whenIdle(() => clock.draw());
  };
  store.on((change: Change, state: State) => {
    if (change.look) write();
    else if (change.shown || change.scope) {
      for (const clock of clocks) clock.show();
    }
    show();
    const same = state.scope === drawn.scope && state.off === drawn.off && state.stance === drawn.stance;
    if (same || waits) return;
    waits = true;
    requestAnimationFrame(draw);
  });
}

/** The bars are drawn for their width: when the footer opens or is made wider, anew. A page that opens has better to do. */
function drawWhereThereIsRoom(body: HTMLElement, clocks: Clock[]): void {
  let width = 0;
  new ResizeObserver(() => {
    if (body.clientWidth === width) return;
    width = body.clientWidth;
    for (const clock of clocks) whenIdle(() => clock.draw());
  }).observe(body);
}

/** Not all browsers tell when they have nothing to do. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 50);
}

/** Day, month, year: by what a clock goes on. */
function stepControl({ store, words }: App): { element: HTMLElement; show(): void; write(): void } {
  const title = h("legend");
  const choices = STEPS.map((step) => {
    const radio = h("input", { type: "radio", name: "clock-step", value: step }) as HTMLInputElement;
    radio.addEventListener("change", () => store.change({ step }, { undoable: false }));
    const word = h("span");
    return { step, radio, word, label: h("label", { class: "segment" }, radio, word) };
  });
  const element = h(
    "fieldset",
    { class: "segments upright clock-steps" },
    title,
    h("div", {}, ...choices.map(({ label }) => label)),
  );
  const show = (): void => {
    for (const { step, radio } of choices) radio.checked = store.state.step === step;
  };
  return {
    element,
    show,
    write() {
      title.textContent = words.t("clocks-step");
      for (const { step, word } of choices) word.textContent = words.t(`clocks-step-${step}`);
      show();
    },
  };
}

/** On a phone the clocks are one line that opens. */
function foldButton({ store, words }: App): { element: HTMLElement; write(): void } {
  const text = h("span");
  const element = h("button", { type: "button", class: "clocks-fold", "aria-controls": "clocks-body" }, text);
  const { classList } = document.body;
  const write = (): void => {
    const { heldOn, knownBy } = store.state;
    const open = classList.contains("clocks-open");
    const say = (key: string, day: number | null) =>
      day === null ? "" : `${words.t(`clocks-${key}`)} ${words.day(day)}`;
    const line = [say("held", heldOn), say("known", knownBy)].filter(Boolean).join(" · ");
    const rests = `${words.t("clocks-title")}${words.t("clocks-colon")} ${words.t("clocks-any")}`;
    text.textContent = open ? words.t("clocks-title") : line || rests;
    element.setAttribute("aria-expanded", String(open));
  };
  element.addEventListener("click", () => {
    classList.toggle("clocks-open");
    write();
  });
  new MutationObserver(write).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  return { element, write };
}
