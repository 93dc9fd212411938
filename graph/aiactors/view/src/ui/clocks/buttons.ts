// The buttons of a clock: play or pause, and back to any time.

import { h, svg } from "../../dom";
import type { App } from "../../types";
import type { Which } from "./clock";
import type { Player } from "./player";

export interface Written {
  readonly element: HTMLElement;
  write(): void;
}

const PLAY = "M4.5 2.8v10.4l8.6-5.2z";
const PAUSE = "M4 3h3v10H4zM9 3h3v10H9z";

function icon(path: SVGElement, size: number): SVGElement {
  return svg("svg", { viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" }, path);
}

export function playButton({ words }: App, which: Which, player: Player): Written {
  const path = svg("path", { fill: "currentColor" });
  const element = h("button", { type: "button", class: "clock-play" }, icon(path, 16));
  element.addEventListener("click", () => (player.running ? player.pause() : player.play()));
  return {
    element,
    write() {
      const word = words.t(player.running ? "clocks-pause" : "clocks-play");
      path.setAttribute("d", player.running ? PAUSE : PLAY);
      element.setAttribute("aria-label", `${word}: ${words.t(`clocks-${which}`)}`);
      element.title = word;
    },
  };
}

export function clearButton(clear: () => void): HTMLButtonElement {
  const cross = svg("path", {
    d: "M4 4l8 8m0-8l-8 8",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.6,
  });
  return h("button", { type: "button", class: "clock-clear", onclick: clear }, icon(cross, 14));
}
