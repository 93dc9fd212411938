// @ts-check
// The legend is the filter: what each sign means, how often it occurs, and whether it is shown.

/** @returns {{ facet: Facet, title: string, keys: string[], count: Map<string, number> }[]} */
function facets() {
  const kinds = tally(DATA.nodes.map((node) => node.kind));
  const families = tally(DATA.edges.map((edge) => edge.family));
  const standings = tally(DATA.edges.map((edge) => edge.standing));
  return [
    { facet: "kind", title: t("actors"), keys: Object.keys(KINDS).filter((key) => kinds.has(key)), count: kinds },
    { facet: "standing", title: t("standing"), keys: Object.keys(STANDINGS).filter((key) => standings.has(key)), count: standings },
    { facet: "family", title: t("family"), keys: [...families.keys()].sort(byFamily), count: families },
  ];
}

/** @param {string} a @param {string} b */
function byFamily(a, b) {
  const place = (/** @type {string} */ key) => {
    const at = Object.keys(FAMILIES).indexOf(key.replace(/-relation$/, ""));
    return at < 0 ? 99 : at;
  };
  return place(a) - place(b) || compare(a, b);
}

/** @param {string[]} keys @returns {Map<string, number>} */
function tally(keys) {
  const count = new Map();
  for (const key of keys) count.set(key, (count.get(key) || 0) + 1);
  return count;
}

/** @param {Facet} facet @param {string} key @returns {string} */
function facetWord(facet, key) {
  if (facet === "family") return wordFor(DATA.families, key);
  return t(facet === "kind" ? `kind-${key}` : `is-${key}`);
}

/** @param {Facet} facet @param {string} key @returns {SVGElement} */
function facetGlyph(facet, key) {
  if (facet === "kind") return kindGlyph(key);
  if (facet === "family") return lineGlyph(familyColour(key));
  const colour = key === "denied" ? MUTED[theme()] : INK[theme()];
  return lineGlyph(colour, /** @type {Standing} */ (key));
}

function drawLegend() {
  const clear = h("button", { type: "button", class: "clear", hidden: !filterCount(), onclick: clearFilters }, t("clear"));
  byId("filters").replaceChildren(...facets().map(drawFacet), clear);
}

/** @param {{ facet: Facet, title: string, keys: string[], count: Map<string, number> }} facets */
function drawFacet({ facet, title, keys, count }) {
  const rows = keys.map((key) => {
    const word = facetWord(facet, key);
    const box = h("input", { type: "checkbox", "data-facet": facet, "data-key": key, checked: !state.off[facet].has(key), onchange: () => toggle(facet, key) });
    const only = h("button", { type: "button", class: "only", "aria-label": `${t("only")}: ${plain(word)}`, onclick: () => setOff(facet, keys.filter((k) => k !== key)) }, t("only"));
    return h("div", { class: "row" }, h("label", {}, box, h("span", { class: "sign" }, facetGlyph(facet, key)), h("span", { class: "word" }, word)), only, h("span", { class: "n" }, String(count.get(key))));
  });
  return h("fieldset", { class: facet }, h("legend", {}, title), ...rows);
}

/** @param {Facet} facet @param {string} key */
function toggle(facet, key) {
  const off = new Set(state.off[facet]);
  if (!off.delete(key)) off.add(key);
  setOff(facet, off);
}

/** Keep boxes and counts true without building the legend anew: the focus stays where it is. */
function updateLegend() {
  for (const box of byId("filters").querySelectorAll("input")) {
    const { facet, key } = box.dataset;
    box.checked = !state.off[/** @type {Facet} */ (facet)].has(key || "");
  }
  const clear = byId("filters").querySelector(".clear");
  if (clear instanceof HTMLElement) clear.hidden = !filterCount();
}

/** @returns {string} what is shown, in one line */
function dek() {
  const disputed = DATA.edges.filter((edge) => visible.edges.has(edge.id) && edge.standing === "disputed").length;
  const hidden = DATA.edges.length - visible.edges.size;
  const parts = [tn("count-actors", visible.nodes.size), tn("count-relations", visible.edges.size)];
  if (disputed) parts.push(tn("count-disputed", disputed));
  if (hidden) parts.push(tn("count-hidden", hidden));
  return parts.join(", ");
}
