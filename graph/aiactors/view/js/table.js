// @ts-check
// The same relations as a table: for readers who do not see the drawing, and for all who like tables.

function openTable() {
  const head = ["from", "relation", "to", "when", "status", "sources"].map((key) => h("th", { scope: "col" }, t(key)));
  const rows = DATA.edges.filter((edge) => visible.edges.has(edge.id)).map((edge) => h(
    "tr", {},
    h("td", {}, bdi(clip(nameOf(nodeOf(edge.from)), 80))),
    h("td", {}, h("button", { type: "button", class: "cell", "data-edge": edge.id }, relationOf(edge))),
    h("td", {}, bdi(clip(nameOf(nodeOf(edge.to)), 80))),
    h("td", {}, dateInWords(edge.when)),
    h("td", {}, caveat(edge) || wordFor(DATA.statuses, edge.status)),
    h("td", { class: "n" }, String(edge.sources)),
  ));
  byId("rows").replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)));
  /** @type {HTMLDialogElement} */ (byId("table")).showModal();
}

function closeTable() {
  /** @type {HTMLDialogElement} */ (byId("table")).close();
}
