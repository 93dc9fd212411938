// @ts-check
// Puts the parts together, and offers window.kg to tests and to pages around this one.

/**
 * What a click, a key or a search chose.
 *
 * @param {{ node?: string | null, edge?: string | null, camera?: boolean }} what nothing: the overview
 */
function choose({ node = null, edge = null, camera = true }) {
  if (edge) focusEdge(edge);
  else focusNode(node);
  if (node) walker = node;
  openSheet(!!(node || edge));
  announce(edge ? `${sentence(edgeOf(edge))}. ${caveat(edgeOf(edge)) || wordFor(DATA.statuses, edgeOf(edge).status)}` : node ? `${clip(nameOf(nodeOf(node)), 80)}, ${typesOf(nodeOf(node))}, ${tn("count-relations", relationsOf(node).length)}` : t("back"));
  if (!camera) return keepInSight(edge ? [edgeOf(edge).from, edgeOf(edge).to] : node ? [node] : []);
  if (lit) frame(lit.nodes, { animate: true, most: Math.max(fitScale * 1.8, 0.9) });
}

/** On a phone the panel covers half the map: what was touched must not lie under it. @param {string[]} ids */
function keepInSight(ids) {
  const space = insets();
  if (!ids.length || space.bottom < 60) return;
  const hidden = ids.some((id) => network.canvasToDOM(network.getPosition(id)).y > MAP.clientHeight - space.bottom);
  if (hidden) frame(ids, { animate: true, most: network.getScale() });
}

/** @param {string} text for screen readers */
function announce(text) {
  byId("live").textContent = plain(text);
}

/** @param {boolean} open the panel of a phone */
function openSheet(open) {
  document.body.classList.toggle("sheet", open);
  byId("handle").setAttribute("aria-expanded", String(open));
  // What lies below the screen must not be reached by the tab key.
  READING.inert = PHONE.matches && !open;
}

const PHONE = matchMedia("(max-width: 720px)");

/** @param {boolean} [open] the legend of a phone */
function toggleDrawer(open) {
  const isOpen = document.body.classList.toggle("drawer", open);
  byId("drawer").setAttribute("aria-expanded", String(isOpen));
}

/** Write all texts anew: after a change of language or theme. */
function drawTexts() {
  const root = document.documentElement;
  root.lang = lang;
  for (const element of document.querySelectorAll("[data-t]")) {
    const { t: key, into } = /** @type {HTMLElement} */ (element).dataset;
    if (into) element.setAttribute(into, t(key || ""));
    else element.textContent = t(key || "");
  }
  const title = say(DATA.title);
  document.title = plain(title);
  byId("title").replaceChildren(bdi(title));
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.lang === lang));
  }
  const next = theme() === "dark" ? "light" : "dark";
  byId("theme").textContent = t(next);
  drawLegend();
}

/** @param {boolean} filters whether what is visible changed */
function refresh(filters) {
  if (filters) {
    nodeView.refresh();
    updateLegend();
    announce(dek());
  }
  byId("dek").textContent = dek();
  hover = { node: null, edge: null };
  byId("tip").hidden = true;
  light();
  drawPanel();
  network.redraw();
}

/** @param {"light" | "dark"} wanted */
function setTheme(wanted) {
  document.documentElement.dataset.theme = wanted;
  drawTexts();
  if (network) refresh(false);
}

/** @param {Lang} wanted */
function setLang(wanted) {
  lang = wanted;
  chosenLang = true;
  drawTexts();
  changed(false);
}

function startControls() {
  const on = (/** @type {string} */ id, /** @type {() => void} */ act) => byId(id).addEventListener("click", act);
  on("zoom-in", () => zoom(1.4));
  on("zoom-out", () => zoom(1 / 1.4));
  on("fit", () => fit(true));
  on("theme", () => setTheme(theme() === "dark" ? "light" : "dark"));
  on("open-table", openTable);
  on("skip", openTable);
  on("close-table", closeTable);
  on("close", () => choose({ camera: false }));
  on("handle", () => openSheet(!document.body.classList.contains("sheet")));
  on("drawer", () => toggleDrawer());
  on("close-drawer", () => toggleDrawer(false));
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => setLang(/** @type {HTMLElement} */ (button).dataset.lang === "fr" ? "fr" : "en"));
  }
  document.addEventListener("click", follow);
  PANEL.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    choose({ camera: false });
    MAP.focus();
  });
}

/** Names and relations in the panel and in the table lead to their place. @param {MouseEvent} event */
function follow(event) {
  const target = event.target instanceof Element ? event.target.closest("[data-node], [data-edge]") : null;
  if (!(target instanceof HTMLElement)) return;
  closeTable();
  choose({ node: target.dataset.node || null, edge: target.dataset.edge || null });
  READING.querySelector("h2")?.focus({ preventScroll: true });
}

function startSurroundings() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  PHONE.addEventListener("change", () => openSheet(document.body.classList.contains("sheet")));
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
  addEventListener("hashchange", () => {
    readAddress();
    drawTexts();
    changed(true);
    openSheet(!!(state.focus || state.edge));
    if (lit) frame(lit.nodes, { most: Math.max(fitScale * 1.8, 0.9) });
  });
  let size = "";
  new ResizeObserver(() => {
    const now = `${MAP.clientWidth} ${MAP.clientHeight}`;
    if (size && now !== size) {
      const whole = Math.abs(network.getScale() / fitScale - 1) < 0.01;
      network.setSize("100%", "100%");
      measureFit();
      if (whole && !lit) fit();
      network.redraw();
    }
    size = now;
  }).observe(MAP);
}

function start() {
  startSurroundings();
  readAddress();
  sift();
  startStage();
  drawTexts();
  listeners.push(refresh);
  startSearch();
  startKeys();
  startControls();
  openSheet(!!(state.focus || state.edge));
  measureFit();
  fit();
  changed(true);
  if (lit) frame(lit.nodes, { most: Math.max(fitScale * 1.8, 0.9) });
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
}

window.kg = {
  ready: start(),
  data: () => DATA,
  visible: () => ({ nodes: [...visible.nodes], edges: [...visible.edges] }),
  selected: () => state.edge || state.focus,
  nodeAt: (/** @type {string} */ id) => onScreen(network.getPosition(id)),
  edgeAt: clearPoint,
  frame: (/** @type {string[]} */ ids) => { frame(ids); network.redraw(); },
  state: () => ({ focus: state.focus, edge: state.edge, lang, theme: theme(), off: Object.fromEntries(FACETS.map((facet) => [facet, [...state.off[facet]].sort()])), hash: stateAsHash() }),
};
