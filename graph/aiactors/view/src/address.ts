// The state as the part of an address after #, and back. Keys and values that people can read:
//
//   focus=elon-musk,openai  hops=2    around these; otherwise scope=top, all or communities
//   more=xai  less=tesla              expanded, taken out
//   open=openai,nvidia                communities unfolded, each by its most connected actor
//   pin=xai:120:-40                   put there by hand
//   no-kind=event  no-family=control  no-standing=denied      filtered out
//   held=2018-02-20  known=2024-03-01  step=day  told=elon-musk
//   actor=xai, or relation=8f3a1c…    what is chosen
//   path=elon-musk,openai  firm=1  rank=2
//   side=timeline  camera=12,-8,1.4  story=2  embed=1  lang=fr  theme=dark
//
// What is as the page opens is left out. What an address names and is not there is dropped.

import { plainScope } from "./scope";
import {
  type Day,
  type Facet,
  KINDS,
  type Model,
  type Scope,
  type Selection,
  type Side,
  STANDINGS,
  type State,
} from "./types";

const FACETS: readonly Facet[] = ["kind", "family", "standing"];
const BASES: readonly Scope["base"][] = ["top", "focus", "all", "communities"];
const SIDES: readonly Side[] = ["read", "timeline", "paths", "ask"];
const STEPS: readonly State["step"][] = ["day", "month", "year"];
const LANGS = ["en", "fr"] as const;
const THEMES = ["light", "dark"] as const;
/** More hops than this reach everything. */
const MOST_HOPS = 9;
const DAY_MS = 86_400_000;

/** Key → values, as they stand in an address. */
type Parts = Map<string, string[]>;

/** A day as people write it: 2018-02-20. */
export function isoDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day that an ISO date names; null if it is none. */
export function dayOf(iso: string | undefined): Day | null {
  if (!iso || !/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(day) && isoDay(day) === iso ? day : null;
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text).replaceAll("%3A", ":");
  } catch {
    return ""; // half a character: nothing that an address could name
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function write(parts: Parts): string {
  const pairs = [...parts].filter(([, values]) => values.length);
  return pairs.map(([key, values]) => `${key}=${values.map(encoded).join(",")}`).join("&");
}

function split(hash: string): Parts {
  const parts: Parts = new Map();
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const at = pair.indexOf("=");
    if (at > 0)
      parts.set(
        pair.slice(0, at),
        pair
          .slice(at + 1)
          .split(",")
          .filter(Boolean)
          .map(decoded),
      );
  }
  return parts;
}

/** A place as an address holds it: a tenth of a unit cannot be seen. */
function place(n: number): number {
  return Number(n.toFixed(1)) || 0;
}

/** The magnification with four digits that count: both 0.01 and 20 need them. */
function scale(k: number): number {
  return Number(k.toPrecision(4));
}

function numbers(values: string[] | undefined, count: number): number[] | null {
  if (values?.length !== count) return null;
  const found = values.map(Number);
  return found.every((n) => Number.isFinite(n) && Math.abs(n) < 1e9) ? found : null;
}

