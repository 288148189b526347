// Opens the file on its host: whole where it is small or the host knows no ranges, else in ranges. The page does that,
// while the worker starts.

import { leaves } from "./definitions.ts";
import { Failed } from "./failed.ts";
import type { Fetched, Host, Opened } from "./messages.ts";
import { CHUNK } from "./source.ts";

// What is asked for first: the definitions of the tables begin there, and so do the trees of most of them.
const HEAD = 32 * CHUNK;

// Smaller files are fetched whole: one request instead of many. Larger ones, from a host without ranges, not at all.
const SMALL = 8 * 2 ** 20;
const BEARABLE = 64 * 2 ** 20;
const MAGIC = "SQLite format 3\0";

/** Counts what is fetched and tells of it. */
export class Meter {
  readonly #tell: (fetched: Fetched) => void;
  #fetched: Fetched = { bytes: 0, requests: 0, size: 0, whole: false };
  constructor(tell: (fetched: Fetched) => void) {
    this.#tell = tell;
  }
  add(bytes: number, requests: number): void {
    this.#set({ bytes: this.#fetched.bytes + bytes, requests: this.#fetched.requests + requests });
  }
  is(size: number, whole: boolean): void {
    this.#set({ size, whole });
  }
  #set(more: Partial<Fetched>): void {
    this.#fetched = { ...this.#fetched, ...more };
    this.#tell(this.#fetched);
  }
}

/** Opens the file at an address. Throws Failed. */
export async function open(address: string, meter: Meter): Promise<Opened> {
  const first = await probe(address, meter);
  if (first.status !== 206) return fetchWhole(first, meter);
  if (first.headers.has("Content-Encoding")) {
    await first.body?.cancel();
    return fetchWhole(await ask(address, meter), meter);
  }
  const head = await bytesOf(first, meter);
  const host = { size: total(first), mark: markOf((name) => first.headers.get(name)) };
  if (!isHeadOf(head, host.size)) return fetchWhole(await ask(address, meter), meter);
  meter.is(host.size, host.size <= SMALL);
  if (host.size <= SMALL) {
    const rest = await part(address, host, head.length, host.size, meter);
    return { host, whole: joined([head, rest], host.size), chunks: new Map() };
  }
  const chunks = new Map(pieces(0, head));
  for (const [number, bytes] of await definitions(address, host, head, meter)) chunks.set(number, bytes);
  return { host, whole: null, chunks };
}

/** The beginning of the file; all of it, from a host that knows no ranges or sends what no browser can read. */
async function probe(address: string, meter: Meter): Promise<Response> {
  return ask(address, meter, range(0, HEAD)).catch((error: unknown) => {
    if (error instanceof Failed && error.failure.why === "host") return ask(address, meter);
    throw error;
  });
}

/** The definitions that are not in the head: SQLite reads all of them first, one after another; here all at once. */
async function definitions(address: string, host: Host, head: Uint8Array, meter: Meter): Promise<[number, Uint8Array][]> {
  const wanted = new Set(leaves(head).map((offset) => Math.floor(offset / CHUNK)));
  const missing = [...wanted].filter((number) => number * CHUNK >= head.length && number * CHUNK < host.size);
  const found = await Promise.all(
    missing.map(async (number) => {
      const start = number * CHUNK;
      return pieces(number, await part(address, host, start, Math.min(start + CHUNK, host.size), meter));
    }),
  );
  return found.flat();
}

/** Some of a file of which the beginning is there. */
async function part(address: string, host: Host, start: number, end: number, meter: Meter): Promise<Uint8Array> {
  if (start >= end) return new Uint8Array();
  const response = await ask(address, meter, range(start, end));
  const bytes = await bytesOf(response, meter);
  const same = response.status === 206 && markOf((name) => response.headers.get(name)) === host.mark;
  if (!same || bytes.length !== end - start) throw new Failed({ why: "changed" });
  return bytes;
}

function pieces(first: number, bytes: Uint8Array): [number, Uint8Array][] {
  return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) => [first + i, bytes.slice(i * CHUNK, (i + 1) * CHUNK)]);
}

// A browser's own cache answers with the old version's ETag and parts of both versions.
function range(start: number, end: number): RequestInit {
  return { cache: "no-store", headers: { Range: `bytes=${start}-${end - 1}` } };
}

async function ask(address: string, meter: Meter, how: RequestInit = {}): Promise<Response> {
  meter.add(0, 1);
  const response = await fetch(address, how).catch((error: unknown) => {
    throw new Failed({ why: "host", message: String(error) });
  });
  if (!response.ok) throw new Failed({ why: "missing", message: `${response.status} ${response.statusText}`.trim() });
  return response;
}

async function fetchWhole(response: Response, meter: Meter): Promise<Opened> {
  const announced = response.headers.has("Content-Encoding") ? 0 : Number(response.headers.get("Content-Length"));
  meter.is(announced, true);
  if (announced > BEARABLE) {
    await response.body?.cancel();
    throw new Failed({ why: "no ranges", size: announced });
  }
  const bytes = await bytesOf(response, meter);
  if (!isHeadOf(bytes, bytes.length)) throw new Failed({ why: "not a database" });
  meter.is(bytes.length, true);
  return { host: { size: bytes.length, mark: "" }, whole: bytes, chunks: new Map() };
}

async function bytesOf(response: Response, meter: Meter): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    size += piece.value.length;
    meter.add(piece.value.length, 0);
    if (size > BEARABLE) {
      await reader.cancel();
      throw new Failed({ why: "no ranges", size });
    }
  }
  return joined(pieces, size);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** What tells one version of a file from the next. */
export function markOf(header: (name: string) => string | null): string {
  const range = header("Content-Range")?.split("/")[1] ?? "";
  return [header("ETag")?.replace(/^W\//, "") ?? header("Last-Modified") ?? "", range].join(" ");
}

function total(response: Response): number {
  return Number(response.headers.get("Content-Range")?.split("/")[1]) || 0;
}

/** Whether these bytes begin a database of that size. They do not where a host compressed them. */
export function isHeadOf(bytes: Uint8Array, size: number): boolean {
  if (bytes.length < 100 || new TextDecoder().decode(bytes.subarray(0, 16)) !== MAGIC) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const page = view.getUint16(16) === 1 ? 65536 : view.getUint16(16);
  return page * view.getUint32(28) === size;
}
