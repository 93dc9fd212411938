// @ts-check
// What the reader has chosen: one actor or one relation, filters, language, theme. All of it lives
// in the address, so that a link or a bookmark brings it back.

/** @type {{ focus: string | null, edge: string | null, off: Record<Facet, Set<string>> }} */
const state = { focus: null, edge: null, off: { kind: new Set(), family: new Set(), standing: new Set() } };

/** @type {Visible} */
let visible = { nodes: new Set(), edges: new Set() };

/** Called after every change; `filters` tells whether what is visible changed. @type {((filters: boolean) => void)[]} */
const listeners = [];

/** @type {Facet[]} */
const FACETS = ["kind", "family", "standing"];

/** @param {KgNode} node */
function nodePasses(node) {
  return !state.off.kind.has(node.kind);
}

/** @param {KgEdge} edge */
function edgePasses(edge) {
  return !state.off.family.has(edge.family) && !state.off.standing.has(edge.standing)
    && nodePasses(nodeOf(edge.from)) && nodePasses(nodeOf(edge.to));
}

/** Work out what is visible: actors left without any relation by the filters go too. */
function sift() {
  const edges = DATA.edges.filter(edgePasses);
  const tied = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const nodes = DATA.nodes.filter((node) =>
    nodePasses(node) && (tied.has(node.id) || !(EDGES_OF.get(node.id) || []).length));
  visible = { nodes: new Set(nodes.map((node) => node.id)), edges: new Set(edges.map((edge) => edge.id)) };
}

/** @param {string} id @returns {KgEdge[]} the visible relations of an actor, oldest first */
function relationsOf(id) {
  const edges = (EDGES_OF.get(id) || []).filter((edge) => visible.edges.has(edge.id));
  return edges.sort((a, b) => compare(a.start || a.when || "9", b.start || b.when || "9") || compare(a.id, b.id));
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param {boolean} filters */
function changed(filters) {
  if (filters) {
    sift();
    if (state.focus && !visible.nodes.has(state.focus)) state.focus = null;
    if (state.edge && !visible.edges.has(state.edge)) state.edge = null;
  }
  for (const listener of listeners) listener(filters);
  writeAddress();
}

/** @param {string | null} id select an actor, or nothing */
function focusNode(id) {
  Object.assign(state, { focus: id, edge: null });
  changed(false);
}

/** @param {string} id select a relation */
function focusEdge(id) {
  Object.assign(state, { focus: null, edge: id });
  changed(false);
}

/** @param {Facet} facet @param {Iterable<string>} keys which keys are filtered out from now on */
function setOff(facet, keys) {
  state.off[facet] = new Set(keys);
  changed(true);
}

function clearFilters() {
  for (const facet of FACETS) state.off[facet] = new Set();
  changed(true);
}

/** @returns {number} how many filters are set */
function filterCount() {
  return FACETS.reduce((sum, facet) => sum + state.off[facet].size, 0);
}

/** What stands in the address when nothing is chosen. */
let chosenLang = false;

/** @returns {string} the state, for the part of the address after the # */
function stateAsHash() {
  const parts = new URLSearchParams();
  if (state.focus) parts.set("focus", state.focus);
  if (state.edge) parts.set("edge", state.edge);
  for (const facet of FACETS) {
    if (state.off[facet].size) parts.set(`no-${facet}`, [...state.off[facet]].sort().join(" "));
  }
  if (chosenLang) parts.set("lang", lang);
  return parts.toString();
}

function writeAddress() {
  const hash = stateAsHash();
  if (hash === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  } catch {
    // In a frame without an address of its own (a notebook), nothing needs to be remembered.
  }
}

/** Take over what the address says; what it names and does not exist is left out. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const [focus, edge, wanted] = [parts.get("focus"), parts.get("edge"), parts.get("lang")];
  for (const facet of FACETS) {
    state.off[facet] = new Set((parts.get(`no-${facet}`) || "").split(" ").filter(Boolean));
  }
  state.edge = edge && EDGES.has(edge) ? edge : null;
  state.focus = !state.edge && focus && NODES.has(focus) ? focus : null;
  chosenLang = wanted === "en" || wanted === "fr";
  lang = wanted === "en" || wanted === "fr" ? wanted : browserLang();
}
