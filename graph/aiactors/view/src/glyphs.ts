// Samples of what the drawing is made of, for legend, lists and the panel: shapes of kinds, lines.
import { svg } from "./dom";
import {
  ALERT,
  CORNERS,
  kindColour,
  kindShape,
  lineColour,
  MARKS,
  MUTED,
  STANDING_LINES,
  theme,
} from "./palette";
import type { Standing } from "./types";

const RADIUS = 6;

/** The shape of a kind. */
export function kindGlyph(kind: string): SVGElement {
  const shape = kindShape(kind);
  const fill = kindColour(kind);
  const corners = shape === "circle" ? [] : CORNERS[shape];
  const points = corners.map((corner) => corner.map((n) => (n * RADIUS).toFixed(2)).join(",")).join(" ");
  const shown = points ? svg("polygon", { points, fill }) : svg("circle", { r: RADIUS, fill });
  return svg(
    "svg",
    { class: "glyph", viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true" },
    shown,
  );
}

/** A line of a family (by key) in a standing. What is disputed and was only tried stays dotted. */
export function lineGlyph(family: string, standing: Standing = "firm", unrealised = false): SVGElement {
  return sample(lineColour(family, standing), standing, unrealised);
}

/** A line in the colour of the text around it: for standings, which all families share. */
export function standingGlyph(standing: Standing): SVGElement {
  return sample(standing === "denied" ? MUTED[theme()] : "currentcolor", standing, false);
}

const drawn = new Map<string, SVGElement>();

/** Lists and tables show hundreds of the same few samples: each is drawn once, and copied. */
function sample(stroke: string, standing: Standing, unrealised: boolean): SVGElement {
  const key = [theme(), stroke, standing, unrealised].join();
  const known = drawn.get(key) ?? draw(stroke, standing, unrealised);
  drawn.set(key, known);
  return known.cloneNode(true) as SVGElement;
}

function draw(stroke: string, standing: Standing, unrealised: boolean): SVGElement {
  const { dash, double, mark } = STANDING_LINES[standing];
  const dotted = standing === "disputed" && unrealised ? STANDING_LINES.unrealised.dash : dash;
  const line = (y: number, width: number) =>
    svg("line", {
      x1: 1,
      y1: y,
      x2: 33,
      y2: y,
      stroke,
      "stroke-width": width,
      "stroke-dasharray": dotted.join(" ") || "none",
    });
  return svg(
    "svg",
    { class: "glyph", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" },
    ...(double ? [line(5.2, 1.5), line(8.8, 1.5)] : [line(7, 2.2)]),
    mark && markGlyph(mark),
  );
}

function markGlyph(mark: "unequal" | "cross"): SVGElement {
  const place = { transform: "translate(17 7)" };
  if (mark === "cross") {
    return svg(
      "g",
      place,
      svg("path", { d: MARKS.cross, stroke: MUTED[theme()], "stroke-width": 2, fill: "none" }),
    );
  }
  const sign = svg("path", { d: MARKS.unequal, class: "glyph-sign", "stroke-width": 1.3, fill: "none" });
  return svg("g", place, svg("circle", { r: RADIUS, fill: ALERT[theme()] }), sign);
}
