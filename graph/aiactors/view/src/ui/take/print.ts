// On paper: the map, its legend, the relations that it shows, where they come from, and the address.
import { bdi, byId, h, refill } from "../../dom";
import type { App, State } from "../../types";
import { linkOf } from "./address";
import { sentenceOf } from "./embed";
import { documents, inWords, marked } from "./rows";

/** More relations fill more paper than anyone reads. */
const MOST = 600;

function relations({ words, store, model }: App): HTMLElement[] {
  const shown = marked(store.view.edges);
  const items = shown.slice(0, MOST).map((edge) => {
    const when = model.data.dates[model.data.edges.when[edge]];
    const notes = [when && words.date(when), words.caveat(edge)].filter(Boolean).join(" · ");
    return h("li", {}, bdi(words.sentence(edge), 300), notes ? ` (${notes})` : null);
  });
  const more = shown.length - items.length;
  return [
    h("h2", {}, words.t("take-relations")),
    h("ol", {}, ...items),
    ...(more > 0 ? [h("p", {}, words.tn("take-more", more))] : []),
  ];
}

async function sources({ words, store, model }: App): Promise<string[]> {
  const found = new Set<string>();
  for (const edge of marked(store.view.edges).slice(0, MOST)) {
    const record = await model.edgeRecord(edge);
    for (const text of documents(record, (source) => inWords(source, words.say.bind(words)))) found.add(text);
  }
  return [...found].sort();
}

/** Bytes as an address that the page's policy lets it show. */
function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export class Print {
  private readonly sheet = h("section", { id: "print", hidden: true });
  private listed: string[] | null = null;
  private picture: HTMLImageElement | null = null;
  /** What the reader had chosen before the page took on the colours of paper. */
  private theme: State["theme"] | undefined = undefined;
  private address = "";

  constructor(private readonly app: App) {
    document.body.append(this.sheet);
    addEventListener("beforeprint", () => this.write());
    addEventListener("afterprint", () => this.clear());
  }

  /** With all that takes time: sources, and the map in the colours of paper, finely drawn. */
  async print(): Promise<void> {
    const { store, stage } = this.app;
    this.theme = store.state.theme;
    this.address = linkOf(this.app);
    this.listed = await sources(this.app);
    store.change({ theme: "light" }, { undoable: false });
    this.picture = h("img", { class: "picture", src: await asAddress(await stage.png(2)), alt: "" });
    await this.picture.decode();
    window.print();
  }

  private write(): void {
    const { app, listed } = this;
    const { words } = app;
    const named = listed?.map((text) => h("li", {}, bdi(text, 600))) ?? [];
    refill(
      this.sheet,
      h("p", {}, sentenceOf(app)),
      ...relations(app),
      named.length > 0 && h("h2", {}, words.t("take-sources")),
      named.length > 0 && h("ul", {}, ...named),
      h("p", { class: "address" }, words.t("take-address", { address: this.address || linkOf(app) })),
    );
    if (this.picture) byId("map").append(this.picture);
    this.sheet.hidden = false;
    document.body.classList.toggle("has-picture", this.picture !== null);
  }

  private clear(): void {
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
    if (this.theme !== undefined) this.app.store.change({ theme: this.theme }, { undoable: false });
    this.theme = undefined;
    this.address = "";
    this.picture?.remove();
    this.listed = this.picture = null;
    document.body.classList.remove("has-picture");
  }
}
