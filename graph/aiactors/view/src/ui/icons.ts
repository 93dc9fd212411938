// The few icons of the toolbar and the menu, as strokes in a square of 16.

import { svg } from "../dom";

const STROKES: Record<string, string> = {
  undo: "M6 3 2.5 6.500 6 10M3 6.500h6.500a3.500 3.500 0 0 1 0 7H6",
  redo: "M10 3l3.500 3.500L10 10M13 6.500H6.500a3.500 3.500 0 0 0 0 7H10",
  reset: "M13 8a5 5 0 1 1-1.600-3.700M12 1.500v3.200H8.800",
  focus:
    "M8 1.500v3M8 11.500v3M1.500 8h3M11.500 8h3M8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 1 0 0-3.600",
  expand:
    "M8 8 3 3M8 8l5-5M8 8l-5 5M8 8l5 5M3 5.500V3h2.500M10.500 3H13v2.500M3 10.500V13h2.500M10.500 13H13v-2.500",
  fold: "M3 3l4 4M13 3 9 7M3 13l4-4M13 13 9 9M4.500 7H7V4.500M9 4.500V7h2.500M4.500 9H7v2.500M9 11.500V9h2.500",
  hide: "M1.500 8S4 3.800 8 3.800 14.500 8 14.500 8 12 12.200 8 12.200 1.500 8 1.500 8zM2.500 13.500l11-11",
  pin: "M5.500 2h5l-.8 4.500L12 9H4l2.300-2.500zM8 9v5",
  read: "M3.500 2.500h6l3 3v8h-9zM5.500 7.500h5M5.500 10h5",
  path: "M3.500 12.500a1.500 1.500 0 1 0 0-.01M12.500 3.500a1.500 1.500 0 1 0 0 .01M5 12h4.500a2 2 0 0 0 0-4h-3a2 2 0 0 1 0-4H11",
  overview: "M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
  all: "M3 3h.01M8 3h.01M13 3h.01M3 8h.01M8 8h.01M13 8h.01M3 13h.01M8 13h.01M13 13h.01",
  close: "M4 4l8 8m0-8l-8 8",
  more: "M8 3v10M3 8h10",
  less: "M3 8h10",
  help: "M5.500 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.600 8 9 8 10M8 12.500v.01",
};

export function icon(name: string): SVGElement {
  const stroke = svg("path", { d: STROKES[name] ?? "" });
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    stroke,
  );
}
