// A dialog of all keys.

import { h, refill } from "../dom";
import type { App } from "../types";

/** Title of a part → rows of keys and what they do; keys that begin with `keys-` are words. */
const PARTS: [string, [string[], string][]][] = [
  [
    "keys-in-map",
    [
      [["keys-k-arrows"], "keys-walk"],
      [["E"], "keys-edges"],
      [["keys-k-space"], "keys-cross"],
      [["keys-k-enter"], "keys-enter"],
      [["X"], "keys-expand"],
      [["F"], "keys-focus"],
      [["H"], "keys-hide"],
      [["P"], "keys-pin"],
      [["keys-k-menu"], "keys-menu"],
      [["keys-k-escape"], "keys-back"],
      [["+", "−"], "keys-zoom"],
      [["0"], "keys-fit"],
    ],
  ],
  [
    "keys-anywhere",
    [
      [["/"], "keys-search"],
      [["keys-k-ctrl", "Z"], "keys-undo"],
      [["keys-k-ctrl", "Y"], "keys-redo"],
      [["?"], "keys-help"],
    ],
  ],
  [
    "keys-with-mouse",
    [
      [["keys-k-click"], "keys-click"],
      [["keys-k-drag"], "keys-drag"],
      [["keys-k-wheel"], "keys-wheel"],
      [["keys-k-press"], "keys-press"],
    ],
  ],
];

export function helpDialog({ words }: App): { element: HTMLDialogElement; open(): void; write(): void } {
  const element = h("dialog", { id: "keys-help", "aria-labelledby": "keys-title" });
  // A click beside it closes it; the dialog itself has no padding that one could hit.
  element.addEventListener("click", ({ target }) => {
    if (target === element) element.close();
  });
  const word = (key: string) => (key.startsWith("keys-") ? words.t(key) : key);
  const row = ([keys, what]: [string[], string]) => [
    h("dt", {}, ...keys.map((key) => h("kbd", {}, word(key)))),
    h("dd", {}, words.t(what)),
  ];
  const part = ([title, rows]: [string, [string[], string][]]) =>
    h("section", {}, h("h3", {}, words.t(title)), h("dl", {}, ...rows.flatMap(row)));
  const write = () => {
    const close = h("button", { type: "button", onclick: () => element.close() }, words.t("keys-close"));
    const head = h("div", { class: "bar" }, h("h2", { id: "keys-title" }, words.t("keys-title")), close);
    refill(element, head, h("div", { class: "parts" }, ...PARTS.map(part)));
  };
  return { element, open: () => element.showModal(), write };
}
