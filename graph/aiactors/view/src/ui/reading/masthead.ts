// The line under the headline: what is shown, and from which standpoint.
import { byId, h, refill } from "../../dom";
import { plain } from "../../text";
import { type App, STANDINGS } from "../../types";
import { standpoint } from "./standpoint";

export function mountMasthead(app: App): void {
  const line = byId("dek");
  const write = () => {
    // On a phone there is room for what is shown alone: the clocks and "as told by" say the rest.
    const [shown, ...whence] = dek(app).map(plain);
    refill(line, shown, ...whence.map((text) => h("span", {}, ` · ${text}`)));
  };
  app.store.on((change) => {
    if (change.look || change.shown) write();
  });
  write();
}

/** What is shown, and from which standpoint. */
function dek(app: App): string[] {
  const { store, words } = app;
  const { view, state } = store;
  const { edges, nodeCount, edgeCount, aside } = view.passing;
  const disputed = edges.reduce((n, passes, edge) => n + (passes && isDisputed(view.standing[edge])), 0);
  const parts = [words.tn("count-actors", nodeCount), words.tn("count-relations", edgeCount)];
  if (disputed) parts.push(words.tn("count-disputed", disputed));
  const told = standpoint(app).replace(/^./u, (first) => first.toLocaleLowerCase(words.lang));
  const held = state.heldOn === null ? "" : words.t("read-held-on", { day: words.day(state.heldOn) });
  const shown = parts.join(", ");
  const more = aside ? ` · ${words.tn("count-hidden", aside)}` : "";
  return [shown + more, held, told].filter(Boolean);
}

const isDisputed = (standing: number) => Number(STANDINGS[standing] === "disputed");
