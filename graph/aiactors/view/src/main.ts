// Puts the parts of the page together, and offers window.kg.

import { choose, guardTaps, leadBack } from "./choose";
import { readPayload } from "./codec";
import { byId, h } from "./dom";
import { type Contract, contract } from "./kg";
import { followState, startLook } from "./look";
import { createModel } from "./model";
import { mountStage } from "./stage/stage";
import { createStore, LOOK } from "./store";
import { clip, plain } from "./text";
import type { App, Stage } from "./types";
import { mountAsk } from "./ui/ask";
import { mountClocks } from "./ui/clocks";
import { mountKeys } from "./ui/keys";
import { mountLegend } from "./ui/legend";
import { mountPaths } from "./ui/paths";
import { mountReading } from "./ui/reading";
import { mountScope } from "./ui/scope";
import { mountSearch } from "./ui/search";
import { mountStance } from "./ui/stance";
import { mountStory } from "./ui/story";
import { mountTable } from "./ui/table";
import { mountTimeline } from "./ui/timeline";
import { mountTools } from "./ui/tools";
import { createWords, pageWords } from "./words";

declare global {
  interface Window {
    kg: Contract;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const PARTS: [string, (app: App, root: HTMLElement) => void][] = [
  ["legend", mountLegend],
  ["search", mountSearch],
  ["read", mountReading],
  ["timeline", mountTimeline],
  ["paths", mountPaths],
  ["ask", mountAsk],
  ["clocks", mountClocks],
  ["stance", mountStance],
  ["table", mountTable],
  ["tools", mountTools],
  ["scope", mountScope],
  ["story", mountStory],
  ["map", mountKeys],
];

/** Resolves when the next picture is drawn; at once in a tab that nobody sees, which draws none. */
function nextFrame(): Promise<unknown> {
  return document.hidden ? Promise.resolve() : new Promise((resolve) => requestAnimationFrame(resolve));
}

/** A part that fails is told of in the console, and leaves the others at work. */
function mountAll(app: App): void {
  for (const [id, mount] of PARTS) {
    const root = document.getElementById(id);
    try {
      if (root) mount(app, root);
    } catch (error) {
      reportError(error);
    }
  }
}

function announce(text: string): void {
  byId("live").textContent = plain(clip(text, 400));
}

/** Open the page: read, index, draw, mount. */
async function open(): Promise<void> {
  const model = createModel(await readPayload());
  const store = createStore(model, location.hash);
  const words = createWords(model, store);
  const app: Writable<App> = {
    model,
    store,
    words,
    stage: null as unknown as Stage, // until the next but one line: it is given the app itself
    announce,
    choose: (selection) => choose(app, selection),
  };
  startLook(app);
  app.stage = mountStage(app, byId("map"));
  mountAll(app);
  leadBack(app, byId("panel"));
  guardTaps(app.stage.canvas);
  followState(app, () => store.tell(LOOK));
  app.stage.begin();
  Object.assign(window.kg, contract(app));
  await nextFrame();
  await nextFrame();
}

/** A reader whose page cannot be read is told so, and not left before an empty sheet. */
function tellFailure(error: unknown): never {
  const words = pageWords(document.documentElement.lang === "fr" ? "fr" : "en");
  const text = (words.get("failed") ?? "{error}").replace("{error}", String(error));
  byId("map").replaceChildren(h("p", { role: "alert", class: "failed" }, clip(plain(text), 300)));
  throw error;
}

window.kg = {} as Contract;
window.kg.ready = open().catch(tellFailure);
