// @ts-check
// What the page is about: the embedded data, and the indexes over it.

/** @type {KgData} */
const DATA = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("kg-data")).textContent || "");

/** @type {Map<string, KgNode>} */
const NODES = new Map(DATA.nodes.map((node) => [node.id, node]));

/** @type {Map<string, KgEdge>} */
const EDGES = new Map(DATA.edges.map((edge) => [edge.id, edge]));

/** Nodes, those with most edges first. */
const RANKED = [...DATA.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));

/** Edges of each node. @type {Map<string, KgEdge[]>} */
const EDGES_OF = new Map(DATA.nodes.map((node) => [node.id, []]));

/** Edges between the same two nodes, whichever way they point. @type {Map<string, KgEdge[]>} */
const PARALLEL = new Map();

for (const edge of DATA.edges) {
  for (const end of new Set([edge.from, edge.to])) EDGES_OF.get(end)?.push(edge);
  const pair = pairOf(edge);
  PARALLEL.set(pair, [...(PARALLEL.get(pair) || []), edge]);
}

/** @param {KgEdge} edge @returns {string} */
function pairOf(edge) {
  return JSON.stringify([edge.from, edge.to].sort());
}

/** @param {KgEdge} edge @param {string} id @returns {string} the other end */
function otherEnd(edge, id) {
  return edge.from === id ? edge.to : edge.from;
}

/** @param {string} id @returns {KgNode} */
function nodeOf(id) {
  const node = NODES.get(id);
  if (!node) throw new Error(`no node is called ${id}`);
  return node;
}

/** @param {string} id @returns {KgEdge} */
function edgeOf(id) {
  const edge = EDGES.get(id);
  if (!edge) throw new Error(`no edge is called ${id}`);
  return edge;
}
