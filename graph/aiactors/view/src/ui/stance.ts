// "As told by": the network as one party tells it. What it asserts stands, what it denies is
// crossed out, what it says nothing about is not there; how much that is stands below.

import { h, refill } from "../dom";
import { standingGlyph } from "../glyphs";
import type { App, Standing } from "../types";
import { type Choice, makeCombobox } from "./stance/combobox";
import { type Tally, type Teller, tallyOf, tellersOf } from "./stance/parties";

export function mountStance(app: App, root: HTMLElement): void {
  const { model, store, words } = app;
  const { parties } = model.data;
  root.hidden = !parties.length;
  if (!parties.length) return;
  let tellers: Teller[] | null = null;
  const choices = (): Choice[] => {
    tellers ??= tellersOf(model);
    return [everyone(app), ...tellers.map((teller) => choiceOf(app, teller))];
  };
  const box = makeCombobox({
    id: "told-by",
    count: parties.length + 1,
    choices,
    name: (stance) => (stance === null ? words.t("stance-everyone") : nameOf(app, stance)),
    now: () => store.state.stance,
    chosen(stance) {
      if (stance === store.state.stance) return;
      store.change({ stance });
      app.announce(aloud(app, tally()));
    },
    fold: words.fold,
    rest: (n) => words.tn("stance-rest", n),
    none: () => words.t("stance-none"),
  });
  const tally = tallyOf(app);
  const legend = h("p", { class: "stance-legend", hidden: true });
  root.append(box.element, legend);
  const explain = (): void => {
    const counted = tally();
    legend.hidden = !counted;
    refill(legend, ...(counted ? legendOf(app, counted) : []));
  };
  const write = (): void => {
    box.write(words.t("stance-label"));
    explain();
  };
  write();
  store.on((change) => {
    if (change.look) return write();
    if (!change.shown && !change.scope) return;
    box.show();
    explain();
  });
}

function everyone({ model, words }: App): Choice {
  return { value: null, name: words.t("stance-everyone"), more: words.number(model.edgeCount) };
}

function nameOf({ model, words }: App, party: number): string {
  const { name, id } = model.data.parties[party];
  return words.say(name) || id;
}

/** A party, how many relations it tells, and how many of them it denies. */
function choiceOf(app: App, { party, told, denied }: Teller): Choice {
  const { words } = app;
  const parts = [words.number(told)];
  if (denied) parts.push(words.tn("stance-denied-count", denied));
  return { value: party, name: nameOf(app, party), more: parts.join(", ") };
}

const SIGNS: [keyof Tally, Standing | null][] = [
  ["asserts", "firm"],
  ["disputes", "disputed"],
  ["denies", "denied"],
  ["open", "denied"],
  ["silent", null],
];

/** One line: what each sign means, and how often it occurs; rare things only where there are any. */
function legendOf({ words }: App, tally: Tally): HTMLElement[] {
  const told = SIGNS.filter(([key]) => tally[key] || (key !== "disputes" && key !== "open"));
  return told.map(([key, standing]) =>
    h(
      "span",
      { class: `stance-${key}` },
      standing && standingGlyph(standing),
      words.tn(`stance-${key}`, tally[key]),
    ),
  );
}

function aloud({ words }: App, tally: Tally | null): string {
  if (!tally) return words.t("stance-everyone");
  return SIGNS.filter(([key]) => tally[key])
    .map(([key]) => words.tn(`stance-${key}`, tally[key]))
    .join(", ");
}
