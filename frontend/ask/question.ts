// What is asked, as the address holds it: `?sql=…&name=value` or `?query=name&name=value`.

export interface Question {
  /** Name of a canned query; empty where the statement is the reader's own. */
  readonly query: string;
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

const PARAMETER = /[:@$]([A-Za-z_]\w*)/g;
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--.*|\/\*[^]*?(?:\*\/|$)/g;

/** Names of the parameters of a statement, in order. */
export function parameters(sql: string): string[] {
  const bare = sql.replace(QUOTED, " ");
  return [...new Set(Array.from(bare.matchAll(PARAMETER), (match) => match[1]!))];
}

/** What an address asks, or null. */
export function fromAddress(search: string, canned: ReadonlyMap<string, string>): Question | null {
  const { query = "", sql = "", ...values } = Object.fromEntries(new URLSearchParams(search));
  const known = canned.get(query);
  const asked = known ?? sql;
  if (!asked.trim()) return null;
  // What is not filled in is empty, as on the server, and not NULL.
  const filled = Object.fromEntries(parameters(asked).map((name) => [name, values[name] ?? ""]));
  return { query: known === undefined ? "" : query, sql: asked, values: filled };
}

/** The address that asks it, without what comes before the question mark. */
export function toAddress({ query, sql, values }: Question): string {
  const asked = new URLSearchParams(query ? { query } : { sql });
  for (const name of parameters(sql)) asked.set(name, values[name] ?? "");
  return `?${asked}`;
}

/** Line and character, from 1, of a place that is so many bytes of UTF-8 into a statement; null where there is none. */
export function place(sql: string, offset: number): { line: number; column: number; index: number } | null {
  if (offset < 0) return null;
  const before = new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, offset));
  const lines = before.split("\n");
  return { line: lines.length, column: [...lines.at(-1)!].length + 1, index: before.length };
}
