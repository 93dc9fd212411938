// The buttons that zoom.

import { h, refill, svg } from "../dom";
import type { App } from "../types";

const PATHS = {
  in: "M8 3v10M3 8h10",
  out: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
};

export function mountZoom(app: App, act: Record<keyof typeof PATHS, () => void>): void {
  const root = document.getElementById("zoom");
  if (!root) return;
  root.setAttribute("role", "group");
  const buttons = (Object.keys(PATHS) as (keyof typeof PATHS)[]).map((key) => ({
    key,
    element: h(
      "button",
      { type: "button", id: `zoom-${key}`, onclick: act[key] },
      svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: PATHS[key] })),
    ),
  }));
  const write = () => {
    root.setAttribute("aria-label", app.words.t("stage-zoom"));
    for (const { key, element } of buttons) {
      element.setAttribute("aria-label", app.words.t(`stage-zoom-${key}`));
      element.title = app.words.t(`stage-zoom-${key}`);
    }
  };
  refill(root, ...buttons.map(({ element }) => element));
  write();
  app.store.on((change) => {
    if (change.look) write();
  });
}
