// A heap: whatever goes first is taken out first.

export class Heap<T> {
  private readonly items: T[] = [];

  /** `first` tells whether of two things the one goes before the other. */
  constructor(private readonly first: (one: T, other: T) => boolean) {}

  push(item: T): void {
    const { items, first } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!first(item, items[above])) break;
      items[at] = items[above];
      at = above;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length && last !== undefined) this.sink(last);
    return top;
  }

  /** Put something in the place of what was taken out, and let it sink to its own. */
  private sink(item: T): void {
    const { items, first } = this;
    let at = 0;
    for (let below = 1; below < items.length; below = 2 * at + 1) {
      if (below + 1 < items.length && first(items[below + 1], items[below])) below++;
      if (!first(items[below], item)) break;
      items[at] = items[below];
      at = below;
    }
    items[at] = item;
  }
}
