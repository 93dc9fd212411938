// The field for an exact date. What is no date is told, and changes nothing.

import { h } from "../../dom";
import type { App, Day } from "../../types";
import { isoOf, typed } from "./calendar";
import type { Which } from "./clock";

export interface Exact {
  readonly element: HTMLElement;
  readonly trouble: HTMLElement;
  show(): void;
  write(): void;
}

export function exactField(
  app: App,
  which: Which,
  day: () => Day | null,
  set: (day: Day | null) => void,
): Exact {
  const { words } = app;
  const trouble = h("p", { class: "clock-trouble", id: `clock-${which}-trouble`, hidden: true });
  const element = h("input", {
    type: "text",
    class: "clock-exact",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 40,
    "aria-describedby": trouble.id,
  });
  const complain = (text: string): void => {
    trouble.textContent = text;
    trouble.hidden = !text;
    element.setAttribute("aria-invalid", String(Boolean(text)));
    if (text) app.announce(text);
  };
  const show = (): void => {
    const at = day();
    element.value = at === null ? "" : isoOf(at);
    complain("");
  };
  const take = (): void => {
    const text = element.value.trim();
    const found = text ? typed(text) : null;
    if (text && found === null) complain(words.t("clocks-no-date", { text: text.slice(0, 24) }));
    else if (found === day()) show();
    else set(found);
  };
  element.addEventListener("change", take);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show();
    if (event.key !== "Tab") event.stopPropagation(); // letters and arrows mean something to the map
  });
  const write = (): void => {
    element.setAttribute("aria-label", `${words.t(`clocks-${which}`)}: ${words.t("clocks-exact")}`);
    element.placeholder = words.t("clocks-pattern");
    element.title = words.t("clocks-exact-help");
  };
  return { element, trouble, show, write };
}
