// Changes that come faster than the screen is drawn: only the last one of each frame counts.

export function throttled<T>(set: (value: T) => void): { to(value: T): void; now(): void } {
  let waiting: { value: T } | null = null;
  const now = (): void => {
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    set(value);
  };
  return {
    to(value) {
      if (!waiting) requestAnimationFrame(now);
      waiting = { value };
    },
    now,
  };
}
