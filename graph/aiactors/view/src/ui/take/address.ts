// Where what is shown now can be found again: as a link, and as a frame in another page.
import type { App } from "../../types";

/** The address of the page without its state; where it stands for everyone, if anywhere. */
export function pageAddress({ model }: App): string {
  const { home } = model.data;
  if (/^https?:\/\//i.test(home)) return home.split("#")[0];
  const [address] = location.href.split("#");
  return address.replace(/[?&]embed(=[^&]*)?$/, "");
}

/** The state without what belongs to a frame. */
function plainHash(app: App): string {
  return app.store
    .hash()
    .split("&")
    .filter((pair) => pair && pair !== "embed=1")
    .join("&");
}

export function linkOf(app: App): string {
  const hash = plainHash(app);
  return hash ? `${pageAddress(app)}#${hash}` : pageAddress(app);
}

const quoted = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** HTML that shows the map in another page; beside which the file lies, if it is nowhere yet. */
export function frameOf(app: App): string {
  const [whole, state = ""] = linkOf(app).split("#");
  const page = whole.startsWith("file:") ? whole.slice(whole.lastIndexOf("/") + 1) : whole;
  const hash = state.replace(/(^|&)side=[^&]*/, "").replace(/^&/, "");
  const address = `${page}${page.includes("?") ? "&" : "?"}embed${hash ? `#${hash}` : ""}`;
  const title = quoted(app.words.say(app.model.data.title).slice(0, 200));
  return `<iframe src="${quoted(address)}" title="${title}" width="100%" height="560" loading="lazy" style="border: 0"></iframe>`;
}
