// Draws the bars over a clock as a few SVG paths, and the years below it. Heights go by the square
// root, so that quiet years can be seen beside the busy ones; exact numbers are told in words.

import { svg } from "../../dom";
import type { Day } from "../../types";
import { dayOf } from "./calendar";
import type { Counts } from "./counts";
import { type Scale, yearsOf } from "./scale";

const HEIGHT = 100;
/** Width of a year in pixels. */
const LABEL = 32;

interface Bar {
  x: number;
  width: number;
  sure: number;
  whole: number;
}

/** The bars as an image that fills its box; colours are in styles/time.css. */
export function drawBars(scale: Scale, cuts: readonly Day[], counts: Counts, width: number): SVGElement {
  const bars = barsOf(scale, cuts, counts, width);
  const drawn = svg("svg", {
    viewBox: `0 0 ${width} ${HEIGHT}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
    focusable: "false",
  });
  if (counts.held.length)
    drawn.append(svg("path", { class: "bars-held", d: area(scale, cuts, counts.held, width) }));
  drawn.append(
    svg("path", { class: "bars-vague", d: bars.map((bar) => box(bar, bar.sure, bar.whole)).join("") }),
    svg("path", { class: "bars-sure", d: bars.map((bar) => box(bar, 0, bar.sure)).join("") }),
  );
  return drawn;
}

function barsOf(scale: Scale, cuts: readonly Day[], { sure, vague }: Counts, width: number): Bar[] {
  const most = cuts.reduce((top, _, i) => Math.max(top, sure[i] + vague[i]), 1);
  return cuts.map((cut, i) => {
    const x = scale.at(cut) * width;
    const end = i + 1 < cuts.length ? scale.at(cuts[i + 1]) * width : width;
    const all = sure[i] + vague[i];
    const whole = all ? Math.max(Math.sqrt(all / most) * HEIGHT, 4) : 0;
    return {
      x,
      width: Math.max(end - x - (end - x > 3 ? 1 : 0), 0.6),
      sure: all ? (whole * sure[i]) / all : 0,
      whole,
    };
  });
}

/** A part of a bar, from one height to another. */
function box({ x, width }: Bar, low: number, high: number): string {
  if (high - low < 0.05) return "";
  return `M${x.toFixed(1)} ${(HEIGHT - low).toFixed(1)}h${width.toFixed(1)}V${(HEIGHT - high).toFixed(1)}h${(-width).toFixed(1)}z`;
}

/** The curve of how many held, as a filled area. */
function area(scale: Scale, cuts: readonly Day[], held: Float64Array, width: number): string {
  const most = held.reduce((top, n) => Math.max(top, n), 1);
  const y = (n: number) => (HEIGHT - (n / most) * HEIGHT * 0.94).toFixed(1);
  const steps = cuts.map((cut, i) => `L${(scale.at(cut) * width).toFixed(1)} ${y(held[i])}`);
  return `M0 ${HEIGHT}${steps.join("")}L${width} ${y(held[held.length - 1])}V${HEIGHT}z`;
}

/** The years below a clock, each where it begins. */
export function drawYears(scale: Scale, width: number): HTMLElement[] {
  const fitting = yearsOf(scale, width).filter((year) => scale.at(dayOf(year)) * width + LABEL < width);
  return fitting.map((year) => {
    const mark = document.createElement("span");
    mark.textContent = String(year);
    mark.style.left = `${(scale.at(dayOf(year)) * 100).toFixed(2)}%`;
    return mark;
  });
}
