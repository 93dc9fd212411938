// @ts-check
// Who says so, and who does not: the attributions of one relation.

const SIDES = /** @type {const} */ (["for", "against", "open"]);

/** @param {Said} said @returns {typeof SIDES[number]} */
function sideOf({ stance }) {
  if (stance === "denies" || stance === "disputes" || stance === "retracts") return "against";
  return stance === "leaves-open" || stance === "declines-to-say" ? "open" : "for";
}

/** @param {KgEdge} edge @returns {HTMLElement} the two sides of a dispute stand next to each other */
function ledger(edge) {
  const sides = SIDES.map((side) => ({ side, said: edge.said.filter((one) => sideOf(one) === side) }));
  const columns = sides.filter(({ said }) => said.length).map(({ side, said }) => h(
    "section", { class: `side ${side}` },
    h("h4", {}, t(`side-${side}`)),
    ...said.map(card),
  ));
  const both = sides[0].said.length && sides[1].said.length;
  return h("div", { class: both ? "ledger both" : "ledger" }, ...columns);
}

/** @param {Said} said @returns {HTMLElement} */
function card(said) {
  const speaker = h("b", {}, bdi(clip(say(said.by || said.publisher) || t("document"), 200)));
  const stance = say(said.stances) || said.stance;
  return h(
    "article", { class: "said" },
    h("p", { class: "speaker" }, speaker, " ", h("span", { class: "stance" }, said.by ? stance : t("own-voice", { stance }))),
    said.gist ? h("p", { class: "gist" }, bdi(say(said.gist))) : null,
    said.quote ? h("blockquote", {}, bdi(said.quote)) : null,
    h("p", { class: "source" }, ...source(said, said.where)),
    said.via ? h("p", { class: "source via" }, `${t("original")} `, ...source(said.via)) : null,
  );
}

/**
 * @param {{ title: Label, publisher?: Label, date?: string, url?: string }} document
 * @param {string} [where]
 * @returns {Child[]} title, publisher, date, place, address
 */
function source({ title, publisher, date, url }, where) {
  const details = [
    publisher ? bdi(clip(say(publisher), 120)) : null,
    date ? h("time", {}, dateInWords(date)) : null,
    where ? bdi(clip(where, 160)) : null,
  ].filter((detail) => detail !== null);
  const address = webAddress(url);
  return [
    h("cite", {}, link(url, clip(say(title), 300))),
    ...details.flatMap((detail) => [" · ", detail]),
    address ? h("span", { class: "address" }, bdi(shortAddress(address))) : null,
  ];
}
