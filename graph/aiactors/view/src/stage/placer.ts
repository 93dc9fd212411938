// Finds the places of what is in the network, and finds them again only when that has changed.

import { byDegree } from "../model";
import { actorsIn, relationsIn } from "../scope";
import type { Model, Scope, State } from "../types";
import { arrange, type Places, type Sheet } from "./arrange";
import { Overview } from "./overview";

export class Placer {
  /** Actors in scope, filtered out or not, those with most relations in scope first. */
  actors: Uint32Array = new Uint32Array(0);
  relations: Uint32Array = new Uint32Array(0);
  /** How many relations each actor has in scope. */
  readonly degree: Uint32Array;
  /** The bubbles, while there are any. */
  overview: Overview | null = null;
  private bubbles: Overview | null = null;
  private last: { scope: Scope; sheet: Sheet; places: Places } | null = null;

  constructor(private readonly model: Model) {
    this.degree = new Uint32Array(model.nodeCount);
  }

  /** Where everybody belongs, with those who were put somewhere by hand. */
  find({ scope, pinned }: State, sheet: Sheet): Places {
    const { last } = this;
    const same =
      last?.scope === scope && last.sheet.aspect === sheet.aspect && last.sheet.area === sheet.area;
    const found = same ? last.places : this.arrange(scope, sheet);
    this.last = { scope, sheet, places: found };
    if (!pinned.size) return found;
    const places = { x: found.x.slice(), y: found.y.slice() };
    for (const [node, [x, y]] of pinned) {
      places.x[node] = x;
      places.y[node] = y;
    }
    return places;
  }

  private arrange(scope: Scope, sheet: Sheet): Places {
    const shown = actorsIn(this.model, scope);
    this.overview = null;
    this.relations = relationsIn(this.model, shown);
    this.count(this.relations);
    const found = this.model.ranked.filter((node) => shown[node]);
    this.actors = byDegree(found, this.degree);
    if (scope.base === "communities") {
      this.bubbles ??= new Overview(this.model);
      this.overview = this.bubbles;
      return this.bubbles.arrange(scope.opened, shown);
    }
    return arrange(this.model, scope, this.actors, this.relations, sheet);
  }

  private count(relations: Uint32Array): void {
    const { from, to } = this.model.data.edges;
    const { degree } = this;
    degree.fill(0);
    for (let i = 0; i < relations.length; i++) {
      degree[from[relations[i]]]++;
      degree[to[relations[i]]]++;
    }
  }
}
