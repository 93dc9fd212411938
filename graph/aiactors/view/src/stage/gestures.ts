// What a mouse, a pen or fingers do to the map: move it, zoom, drag actors, point, choose.

/** What gestures act on. Points are pixels from the upper left corner of the map. */
export interface Surface {
  /** The actor under a point, or -1. */
  actorAt(x: number, y: number, reach: number): number;
  pan(dx: number, dy: number): void;
  zoomAt(factor: number, x: number, y: number): void;
  drag(node: number, x: number, y: number): void;
  /** An actor was let go. */
  drop(node: number): void;
  /** The camera was moved by hand, and stands still for now. */
  rest(): void;
  point(x: number, y: number, reach: number): void;
  unpoint(): void;
  press(x: number, y: number, reach: number): void;
  pressTwice(x: number, y: number, reach: number): void;
}

interface Finger {
  x: number;
  y: number;
}

/** Pixels that a press may wander, by mouse and by finger. */
const WANDER = { mouse: 4, touch: 9 };
/** How far off one may be, in pixels. */
const REACH = { mouse: 7, touch: 20 };

export function listen(canvas: HTMLCanvasElement, surface: Surface): void {
  const hand = new Hand(canvas, surface);
  canvas.addEventListener("pointerdown", (event) => hand.down(event));
  canvas.addEventListener("pointermove", (event) => hand.move(event));
  canvas.addEventListener("pointerup", (event) => hand.up(event, true));
  canvas.addEventListener("pointercancel", (event) => hand.up(event, false));
  canvas.addEventListener("pointerleave", () => surface.unpoint());
  canvas.addEventListener("wheel", (event) => hand.wheel(event), { passive: false });
  canvas.addEventListener("dblclick", (event) => hand.twice(event));
}

class Hand {
  private readonly fingers = new Map<number, Finger>();
  private held = -1;
  private moved = false;
  private start: Finger = { x: 0, y: 0 };
  private lastKind: "mouse" | "touch" = "mouse";
  private wheeling = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly surface: Surface,
  ) {}

  private at(event: MouseEvent): Finger {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private kind(event: PointerEvent): "mouse" | "touch" {
    this.lastKind = event.pointerType === "touch" ? "touch" : "mouse";
    return this.lastKind;
  }

  down(event: PointerEvent): void {
    if (event.button > 0) return;
    const at = this.at(event);
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, at);
    this.surface.unpoint();
    if (this.fingers.size === 1) {
      this.start = at;
      this.moved = false;
      this.held = this.surface.actorAt(at.x, at.y, REACH[this.kind(event)]);
    } else {
      this.letGo();
      this.moved = true;
    }
  }

  move(event: PointerEvent): void {
    const at = this.at(event);
    const last = this.fingers.get(event.pointerId);
    if (!last) {
      if (!this.fingers.size) this.surface.point(at.x, at.y, REACH[this.kind(event)]);
      return;
    }
    if (this.fingers.size > 1) this.pinch(event.pointerId, at);
    else this.slide(last, at, WANDER[this.kind(event)]);
    if (this.moved) this.fingers.set(event.pointerId, at);
  }

  private slide(last: Finger, at: Finger, wander: number): void {
    if (!this.moved && Math.hypot(at.x - this.start.x, at.y - this.start.y) < wander) return;
    this.moved = true;
    if (this.held >= 0) this.surface.drag(this.held, at.x, at.y);
    else this.surface.pan(at.x - last.x, at.y - last.y);
  }

  /** Two fingers: what lies under them stays under them. */
  private pinch(id: number, at: Finger): void {
    const [one, two] = [...this.fingers.keys()];
    if (id !== one && id !== two) return;
    const other = this.fingers.get(id === one ? two : one)!;
    const last = this.fingers.get(id)!;
    const before = Math.hypot(last.x - other.x, last.y - other.y) || 1;
    const now = Math.hypot(at.x - other.x, at.y - other.y) || 1;
    this.surface.pan((at.x - last.x) / 2, (at.y - last.y) / 2);
    this.surface.zoomAt(now / before, (at.x + other.x) / 2, (at.y + other.y) / 2);
  }

  up(event: PointerEvent, done: boolean): void {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.fingers.size) return;
    const at = this.at(event);
    if (!this.moved) {
      if (done) this.surface.press(at.x, at.y, REACH[this.kind(event)]);
    } else if (this.held >= 0) this.letGo();
    else this.surface.rest();
    this.held = -1;
  }

  private letGo(): void {
    if (this.held >= 0 && this.moved) this.surface.drop(this.held);
    this.held = -1;
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1;
    // A pinch on a touchpad comes as a wheel with the control key, in small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0016;
    const step = Math.max(-240, Math.min(240, event.deltaY * lines));
    const { x, y } = this.at(event);
    this.surface.unpoint();
    this.surface.zoomAt(Math.exp(-step * speed), x, y);
    clearTimeout(this.wheeling);
    this.wheeling = window.setTimeout(() => this.surface.rest(), 160);
  }

  twice(event: MouseEvent): void {
    const { x, y } = this.at(event);
    this.surface.pressTwice(x, y, REACH[this.lastKind]);
  }
}
