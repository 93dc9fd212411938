// Elements, made without ever parsing text as HTML: whatever a name holds, it stays text.

import { clip, webAddress } from "./text";

export { clip, plain, shortAddress, webAddress } from "./text";

export type Child = Node | string | null | undefined | false;
/** `on…` are listeners; null, undefined and false are left out. */
export type Attributes = Record<
  string,
  string | number | boolean | null | undefined | ((event: never) => unknown)
>;

const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag) as SVGElementTagNameMap[K], attributes, children);
}

/** Set attributes and append children. */
export function fill<E extends Element>(element: E, attributes: Attributes, children: Child[] = []): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => typeof child === "string" || child instanceof Node));
  return element;
}

/** Put children in the place of those that stand there. */
export function refill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  fill(element, {}, children);
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element #${id}`);
  return element;
}

/** A name, kept apart from the direction of the text around it; not more than so many characters of it. */
export function bdi(text: string, most = Number.POSITIVE_INFINITY): HTMLElement {
  return h("bdi", {}, clip(text, most));
}

/** A link that does not tell where the reader comes from; only the text where the address leads nowhere. */
export function link(address: string | undefined, text: string): HTMLElement {
  const href = webAddress(address);
  if (!href) return bdi(text);
  return h("a", { href, rel: "noopener noreferrer", target: "_blank" }, bdi(text));
}

/** A drawing of a few strokes, as it stands in buttons; it takes the colour of the text. */
export function icon(path: string): SVGElement {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: path }));
}
