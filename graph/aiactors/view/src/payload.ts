// What is embedded in the page, once it is unpacked (written by view/payload.py and view/records.py).
// Days and texts as they stand there.

export type Lang = "en" | "fr";
export type Texts = Record<string, string>;
/** The same text in every language, or texts by language. */
export type Label = string | Texts;
/** Days since 1970-01-01, in UTC. */
export type Day = number;
/** A relation of the ontology. */
export interface Relation {
  key: string;
  names: Texts;
  inverse: Texts;
  /** Index into `families`. */
  family: number;
  directed: boolean;
  /** Whether it tells of something that happens once, and not of a state that can end. */
  occurrence: boolean;
}

/** A key of the ontology, and its name. */
export interface Term {
  key: string;
  names: Texts;
}

/** Someone who takes a stance: an actor, or a publisher in its own voice. */
export interface Party {
  /** Its id (slug). */
  id: string;
  name: Label;
  /** Its place among the actors of the page; -1 if it is none of them. */
  node: number;
}

/** The columns of all actors; each array has as many members as there are actors. */
export interface Nodes {
  id: string[];
  /** Index into KINDS. */
  kind: number[];
  /** A text where it is the same in every language. */
  name: Label[];
  x: number[];
  y: number[];
  /** Index of its community: 0 is the largest. Empty where the page is too small to need them. */
  community: number[];
}

/** The columns of all relations between actors. Absent days are null. */
export interface Edges {
  id: string[];
  from: number[];
  to: number[];
  /** Index into `relations`. */
  relation: number[];
  /** Index into `modalities`. */
  modality: number[];
  /** Index into `statuses`. */
  status: number[];
  /** First day on which it may have held. */
  start: (Day | null)[];
  /** Last day on which it may have held. */
  end: (Day | null)[];
  /** When it held, in EDTF: index into `dates`; -1 where nothing is known. */
  when: number[];
  /** The day since which it is publicly known. */
  known: (Day | null)[];
  /** How many independent sources say so. */
  sources: number[];
}

/** What is needed to draw, filter, and search: it is read when the page opens. */
export interface Payload {
  version: 2;
  lang: Lang;
  title: Texts;
  families: Term[];
  statuses: Term[];
  modalities: Term[];
  stances: Term[];
  relations: Relation[];
  parties: Party[];
  /** EDTF texts that `edges.when` points into. */
  dates: string[];
  nodes: Nodes;
  edges: Edges;
  /**
   * How statuses came about, for relations that are known: from each day on, the status (index
   * into `statuses`) that follows from all documents published by then. By index of the
   * relation; one that is left out has had its status of today ever since `known`.
   */
  history: Record<number, [Day, number][]>;
  /**
   * Who tells it: by index of the relation, pairs of party (index into `parties`) and the status
   * that follows from its word alone (index into `statuses`). With a day where the party said so
   * later than `known`, or changed its word (then there are several pairs, the last one of today);
   * null where no day is known.
   */
  told: Record<number, [party: number, status: number, since?: Day | null][]>;
  /** Other names of actors, for the search: index of the actor → names. */
  aliases: Record<number, string[]>;
  /** What the page opens with. */
  start: Start;
  /** A story to step through; null if there is none. */
  story: Story | null;
  /** How many relations one block of records holds. */
  block: number;
  /** How many documents one chunk of sources holds. */
  chunk: number;
  /** What goes before the ids of actors and relations in their addresses. */
  iris: { node: string; edge: string };
  /** Where the whole page stands; empty if nowhere. */
  home: string;
}

/** What the page opens with where its address says nothing. */
export interface Start {
  /** Ids of actors in the middle; none: the overview. */
  focus: string[];
  hops: number;
}

/** Steps through the network; each restores a state. */
export interface Story {
  title: Texts;
  steps: { title: Texts; text: Texts; state: string }[];
}

/** A document that somebody reads; `publisher` and `title` in words. */
export interface Source {
  title: Label;
  publisher?: Label;
  url?: string;
  date?: string;
  /** Its id, the day on which it was read, and its language: for citing it. */
  id?: string;
  accessed?: string;
  language?: string;
}

/** One agent takes one stance, in one document. */
export interface Said extends Source {
  by?: Label;
  /** Index into `stances`. */
  stance: number;
  via?: Source;
  where?: string;
  gist?: Label;
  quote?: string;
}

/** What the panel shows of a relation beside its columns. */
export interface EdgeRecord {
  iri: string;
  /** The date in the words of the source. */
  written?: Label;
  qualifiers: [string, Label][];
  said: Said[];
}

/** What the panel shows of an actor beside its columns. */
export interface NodeRecord {
  iri: string;
  types: [string, string][];
  same: string[];
  homepage?: string;
  note?: Label;
}
