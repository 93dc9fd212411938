// @ts-check
// Colours and shapes. Kinds differ by shape and colour, families by colour, standing by the line.
//
// Both sets of colours were searched for by machine: contrast with the paper of at least 3, and
// as far apart as can be in CIE Lab, for normal sight and for protan, deutan and tritan sight.
// tests/view/test_palette.py measures them.

/** Kinds of actor in the order of the legend: shape, colour on light and on dark paper. */
/** @type {Record<string, { shape: string, light: string, dark: string }>} */
const KINDS = {
  person: { shape: "circle", light: "#1e56b6", dark: "#6ab1f0" },
  organization: { shape: "square", light: "#922919", dark: "#fccc92" },
  group: { shape: "hexagon", light: "#a38b21", dark: "#8f9227" },
  product: { shape: "diamond", light: "#3ba06e", dark: "#2e743c" },
  event: { shape: "down", light: "#bd5197", dark: "#99478f" },
  document: { shape: "page", light: "#01244f", dark: "#d6eafe" },
  proposition: { shape: "star", light: "#6a3644", dark: "#ef859d" },
};

/** Families of relations in the order of the legend: colour on light and on dark paper. */
/** @type {Record<string, { light: string, dark: string }>} */
const FAMILIES = {
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

const PAPER = { light: "#fbfaf7", dark: "#14161a" };
const INK = { light: "#1b1a17", dark: "#eeece6" };
const MUTED = { light: "#6b675e", dark: "#9b988f" };
const ALERT = { light: "#b3261e", dark: "#ff8a7a" };
const ACCENT = { light: "#0b5cad", dark: "#7db8f5" };

/** How a line is drawn, and what marks its middle. Dashes in pixels. */
/** @type {Record<Standing, { dash: number[], double: boolean, mark: "" | "unequal" | "cross" }>} */
const STANDINGS = {
  firm: { dash: [], double: false, mark: "" },
  claimed: { dash: [9, 5], double: false, mark: "" },
  unrealised: { dash: [1.5, 4], double: false, mark: "" },
  disputed: { dash: [], double: true, mark: "unequal" },
  denied: { dash: [], double: false, mark: "cross" },
};

/** @returns {"light" | "dark"} */
function theme() {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** @param {string} kind @returns {string} */
function kindColour(kind) {
  return (KINDS[kind] || KINDS.organization)[theme()];
}

/** @param {string} family @returns {string} */
function familyColour(family) {
  return (FAMILIES[family.replace(/-relation$/, "")] || FAMILIES.event)[theme()];
}

/** @param {KgEdge} edge @returns {string} */
function lineColour(edge) {
  return edge.standing === "denied" ? MUTED[theme()] : familyColour(edge.family);
}

/** @param {KgEdge} edge @returns {number[]} dashes: an attempt stays dotted when it is disputed */
function dashOf(edge) {
  return edge.standing === "disputed" && edge.modality !== "actual"
    ? STANDINGS.unrealised.dash
    : STANDINGS[edge.standing].dash;
}

/** Corners of the shapes that have corners, for radius 1. @type {Record<string, [number, number][]>} */
const CORNERS = {
  square: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  down: [[-1.12, -0.84], [1.12, -0.84], [0, 1.16]],
  hexagon: [[-0.54, -0.94], [0.54, -0.94], [1.08, 0], [0.54, 0.94], [-0.54, 0.94], [-1.08, 0]],
  page: [[-0.78, -1.04], [0.3, -1.04], [0.78, -0.5], [0.78, 1.04], [-0.78, 1.04]],
  star: Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 ? 0.55 : 1.25;
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
};

/** @param {string} kind @returns {SVGElement} the shape of a kind, for legend and lists */
function kindGlyph(kind) {
  const shape = (KINDS[kind] || KINDS.organization).shape;
  const fill = kindColour(kind);
  const drawn = shape === "circle"
    ? svg("circle", { r: 6, fill })
    : svg("polygon", { points: CORNERS[shape].map(([x, y]) => `${(x * 6).toFixed(2)},${(y * 6).toFixed(2)}`).join(" "), fill });
  return svg("svg", { viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true" }, drawn);
}

/**
 * @param {string} colour
 * @param {Standing} [standing]
 * @returns {SVGElement} a sample of a line
 */
function lineGlyph(colour, standing = "firm") {
  const { dash, double, mark } = STANDINGS[standing];
  const box = svg("svg", { viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" });
  const line = (/** @type {string} */ stroke, /** @type {number} */ width) =>
    svg("line", { x1: 1, y1: 7, x2: 33, y2: 7, stroke, "stroke-width": width, "stroke-dasharray": dash.join(" ") || "none" });
  box.append(line(colour, double ? 5 : 2.2));
  if (double) box.append(line(PAPER[theme()], 2.2));
  if (mark) box.append(...markGlyph(mark));
  return box;
}

/** @param {"unequal" | "cross"} mark @returns {SVGElement[]} */
function markGlyph(mark) {
  if (mark === "cross") {
    return [svg("path", { d: "M13.5 3.5l7 7m0-7l-7 7", stroke: MUTED[theme()], "stroke-width": 2, fill: "none" })];
  }
  return [
    svg("circle", { cx: 17, cy: 7, r: 6, fill: ALERT[theme()] }),
    svg("path", { d: "M14 5.5h6m-6 3h6m-1.2-5l-3.6 7", stroke: PAPER[theme()], "stroke-width": 1.3, fill: "none" }),
  ];
}
