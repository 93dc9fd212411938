// How many slips of the finger lie between two words: a letter too many, one missing, another
// one, two in the wrong order (Damerau and Levenshtein, each pair of letters touched once).

/** How many slips a word may have: the longer it is, the more. */
export function allowed(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

/** One bit for each letter that a word has; letters that are far apart in Unicode may share one. */
export function letters(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits >>> 0;
}

/** Whether words of these letters must be further apart, even if the one has only been begun. */
export function tooFar(typed: number, word: number, most: number): boolean {
  return count(typed & ~word) > most;
}

function count(bits: number): number {
  let left = bits >>> 0;
  let found = 0;
  for (; left; found++) left &= left - 1;
  return found;
}

/** Rows of the table that is filled below, kept from one call to the next. */
const rows = [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)];

/**
 * The slips between what is typed and a word or its beginning; more than `most` where there are
 * more than that. The longer rest of a word that has only been begun counts nothing.
 */
export function slips(typed: string, word: string, most: number): number {
  const n = typed.length;
  const m = Math.min(word.length, n + most);
  if (word.length < n - most || n > 200) return most + 1;
  if (!most) return word.startsWith(typed) ? 0 : 1;
  let [before, above, row] = rows;
  for (let j = 0; j <= m; j++) above[j] = j;
  for (let i = 1; i <= n; i++) {
    if (fill(typed, word, i, m, before, above, row) > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  let least = most + 1;
  for (let j = Math.max(0, n - most); j <= m; j++) least = Math.min(least, above[j]);
  return least;
}

/** One row: returns the least in it. */
function fill(
  typed: string,
  word: string,
  i: number,
  m: number,
  before: Uint8Array,
  above: Uint8Array,
  row: Uint8Array,
): number {
  const letter = typed.charCodeAt(i - 1);
  let least = i;
  row[0] = i;
  for (let j = 1; j <= m; j++) {
    const other = word.charCodeAt(j - 1);
    let far = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter === other ? 0 : 1));
    const swapped = i > 1 && j > 1 && letter === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === other;
    if (swapped) far = Math.min(far, before[j - 2] + 1);
    row[j] = far;
    if (far < least) least = far;
  }
  return least;
}
