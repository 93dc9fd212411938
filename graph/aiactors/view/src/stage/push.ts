// Keeps actors of a large network apart: each looks at its surroundings only, on a grid.

/** Move those of `nodes` that are closer than `apart` away from each other, a few times. */
export function pushApart(
  x: Float32Array,
  y: Float32Array,
  nodes: Uint32Array,
  apart: number,
  rounds: number,
): void {
  const grid = new Grid(nodes.length);
  for (let round = 0; round < rounds; round++) if (!grid.push(x, y, nodes, apart)) return;
}

/** Lists of those in each cell. Cells share lists by a hash: whoever is far off is passed over. */
class Grid {
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private readonly mask: number;

  constructor(count: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
    this.heads = new Int32Array(size);
    this.next = new Int32Array(count);
    this.mask = size - 1;
  }

  private cell(cx: number, cy: number): number {
    return (Math.imul(cx, 73_856_093) ^ Math.imul(cy, 19_349_663)) & this.mask;
  }

  /** Returns how many were moved. */
  push(x: Float32Array, y: Float32Array, nodes: Uint32Array, apart: number): number {
    this.heads.fill(-1);
    let moved = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      const cx = Math.floor(x[node] / apart);
      const cy = Math.floor(y[node] / apart);
      for (let u = cx - 1; u <= cx + 1; u++) {
        for (let v = cy - 1; v <= cy + 1; v++) {
          for (let j = this.heads[this.cell(u, v)]; j >= 0; j = this.next[j]) {
            moved += away(x, y, node, nodes[j], apart);
          }
        }
      }
      const own = this.cell(cx, cy);
      this.next[i] = this.heads[own];
      this.heads[own] = i;
    }
    return moved;
  }
}

function away(x: Float32Array, y: Float32Array, i: number, j: number, apart: number): number {
  let dx = x[i] - x[j];
  const dy = y[i] - y[j];
  const far = dx * dx + dy * dy;
  if (far >= apart * apart) return 0;
  if (!far) dx = 1;
  const length = Math.sqrt(far) || 1;
  const step = (apart - length) / 2 / length;
  x[i] += dx * step;
  y[i] += dy * step;
  x[j] -= dx * step;
  y[j] -= dy * step;
  return 1;
}
