// @ts-check
// Where lines run: relations between the same two actors fan out, lines end at the shapes.

/** Distance between neighbouring lines of a fan, in units of the page. */
const FAN = 30;

/** @param {Point} p @param {Point} q @returns {number} */
function distance(p, q) {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

/** @param {KgEdge} edge @returns {number} place in the fan: 0 is straight, ±1 the next ones … */
function bendOf(edge) {
  const fan = PARALLEL.get(pairOf(edge)) || [edge];
  const place = fan.indexOf(edge) - (fan.length - 1) / 2;
  return edge.from <= edge.to ? place : -place;
}

/** @type {Map<string, number>} */
const BENDS = new Map(DATA.edges.map((edge) => [edge.id, bendOf(edge)]));

/**
 * @param {KgEdge} edge
 * @param {Point} from
 * @param {Point} to
 * @returns {Curve} from middle to middle
 */
function curveOf(edge, from, to) {
  const length = distance(from, to);
  if (!length) return { a: from, c: { x: from.x + 60, y: from.y - 90 }, b: { x: from.x + 1, y: from.y } };
  const off = (2 * (BENDS.get(edge.id) || 0) * Math.min(FAN, length * 0.16)) / length;
  return {
    a: from,
    c: { x: (from.x + to.x) / 2 - (to.y - from.y) * off, y: (from.y + to.y) / 2 + (to.x - from.x) * off },
    b: to,
  };
}

/** @param {Curve} curve @param {number} s from 0 to 1 @returns {Point} */
function pointAt({ a, c, b }, s) {
  const [i, j, k] = [(1 - s) * (1 - s), 2 * s * (1 - s), s * s];
  return { x: i * a.x + j * c.x + k * b.x, y: i * a.y + j * c.y + k * b.y };
}

/**
 * The part of a curve between the borders of the shapes at its ends.
 *
 * @param {Curve} curve
 * @param {number} start how much to leave out at its start, in units of the page
 * @param {number} end how much to leave out at its end
 * @returns {Curve}
 */
function trim(curve, start, end) {
  const length = distance(curve.a, curve.c) + distance(curve.c, curve.b);
  const s = Math.min(start / length, 0.45);
  const e = Math.max(1 - end / length, 0.55);
  const { a, c, b } = curve;
  const [i, j, k] = [(1 - s) * (1 - e), s + e - 2 * s * e, s * e];
  return {
    a: pointAt(curve, s),
    c: { x: i * a.x + j * c.x + k * b.x, y: i * a.y + j * c.y + k * b.y },
    b: pointAt(curve, e),
  };
}

/** @param {Curve} curve @param {Point} p @returns {number} how far a point is from a curve */
function distanceToCurve(curve, p) {
  let best = Infinity;
  let last = curve.a;
  for (let i = 1; i <= 12; i += 1) {
    const next = pointAt(curve, i / 12);
    best = Math.min(best, distanceToLine(last, next, p));
    last = next;
  }
  return best;
}

/** @param {Point} a @param {Point} b @param {Point} p @returns {number} */
function distanceToLine(a, b, p) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const s = Math.max(0, Math.min(1, along));
  return Math.hypot(p.x - a.x - s * dx, p.y - a.y - s * dy);
}
