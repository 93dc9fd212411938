// @ts-check
// Where the map is looked at from, and what lies under the pointer.

/** Pixels at the borders of the map that panels cover or names need. */
function insets() {
  const sheet = byId("panel");
  const open = document.body.classList.contains("sheet");
  const covered = getComputedStyle(sheet).position === "fixed" ? (open ? sheet.offsetHeight : 46) : 0;
  return { x: Math.min(64, MAP.clientWidth * 0.1), top: 24, bottom: 36 + Math.min(covered, MAP.clientHeight * 0.75) };
}

/**
 * @param {Iterable<string>} ids of actors; those that are not visible are left out
 * @param {number} most the largest scale
 * @returns {{ position: Point, scale: number } | null} where all of them are seen as large as they go
 */
function viewOf(ids, most) {
  const points = [...ids].filter((id) => visible.nodes.has(id)).map((id) => network.getPosition(id));
  if (!points.length) return null;
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const space = insets();
  const across = (MAP.clientWidth - 2 * space.x) / Math.max(right - left, 1);
  const down = (MAP.clientHeight - space.top - space.bottom) / Math.max(bottom - top, 1);
  const scale = Math.max(Math.min(most, across, down), 0.02);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
}

/**
 * Show some actors, all of them and as large as they go.
 *
 * @param {Iterable<string>} ids
 * @param {{ animate?: boolean, most?: number }} [how] `most`: the largest scale
 */
function frame(ids, { animate = false, most = 2 } = {}) {
  const view = viewOf(ids, most);
  if (view) move(view.position, view.scale, animate);
}

/** @param {Point} position @param {number} scale @param {boolean} animate */
function move(position, scale, animate) {
  const space = insets();
  network.moveTo({
    position,
    scale,
    offset: { x: 0, y: (space.top - space.bottom) / 2 },
    animation: animate && !CALM.matches ? { duration: 350, easingFunction: "easeInOutCubic" } : false,
  });
}

/** @param {boolean} [animate] */
function fit(animate = false) {
  frame(visible.nodes, { animate, most: 1.6 });
}

/** Measure at which scale everything fits: from it follow the sizes of the shapes. */
function measureFit() {
  fitScale = viewOf(visible.nodes, 1.6)?.scale || 1;
}

/** @param {number} factor */
function zoom(factor) {
  network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)), animation: false });
}

/**
 * @param {Point} at in pixels of the map
 * @param {number} reach how far off a finger or a pointer may be, in pixels
 * @returns {{ node: string | null, edge: string | null }}
 */
function under(at, reach) {
  const point = network.DOMtoCanvas(at);
  const px = pixel();
  const node = nearest([...visible.nodes].map((id) => (
    [id, distance(network.getPosition(id), point) / px - radiusOf(nodeOf(id))])), reach * 0.7);
  if (node) return { node, edge: null };
  // Where something is chosen, its lines are meant rather than the faint ones.
  const edge = nearest([...curves].map(([id, curve]) => (
    [id, (distanceToCurve(curve, point) / px) * (!lit || lit.edges.has(id) ? 1 : 3)])), reach);
  return { node: null, edge };
}

/** @param {[string, number][]} distances @param {number} most @returns {string | null} */
function nearest(distances, most) {
  let best = null;
  let least = most;
  for (const [id, far] of distances) if (far < least) [best, least] = [id, far];
  return best;
}

/** @param {Point} p of the page @returns {[number, number]} in pixels of the window */
function onScreen(p) {
  const { x, y } = network.canvasToDOM(p);
  const box = MAP.getBoundingClientRect();
  return [x + box.left, y + box.top];
}

/** @param {string} id @returns {[number, number]} a point of a line that lies under nothing else */
function clearPoint(id) {
  const curve = curves.get(id);
  if (!curve) throw new Error(`the relation ${id} is not drawn`);
  const places = Array.from({ length: 15 }, (_, i) => pointAt(curve, 0.12 + (i * 0.76) / 14));
  const room = (/** @type {Point} */ p) => Math.min(
    ...[...visible.nodes].map((n) => distance(network.getPosition(n), p) - radiusOf(nodeOf(n)) * pixel()),
    ...[...curves].filter(([other]) => other !== id).map(([, other]) => distanceToCurve(other, p)),
  );
  return onScreen(places.reduce((best, p) => (room(p) > room(best) ? p : best)));
}
