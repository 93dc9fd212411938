// Types of what the scripts of the page share. Not part of the page: for editors and tsc.

type Lang = "en" | "fr";
type Texts = Record<string, string>;
/** The same text in every language, or texts by language. */
type Label = string | Texts;
type Point = { x: number; y: number };
type Standing = "firm" | "claimed" | "unrealised" | "disputed" | "denied";
type Facet = "kind" | "family" | "standing";

interface Relay { title: Label; publisher?: Label; url?: string; date?: string }

/** One agent takes one stance, in one document. */
interface Said {
  by?: Label; stance: string; stances: Texts; title: Label; publisher?: Label; date?: string;
  url?: string; via?: Relay; where?: string; gist?: Label; quote?: string;
}

/** A node as pyvis hands it over. */
interface KgNode {
  id: string; iri: string; kind: string; label: string; names: Texts; types: [string, string][];
  aliases: string[]; same: string[]; homepage?: string; note?: Label;
  x: number; y: number; size: number; degree: number;
}

/** An edge as pyvis hands it over. */
interface KgEdge {
  id: string; iri: string; from: string; to: string; relation: string; names: Texts;
  inverse: Texts; family: string; directed: boolean; aspect: string; modality: string;
  status: string; standing: Standing; when?: string; written?: Label; start?: string; end?: string;
  known?: string; sources: number; qualifiers: [string, Label][]; said: Said[];
}

interface KgData {
  title: Texts; lang: Lang; nodes: KgNode[]; edges: KgEdge[];
  families: Record<string, Texts>; statuses: Record<string, Texts>;
  modalities: Record<string, Texts>; strings: Record<Lang, Texts>;
}

/** The line of an edge: a quadratic curve from border to border, in units of the page. */
interface Curve { a: Point; c: Point; b: Point }

interface Visible { nodes: Set<string>; edges: Set<string> }

/** The part of vis-network that is used. */
interface VisDataView { refresh(): void }
interface VisNetwork {
  on(event: string, callback: (argument: any) => void): void;
  once(event: string, callback: (argument: any) => void): void;
  redraw(): void;
  getScale(): number;
  getPosition(id: string): Point;
  canvasToDOM(point: Point): Point;
  DOMtoCanvas(point: Point): Point;
  moveTo(options: object): void;
  setSize(width: string, height: string): void;
}
declare const vis: {
  DataSet: new (items: object[]) => object;
  DataView: new (items: object, options: object) => VisDataView;
  Network: new (element: HTMLElement, data: object, options: object) => VisNetwork;
};

interface Window { kg: object }
