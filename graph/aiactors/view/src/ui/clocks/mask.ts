// Which relations the bars over the clocks count: those in scope that pass the filters, as told by
// whomever the reader listens to, whatever the clocks say.

import { plainScope } from "../../scope";
import type { App, Scope, State } from "../../types";
import { Sight } from "../../view";

/** A function that returns 1 for each relation that counts, by index; worked out when it changes. */
export function maskOf({ model, store }: App): () => Uint8Array {
  let sight: Sight | null = null;
  let before: State | null = null;
  let mask = new Uint8Array(0);
  return () => {
    const { state } = store;
    const same =
      before && before.scope === state.scope && before.off === state.off && before.stance === state.stance;
    if (same) return mask;
    sight ??= new Sight(model);
    mask = sight.look({ ...state, scope: counted(state.scope), heldOn: null, knownBy: null })
      .edges as Uint8Array<ArrayBuffer>;
    before = state;
    return mask;
  };
}

/** Bubbles stand for everything in them: as long as none is unfolded, the bars do too. */
function counted(scope: Scope): Scope {
  const folded = scope.base === "communities" && !scope.opened.size && !scope.expanded.size;
  return folded ? plainScope("all") : scope;
}
