// What is asked of paths: between whom, and over what. The whole network is searched, not only what
// is drawn, as clocks, stance and filters let it through: a reader who has put events aside, or
// turned the clock back, expects no path to lead over them. The panel says so, and one click
// searches whatever is set.

import type { Rules } from "../../links";
import { plainScope } from "../../scope";
import type { App, Facet, State } from "../../types";
import { Sight } from "../../view";

/** So many actors make 28 pairs: more would be no answer that anybody reads. */
export const MOST_ENDS = 8;

const NOTHING: ReadonlySet<string> = new Set();

type Path = NonNullable<State["path"]>;
const NO_PATH: Path = { ends: [], firm: true, rank: 0 };

/** What a reader asked for here, and has not got yet: a link says itself what it shows. */
const asked = new WeakSet<Path>();

export function pathOf({ store }: App): Path {
  return store.state.path ?? NO_PATH;
}

/** Look for paths; what is found will come into the network. */
export function ask(app: App, parts: Partial<Path>): void {
  const path = { ...pathOf(app), rank: 0, ...parts };
  asked.add(path);
  app.store.change({ path, side: "paths" });
}

/** Whether an answer is to come into the network: once for each question. */
export function isAwaited(app: App): boolean {
  return asked.delete(pathOf(app));
}

/** What is set besides the scope, in words; empty where nothing is. */
export function settings({ words, model, store }: App): string[] {
  const { heldOn, knownBy, stance } = store.state;
  const said: string[] = [];
  if (heldOn !== null) said.push(words.t("paths-set-held", { day: words.day(heldOn) }));
  if (knownBy !== null) said.push(words.t("paths-set-known", { day: words.day(knownBy) }));
  const party = stance === null ? undefined : model.data.parties[stance];
  if (party) said.push(words.t("paths-set-told", { name: words.say(party.name) || party.id }));
  const without = putAside(store.state).map(([facet, key]) => nameOf({ words, model }, facet, key));
  if (without.length) said.push(words.t("paths-set-without", { names: without.join(", ") }));
  return said;
}

function putAside({ off }: State): [Facet, string][] {
  const facets = Object.entries(off) as [Facet, ReadonlySet<string>][];
  return facets.flatMap(([facet, keys]) => [...keys].map((key): [Facet, string] => [facet, key]));
}

function nameOf({ words, model }: Pick<App, "words" | "model">, facet: Facet, key: string): string {
  if (facet === "kind") return words.t(`kind-${key}`);
  if (facet === "standing") return words.t(`is-${key}`);
  return words.say(model.data.families.find((family) => family.key === key)?.names) || key;
}

/** What the answer depends on, as a text: where it is the same, nothing is searched again. */
export function keyOf({ path, off, heldOn, knownBy, stance }: State, everything: boolean): string {
  if (!path) return "";
  const sieve = everything
    ? []
    : [heldOn, knownBy, stance, ...Object.values(off).map((keys) => [...keys].sort())];
  return JSON.stringify([path.ends, path.firm, everything, sieve]);
}

/** What may be a hop. Its view is one of all actors, whatever is drawn. */
export class Sieve {
  private sight: Sight | null = null;

  constructor(private readonly app: App) {}

  rules(everything: boolean): Rules {
    const { model, store } = this.app;
    const { state } = store;
    this.sight ??= new Sight(model);
    const scope = plainScope("all");
    const off = { kind: NOTHING, family: NOTHING, standing: NOTHING };
    const open = { ...state, scope, off, heldOn: null, knownBy: null, stance: null };
    const view = this.sight.look(everything ? open : { ...state, scope });
    return {
      passes: (edge) => view.edges[edge] === 1,
      status: (edge) => view.status[edge],
      firm: state.path?.firm ?? true,
    };
  }
}
