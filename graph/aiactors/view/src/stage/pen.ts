// What the drawing is drawn with: a canvas on the screen, or a pen that writes the same strokes as
// SVG. Painters use nothing of a canvas but what stands here, and give all places in pixels.

type Strokes =
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "globalAlpha"
  | "lineJoin"
  | "font"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "quadraticCurveTo"
  | "arc"
  | "closePath"
  | "fill"
  | "stroke"
  | "fillRect"
  | "setLineDash"
  | "fillText"
  | "strokeText"
  | "measureText";

export interface Pen extends Pick<CanvasRenderingContext2D, Strokes> {
  /** What is being drawn: the class of the elements of an SVG. A canvas does not care. */
  part?: string;
}

const round = (n: number): string => String(Math.round(n * 100) / 100);

export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** Writes SVG. */
export class SvgPen implements Pen {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  globalAlpha = 1;
  lineJoin: CanvasLineJoin = "round";
  part = "";
  private typeface = "12px sans-serif";
  private dash: number[] = [];
  private path = "";
  private readonly written: string[] = [];

  /** `ruler` measures text. */
  constructor(private readonly ruler: CanvasRenderingContext2D) {}

  get font(): string {
    return this.typeface;
  }
  set font(font: string) {
    this.typeface = this.ruler.font = font;
  }

  beginPath(): void {
    this.path = "";
  }
  moveTo(x: number, y: number): void {
    this.path += `M${round(x)} ${round(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.path += `${this.path ? "L" : "M"}${round(x)} ${round(y)}`;
  }
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.path += `Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`;
  }
  /** Whole circles only: nothing else is drawn. */
  arc(x: number, y: number, radius: number): void {
    const [r, d] = [round(radius), round(2 * radius)];
    this.path += `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0`;
  }
  closePath(): void {
    this.path += "Z";
  }
  setLineDash(dash: Iterable<number>): void {
    this.dash = [...dash];
  }
  measureText(text: string): TextMetrics {
    return this.ruler.measureText(text);
  }

  fill(): void {
    this.write(`<path d="${this.path}" fill="${this.fillStyle}"`);
  }
  stroke(): void {
    this.write(`<path d="${this.path}" fill="none"${this.outline()}`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
    this.write(`<rect ${place} fill="${this.fillStyle}"`);
  }
  fillText(text: string, x: number, y: number): void {
    this.text(text, x, y, ` fill="${this.fillStyle}"`);
  }
  strokeText(text: string, x: number, y: number): void {
    this.text(text, x, y, ` fill="none"${this.outline()}`);
  }

  /** All that was drawn, as a document of its own. */
  document(width: number, height: number, title: string, lang: string): string {
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} xml:lang="${lang}" role="img"><title>${escapeXml(title)}</title>` +
      `${this.written.join("\n")}</svg>\n`
    );
  }

  private outline(): string {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(round).join(" ")}"` : "";
    return ` stroke="${this.strokeStyle}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="round"${dash}`;
  }

  private text(text: string, x: number, y: number, paint: string): void {
    const [, style, weight, size, family] =
      /^(italic )?(\d{3} )?([\d.]+px) (.*)$/.exec(this.typeface) ?? ([] as string[]);
    const font =
      `font-family="${escapeXml(family ?? "sans-serif")}" font-size="${size ?? "12px"}"` +
      (weight ? ` font-weight="${weight.trim()}"` : "") +
      (style ? ' font-style="italic"' : "");
    const place = `x="${round(x)}" y="${round(y)}" dominant-baseline="central"`;
    this.write(`<text ${place} ${font}${paint}`, escapeXml(text));
  }

  private write(open: string, text?: string): void {
    const part = this.part ? ` class="${this.part}"` : "";
    const alpha = this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : "";
    this.written.push(`${open}${part}${alpha}${text === undefined ? "/>" : `>${text}</text>`}`);
  }
}
