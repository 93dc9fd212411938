// @ts-check
// The map by keyboard and pointer.

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {string} from @param {[number, number]} way @returns {string | null} the neighbour that lies most that way */
function neighbour(from, [wx, wy]) {
  const here = network.getPosition(from);
  let best = null;
  let most = 0.2;
  for (const edge of relationsOf(from)) {
    const id = otherEnd(edge, from);
    const there = network.getPosition(id);
    const far = distance(here, there);
    if (!far) continue;
    const fit = ((there.x - here.x) * wx + (there.y - here.y) * wy) / far - far / 20000;
    if (fit > most) [best, most] = [id, fit];
  }
  return best;
}

/** The actor from whose relations E steps on. @type {string | null} */
let walker = null;

/** @param {number} step */
function stepRelation(step) {
  walker = state.focus || walker || null;
  if (!walker || !visible.nodes.has(walker)) return;
  const edges = relationsOf(walker);
  if (!edges.length) return;
  const at = edges.findIndex((edge) => edge.id === state.edge);
  choose({ edge: edges[(at + step + edges.length) % edges.length].id });
}

/** @param {KeyboardEvent} event @returns {boolean} whether it meant something */
function mapKey({ key, shiftKey }) {
  if (key in WAYS) {
    const from = state.focus || walker;
    const to = from && visible.nodes.has(from) ? neighbour(from, WAYS[key]) : RANKED.find((node) => visible.nodes.has(node.id))?.id;
    if (to) choose({ node: to });
  } else if (key.toLowerCase() === "e") stepRelation(shiftKey ? -1 : 1);
  else if (key === "Enter") enterPanel();
  else if (key === "Escape") choose({});
  else if (key === "+" || key === "=") zoom(1.3);
  else if (key === "-") zoom(1 / 1.3);
  else if (key === "0") fit(true);
  else return false;
  return true;
}

function enterPanel() {
  if (!state.focus && !state.edge) {
    const first = RANKED.find((node) => visible.nodes.has(node.id));
    if (first) choose({ node: first.id });
  }
  READING.querySelector("h2")?.focus();
}

/** @param {PointerEvent} event */
function pointed(event) {
  const box = MAP.getBoundingClientRect();
  const at = { x: event.clientX - box.left, y: event.clientY - box.top };
  const now = event.pointerType === "touch" || event.buttons ? { node: null, edge: null } : under(at, 7);
  if (now.node !== hover.node || now.edge !== hover.edge) {
    hover = now;
    MAP.classList.toggle("over", !!(now.node || now.edge));
    network.redraw();
  }
  drawTip(at);
}

/** A few words beside the pointer. @param {Point} at */
function drawTip(at) {
  const tip = byId("tip");
  const edge = hover.edge ? edgeOf(hover.edge) : null;
  const node = hover.node ? nodeOf(hover.node) : null;
  tip.hidden = !edge && !node;
  if (edge) tip.replaceChildren(h("b", {}, sentence(edge)), h("small", {}, [dateInWords(edge.when), tn("count-sources", edge.sources)].filter(Boolean).join(" · "), " ", standingTag(edge)));
  if (node) tip.replaceChildren(h("b", {}, bdi(clip(nameOf(node), 80))), h("small", {}, `${clip(typesOf(node), 60)} · ${tn("count-relations", relationsOf(node.id).length)}`));
  const left = Math.min(at.x + 14, MAP.clientWidth - tip.offsetWidth - 8);
  const top = at.y + 18 + tip.offsetHeight > MAP.clientHeight ? at.y - tip.offsetHeight - 12 : at.y + 18;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}

/** @param {{ pointer: { DOM: Point }, event: { pointerType?: string } }} click of vis-network */
function clicked({ pointer, event }) {
  const { node, edge } = under(pointer.DOM, event.pointerType === "touch" ? 18 : 8);
  choose({ node, edge, camera: false });
}

function startKeys() {
  MAP.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (mapKey(event)) event.preventDefault();
  });
  MAP.addEventListener("pointermove", pointed);
  MAP.addEventListener("pointerleave", () => {
    hover = { node: null, edge: null };
    byId("tip").hidden = true;
    network.redraw();
  });
  network.on("click", clicked);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggleDrawer(false);
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      SEARCH.focus();
    }
  });
}
