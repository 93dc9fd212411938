// In a frame of another page: the map alone, with a caption that says what it is, as of when, and
// where the whole of it stands.
import { bdi, h, refill } from "../../dom";
import type { App } from "../../types";
import { linkOf } from "./address";

/** The last day on which something became known: what is dated to a year counts with its last day, which may be to come. */
function lastKnown({ model }: App): number | null {
  const today = Math.floor(Date.now() / 86_400_000);
  return model.data.edges.known.reduce(
    (last, day) => (day !== null && day <= today && day > (last ?? day - 1) ? day : last),
    null,
  );
}

/** In one sentence: how much is shown, from which standpoint. */
export function sentenceOf({ words, store, model }: App): string {
  const { heldOn, knownBy, stance } = store.state;
  const parts = [
    words.t("take-shown", {
      actors: words.tn("count-actors", store.view.nodeCount),
      relations: words.tn("count-relations", store.view.edgeCount),
    }),
    heldOn === null ? "" : words.t("take-held", { day: words.day(heldOn) }),
    knownBy === null ? "" : words.t("take-known", { day: words.day(knownBy) }),
    stance === null
      ? ""
      : words.t("take-told", { party: words.say(model.data.parties[stance].name).slice(0, 80) }),
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

export function mountEmbed(app: App): void {
  const { store, words } = app;
  const caption = h("footer", { id: "caption" });
  const last = lastKnown(app);
  const write = () => {
    caption.hidden = !store.state.embed;
    if (!store.state.embed) return;
    const date = last === null ? "" : words.t("take-as-of", { day: words.day(last) });
    const whole = h(
      "a",
      { href: linkOf(app), target: "_blank", rel: "noopener noreferrer" },
      words.t("take-open"),
    );
    const isPlace = /^(https?|file):/.test(linkOf(app));
    refill(
      caption,
      h("h1", {}, bdi(words.say(app.model.data.title))),
      h("span", {}, [sentenceOf(app), date].filter(Boolean).join(" ")),
      isPlace && whole,
    );
  };
  document.body.append(caption);
  store.on((change) => {
    if (change.look || store.state.embed) write();
  });
  if (new URLSearchParams(location.search).has("embed")) store.change({ embed: true }, { undoable: false });
  write();
}
