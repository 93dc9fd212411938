// @ts-check
// Everything that is read: the interface in two languages, names, dates.

/** @type {Lang} */
let lang = DATA.lang;

/** @returns {Lang} the first of the browser's languages that the interface speaks */
function browserLang() {
  for (const tag of navigator.languages || []) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short === "en" || short === "fr") return short;
  }
  return DATA.lang;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands for {name}
 * @returns {string}
 */
function t(key, values = {}) {
  const text = DATA.strings[lang][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} key @param {number} n @returns {string} with the number as people write it */
function tn(key, n) {
  const exact = n === 0 ? `${key}-zero` : n === 1 ? `${key}-one` : "";
  if (exact in DATA.strings[lang]) return t(exact);
  return t(key, { n: new Intl.NumberFormat(lang).format(n) });
}

/** @param {Label | undefined} label @returns {string} in the language of the interface, or the next best */
function say(label) {
  if (label === undefined || typeof label === "string") return label || "";
  return label[lang] ?? label.en ?? label[Object.keys(label).sort()[0]] ?? "";
}

/** @param {KgNode} node @returns {string} */
function nameOf(node) {
  return say(node.names) || node.id;
}

/** @param {KgEdge} edge @param {boolean} [turned] read from object to subject @returns {string} */
function relationOf(edge, turned = false) {
  return say(turned && edge.directed ? edge.inverse : edge.names) || edge.relation;
}

/** @param {KgEdge} edge @returns {string} the relation in a sentence, as plain text */
function sentence(edge) {
  return plain([nameOf(nodeOf(edge.from)), relationOf(edge), nameOf(nodeOf(edge.to))].map((x) => clip(x, 80)).join(" "));
}

/** @param {KgEdge} edge @returns {string} what must be known before it is taken for a fact; empty for facts */
function caveat(edge) {
  const words = [];
  if (edge.modality !== "actual") words.push(wordFor(DATA.modalities, edge.modality));
  if (edge.standing !== "firm" && edge.standing !== "unrealised") words.push(wordFor(DATA.statuses, edge.status));
  else if (edge.status === "claimed") words.push(wordFor(DATA.statuses, edge.status));
  return words.map((word) => clip(word, 60)).join(", ");
}

/** @param {KgEdge} edge @returns {string} the relation, and in brackets why it is no fact */
function hedged(edge) {
  const but = caveat(edge);
  return but ? `${relationOf(edge)} (${but})` : relationOf(edge);
}

/** @param {KgNode} node @returns {string} its classes in words */
function typesOf(node) {
  const types = node.types.map(([en, fr]) => (lang === "fr" ? fr || en : en));
  return types.join(", ") || t(`kind-${node.kind}`);
}

/** @param {Record<string, Texts>} table @param {string} key @returns {string} */
function wordFor(table, key) {
  return say(table[key]) || key;
}

/** @param {string} text @param {number} most @returns {string} not more than so many characters */
function clip(text, most) {
  const characters = text.length > most ? [...text] : [];
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
}

/** Text for places that cannot isolate the direction of writing. @param {string} text @returns {string} */
function plain(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

/** @param {string} text @returns {string} without accents and case, for comparing */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {string} day a date in EDTF: 2017, 2017-12, 2017-12-04, 2017~ … @returns {string} */
function inWords(day) {
  const parts = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(day);
  if (!parts) return day;
  const [, year, month, date, mark] = parts;
  const time = new Date(Date.UTC(2000, Number(month || 1) - 1, Number(date || 1)));
  time.setUTCFullYear(Number(year));
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { timeZone: "UTC", year: "numeric" };
  if (month) form.month = "long";
  if (date) form.day = "numeric";
  let text = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "fr", form).format(time);
  if (mark === "~" || mark === "%") text = t("date-about", { date: text });
  if (mark === "?" || mark === "%") text = t("date-uncertain", { date: text });
  return text;
}

/** @param {string | undefined} when a date or interval in EDTF @returns {string} */
function dateInWords(when) {
  if (!when) return "";
  if (!when.includes("/")) return inWords(when);
  const [from, to] = when.split("/");
  const start = from && from !== ".." ? inWords(from) : "";
  const end = to && to !== ".." ? inWords(to) : "";
  if (start && end) return t("date-from-to", { from: start, to: end });
  if (start) return t(to === ".." ? "date-since" : "date-since-unknown", { date: start });
  return end ? t("date-until", { date: end }) : when;
}
