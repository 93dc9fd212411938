// The colours of the theme of now, by index of kind and family.

import {
  ACCENT,
  ALERT,
  familyColour,
  INK,
  kindColour,
  kindShape,
  MUTED,
  PAPER,
  type Shape,
  theme,
} from "../palette";
import { KINDS, type Model } from "../types";

export interface Ink {
  readonly theme: "light" | "dark";
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly alert: string;
  readonly accent: string;
  readonly kinds: readonly string[];
  readonly shapes: readonly Shape[];
  readonly families: readonly string[];
}

export const SANS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
export const SERIF = '"Iowan Old Style", Charter, Georgia, "Noto Serif", "DejaVu Serif", serif';

/** The colours of now; those given, if they still hold. */
export function inkOf(model: Model, last: Ink | null): Ink {
  const now = theme();
  if (last?.theme === now) return last;
  return {
    theme: now,
    paper: PAPER[now],
    ink: INK[now],
    muted: MUTED[now],
    alert: ALERT[now],
    accent: ACCENT[now],
    kinds: KINDS.map(kindColour),
    shapes: KINDS.map(kindShape),
    families: model.data.families.map((family) => familyColour(family.key)),
  };
}
