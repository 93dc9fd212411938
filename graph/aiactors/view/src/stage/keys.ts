// The bubbles of an overview by keyboard: arrows go from one to the nearest in their direction, Enter
// unfolds. Once there are actors to walk on, ui/keys.ts takes over.

import type { App } from "../types";
import type { Bubble, Overview } from "./overview";

const WAYS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class BubbleKeys {
  /** Community that the keyboard is on; -1: none. */
  at = -1;

  constructor(
    private readonly app: App,
    private readonly overview: () => Overview | null,
    private readonly moved: (bubble: Bubble) => void,
    private readonly unfold: (bubble: Bubble) => void,
  ) {}

  /** Returns whether the key meant something here. */
  press(key: string): boolean {
    const overview = this.overview();
    if (!overview?.bubbles.length || this.app.stage.cursor !== null) return false;
    const here = overview.bubble(this.at);
    const way = WAYS[key];
    if (way) {
      const next = here ? nearest(overview.bubbles, here, way) : largest(overview.bubbles);
      if (next) this.stand(next);
      return true;
    }
    if (key !== "Enter" || !here) return false;
    this.at = -1;
    this.unfold(here);
    return true;
  }

  private stand(bubble: Bubble): void {
    const { words } = this.app;
    this.at = bubble.index;
    this.moved(bubble);
    const name = words.t("stage-around", { name: words.nodeName(bubble.head) });
    this.app.announce(`${name}, ${words.tn("count-actors", bubble.count)}. ${words.t("stage-unfold-enter")}`);
  }
}

function largest(bubbles: readonly Bubble[]): Bubble {
  return bubbles.reduce((best, bubble) => (bubble.count > best.count ? bubble : best));
}

/** The bubble that lies in a direction and near; null if none does. */
function nearest(
  bubbles: readonly Bubble[],
  here: Bubble,
  [wx, wy]: readonly [number, number],
): Bubble | null {
  let [best, least] = [null as Bubble | null, Infinity];
  for (const bubble of bubbles) {
    const [dx, dy] = [bubble.x - here.x, bubble.y - here.y];
    const along = dx * wx + dy * wy;
    const aside = Math.abs(dx * wy) + Math.abs(dy * wx);
    if (bubble === here || along <= 0 || aside > along * 1.6) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [bubble, far];
  }
  return best;
}
