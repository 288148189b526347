// A search, as datasette_govreports/pages/search.py answers it: the same statements, the same excerpts.

import counted from "../../datasette_govreports/sql/search/counted.sql";
import named from "../../datasette_govreports/sql/search/named.sql";
import ofRegion from "../../datasette_govreports/sql/search/of_region.sql";
import ofYear from "../../datasette_govreports/sql/search/of_year.sql";
import ranked from "../../datasette_govreports/sql/search/ranked.sql";
import texts from "../../datasette_govreports/sql/search/texts.sql";
import type { Row } from "../engine/messages.ts";
import { folded, match, MOST_CHARACTERS, pattern } from "./bigrams.ts";

export const HITS = 20;
export const PAGES = 50;
const AGENCIES = 8;
const EXCERPTS = 2;
const AROUND = 36;

/** Answers a statement. */
export type Query = (sql: string, values: Record<string, string | number>) => Promise<Row[]>;

export interface Asked {
  readonly query: string;
  readonly year: string;
  readonly region: string;
  readonly page: number;
}

/** Some text, and whether it is what was looked for. */
export type Piece = readonly [text: string, found: boolean];

export interface Excerpt {
  readonly section: number;
  readonly pieces: readonly Piece[];
}

export interface Hit {
  readonly id: number;
  readonly slug: string;
  readonly agency: readonly Piece[];
  readonly title: readonly Piece[];
  readonly year: number | null;
  readonly status: string;
}

export interface Body {
  readonly slug: string;
  readonly name: readonly Piece[];
}

export interface Found {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly agencies: readonly Body[];
  readonly last: number;
}

/** What an address asks, as far as it can be taken. */
export function fromAddress(address: string): Asked {
  const given = new URLSearchParams(address);
  const [year, region, page] = ["year", "region", "page"].map((name) => given.get(name) ?? "") as [string, string, string];
  return {
    query: [...(given.get("q") ?? "").trim()].slice(0, MOST_CHARACTERS).join(""),
    year: /^[0-9]{4}$/.test(year) ? year : "",
    region: /^[0-9]{2,9}$/.test(region) ? region : "",
    page: /^[0-9]{1,4}$/.test(page) ? Math.min(Math.max(Number(page), 1), PAGES) : 1,
  };
}

/** The address of another page of the same answer, without what comes before the question mark. */
export function turned({ query, year, region }: Asked, page: number): string {
  const wanted = { q: query, year, region, page: page > 1 ? String(page) : "" };
  return `?${new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))}`;
}

/** The answer without its excerpts; null where nothing is asked. */
export async function search(query: Query, asked: Asked): Promise<Found | null> {
  const wanted = pattern(asked.query);
  if (!wanted) return null;
  const values = { match: match(asked.query), year: asked.year, region: prefix(asked.region) };
  const bounds = { limit: HITS, offset: HITS * (asked.page - 1) };
  const within = (asked.year ? ofYear : "") + (asked.region ? ofRegion : "");
  const narrowed = (sql: string) => sql.replace("{within}", within);
  const total = Number((await query(narrowed(counted), values))[0]![0]);
  const hits = (await query(narrowed(ranked), { ...values, ...bounds })).map((row) => hit(row, wanted));
  const agencies = asked.page === 1 ? await bodies(query, values.match, wanted) : [];
  return { total, hits, agencies, last: Math.min(Math.max(Math.ceil(total / HITS), 1), PAGES) };
}

/** What the codes of all divisions within one begin with. */
function prefix(region: string): string {
  return region.length === 6 ? region.replace(/(00)+$/, "") : region;
}

function hit(row: Row, wanted: RegExp): Hit {
  const [id, slug, agency, title, year, status] = row as [number, string, string | null, string | null, number | null, string];
  return { id, slug, agency: marked(agency ?? "", wanted), title: marked(title ?? "", wanted), year, status };
}

/** What stands around the words in the narrative of a report. */
export async function excerpts(query: Query, { query: typed }: Asked, { id }: Hit): Promise<Excerpt[]> {
  const wanted = pattern(typed)!;
  const found = (await query(texts, { report: id })).flatMap(([number, text]) =>
    excerpted(text as string, wanted).map((pieces) => ({ section: number as number, pieces })),
  );
  return found.slice(0, EXCERPTS);
}

async function bodies(query: Query, match: string, wanted: RegExp): Promise<Body[]> {
  const rows = await query(named, { match, limit: AGENCIES });
  return rows.map(([slug, name]) => ({ slug: slug as string, name: marked(name as string, wanted) }));
}

/** A text cut where what was looked for begins and ends; nothing for an empty text. */
export function marked(text: string, wanted: RegExp): Piece[] {
  return pieces(text, places(text, wanted)).filter(([piece]) => piece);
}

/** Stretches of a text around what was looked for, those that overlap joined. */
export function excerpted(text: string, wanted: RegExp): Piece[][] {
  const found: Piece[][] = [];
  let left = places(text, wanted);
  let end = 0;
  while (left.length) {
    const start = Math.max(back(text, left[0]![0]), end);
    end = forth(text, left[0]![1]);
    const inside = left.filter((place) => place[1] <= end);
    left = left.slice(inside.length);
    const shown = pieces(text.slice(start, end), inside.map(([a, b]) => [a - start, b - start]));
    const all: Piece[] = [[start ? "…" : "", false], ...shown, [end < text.length ? "…" : "", false]];
    found.push(all.filter(([piece]) => piece));
  }
  return found;
}

// So many characters away. A character outside the first plane is two units of a text, and is not cut in two.
function back(text: string, from: number): number {
  return [...text.slice(0, from)].slice(0, -AROUND).join("").length;
}

function forth(text: string, from: number): number {
  return from + [...text.slice(from, from + 2 * AROUND)].slice(0, AROUND).join("").length;
}

function places(text: string, wanted: RegExp): [number, number][] {
  const { text: compared, origins } = folded(text);
  return Array.from(compared.matchAll(wanted), (match) => {
    const last = origins[match.index + match[0].length - 1]!;
    return [origins[match.index]!, last + (text.codePointAt(last)! > 0xffff ? 2 : 1)];
  });
}

function pieces(text: string, found: readonly (readonly [number, number])[]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end] of found) {
    if (start < at) continue;
    cut.push([text.slice(at, start), false], [text.slice(start, end), true]);
    at = end;
  }
  return [...cut, [text.slice(at), false]];
}
