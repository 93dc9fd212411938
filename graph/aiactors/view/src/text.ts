// Text from outside, made fit for where it stands.

/** Not more than so many characters. */
export function clip(text: string, most: number): string {
  const characters = text.length > most ? [...text.slice(0, 4 * most)] : [];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** Text for places that cannot isolate the direction of writing. */
export function plain(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Without accents and case, for comparing. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** An address if a browser may open it. */
export function webAddress(address: string | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** What a reader needs to see of an address. */
export function shortAddress(address: string): string {
  return clip(address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, ""), 48);
}
