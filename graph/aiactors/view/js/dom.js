// @ts-check
// Elements, made without ever parsing text as HTML: whatever a name holds, it stays text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean | EventListener | null | undefined>} [attributes]
 *   `on…` are listeners; null, undefined and false are left out
 * @param {...Child} children
 * @returns {HTMLElement}
 */
function h(tag, attributes = {}, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attributes, children));
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Child} children
 * @returns {SVGElement}
 */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return /** @type {SVGElement} */ (fill(element, attributes, children));
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | EventListener | null | undefined>} attributes
 * @param {Child[]} children
 * @returns {Element}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => typeof child === "string" || child instanceof Node));
  return element;
}

/** @param {Element} element @param {Child[]} children what stands in it from now on */
function refill(element, children) {
  element.replaceChildren();
  fill(element, {}, children);
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** A name, kept apart from the direction of the text around it. @param {string} text @returns {HTMLElement} */
function bdi(text) {
  return h("bdi", {}, text);
}

/** @param {string | undefined} address @returns {string | null} the address if a browser may open it */
function webAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** @param {string | undefined} address @param {string} text @returns {HTMLElement} a link, or only the text */
function link(address, text) {
  const href = webAddress(address);
  if (!href) return bdi(text);
  return h("a", { href, rel: "noopener noreferrer", target: "_blank" }, bdi(text));
}

/** @param {string} address @returns {string} what a reader needs to see of an address */
function shortAddress(address) {
  return clip(address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, ""), 48);
}
