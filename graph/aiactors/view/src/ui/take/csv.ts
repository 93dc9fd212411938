// Tables that spreadsheets open, and in which nothing is a formula.

/** What a spreadsheet would reckon with: text that begins so gets an apostrophe before it. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180; with a mark of UTF-8 at its beginning, which spreadsheets need. */
export function csvOf(rows: (string | number)[][]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
