// A slider along days: arrow keys go by the step that is chosen, the pointer goes anywhere. Its rest
// state is no day at all ("any time"), to which Delete returns.

import { h } from "../../dom";
import type { Day } from "../../types";
import { endOf, moved, type Step } from "./calendar";
import type { Scale } from "./scale";

export interface Slider {
  readonly element: HTMLElement;
  /** What lies under the handle: the bars are put here. */
  readonly field: HTMLElement;
  /** Show a day, in words too. */
  show(day: Day | null, words: string): void;
  name(label: string): void;
}

interface Wishes {
  scale: Scale;
  step(): Step;
  /** The reader goes to a day by a key. */
  chosen(day: Day | null): void;
  /** The pointer drags the handle to a day. */
  dragged(day: Day): void;
  /** The key or the pointer is let go: where the handle stands is a step that can be undone. */
  settled(): void;
  /** The pointer is above a day; null: it has left. */
  hovered(day: Day | null): void;
}

/** How many steps a page is. */
const PAGE: Record<Step, number> = { day: 30, month: 12, year: 5 };

/** How many steps a key goes on; 0 if it is none of these. */
function stride(key: string, step: Step): number {
  if (key === "ArrowRight" || key === "ArrowUp") return 1;
  if (key === "ArrowLeft" || key === "ArrowDown") return -1;
  if (key === "PageUp") return PAGE[step];
  return key === "PageDown" ? -PAGE[step] : 0;
}

/** The day to which a key leads; undefined if it is none of the slider's. */
export function dayAfter(key: string, day: Day | null, step: Step, scale: Scale): Day | null | undefined {
  if (key === "Home") return within(scale, endOf(scale.first, step));
  if (key === "End") return scale.last;
  if (key === "Delete" || key === "Backspace") return null;
  const by = stride(key, step);
  if (!by) return undefined;
  if (day === null) return by > 0 ? within(scale, endOf(scale.from, step)) : scale.last;
  return within(scale, moved(day, step, by), day);
}

/** No further than the scale reaches; a day that was typed and lies beyond is not pulled back past itself. */
function within({ first, last }: Scale, day: Day, now: Day = first): Day {
  return Math.min(Math.max(day, Math.min(first, now)), Math.max(last, now));
}

export function makeSlider(wishes: Wishes): Slider {
  const { scale } = wishes;
  const thumb = h("span", { class: "clock-thumb" });
  const veil = h("span", { class: "clock-veil" });
  const field = h("span", { class: "clock-bars", "aria-hidden": "true" });
  const element = h(
    "div",
    {
      class: "clock-slider",
      role: "slider",
      tabindex: 0,
      "aria-valuemin": scale.first,
      "aria-valuemax": scale.last,
    },
    field,
    veil,
    thumb,
  );
  let now: Day | null = null;
  byKeys(element, wishes, () => now);
  byPointer(element, wishes);
  return {
    element,
    field,
    show(day, words) {
      now = day;
      const at = day === null ? 1 : scale.at(day);
      thumb.style.left = veil.style.left = `${(at * 100).toFixed(3)}%`;
      element.classList.toggle("rests", day === null);
      const nearest = day === null ? scale.last : Math.min(Math.max(day, scale.first), scale.last);
      element.setAttribute("aria-valuenow", String(nearest));
      element.setAttribute("aria-valuetext", words);
    },
    name: (label) => element.setAttribute("aria-label", label),
  };
}

function byKeys(element: HTMLElement, { scale, step, chosen, settled }: Wishes, now: () => Day | null): void {
  let down = false;
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const day = dayAfter(event.key, now(), step(), scale);
    if (day === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    down = true;
    if (day !== now()) chosen(day);
  });
  for (const end of ["keyup", "blur"]) {
    element.addEventListener(end, () => {
      if (down) settled();
      down = false;
    });
  }
}

function byPointer(element: HTMLElement, { scale, step, dragged, settled, hovered }: Wishes): void {
  const under = (event: PointerEvent): Day => {
    const { left, width } = element.getBoundingClientRect();
    return scale.day(Math.min(Math.max((event.clientX - left) / Math.max(width, 1), 0), 1));
  };
  let held: number | null = null;
  let before: Day | null = null;
  const go = (event: PointerEvent): void => {
    const day = Math.min(endOf(under(event), step()), scale.last);
    if (day !== before) dragged(day);
    before = day;
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = event.pointerId;
    before = null;
    element.setPointerCapture(held);
    element.focus({ preventScroll: true });
    go(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (held === event.pointerId) go(event);
    if (event.pointerType === "mouse") hovered(under(event));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
    element.addEventListener(end, (event) => {
      if (held !== event.pointerId) return;
      held = null;
      settled();
    });
  }
  element.addEventListener("pointerleave", () => hovered(null));
}
