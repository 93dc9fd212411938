// Loose parts of a network stand beside the largest: in columns to its right or in rows below it,
// whichever fills the map better.

export interface Block {
  members: number[];
  x: Float64Array;
  y: Float64Array;
  halfWidth: Float64Array;
  halfHeight: Float64Array;
  /** Where its (0, 0) comes to stand. */
  left: number;
  top: number;
}

interface Extent {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 22;

function extentOf({ x, y, halfWidth, halfHeight }: Block): Extent {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i] - halfWidth[i]);
    right = Math.max(right, x[i] + halfWidth[i]);
    top = Math.min(top, y[i] - halfHeight[i]);
    bottom = Math.max(bottom, y[i] + halfHeight[i]);
  }
  return { left, top, width: right - left, height: bottom - top };
}

interface Plan {
  places: [number, number][];
  width: number;
  height: number;
}

/** Fill lines of a given length one after the other; `first` is how far away the first begins. */
function shelves(
  sizes: [number, number][],
  length: number,
  first: number,
): { places: [number, number][]; depth: number } {
  const places: [number, number][] = [];
  let [along, deep, depth] = [0, first, 0];
  for (const [size, thick] of sizes) {
    if (along > 0 && along + size > length) {
      deep += depth + GAP;
      along = depth = 0;
    }
    places.push([along, deep]);
    along += size + GAP;
    depth = Math.max(depth, thick);
  }
  return { places, depth: deep + depth };
}

function beside(main: Extent, rest: Extent[]): Plan {
  const { places, depth } = shelves(
    rest.map((r) => [r.height, r.width]),
    main.height,
    main.width + GAP,
  );
  return {
    places: places.map(([y, x]) => [x, y]),
    width: depth,
    height: Math.max(main.height, ...rest.map((r) => r.height)),
  };
}

function below(main: Extent, rest: Extent[]): Plan {
  const { places, depth } = shelves(
    rest.map((r) => [r.width, r.height]),
    main.width,
    main.height + GAP,
  );
  return { places, width: Math.max(main.width, ...rest.map((r) => r.width)), height: depth };
}

/** Set the places of blocks; the first stays in the middle of what is left to it. */
export function pack(blocks: Block[], aspect: number): void {
  const [main, ...rest] = blocks.map(extentOf);
  if (!rest.length) return;
  const plans = [beside(main, rest), below(main, rest)];
  const size = (plan: Plan) => Math.max(plan.width, plan.height * aspect);
  const plan = size(plans[0]) < size(plans[1]) ? plans[0] : plans[1];
  rest.forEach((extent, k) => {
    const [x, y] = plan.places[k];
    blocks[k + 1].left = main.left + x - extent.left;
    blocks[k + 1].top = main.top + y - extent.top;
  });
}
