// @ts-check
"use strict";

/* The page on which SPARQL is written: Yasgui, with the prefixes and the questions of this graph,
   and with a drawing of answers that are networks. Nothing is asked of other servers. */

(() => {
  const BASE = "https://w3id.org/ai-actors/";
  const MOST = 400;
  const Yasgui = /** @type {any} */ (window).Yasgui;
  const vis = /** @type {any} */ (window).vis;
  const Yasr = Yasgui.Yasr;
  const Yasqe = Yasgui.Yasqe;

  /** @type {Record<string, string>} */
  let prefixes = {};

  /** A short form of an address. @param {string} address */
  function short(address) {
    for (const [prefix, namespace] of Object.entries(prefixes)) {
      if (address.startsWith(namespace) && address.length > namespace.length) {
        return `${prefix}:${address.slice(namespace.length)}`;
      }
    }
    return address;
  }

  /** Where something of this graph has its page on this server. @param {string} address */
  function here(address) {
    return address.startsWith(BASE) ? `/${address.slice(BASE.length)}` : address;
  }

  /** Edges of an answer: each row joins its addresses one after the other.
   * @param {any} results */
  function edges(results) {
    const found = [];
    const variables = results.getVariables();
    const triples = ["subject", "predicate", "object"].every((v) => variables.includes(v));
    for (const row of results.getBindings() || []) {
      if (triples) {
        if (row.object.type === "uri") found.push([row.subject.value, row.object.value, short(row.predicate.value)]);
        continue;
      }
      const ends = variables.map((/** @type {string} */ v) => row[v]).filter((/** @type {any} */ t) => t && t.type === "uri");
      for (let i = 1; i < ends.length; i += 1) found.push([ends[i - 1].value, ends[i].value, ""]);
    }
    return found;
  }

  /** Yasr's plug-in that draws an answer as a network. */
  class NetworkPlugin {
    /** @param {any} yasr */
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 3;
      this.label = "Network";
      this.hideFromSelection = false;
    }

    canHandleResults() {
      return Boolean(this.yasr.results && this.yasr.results.getBindings && this.yasr.results.getBindings() && edges(this.yasr.results).length);
    }

    getIcon() {
      const icon = document.createElement("div");
      icon.textContent = "∴";
      return icon;
    }

    draw() {
      const all = edges(this.yasr.results);
      const shown = all.slice(0, MOST);
      const names = [...new Set(shown.flatMap(([from, to]) => [from, to]))];
      const box = document.createElement("div");
      box.className = "network-plugin";
      this.yasr.resultsEl.replaceChildren(box);
      const network = new vis.Network(
        box,
        {
          nodes: names.map((name) => ({ id: name, label: short(name).replace(/^id:/, ""), title: name })),
          edges: shown.map(([from, to, label], n) => ({ id: n, from, to, label, arrows: "to" })),
        },
        {
          nodes: { shape: "dot", size: 9, color: "#0b5cad", font: { size: 14 } },
          edges: { color: "#8b877c", font: { size: 11, strokeWidth: 3 }, smooth: { type: "dynamic" } },
          physics: { stabilization: { iterations: 300 } },
          layout: { randomSeed: 7 },
        },
      );
      network.on("doubleClick", (/** @type {any} */ event) => {
        if (event.nodes.length) window.open(here(event.nodes[0]), "_blank", "noopener");
      });
      if (all.length > MOST) {
        const note = document.createElement("p");
        note.textContent = `${MOST} / ${all.length}`;
        this.yasr.resultsEl.append(note);
      }
    }
  }

  async function main() {
    const lang = document.documentElement.lang;
    const given = new URLSearchParams(location.search);
    const reply = await fetch(`/query/named?lang=${lang}`);
    const { prefixes: known, queries } = await reply.json();
    prefixes = known;

    Yasqe.defaults.autocompleters = ["variables"];
    Yasqe.defaults.prefixCcApi = undefined;
    Yasqe.defaults.resizeable = true;
    Yasr.registerPlugin("Network", NetworkPlugin);
    Yasr.defaults.pluginOrder = ["table", "Network", "response", "boolean", "error"];
    Yasr.defaults.prefixes = prefixes;

    const first = queries.find((/** @type {any} */ q) => q.name === (given.get("name") || "founders"));
    const start = given.get("query") || (first ? first.sparql : "SELECT * { ?s ?p ?o } LIMIT 10\n");
    Yasqe.defaults.value = start;
    const yasgui = new Yasgui(document.getElementById("yasgui"), {
      requestConfig: { endpoint: `${location.origin}/sparql` },
      endpointCatalogueOptions: { getData: () => [] },
      copyEndpointOnNewTab: true,
      persistenceId: "aiactors",
    });
    const tab = yasgui.getTab() || yasgui.addTab(true);
    tab.setEndpoint(`${location.origin}/sparql`);

    /** Put a query into the tab in front, and ask it. @param {string} sparql */
    function put(sparql) {
      const current = yasgui.getTab();
      current.setQuery(sparql);
      current.query().catch(() => undefined); // what is wrong is told by the tab itself
    }

    const select = /** @type {HTMLSelectElement} */ (document.getElementById("example"));
    for (const query of queries) select.add(new Option(query.question, query.name));
    select.addEventListener("change", () => {
      const chosen = queries.find((/** @type {any} */ q) => q.name === select.value);
      if (chosen) put(chosen.sparql);
    });
    if (given.has("name") || given.has("query")) {
      if (first && given.has("name")) select.value = first.name;
      put(start);
    }
  }

  void main();
})();
