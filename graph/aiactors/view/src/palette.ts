// Colours and shapes. Kinds differ by shape and colour, families by colour, standing by the line.
//
// Both sets of colours were searched for by machine: contrast with the paper of at least 3, and
// as far apart as can be in CIE Lab, for normal sight and for protan, deutan and tritan sight.
// tests/view/test_palette.py measures them.

import type { Kind, Standing } from "./types";

export type Theme = "light" | "dark";
export type Shape = "circle" | "square" | "hexagon" | "diamond" | "down" | "page" | "star";
type Pair = Readonly<Record<Theme, string>>;

/** Kinds of actor in the order of the legend: shape, colour on light and on dark paper. */
export const KIND_SIGNS: Readonly<Record<Kind, Pair & { shape: Shape }>> = {
  person: { shape: "circle", light: "#1e56b6", dark: "#6ab1f0" },
  organization: { shape: "square", light: "#922919", dark: "#fccc92" },
  group: { shape: "hexagon", light: "#a38b21", dark: "#8f9227" },
  product: { shape: "diamond", light: "#3ba06e", dark: "#2e743c" },
  event: { shape: "down", light: "#bd5197", dark: "#99478f" },
  document: { shape: "page", light: "#01244f", dark: "#d6eafe" },
  proposition: { shape: "star", light: "#6a3644", dark: "#ef859d" },
};

/** Families of relations in the order of the legend: colour on light and on dark paper. */
export const FAMILY_COLOURS: Readonly<Record<string, Pair>> = {
  role: { light: "#052450", dark: "#54aefd" },
  money: { light: "#c57411", dark: "#f2b84b" },
  control: { light: "#531800", dark: "#a86b00" },
  conflict: { light: "#9d2d05", dark: "#d96259" },
  alliance: { light: "#2b6f58", dark: "#98c09e" },
  product: { light: "#784195", dark: "#505eb2" },
  event: { light: "#38272f", dark: "#7f7b86" },
  communication: { light: "#0297de", dark: "#eeffff" },
  thought: { light: "#b671a1", dark: "#cfb0d7" },
  measure: { light: "#798c4d", dark: "#9ffea1" },
};

export const PAPER: Pair = { light: "#fbfaf7", dark: "#14161a" };
export const INK: Pair = { light: "#1b1a17", dark: "#eeece6" };
export const MUTED: Pair = { light: "#6b675e", dark: "#9b988f" };
export const ALERT: Pair = { light: "#b3261e", dark: "#ff8a7a" };
export const ACCENT: Pair = { light: "#0b5cad", dark: "#7db8f5" };

/** How a line is drawn, and what marks its middle. Dashes in pixels. */
export interface LineStyle {
  readonly dash: readonly number[];
  readonly double: boolean;
  readonly mark: "" | "unequal" | "cross";
}

export const STANDING_LINES: Readonly<Record<Standing, LineStyle>> = {
  firm: { dash: [], double: false, mark: "" },
  claimed: { dash: [9, 5], double: false, mark: "" },
  unrealised: { dash: [1.5, 4], double: false, mark: "" },
  disputed: { dash: [], double: true, mark: "unequal" },
  denied: { dash: [], double: false, mark: "cross" },
};

/** Paths of the marks, around (0, 0), in pixels. */
export const MARKS = { cross: "M-4 -4L4 4M4 -4L-4 4", unequal: "M-3 -1.5H3M-3 1.5H3M1.8 -3.6L-1.8 3.6" };

/** Corners of the shapes that have corners, for radius 1. */
export const CORNERS: Readonly<Record<Exclude<Shape, "circle">, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  down: [
    [-1.12, -0.84],
    [1.12, -0.84],
    [0, 1.16],
  ],
  hexagon: [
    [-0.54, -0.94],
    [0.54, -0.94],
    [1.08, 0],
    [0.54, 0.94],
    [-0.54, 0.94],
    [-1.08, 0],
  ],
  page: [
    [-0.78, -1.04],
    [0.3, -1.04],
    [0.78, -0.5],
    [0.78, 1.04],
    [-0.78, 1.04],
  ],
  star: Array.from({ length: 10 }, (_, i): [number, number] => {
    const radius = i % 2 ? 0.55 : 1.25;
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
};

export function theme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

export function kindShape(kind: string): Shape {
  return (KIND_SIGNS[kind as Kind] ?? KIND_SIGNS.organization).shape;
}

export function kindColour(kind: string): string {
  return (KIND_SIGNS[kind as Kind] ?? KIND_SIGNS.organization)[theme()];
}

/** Colour of a family by its key (`money-relation` or `money`). */
export function familyColour(family: string): string {
  const key = family.replace(/-relation$/, "");
  return (Object.hasOwn(FAMILY_COLOURS, key) ? FAMILY_COLOURS[key] : FAMILY_COLOURS.event)[theme()];
}

/** Colour of a line: what is denied has none of its own. */
export function lineColour(family: string, standing: Standing): string {
  return standing === "denied" ? MUTED[theme()] : familyColour(family);
}
