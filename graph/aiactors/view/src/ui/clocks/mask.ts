// Which relations the bars over the clocks count: those in scope that pass the filters, as told by
// whomever the reader listens to, whatever the clocks say.

import { plainScope } from "../../scope";
import type { App, Scope, State } from "../../types";
import { Sight } from "../../view";

/** A function that returns 1 for each relation that counts, by index; worked out when it changes. */
export function maskOf(app: App): () => Uint8Array {
  const { model, store } = app;
  let sight: Sight | null = null;
  let before: State | null = null;
  let mask: Uint8Array = new Uint8Array(0);
  const lookedAt = (state: State) => {
    sight ??= new Sight(model);
    return sight.look({ ...state, scope: counted(state.scope), heldOn: null, knownBy: null }).edges;
  };
  return () => {
    const { state } = store;
    const same =
      before && before.scope === state.scope && before.off === state.off && before.stance === state.stance;
    if (same) return mask;
    before = state;
    mask = asShown(app) ?? lookedAt(state);
    return mask;
  };
}

/** What is shown already where no clock is set; null where it has to be looked for. */
function asShown({ store }: App): Uint8Array | null {
  const { state, view } = store;
  const { scope } = state;
  if (state.heldOn !== null || state.knownBy !== null) return null;
  if (counted(scope) === scope) return view.edges;
  return scope.hidden.size ? null : view.passing.edges;
}

/** Bubbles stand for everything in them: as long as none is unfolded, the bars do too. */
function counted(scope: Scope): Scope {
  const folded = scope.base === "communities" && !scope.opened.size && !scope.expanded.size;
  return folded ? plainScope("all") : scope;
}
