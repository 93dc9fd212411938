// @ts-check
// Names on the map: the important first, more as one zooms in, never one over another.

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const MOST_LABELS = 140;
const LONGEST = 28;

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box in pixels of the map */
/** @typedef {Box & { large: boolean }} Shape what names must not cover */
/** @typedef {{ text: string, x: number, y: number, radius: number, strong: boolean, always: boolean, edge: boolean }} Wanted */

/** @type {Map<string, number>} */
const widths = new Map();

/** @param {CanvasRenderingContext2D} ctx @param {string} text @returns {number} in pixels, for the font that is set */
function widthOf(ctx, text) {
  const key = ctx.font + text;
  let width = widths.get(key);
  if (width === undefined) widths.set(key, (width = ctx.measureText(text).width));
  return width;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Draw as many names as fit.
 *
 * @param {CanvasRenderingContext2D} ctx with one unit to a pixel
 * @param {Wanted[]} wanted the important first; positions in pixels
 * @param {Shape[]} shapes
 * @param {Box} frame the part of the map that can be seen
 * @param {boolean} small whether the screen is
 */
function drawLabels(ctx, wanted, shapes, frame, small) {
  /** @type {Box[]} */
  const taken = [];
  const large = shapes.filter((shape) => shape.large);
  const size = small ? [11, 12] : [12, 13];
  let drawn = 0;
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const label of wanted) {
    if (drawn >= MOST_LABELS) break;
    ctx.font = `${label.strong ? `600 ${size[1]}px` : `${label.edge ? "italic " : ""}${size[0]}px`} ${FONT}`;
    const text = clip(plain(label.text), LONGEST);
    const width = widthOf(ctx, text);
    const places = label.edge ? [centred(label, width)] : placesFor(label, width);
    const free = places.find((box) => fits(box, taken, shapes, frame))
      // A name that matters may cover a small shape, though never another name.
      || (label.strong ? places.find((box) => fits(box, taken, large, frame)) : null);
    const box = free || (label.always ? places[0] : null);
    if (!box) continue;
    taken.push(box);
    drawn += 1;
    write(ctx, text, box, label);
  }
}

/** @param {Box} box @param {Box[]} taken @param {Box[]} shapes @param {Box} frame */
function fits(box, taken, shapes, frame) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
    && !taken.some((other) => overlap(box, other)) && !shapes.some((shape) => overlap(box, shape));
}

/** @param {Wanted} label @param {number} width @returns {Box[]} below, above, right, left */
function placesFor({ x, y, radius, strong }, width) {
  const half = strong ? 9 : 8;
  const gap = radius + 3;
  const across = { left: x - width / 2 - 3, right: x + width / 2 + 3 };
  const beside = { top: y - half, bottom: y + half };
  return [
    { ...across, top: y + gap, bottom: y + gap + 2 * half },
    { ...across, top: y - gap - 2 * half, bottom: y - gap },
    { ...beside, left: x + gap, right: x + gap + width + 6 },
    { ...beside, left: x - gap - width - 6, right: x - gap },
  ];
}

/** @param {Wanted} label @param {number} width @returns {Box} */
function centred({ x, y }, width) {
  return { left: x - width / 2 - 3, right: x + width / 2 + 3, top: y - 8, bottom: y + 8 };
}

/** @param {CanvasRenderingContext2D} ctx @param {string} text @param {Box} box @param {Wanted} label */
function write(ctx, text, box, label) {
  const y = (box.top + box.bottom) / 2 + 0.5;
  if (label.edge) {
    ctx.fillStyle = PAPER[theme()];
    ctx.fillRect(box.left, box.top + 1, box.right - box.left, box.bottom - box.top - 2);
  }
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = PAPER[theme()];
  ctx.strokeText(text, box.left + 3, y);
  ctx.fillStyle = label.edge ? MUTED[theme()] : INK[theme()];
  ctx.fillText(text, box.left + 3, y);
}
