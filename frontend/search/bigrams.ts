// Search terms, as loaders/govreports/bigrams.py makes them. A test holds the two against each other.

const HAN = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const OTHER = `(?![${HAN}])[\\p{L}\\p{N}]`;
const BETWEEN = `(?:(?![${HAN}])[^\\p{L}\\p{N}])`;
const RUN = new RegExp(`[${HAN}]+|(?:${OTHER})+`, "gu");
const FIRST_HAN = new RegExp(`^[${HAN}]`, "u");
// What Python takes for a blank.
const BLANK = /(?:[^\S\ufeff]|[\x1c-\x1f\x85])+/;
const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/;

export const MOST_CHARACTERS = 100;

/** An FTS5 query for what a person typed; empty when there is nothing to look for. */
export function match(query: string): string {
  return words(query).map(phrase).join(" AND ");
}

/** The search terms of a text, in order, separated by spaces. */
export function terms(text: string): string {
  return runs(fold(text)).flatMap(of).join(" ");
}

/** What finds the words of a query in a folded text; null for an empty query. */
export function pattern(query: string): RegExp | null {
  const written = words(query).map(writtenOut);
  const longestFirst = written.sort((a, b) => [...b].length - [...a].length);
  return written.length ? new RegExp(longestFirst.join("|"), "gu") : null;
}

/** What a person typed, as words. */
export function split(text: string): string[] {
  return text.split(BLANK).filter(Boolean);
}

export function fold(text: string): string {
  return Array.from(text, foldOne).join("");
}

/** A text as it is compared, and for each of its characters the place in the original; both in UTF-16 units. */
export function folded(text: string): { text: string; origins: number[] } {
  const origins: number[] = [];
  let [at, whole] = [0, ""];
  for (const character of text) {
    const piece = foldOne(character);
    for (let i = 0; i < piece.length; i++) origins.push(at);
    at += character.length;
    whole += piece;
  }
  origins.push(at);
  return { text: whole, origins };
}

function foldOne(character: string): string {
  return Array.from(character.normalize("NFKC"), caseless).join("");
}

/** Unicode's case folding, character by character: upper case in between makes one of letters that look alike. */
function caseless(character: string): string {
  if (character === "ı") return character;
  if (CHEROKEE.test(character)) return character.toUpperCase();
  return Array.from(character.toLowerCase().toUpperCase(), (one) => one.toLowerCase()).join("");
}

function runs(text: string): string[] {
  return text.match(RUN) ?? [];
}

function of(run: string): string[] {
  if (!FIRST_HAN.test(run)) return [run];
  const characters = [...run];
  return [...characters.slice(1).map((character, i) => characters[i]! + character), characters.at(-1)!];
}

function words(query: string): string[][] {
  const typed = Array.from(query).slice(0, MOST_CHARACTERS).join("");
  return split(fold(typed)).map(runs).filter((found) => found.length);
}

function phrase(found: string[]): string {
  const last = found.at(-1)!;
  const before = found.slice(0, -1).flatMap(of);
  if (!FIRST_HAN.test(last)) return `"${[...before, last].join(" ")}"`;
  if ([...last].length === 1) return `"${[...before, last].join(" ")}" *`;
  return `"${[...before, ...of(last).slice(0, -1)].join(" ")}"`;
}

function writtenOut(found: string[]): string {
  return found.reduce((before, run, i) => {
    const alike = i > 0 && FIRST_HAN.test(found[i - 1]!) === FIRST_HAN.test(run);
    return before + (i === 0 ? "" : BETWEEN + (alike ? "+" : "*")) + runWritten(run);
  }, "");
}

// A run holds letters and digits only, so nothing in it means anything to a regular expression.
function runWritten(run: string): string {
  return FIRST_HAN.test(run) ? run : `(?<!${OTHER})${run}(?!${OTHER})`;
}
