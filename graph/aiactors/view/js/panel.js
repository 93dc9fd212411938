// @ts-check
// The right-hand side: how to read the map, the record of an actor, the evidence of a relation.

const PANEL = byId("panel");
const READING = byId("reading");

function drawPanel() {
  const { focus, edge } = state;
  const parts = edge ? edgePage(edgeOf(edge)) : focus ? nodePage(nodeOf(focus)) : homePage();
  byId("close").hidden = !edge && !focus;
  refill(READING, parts);
  PANEL.scrollTop = 0;
}

/** @param {KgNode} node @param {string} [small] @returns {HTMLElement} */
function nodeButton(node, small = "") {
  return h(
    "button", { type: "button", class: "item", "data-node": node.id },
    kindGlyph(node.kind), h("span", { class: "word" }, bdi(clip(nameOf(node), 120))), small ? h("small", {}, small) : null,
  );
}

/** @param {KgEdge} edge @returns {HTMLElement} the caveat; nothing is seen of it for facts */
function standingTag(edge) {
  return h("span", { class: `tag ${edge.standing}` }, caveat(edge));
}

/** @returns {Child[]} */
function homePage() {
  const contested = DATA.edges.filter((edge) => edge.standing === "disputed" && visible.edges.has(edge.id));
  contested.sort((a, b) => b.said.length - a.said.length || compare(a.id, b.id));
  return [
    h("h2", {}, t("home-title")),
    h("ul", { class: "how" }, ...["home-node", "home-edge", "home-style"].map((key) => h("li", {}, t(key)))),
    contested.length ? h("h3", {}, t("contested")) : null,
    h("div", { class: "list" }, ...contested.slice(0, 6).map((edge) => edgeButton(edge, null))),
    h("h3", {}, t("most-connected")),
    h("div", { class: "list" }, ...RANKED.filter((node) => visible.nodes.has(node.id)).slice(0, 8).map((node) => (
      nodeButton(node, tn("count-relations", relationsOf(node.id).length))))),
    h("p", { class: "keys" }, t("keys")),
    h("p", { class: "keys" }, t("about")),
  ];
}

/** @param {KgEdge} edge @param {string | null} from the actor whose record it is; null for the whole sentence @returns {HTMLElement} */
function edgeButton(edge, from) {
  const other = nodeOf(from === null ? edge.to : otherEnd(edge, from));
  const words = from === null
    ? [bdi(clip(nameOf(nodeOf(edge.from)), 80)), ` ${relationOf(edge)} `, bdi(clip(nameOf(other), 80))]
    : [bdi(clip(nameOf(other), 120))];
  const details = [dateInWords(edge.when), tn("count-sources", edge.sources)].filter(Boolean).join(" · ");
  return h(
    "button", { type: "button", class: "item edge", "data-edge": edge.id },
    lineGlyph(lineColour(edge), edge.standing),
    h("span", { class: "word" }, ...words, h("small", {}, details, " ", standingTag(edge))),
  );
}

/** @param {KgNode} node @returns {Child[]} its record, grouped by relation */
function nodePage(node) {
  const relations = relationsOf(node.id);
  /** @type {Map<string, KgEdge[]>} */
  const groups = new Map();
  for (const edge of relations) {
    const word = relationOf(edge, edge.from !== node.id);
    groups.set(word, [...(groups.get(word) || []), edge]);
  }
  return [
    h("p", { class: "kicker" }, kindGlyph(node.kind), " ", clip(typesOf(node), 120)),
    h("h2", { tabindex: -1 }, bdi(clip(nameOf(node), 400))),
    h("p", { class: "summary" }, tn("count-relations", relations.length)),
    node.note ? h("p", { class: "note" }, bdi(say(node.note))) : null,
    facts([
      [t("aka"), node.aliases.length ? bdi(clip(node.aliases.join(", "), 400)) : null],
      [t("homepage"), node.homepage ? link(node.homepage, shortAddress(node.homepage)) : null],
      [t("same-as"), node.same.length ? h("span", { class: "links" }, ...node.same.map((address) => link(address, shortAddress(address)))) : null],
    ]),
    ...[...groups].map(([word, edges]) => h(
      "section", { class: "group" },
      h("h3", {}, word, " ", h("span", { class: "n" }, String(edges.length))),
      h("div", { class: "list" }, ...edges.map((edge) => edgeButton(edge, node.id))),
    )),
    relations.length ? null : h("p", {}, t("no-relations")),
  ];
}

/** @param {KgEdge} edge @returns {Child[]} its evidence */
function edgePage(edge) {
  const others = (PARALLEL.get(pairOf(edge)) || []).filter((other) => other !== edge && visible.edges.has(other.id));
  return [
    h("p", { class: "kicker" }, lineGlyph(lineColour(edge), edge.standing), " ", clip(wordFor(DATA.families, edge.family), 60), " ", standingTag(edge)),
    h("h2", { tabindex: -1, class: "sentence" }, endButton(edge.from), " ", h("span", { class: "relation" }, relationOf(edge)), " ", endButton(edge.to)),
    facts([
      [t("when"), whenOf(edge)],
      [t("known-since"), edge.known ? dateInWords(edge.known) : null],
      [t("status"), explained(wordFor(DATA.statuses, edge.status), `status-${edge.status}`)],
      [t("modality"), edge.modality === "actual" ? null : explained(wordFor(DATA.modalities, edge.modality), `modality-${edge.modality}`)],
      [t("sources"), tn("count-sources", edge.sources)],
      ...edge.qualifiers.map(([key, text]) => /** @type {[string, Child]} */ ([qualifierWord(key), bdi(clip(say(text), 600))])),
    ]),
    h("h3", {}, t("who")),
    ledger(edge),
    others.length ? h("h3", {}, t("between")) : null,
    h("div", { class: "list" }, ...others.map((other) => edgeButton(other, null))),
  ];
}

/** @param {string} id @returns {HTMLElement} */
function endButton(id) {
  return h("button", { type: "button", class: "end", "data-node": id }, bdi(clip(nameOf(nodeOf(id)), 200)));
}

/** @param {KgEdge} edge @returns {Child} */
function whenOf(edge) {
  if (!edge.when && !edge.written) return null;
  const written = edge.written ? h("small", {}, t("as-written", { text: clip(say(edge.written), 200) })) : null;
  return h("span", {}, dateInWords(edge.when), " ", written);
}

/** @param {string} word @param {string} key of the explanation @returns {HTMLElement} */
function explained(word, key) {
  return h("span", {}, h("b", {}, word), ". ", key in DATA.strings[lang] ? t(key) : "");
}

/** @param {string} key @returns {string} */
function qualifierWord(key) {
  return `qualifier-${key}` in DATA.strings[lang] ? t(`qualifier-${key}`) : key;
}

/** @param {[string, Child][]} rows those without a value are left out @returns {HTMLElement} */
function facts(rows) {
  return h("dl", {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}
