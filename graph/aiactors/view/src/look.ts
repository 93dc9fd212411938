// Language, theme, headline, and the address of the page: they follow the state, and the state
// follows the browser where the reader chose nothing.

import { bdi, byId } from "./dom";
import { clip, plain } from "./text";
import type { App, Change, Store } from "./types";

/** Browsers refuse addresses that change more often than about every third of a second. */
const ADDRESS_EVERY = 350;

const dark = matchMedia("(prefers-color-scheme: dark)");

function setSurroundings({ store, words }: App): void {
  const root = document.documentElement;
  root.lang = words.lang;
  root.dataset["theme"] = store.state.theme ?? (dark.matches ? "dark" : "light");
  if (store.state.embed) root.dataset["embed"] = "true";
  else delete root.dataset["embed"];
}

/** Fill in what the template leaves to the language: data-t is the key, data-into an attribute. */
function writeTexts({ words }: App): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    const { t: key = "", into } = element.dataset;
    if (into) element.setAttribute(into, words.t(key));
    else element.textContent = words.t(key);
  }
}

function writeTitle({ words, model }: App): void {
  const title = words.say(model.data.title);
  document.title = plain(clip(title, 300));
  byId("title").replaceChildren(bdi(title));
}

/** Keep the address up to date, without asking too much of the browser. */
function writeAddress(store: Store): () => void {
  let timer = 0;
  let last = 0;
  const write = () => {
    timer = 0;
    last = performance.now();
    const hash = store.hash();
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
    } catch {
      // In a frame without an address of its own (a notebook), nothing needs to be remembered.
    }
  };
  return () => {
    if (timer) return;
    timer = window.setTimeout(write, Math.max(0, ADDRESS_EVERY - (performance.now() - last)));
  };
}

/** Before anything is drawn: theme and language. */
export function startLook(app: App): void {
  setSurroundings(app);
  app.store.on((change: Change) => {
    if (change.look) setSurroundings(app);
  });
}

/** When all parts are there: texts, and what follows the state from now on. */
export function followState(app: App, browserChanged: () => void): void {
  const texts = () => {
    writeTexts(app);
    writeTitle(app);
  };
  const address = writeAddress(app.store);
  texts();
  app.store.on((change) => {
    if (change.look) texts();
    address();
  });
  dark.addEventListener("change", browserChanged);
  addEventListener("languagechange", browserChanged);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== app.store.hash()) app.store.read(location.hash);
  });
}
