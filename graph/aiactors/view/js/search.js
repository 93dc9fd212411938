// @ts-check
// Search: names and other names in all languages, accents and case aside.

const SEARCH = /** @type {HTMLInputElement} */ (byId("q"));
const HITS = byId("hits");
const MOST_HITS = 10;

/** What is searched for each actor. @type {[KgNode, string[]][]} */
const SEARCHED = RANKED.map((node) => [node, [...Object.values(node.names), ...node.aliases, node.id].map((name) => fold(name.slice(0, 400)))]);

/** @type {KgNode[]} */
let found = [];
let chosen = -1;

/** @param {string} text @returns {KgNode[]} the best first: whole names, beginnings, words, parts */
function lookUp(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const ranked = SEARCHED.map(([node, names]) => /** @type {const} */ ([node, Math.min(...names.map((name) => closeness(name, wanted)))]));
  return ranked.filter(([node, far]) => far < 9 && visible.nodes.has(node.id)).sort((a, b) => a[1] - b[1]).slice(0, MOST_HITS).map(([node]) => node);
}

/** @param {string} name @param {string} wanted @returns {number} 0 is the same, 9 is nothing */
function closeness(name, wanted) {
  const at = name.indexOf(wanted);
  if (at < 0) return 9;
  if (name === wanted) return 0;
  if (at === 0) return 1;
  return /[\s\-.(]/.test(name[at - 1]) ? 2 : 3;
}

function search() {
  found = lookUp(SEARCH.value);
  chosen = found.length ? 0 : -1;
  drawHits(!!SEARCH.value.trim());
}

/** @param {boolean} open */
function drawHits(open) {
  HITS.hidden = !open;
  SEARCH.setAttribute("aria-expanded", String(open));
  if (chosen >= 0) SEARCH.setAttribute("aria-activedescendant", `hit-${chosen}`);
  else SEARCH.removeAttribute("aria-activedescendant");
  const rows = found.map((node, i) => h(
    "li",
    { id: `hit-${i}`, role: "option", "aria-selected": String(i === chosen), onmousedown: (event) => { event.preventDefault(); pick(node); } },
    kindGlyph(node.kind), h("span", { class: "word" }, bdi(clip(nameOf(node), 60)), h("small", {}, clip(typesOf(node), 60))),
  ));
  const none = h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("nothing-found"));
  HITS.replaceChildren(...(rows.length ? rows : [none]));
}

/** @param {KgNode} node */
function pick(node) {
  SEARCH.value = "";
  closeHits();
  choose({ node: node.id });
  MAP.focus();
}

function closeHits() {
  found = [];
  chosen = -1;
  drawHits(false);
}

/** @param {KeyboardEvent} event */
function searchKeys(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && found.length) {
    event.preventDefault();
    chosen = (chosen + steps[/** @type {"ArrowDown" | "ArrowUp"} */ (event.key)] + found.length) % found.length;
    drawHits(true);
  } else if (event.key === "Enter" && found[chosen]) pick(found[chosen]);
  else if (event.key === "Escape") {
    SEARCH.value = "";
    closeHits();
    SEARCH.blur();
  }
}

function startSearch() {
  SEARCH.addEventListener("input", search);
  SEARCH.addEventListener("keydown", searchKeys);
  SEARCH.addEventListener("blur", closeHits);
  SEARCH.addEventListener("focus", () => SEARCH.value && search());
}
