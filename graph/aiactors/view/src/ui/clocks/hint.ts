// What the bar below the pointer counts, in words.

import { h } from "../../dom";
import type { App, Day } from "../../types";
import { isoOf } from "./calendar";
import type { Which } from "./clock";
import type { Counts, Grid } from "./counts";
import type { Scale } from "./scale";

export interface Hint {
  readonly element: HTMLElement;
  count(grid: Grid, counts: Counts): void;
  show(day: Day | null): void;
}

export function makeHint({ words }: App, which: Which, scale: Scale): Hint {
  const element = h("div", { class: "clock-hint", "aria-hidden": "true", hidden: true });
  let drawn: { grid: Grid; counts: Counts } | null = null;
  return {
    element,
    count(grid, counts) {
      drawn = { grid, counts };
    },
    show(day) {
      element.hidden = day === null || !drawn;
      if (day === null || !drawn) return;
      const { grid, counts } = drawn;
      const { cuts } = grid;
      const bar = grid.bar(day);
      const last = bar + 1 < cuts.length ? cuts[bar + 1] - 1 : scale.last;
      const vague = Math.round(counts.vague[bar]);
      const parts = [words.tn(`clocks-${which}-count`, Math.round(counts.sure[bar] + counts.vague[bar]))];
      if (vague) parts.push(words.tn("clocks-vague-count", vague));
      element.textContent = `${spanOf(words, cuts[bar], last)} · ${parts.join(", ")}`;
    },
  };
}

/** The days of a bar, as short as they can be said. */
function spanOf(words: App["words"], first: Day, last: Day): string {
  const [from, to] = [isoOf(first), isoOf(last)];
  if (from === to) return words.date(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return words.date(from.slice(0, 7));
  const [year, end] = [from.slice(0, 4), to.slice(0, 4)];
  if (from.endsWith("-01-01") && to.endsWith("-12-31"))
    return year === end ? words.date(year) : `${year}–${end}`;
  return `${words.date(from.slice(0, 7))} – ${words.date(to.slice(0, 7))}`;
}
