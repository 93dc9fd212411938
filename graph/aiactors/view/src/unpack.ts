// Takes data out of an element of the page: JSON as it is, or gzipped and in base64.

/** The bytes that a text in base64 stands for. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64(text); // in new browsers: several times as fast
  const raw = atob(text.trim());
  const found = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) found[i] = raw.charCodeAt(i);
  return found;
}

/** Inflate what gzip made. */
export function inflate(packed: Uint8Array<ArrayBuffer>): Response {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}

/** The data in an element of the page. */
export async function unpack(element: Element): Promise<unknown> {
  const text = element.textContent ?? "";
  if (element.getAttribute("data-encoding") !== "gzip") return JSON.parse(text);
  return JSON.parse(await inflate(bytes(text)).text());
}
