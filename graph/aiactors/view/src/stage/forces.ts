// A few hundred actors pull and push each other until they are well spread: ties pull like springs
// whose pull grows with the logarithm of their length (so that groups stay apart), everybody pushes
// everybody off, and a weak pull to the middle is stronger along the shorter side of the map. No
// chance is involved: the same start gives the same places.

/** Ties by their two ends, each pair once, and how hard each pulls. */
export interface Ties {
  a: Int32Array;
  b: Int32Array;
  pull: Float64Array;
}

export interface Spots {
  x: Float64Array;
  y: Float64Array;
  /** Width of the map by its height. */
  aspect: number;
}

export interface Cloud extends Spots {
  ties: Ties;
  /** Half of the width and of the height that each keeps free. */
  halfWidth: Float64Array;
  halfHeight: Float64Array;
  /** 1 for those that stand still. */
  still: Uint8Array;
  /** Units between neighbours, about. */
  space: number;
}

/** Let go until at rest. */
export function relax(cloud: Cloud): void {
  const count = cloud.x.length;
  const rounds = count <= 90 ? 260 : Math.max(70, Math.round(2.2e6 / (count * count)) + 50);
  const fx = new Float64Array(count);
  const fy = new Float64Array(count);
  const weight = weights(cloud);
  for (let round = 0; round < rounds; round++) {
    fx.fill(0);
    fy.fill(0);
    push(cloud, weight, fx, fy);
    pull(cloud, fx, fy);
    const heat = cloud.space * 0.9 * (1 - round / rounds) ** 1.4 + 0.3;
    move(cloud, fx, fy, heat);
  }
}

/** Whoever is tied to many needs more room around. */
function weights({ x, ties }: Cloud): Float64Array {
  const weight = new Float64Array(x.length).fill(1);
  for (let t = 0; t < ties.a.length; t++) {
    weight[ties.a[t]] += 0.12;
    weight[ties.b[t]] += 0.12;
  }
  return weight.map((w) => Math.min(w, 3));
}

function push({ x, y, space }: Cloud, weight: Float64Array, fx: Float64Array, fy: Float64Array): void {
  const strength = space * space;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      let dx = x[i] - x[j];
      const dy = y[i] - y[j];
      if (!dx && !dy) dx = 0.01 * (i - j);
      const force = (strength * weight[i] * weight[j]) / Math.max(dx * dx + dy * dy, 1);
      fx[i] += dx * force;
      fy[i] += dy * force;
      fx[j] -= dx * force;
      fy[j] -= dy * force;
    }
  }
}

function pull({ x, y, ties, space, aspect }: Cloud, fx: Float64Array, fy: Float64Array): void {
  for (let t = 0; t < ties.a.length; t++) {
    const [i, j] = [ties.a[t], ties.b[t]];
    const dx = x[i] - x[j];
    const dy = y[i] - y[j];
    const far = Math.sqrt(dx * dx + dy * dy) || 1;
    const force = (ties.pull[t] * 2.6 * space * Math.log1p(far / space)) / far;
    fx[i] -= dx * force;
    fy[i] -= dy * force;
    fx[j] += dx * force;
    fy[j] += dy * force;
  }
  const along = 0.055 * Math.sqrt(x.length);
  for (let i = 0; i < x.length; i++) {
    fx[i] -= (x[i] * along) / aspect;
    fy[i] -= y[i] * along * aspect;
  }
}

function move({ x, y, still }: Cloud, fx: Float64Array, fy: Float64Array, heat: number): void {
  for (let i = 0; i < x.length; i++) {
    if (still[i]) continue;
    const far = Math.hypot(fx[i], fy[i]);
    const step = far > 0 ? Math.min(far * 0.12, heat) / far : 0;
    x[i] += fx[i] * step;
    y[i] += fy[i] * step;
  }
}

