// Lets a clock run: step by step to the end of its scale, where it stops. It waits for the page
// to be drawn between steps, so that a slow machine plays slower and does not fall behind.

import type { Day } from "../../types";
import { endOf, moved, type Step } from "./calendar";
import type { Scale } from "./scale";

/** Milliseconds between steps; three times as long for those who ask for less motion. */
const PACE: Record<Step, number> = { day: 40, month: 100, year: 500 };
const CALM = 3;

export interface Player {
  readonly running: boolean;
  play(): void;
  pause(): void;
}

interface Wishes {
  scale: Scale;
  step(): Step;
  now(): Day | null;
  show(day: Day): void;
  /** It has begun, or stopped. */
  turned(running: boolean): void;
}

const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function makePlayer({ scale, step, now, show, turned }: Wishes): Player {
  let frame = 0;
  let next = 0;
  const turn = (running: boolean): void => {
    if (running === frame > 0) return;
    if (!running) cancelAnimationFrame(frame);
    frame = running ? requestAnimationFrame(tick) : 0;
    turned(running);
  };
  /** From the beginning, if it stands at the end or nowhere. */
  const following = (): Day => {
    const day = now();
    if (day === null || day >= scale.last) return endOf(scale.from, step());
    return Math.min(moved(Math.max(day, scale.first), step(), 1), scale.last);
  };
  const tick = (time: number): void => {
    frame = requestAnimationFrame(tick);
    if (time < next) return;
    next = time + PACE[step()] * (reduced() ? CALM : 1) - 8; // a frame that comes a little early will do
    const day = following();
    show(day);
    if (day >= scale.last) turn(false);
  };
  return {
    get running() {
      return frame > 0;
    },
    play() {
      next = 0;
      turn(true);
    },
    pause: () => turn(false),
  };
}