function whole(text: string | undefined, most: number): number | null {
  return text && /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function oneOf<T extends string>(values: readonly T[], text: string | undefined): T | null {
  return values.find((value) => value === text) ?? null;
}

/** Writes and reads the addresses of one network. */
export class Address {
  private readonly keys: Record<Facet, ReadonlySet<string>>;
  private readonly ids: string[];

  constructor(
    private readonly model: Model,
    private readonly start: State,
  ) {
    this.ids = model.data.nodes.id;
    this.keys = {
      kind: new Set(KINDS),
      family: new Set(model.data.families.map((family) => family.key)),
      standing: new Set(STANDINGS),
    };
  }

  write(state: State): string {
    const parts: Parts = new Map();
    this.writeScope(state, parts);
    for (const facet of FACETS) parts.set(`no-${facet}`, [...state.off[facet]].sort());
    const set = (key: string, value: string | null | undefined | false) => {
      if (value) parts.set(key, [value]);
    };
    set("held", state.heldOn !== null && isoDay(state.heldOn));
    set("known", state.knownBy !== null && isoDay(state.knownBy));
    set("step", state.step !== this.start.step && state.step);
    set("told", state.stance !== null && this.model.data.parties[state.stance]?.id);
    this.writeChoice(state, parts);
    set("side", state.side !== this.start.side && state.side);
    if (state.camera) {
      const [x, y, k] = state.camera;
      parts.set("camera", [place(x), place(y), scale(k)].map(String));
    }
    set("story", state.story !== null && String(state.story + 1));
    set("embed", state.embed && "1");
    set("lang", state.lang);
    set("theme", state.theme);
    return write(parts);
  }

  private writeScope({ scope, pinned }: State, parts: Parts): void {
    const names = (nodes: Iterable<number>) => [...nodes].sort((a, b) => a - b).map((node) => this.ids[node]);
    const { scope: start } = this.start;
    const same = scope.base === start.base && String(scope.focus) === String(start.focus);
    if (scope.base === "focus") {
      if (!same)
        parts.set(
          "focus",
          scope.focus.map((node) => this.ids[node]),
        );
      if (!same || scope.hops !== start.hops) parts.set("hops", [String(scope.hops)]);
    } else if (!same) parts.set("scope", [scope.base]);
    parts.set("more", names(scope.expanded));
    parts.set("less", names(scope.hidden));
    const heads = [...scope.opened].sort((a, b) => a - b).map((index) => this.model.communities[index]);
    parts.set(
      "open",
      heads.flatMap((community) => (community ? [this.ids[community.head]] : [])),
    );
    const pins = [...pinned].sort(([a], [b]) => a - b);
    // A colon in an id must not be taken for the end of it.
    const name = (node: number) => this.ids[node].replaceAll("%", "%25").replaceAll(":", "%3A");
    const places = pins.map(([node, [x, y]]) => `${name(node)}:${place(x)}:${place(y)}`);
    parts.set("pin", places);
  }

  private writeChoice({ selection, path }: State, parts: Parts): void {
    if (selection?.kind === "node") parts.set("actor", [this.ids[selection.index]]);
    if (selection?.kind === "edge") parts.set("relation", [this.model.data.edges.id[selection.index]]);
    if (!path) return;
    parts.set(
      "path",
      path.ends.map((node) => this.ids[node]),
    );
    if (path.firm) parts.set("firm", ["1"]);
    if (path.rank) parts.set("rank", [String(path.rank + 1)]);
  }

  /** The state that an address names; all that it does not name is as the page opens. */
  read(hash: string): State {
    const parts = split(hash);
    const first = (key: string) => parts.get(key)?.[0];
    const story = whole(first("story"), this.model.data.story?.steps.length ?? 0);
    const camera = numbers(parts.get("camera"), 3);
    const told = first("told");
    const stance = told === undefined ? -1 : this.model.data.parties.findIndex(({ id }) => id === told);
    return {
      scope: this.readScope(parts),
      pinned: this.readPins(parts.get("pin") ?? []),
      off: this.readFilters(parts),
      heldOn: dayOf(first("held")),
      knownBy: dayOf(first("known")),
      step: oneOf(STEPS, first("step")) ?? this.start.step,
      stance: stance < 0 ? null : stance,
      selection: this.readSelection(first("actor"), first("relation")),
      path: this.readPath(parts),
      side: oneOf(SIDES, first("side")) ?? this.start.side,
      camera: camera && camera[2] > 0 ? [place(camera[0]), place(camera[1]), scale(camera[2])] : null,
      story: story ? story - 1 : null,
      embed: first("embed") === "1",
      lang: oneOf(LANGS, first("lang")),
      theme: oneOf(THEMES, first("theme")),
    };
  }

  private nodes(ids: string[] | undefined): number[] {
    const found = (ids ?? []).map((id) => this.model.node(id)).filter((node) => node !== undefined);
    return [...new Set(found)];
  }

  private readScope(parts: Parts): Scope {
    const { scope: start } = this.start;
    const focus = this.nodes(parts.get("focus"));
    const base = focus.length ? "focus" : (oneOf(BASES, parts.get("scope")?.[0]) ?? start.base);
    const middle = focus.length ? focus : base === "focus" ? start.focus : [];
    // A link to what stands around nobody would show nothing.
    const plain = base === "focus" && !middle.length ? start : plainScope(base, middle);
    const opened = this.nodes(parts.get("open")).map((node) => this.model.data.nodes.community[node]);
    const hops = whole(parts.get("hops")?.[0], MOST_HOPS) ?? (focus.length ? 1 : start.hops);
    return {
      ...plain,
      hops: plain.base === "focus" ? hops : plain.hops,
      expanded: new Set(this.nodes(parts.get("more"))),
      hidden: new Set(this.nodes(parts.get("less"))),
      opened: new Set(opened.filter((index) => index !== undefined)),
    };
  }

  private readPins(pins: string[]): State["pinned"] {
    const found = new Map<number, readonly [number, number]>();
    for (const pin of pins) {
      const [id, ...where] = pin.split(":");
      const node = this.model.node(decoded(id));
      const at = numbers(where, 2);
      if (node !== undefined && at) found.set(node, [place(at[0]), place(at[1])]);
    }
    return found;
  }

  private readFilters(parts: Parts): State["off"] {
    const off = (facet: Facet) =>
      new Set((parts.get(`no-${facet}`) ?? []).filter((key) => this.keys[facet].has(key)));
    return { kind: off("kind"), family: off("family"), standing: off("standing") };
  }

  private readSelection(actor: string | undefined, relation: string | undefined): Selection {
    const edge = relation === undefined ? undefined : this.model.edge(relation);
    if (edge !== undefined) return { kind: "edge", index: edge };
    const node = actor === undefined ? undefined : this.model.node(actor);
    return node === undefined ? null : { kind: "node", index: node };
  }

  private readPath(parts: Parts): State["path"] {
    const ends = this.nodes(parts.get("path"));
    if (!ends.length) return null;
    const rank = whole(parts.get("rank")?.[0], 99) ?? 1;
    return { ends, firm: parts.get("firm")?.[0] === "1", rank: Math.max(rank - 1, 0) };
  }
}