/** Push apart what stands too close, along the way that is shorter. */
export function makeRoom(cloud: Cloud, rounds: number): void {
  const { x, y, halfWidth, halfHeight } = cloud;
  for (let round = 0; round < rounds; round++) {
    let moved = 0;
    for (let i = 0; i < x.length; i++) {
      for (let j = 0; j < i; j++) {
        // Most are far from each other: that is seen here, and costs next to nothing.
        if (Math.abs(y[i] - y[j]) >= halfHeight[i] + halfHeight[j]) continue;
        if (Math.abs(x[i] - x[j]) >= halfWidth[i] + halfWidth[j]) continue;
        moved += part(cloud, i, j);
      }
    }
    if (!moved) return;
  }
}

function part({ x, y, halfWidth, halfHeight, still }: Cloud, i: number, j: number): number {
  const dx = x[i] - x[j];
  const dy = y[i] - y[j];
  const across = halfWidth[i] + halfWidth[j] - Math.abs(dx);
  const down = halfHeight[i] + halfHeight[j] - Math.abs(dy);
  if (across <= 0 || down <= 0) return 0;
  const both = still[i] + still[j];
  if (both === 2) return 0;
  const share = both ? 1 : 0.5;
  const [mine, yours] = [still[i] ? 0 : share, still[j] ? 0 : share];
  if (across < down * 1.6) {
    const step = (dx < 0 ? -1 : 1) * across * 0.8;
    x[i] += step * mine;
    x[j] -= step * yours;
  } else {
    const step = (dy < 0 ? -1 : 1) * down * 0.8;
    y[i] += step * mine;
    y[j] -= step * yours;
  }
  return 1;
}

/**
 * Spread what crowds in the middle: distances from the middle become more like those of points
 * that fill an ellipse evenly; directions stay.
 */
export function even({ x, y, aspect }: Spots, share: number): void {
  const count = x.length;
  const root = Math.sqrt(aspect);
  const far = x.map((px, i) => Math.hypot(px / root, y[i] * root));
  const sorted = far.slice().sort();
  const reach = sorted[Math.floor((count - 1) * 0.96)];
  const rank = ranks(far, sorted);
  for (let i = 0; i < count; i++) {
    if (!far[i]) continue;
    const ideal = reach * Math.sqrt((rank[i] + 0.5) / count);
    const factor = (share * ideal + (1 - share) * Math.min(far[i], reach * 1.1)) / far[i];
    x[i] *= factor;
    y[i] *= factor;
  }
}

/** The place of each value among the sorted ones; the same values stand in their own order. */
function ranks(values: Float64Array, sorted: Float64Array): Uint32Array {
  const found = new Uint32Array(values.length);
  const passed = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < values[i]) low = middle + 1;
      else high = middle;
    }
    found[i] = low + passed[low]++;
  }
  return found;
}

/** Stretch to each of the four sides, within bounds, so that the cloud fills the map around (0, 0). */
export function fill({ x, y, aspect }: Spots): void {
  const [left, right] = [reachOf(x, -1), reachOf(x, 1)];
  const [top, bottom] = [reachOf(y, -1), reachOf(y, 1)];
  const size = Math.sqrt(((left + right) * (top + bottom)) / 4) || 1;
  const [across, down] = [size * Math.sqrt(aspect), size / Math.sqrt(aspect)];
  const bounded = (wanted: number, is: number) => (is ? Math.min(1.6, Math.max(0.7, wanted / is)) : 1);
  for (let i = 0; i < x.length; i++) {
    x[i] *= x[i] < 0 ? bounded(across, left) : bounded(across, right);
    y[i] *= y[i] < 0 ? bounded(down, top) : bounded(down, bottom);
  }
}

/** How far values reach to one side, but for the farthest few. */
function reachOf(values: Float64Array, side: number): number {
  const there = [...values].map((value) => value * side).filter((value) => value > 0);
  there.sort((a, b) => a - b);
  return there[Math.max(0, Math.ceil(there.length * 0.95) - 1)] ?? 0;
}
