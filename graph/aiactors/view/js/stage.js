// @ts-check
// The map: vis-network holds camera, gestures and places; ink.js and labels.js draw.

const MAP = byId("map");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

/** What the pointer is over. @type {{ node: string | null, edge: string | null }} */
let hover = { node: null, edge: null };

/** Scale at which everything fits: shapes have their size there, and grow slower than the map. */
let fitScale = 1;

/** Actors whose names must be seen. */
const PROMINENT = new Set(RANKED.slice(0, smallScreen() ? 8 : 14).map((node) => node.id));

/** @type {Map<string, Curve>} curves as last drawn, from border to border */
const curves = new Map();

/** What is lit while something is chosen; null lights everything. @type {Visible | null} */
let lit = null;

const nodeView = new vis.DataView(
  new vis.DataSet(DATA.nodes.map(({ id, x, y, size }) => ({ id, x, y, size }))),
  { filter: (/** @type {{ id: string }} */ node) => visible.nodes.has(node.id) },
);

/** @type {VisNetwork} */
let network;

function startStage() {
  // Lines are in the network, but hidden: vis-network has no double, crossed or even-width ones.
  const edges = new vis.DataSet(DATA.edges.map(({ id, from, to }) => ({ id, from, to, hidden: true })));
  network = new vis.Network(MAP, { nodes: nodeView, edges }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: false, selectable: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { shape: "custom", ctxRenderer: paintNode },
    edges: { smooth: false },
  });
  // The map itself is the one stop of the tab key; the frame inside would be a second.
  MAP.querySelector("[tabindex]")?.removeAttribute("tabindex");
  network.on("beforeDrawing", paintLines);
  network.on("afterDrawing", paintNames);
}

/** @returns {number} the length of a pixel in units of the page */
function pixel() {
  return 1 / network.getScale();
}

/** @param {KgNode} node @returns {number} its radius in pixels */
function radiusOf(node) {
  const growth = Math.min(2.2, Math.max(0.6, Math.sqrt(network.getScale() / fitScale)));
  return node.size * room() * growth;
}

/** @returns {number} how large shapes and arrows are drawn: smaller on a small screen and in a crowd */
function room() {
  const screen = Math.min(MAP.clientWidth, MAP.clientHeight) / 700;
  const crowd = Math.sqrt(140 / Math.max(visible.nodes.size, 1));
  return Math.min(1.1, Math.max(0.45, Math.min(screen, 1) * Math.min(crowd, 1.1)));
}

/** @returns {boolean} whether the map is about as wide as a hand */
function smallScreen() {
  return MAP.clientWidth < 560;
}

/** Nodes and edges that are lit for what is chosen. */
function light() {
  const { focus, edge } = state;
  if (edge) {
    const chosen = edgeOf(edge);
    lit = { nodes: new Set([chosen.from, chosen.to]), edges: new Set([edge]) };
  } else if (focus) {
    const edges = relationsOf(focus);
    lit = { nodes: new Set([focus, ...edges.map((e) => otherEnd(e, focus))]), edges: new Set(edges.map((e) => e.id)) };
  } else lit = null;
}

/** @param {{ ctx: CanvasRenderingContext2D, id: string, x: number, y: number }} call of vis-network */
function paintNode({ ctx, id, x, y }) {
  const node = nodeOf(id);
  const px = pixel();
  const radius = radiusOf(node) * px;
  const style = { px, dim: !!lit && !lit.nodes.has(id), ring: id === state.focus || id === hover.node };
  return {
    drawNode: () => drawNode(ctx, node, { x, y }, radius, style),
    nodeDimensions: { width: 2 * radius, height: 2 * radius },
  };
}

/** @param {KgEdge} edge @returns {{ alpha: number, width: number }} */
function emphasis(edge) {
  if (edge.id === state.edge || edge.id === hover.edge) return { alpha: 1, width: 3 };
  if (!lit) return { alpha: Math.max(0.3, Math.min(0.62, 10 / Math.sqrt(visible.edges.size))), width: 1.2 };
  return lit.edges.has(edge.id) ? { alpha: 0.95, width: 2 } : { alpha: 0.08, width: 1 };
}

/** @param {CanvasRenderingContext2D} ctx of vis-network, in units of the page */
function paintLines(ctx) {
  const px = pixel();
  const order = DATA.edges.filter((edge) => visible.edges.has(edge.id));
  const strong = (/** @type {KgEdge} */ edge) => emphasis(edge).width;
  order.sort((a, b) => strong(a) - strong(b));
  ctx.save();
  curves.clear();
  for (const edge of order) {
    const curve = curveOf(edge, network.getPosition(edge.from), network.getPosition(edge.to));
    const [start, end] = [edge.from, edge.to].map((id) => (radiusOf(nodeOf(id)) + 2.5) * px);
    const drawn = trim(curve, start, end + px);
    curves.set(edge.id, drawn);
    drawLine(ctx, edge, drawn, { px, head: room(), ...emphasis(edge) });
  }
  for (const edge of order) {
    const curve = curves.get(edge.id);
    const { alpha, width } = emphasis(edge);
    if (curve) drawMark(ctx, edge, pointAt(curve, 0.5), { px, alpha: Math.min(1, alpha * 1.5), size: width > 1.5 ? 1.25 : 0.85 * room() });
  }
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx of vis-network, in units of the page */
function paintNames(ctx) {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const frame = { left: 0, top: 0, right: MAP.clientWidth, bottom: MAP.clientHeight };
  const placed = RANKED.filter((node) => visible.nodes.has(node.id)).map((node) => {
    const { x, y } = network.canvasToDOM(network.getPosition(node.id));
    return { node, x, y, radius: radiusOf(node) };
  });
  const shapes = placed.filter(({ node }) => !lit || lit.nodes.has(node.id)).map(({ node, x, y, radius }) => (
    { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, large: PROMINENT.has(node.id) }));
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const names = placed.flatMap(nameFor).sort((a, b) => Number(b.always) - Number(a.always));
  drawLabels(ctx, [...names, ...relationNames()], shapes, frame, smallScreen());
  ctx.restore();
}

/** @param {{ node: KgNode, x: number, y: number, radius: number }} place @returns {Wanted[]} */
function nameFor({ node, x, y, radius }) {
  const always = node.id === state.focus || node.id === hover.node || (!!state.edge && !!lit?.nodes.has(node.id));
  if (lit && !lit.nodes.has(node.id) && !always) return [];
  const strong = always || PROMINENT.has(node.id);
  return [{ text: nameOf(node), x, y, radius, strong, always, edge: false }];
}

/** @returns {Wanted[]} what the lit relations say, on their lines; where they are many, the panel says it */
function relationNames() {
  if (!lit || lit.edges.size > 24) return [];
  return [...lit.edges].flatMap((id) => {
    const curve = curves.get(id);
    if (!curve) return [];
    const { x, y } = network.canvasToDOM(pointAt(curve, STANDINGS[edgeOf(id).standing].mark ? 0.35 : 0.5));
    return [{ text: hedged(edgeOf(id)), x, y, radius: 0, strong: false, always: false, edge: true }];
  });
}
