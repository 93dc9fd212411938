// Where names find room on the map: what is taken, and the places around a shape.

import type { Box } from "./camera";

/** Where nothing more can be written: a grid of boxes. */
export class Taken {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    const [last, end] = [Math.floor(box.right / 90), Math.floor(box.bottom / 40)];
    for (let x = Math.floor(box.left / 90); x <= last; x++) {
      for (let y = Math.floor(box.top / 40); y <= end; y++) {
        const cell = this.cells.get(x * 4096 + y);
        if (cell) cell.push(box);
        else this.cells.set(x * 4096 + y, [box]);
      }
    }
  }

  free(box: Box): boolean {
    const [last, end] = [Math.floor(box.right / 90), Math.floor(box.bottom / 40)];
    for (let x = Math.floor(box.left / 90); x <= last; x++) {
      for (let y = Math.floor(box.top / 40); y <= end; y++) {
        const cell = this.cells.get(x * 4096 + y);
        if (cell && overlaps(cell, box)) return false;
      }
    }
    return true;
  }
}

function overlaps(cell: readonly Box[], { left, top, right, bottom }: Box): boolean {
  for (let i = 0; i < cell.length; i++) {
    const other = cell[i];
    if (left < other.right && other.left < right && top < other.bottom && other.top < bottom) return true;
  }
  return false;
}

/** Where a name is to stand: beside a shape. */
export interface Spot {
  x: number;
  y: number;
  /** Pixels from the middle of the shape to the name. */
  gap: number;
  width: number;
  /** Half of its height. */
  half: number;
}

/** The first of the boxes around a shape that is good. */
export function placeAt(spot: Spot, good: (box: Box) => boolean): Box | null {
  for (let k = 0; k < 8; k++) {
    const box = boxAround(spot, k);
    if (good(box)) return box;
  }
  return null;
}

/** Boxes below, above, right and left of a shape, and aslant. */
function boxAround({ x, y, gap, width, half }: Spot, k: number): Box {
  if (k < 2) {
    const top = k ? y - gap - 2 * half : y + gap;
    return { left: x - width / 2 - 3, right: x + width / 2 + 3, top, bottom: top + 2 * half };
  }
  if (k < 4) {
    const left = k === 2 ? x + gap : x - gap - width - 6;
    return { left, right: left + width + 6, top: y - half, bottom: y + half };
  }
  const top = k < 6 ? y + gap - 2 : y - gap + 2 - 2 * half;
  const left = k % 2 ? x - width + 2 : x - 8;
  return { left, right: left + width + 6, top, bottom: top + 2 * half };
}
