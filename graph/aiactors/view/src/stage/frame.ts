// Which part of the layout is to be seen, and which part of the map other things cover.

import type { Places } from "./arrange";
import type { Box, Camera } from "./camera";
import type { Overview } from "./overview";

/** Pixels that names need around the outermost shapes. */
const SIDES = 66;
/** Two rows of tools lie over the top of the map; in a frame, or below a story on a phone, none do. */
const TOP = 96;
const TOP_NARROW = 112;
const TOP_FREE = 40;
const BOTTOM = 40;

/** The box around actors, and around all bubbles if there are any; null around nothing. */
export function boxOf(nodes: Iterable<number>, { x, y }: Places, overview: Overview | null): Box | null {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const take = (px: number, py: number, radius: number) => {
    box.left = Math.min(box.left, px - radius);
    box.right = Math.max(box.right, px + radius);
    box.top = Math.min(box.top, py - radius);
    box.bottom = Math.max(box.bottom, py + radius);
  };
  for (const node of nodes) take(x[node], y[node], 0);
  for (const bubble of overview?.bubbles ?? []) take(bubble.x, bubble.y, bubble.radius);
  return box.left > box.right ? null : box;
}

/** Pixels at the borders of the map that are covered, or that names need. */
export function marginsOf(root: HTMLElement): Box {
  const map = root.getBoundingClientRect();
  const side = Math.min(SIDES, map.width * 0.12);
  const free = !document.getElementById("over")?.getClientRects().length;
  const top = free ? TOP_FREE : map.width < 560 ? TOP_NARROW : TOP;
  return {
    left: side,
    right: side,
    // What lies over the map there changes with what is chosen: the map must not.
    top: Math.min(top, map.height * 0.25),
    bottom: Math.min(BOTTOM + covered(map), map.height * 0.7),
  };
}

/** Pixels that the sheet of a phone, or the card of a story, covers from below. */
function covered(map: DOMRect): number {
  let most = 0;
  for (const selector of ["#panel", "#story > *"]) {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (!box?.height || box.left > map.left + map.width * 0.3 || box.right < map.right - map.width * 0.3)
      continue;
    if (box.top > map.top) most = Math.max(most, map.bottom - box.top);
  }
  return most;
}

/** Whether one of some actors is outside of what can be seen. */
export function outOfSight(nodes: Iterable<number>, { x, y }: Places, camera: Camera, margins: Box): boolean {
  for (const node of nodes) {
    const [sx, sy] = [camera.screenX(x[node]), camera.screenY(y[node])];
    if (sx < 12 || sx > camera.width - 12 || sy < 12 || sy > camera.height - margins.bottom + 28) return true;
  }
  return false;
}
