// A row of buttons that is one stop of the Tab key; arrow keys go from one to the next, as the
// ARIA Authoring Practices ask of a toolbar.

import { h } from "../dom";

export class Toolbar {
  readonly element: HTMLElement;
  private current: HTMLElement | null = null;

  constructor(...children: HTMLElement[]) {
    this.element = h("div", { role: "toolbar" }, ...children);
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("focusin", ({ target }) => {
      this.current = target instanceof HTMLElement ? target : null;
      this.settle();
    });
  }

  /** After buttons came or went: exactly one of those that are shown can be tabbed to. */
  settle(): void {
    const buttons = this.buttons();
    const stop = buttons.find((button) => button === this.current) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }

  private buttons(): HTMLElement[] {
    const all = [...this.element.querySelectorAll<HTMLElement>("button")];
    return all.filter((button) => !button.closest("[hidden]"));
  }

  private pressed(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(to + buttons.length) % buttons.length].focus();
  }
}
