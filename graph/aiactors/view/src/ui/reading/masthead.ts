// The line under the headline: what is shown, and from which standpoint.
import { byId } from "../../dom";
import { plain } from "../../text";
import { type App, STANDINGS } from "../../types";
import { standpoint } from "./standpoint";

export function mountMasthead(app: App): void {
  const line = byId("dek");
  const write = () => {
    line.textContent = plain(dek(app));
  };
  app.store.on((change) => {
    if (change.look || change.shown) write();
  });
  write();
}

function dek(app: App): string {
  const { store, words } = app;
  const { view, state } = store;
  const { edges, nodeCount, edgeCount } = view.passing;
  const disputed = edges.reduce((n, passes, edge) => n + (passes && isDisputed(view.standing[edge])), 0);
  const parts = [words.tn("count-actors", nodeCount), words.tn("count-relations", edgeCount)];
  if (disputed) parts.push(words.tn("count-disputed", disputed));
  const told = standpoint(app).replace(/^./u, (first) => first.toLocaleLowerCase(words.lang));
  const held = state.heldOn === null ? "" : words.t("read-held-on", { day: words.day(state.heldOn) });
  return [parts.join(", "), held, told].filter(Boolean).join(" · ");
}

const isDisputed = (standing: number) => Number(STANDINGS[standing] === "disputed");
