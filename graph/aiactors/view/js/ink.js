// @ts-check
// How shapes and lines are drawn. Widths are given in pixels and stay the same at every zoom:
// `px` is the length of one pixel in units of the page.

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Curve} curve
 */
function trace(ctx, { a, c, b }) {
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.quadraticCurveTo(c.x, c.y, b.x, b.y);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {KgEdge} edge
 * @param {Curve} curve from border to border
 * @param {{ px: number, alpha: number, width: number, head: number }} style `head`: size of the arrow, 1 is usual
 */
function drawLine(ctx, edge, curve, { px, alpha, width, head }) {
  const { double } = STANDINGS[edge.standing];
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = lineColour(edge);
  ctx.lineWidth = (double ? width * 1.6 + 2.2 : width) * px;
  ctx.setLineDash(dashOf(edge).map((dash) => dash * px * Math.max(1, width / 1.6)));
  trace(ctx, curve);
  ctx.stroke();
  if (double) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = PAPER[theme()];
    ctx.lineWidth = 2.2 * px;
    ctx.setLineDash([]);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha;
  if (edge.directed) drawArrow(ctx, edge, curve, (5 + width * 1.5 + (double ? 1.5 : 0)) * head * px);
  ctx.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {KgEdge} edge
 * @param {Curve} curve
 * @param {number} length of the head
 */
function drawArrow(ctx, edge, { c, b }, length) {
  const angle = Math.atan2(b.y - c.y, b.x - c.x);
  const side = length * 0.42;
  ctx.save();
  ctx.translate(b.x, b.y);
  ctx.rotate(angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-length, side);
  ctx.lineTo(-length * 0.78, 0);
  ctx.lineTo(-length, -side);
  ctx.closePath();
  ctx.fillStyle = lineColour(edge);
  ctx.fill();
  ctx.restore();
}

/**
 * The sign in the middle of a line that must not be taken for a fact.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {KgEdge} edge
 * @param {Point} middle
 * @param {{ px: number, alpha: number, size: number }} style
 */
function drawMark(ctx, edge, middle, { px, alpha, size }) {
  const { mark } = STANDINGS[edge.standing];
  if (!mark) return;
  const unit = px * size;
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.translate(middle.x, middle.y);
  ctx.scale(unit, unit);
  ctx.beginPath();
  if (mark === "cross") {
    strokeOver(ctx, "M-4 -4L4 4M4 -4L-4 4", MUTED[theme()], 2);
  } else {
    ctx.arc(0, 0, 6.2, 0, 2 * Math.PI);
    ctx.fillStyle = ALERT[theme()];
    ctx.fill();
    ctx.strokeStyle = PAPER[theme()];
    ctx.lineWidth = 1.5;
    ctx.stroke(new Path2D("M-3 -1.5H3M-3 1.5H3M1.8 -3.6L-1.8 3.6"));
  }
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} path @param {string} colour @param {number} width */
function strokeOver(ctx, path, colour, width) {
  const drawn = new Path2D(path);
  ctx.strokeStyle = PAPER[theme()];
  ctx.lineWidth = width + 2.4;
  ctx.stroke(drawn);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(drawn);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {KgNode} node
 * @param {Point} at
 * @param {number} radius in units of the page
 * @param {{ px: number, dim: boolean, ring: boolean }} style
 */
function drawNode(ctx, node, at, radius, { px, dim, ring }) {
  const { shape } = KINDS[node.kind] || KINDS.organization;
  ctx.beginPath();
  if (shape === "circle") ctx.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  else {
    for (const [x, y] of CORNERS[shape]) ctx.lineTo(at.x + x * radius, at.y + y * radius);
    ctx.closePath();
  }
  // The paper under a faint shape keeps lines from shining through.
  ctx.fillStyle = ctx.strokeStyle = PAPER[theme()];
  ctx.lineJoin = "round";
  ctx.lineWidth = 3 * px;
  ctx.stroke();
  ctx.fill();
  ctx.globalAlpha = dim ? 0.2 : 1;
  ctx.fillStyle = kindColour(node.kind);
  ctx.fill();
  ctx.globalAlpha = 1;
  if (ring) drawRing(ctx, at, radius + 5 * px, px);
}

/** @param {CanvasRenderingContext2D} ctx @param {Point} at @param {number} radius @param {number} px */
function drawRing(ctx, at, radius, px) {
  ctx.beginPath();
  ctx.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = ACCENT[theme()];
  ctx.lineWidth = 2.5 * px;
  ctx.stroke();
}
