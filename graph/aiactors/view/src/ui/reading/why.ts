// How well a relation stands, and why: one sentence, from who affirms it and who denies it.
import { type Child, h } from "../../dom";
import type { App, EdgeRecord, Said } from "../../types";
import { capital, list, phrase, says } from "./phrase";
import { heard, silent, standpoint } from "./standpoint";
import { SIDES, type Voice, type Voices, voicesOf } from "./voices";

const names = (voices: readonly Voice[]) => voices.map(({ name }) => name);

/** The verdict on a relation, from where the reader looks, and how it stands for everyone. */
export function verdict(app: App, edge: number, record: EdgeRecord): HTMLElement[] {
  const nobody = silent(app, edge);
  const from = standpoint(app);
  const today = status(app, app.model.data.edges.status[edge]);
  if (nobody) return [h("p", { class: "verdict" }, nobody), forEveryone(app, today)];
  const { said } = heard(app, record);
  const now = status(app, app.store.view.status[edge]);
  const why = phrase(app.words.t("read-verdict"), {
    status: h("b", {}, from ? now : capital(now, app.words.lang)),
    why: reason(app, edge, record, said),
  });
  const standing = app.store.view.standing[edge];
  const one = h("p", { class: "verdict", "data-standing": standing }, from ? `${from}, ` : "", ...why);
  return from && now !== today ? [one, forEveryone(app, today)] : [one];
}

function status({ model, words }: App, index: number): string {
  return words.say(model.data.statuses[index]?.names);
}

function forEveryone({ words }: App, status: string): HTMLElement {
  return h("p", { class: "today" }, ...phrase(words.t("read-now"), { status: h("b", {}, status) }));
}

function reason(app: App, edge: number, record: EdgeRecord, said: Said[]): Child[] {
  const { model, store, words } = app;
  const voices = voicesOf(model.data, words, said);
  if (store.state.stance !== null) return itsWord(app, voices);
  const all = said.length === record.said.length;
  if (all && record.qualifiers.some(([key]) => key === "editor")) return [words.t("read-why-editor")];
  const key = model.data.statuses[store.view.status[edge]]?.key;
  const sources = all ? model.data.edges.sources[edge] : 0;
  return (REASONS[key] ?? nobody)(app, voices, sources);
}

/** What one party says, in all its stances. */
function itsWord(app: App, voices: Voices): Child[] {
  const spoken = SIDES.filter((side) => voices[side].length);
  return [...spoken.flatMap((side, i) => [i ? "; " : "", ...says(app, side, voices[side])]), "."];
}

type Reason = (app: App, voices: Voices, sources: number) => Child[];

const nobody: Reason = ({ words }) => [words.t("read-why-nobody")];

const established: Reason = (app, voices, sources) => {
  const own = voices.for.filter((voice) => voice.own);
  const but = voices.against.length ? contradicted(app, voices) : [];
  if (sources === 1 && own.length) return [...onRecord(app, own[0]), ...but];
  return [...independent(app, own.length ? own : voices.for, sources), ...but];
};

const onRecord = ({ words }: App, { title }: Voice) =>
  phrase(words.t("read-why-record"), { what: h("cite", {}, h("bdi", {}, words.say(title))) });

function independent(app: App, voices: readonly Voice[], sources: number): Child[] {
  const n = app.words.number(sources);
  if (voices.length === sources && sources <= 3) {
    return phrase(app.words.t("read-why-sources", { n }), { who: list(app, names(voices)) });
  }
  const who = list(app, names(voices.slice(0, 2)));
  return phrase(app.words.t(sources ? "read-why-among" : "read-why-then", { n }), { who });
}

function contradicted(app: App, { against }: Voices): Child[] {
  const key = `read-why-but-${against.length === 1 ? "one" : "many"}`;
  return [" ", ...phrase(app.words.t(key), { against: list(app, names(against)) })];
}

/** Only one or the other kind of voice makes the status: the quoted do not count beside a source. */
const saidBy =
  (key: string, own: boolean): Reason =>
  (app, voices) => {
    const counted = voices.for.filter((voice) => voice.own === own);
    const speakers = counted.length ? counted : voices.for;
    if (!speakers.length) return nobody(app, voices, 0);
    const many = speakers.length === 1 ? "one" : "many";
    return phrase(app.words.t(`${key}-${many}`), { who: list(app, names(speakers)) });
  };

const disputed: Reason = (app, voices) =>
  phrase(app.words.t("read-why-disputed"), {
    for: says(app, "for", voices.for),
    against: says(app, "against", voices.against),
  });

const denied: Reason = (app, voices) =>
  phrase(app.words.t(voices.for.length ? "read-why-denied-record" : "read-why-denied-alone"), {
    for: says(app, "for", voices.for),
    against: says(app, "against", voices.against),
  });

const unknown: Reason = (app, voices) =>
  voices.open.length
    ? phrase(app.words.t("read-why-unknown"), { who: says(app, "open", voices.open) })
    : nobody(app, voices, 0);

const retracted: Reason = (app, voices) =>
  phrase(app.words.t("read-why-retracted"), { who: says(app, "back", voices.back) });

const REASONS: Record<string, Reason> = {
  established,
  reported: saidBy("read-why-reported", true),
  claimed: saidBy("read-why-claimed", false),
  disputed,
  denied,
  unknown,
  retracted,
};
