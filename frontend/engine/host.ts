// Opens the file on its host: whole where it is small or the host knows no ranges, else in ranges.

import type { Failure, Fetched, Host } from "./messages.ts";
import { Chunks, CHUNK, whole, type Source } from "./source.ts";

// What is asked for first: the definitions of the tables begin there.
const HEAD = 4 * CHUNK;

// Smaller files are fetched whole: one request instead of many. Larger ones, from a host without ranges, not at all.
const SMALL = 8 * 2 ** 20;
const BEARABLE = 64 * 2 ** 20;
const MAGIC = "SQLite format 3\0";

/** Thrown with why it did not work. */
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.why);
    this.failure = failure;
  }
}

/** A file that was opened; `bytes` when it is in memory. */
export interface Opened {
  readonly host: Host;
  readonly bytes: Uint8Array | null;
  readonly source: Source;
}

/** Counts what is fetched and tells of it. */
export class Meter {
  readonly #tell: (fetched: Fetched) => void;
  #fetched: Fetched = { bytes: 0, requests: 0, size: 0, whole: false };
  constructor(tell: (fetched: Fetched) => void) {
    this.#tell = tell;
  }
  asked(): void {
    this.#add({ requests: this.#fetched.requests + 1 });
  }
  came(bytes: number): void {
    this.#add({ bytes: this.#fetched.bytes + bytes });
  }
  is(size: number, whole: boolean): void {
    this.#add({ size, whole });
  }
  #add(more: Partial<Fetched>): void {
    this.#fetched = { ...this.#fetched, ...more };
    this.#tell(this.#fetched);
  }
}

export type TellChunk = (number: number, bytes: Uint8Array) => void;

/** Opens the file at an address. Throws Failed. */
export async function open(address: string, meter: Meter, tell: TellChunk): Promise<Opened> {
  const first = await probe(address, meter);
  if (first.status === 206 && !first.headers.has("Content-Encoding")) {
    const head = await bytesOf(first, meter);
    const host = { size: total(first), mark: markOf((name) => first.headers.get(name)) };
    if (host.size > SMALL && isHeadOf(head, host.size)) {
      meter.is(host.size, false);
      const held = pieces(head);
      for (const [number, bytes] of held) tell(number, bytes);
      return { host, bytes: null, source: ranges(address, host, meter, held, tell) };
    }
  }
  return fetchWhole(first.status === 206 ? await ask(address, meter) : first, meter);
}

/** The beginning of the file; all of it, from a host that knows no ranges or sends what no browser can read. */
async function probe(address: string, meter: Meter): Promise<Response> {
  const how: RequestInit = { cache: "no-store", headers: { Range: `bytes=0-${HEAD - 1}` } };
  return ask(address, meter, how).catch((error: unknown) => {
    if (error instanceof Failed && error.failure.why === "host") return ask(address, meter);
    throw error;
  });
}

function pieces(head: Uint8Array): [number, Uint8Array][] {
  return Array.from({ length: HEAD / CHUNK }, (_, i) => [i, head.slice(i * CHUNK, (i + 1) * CHUNK)]);
}

/** The same file in ranges again, with what was read of it before. */
export function ranges(
  address: string,
  host: Host,
  meter: Meter,
  kept: Iterable<[number, Uint8Array]>,
  tell: TellChunk,
): Source {
  return new Chunks(host.size, (start, end) => fetchRange(address, host, start, end, meter), kept, tell);
}

async function ask(address: string, meter: Meter, how: RequestInit = {}): Promise<Response> {
  meter.asked();
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
  return { host: { size: bytes.length, mark: "" }, bytes, source: whole(bytes) };
}

async function bytesOf(response: Response, meter: Meter): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    size += piece.value.length;
    meter.came(piece.value.length);
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

/** A range, while SQLite waits. A worker may ask so; a page may not. */
function fetchRange(address: string, host: Host, start: number, end: number, meter: Meter): Uint8Array {
  meter.asked();
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  request.setRequestHeader("Range", `bytes=${start}-${end - 1}`);
  // A browser's own cache answers with the old version's ETag and parts of both versions.
  request.setRequestHeader("Cache-Control", "no-cache");
  try {
    request.send();
  } catch (error) {
    throw new Failed({ why: "host", message: String(error) });
  }
  if (request.status >= 400) throw new Failed({ why: "missing", message: `${request.status} ${request.statusText}` });
  const bytes = new Uint8Array(request.response as ArrayBuffer);
  meter.came(bytes.length);
  const mark = markOf((name) => request.getResponseHeader(name));
  if (request.status !== 206 || mark !== host.mark || bytes.length !== end - start) throw new Failed({ why: "changed" });
  return bytes;
}

/** What tells one version of a file from the next. */
function markOf(header: (name: string) => string | null): string {
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
