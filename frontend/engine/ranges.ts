// More of a file that was opened, read in ranges.

import { Failed } from "./failed.ts";
import { markOf } from "./host.ts";
import type { Opened } from "./messages.ts";
import { Chunks, type Source } from "./source.ts";

/** The file from where the page left off. `came` is told of each range's bytes, `tell` of each chunk. */
export function ranges(
  address: string,
  { host, chunks }: Opened,
  came: (bytes: number) => void,
  tell: (number: number, bytes: Uint8Array) => void,
): Source {
  return new Chunks(host.size, (start, end) => fetchRange(address, host.mark, start, end, came), chunks, tell);
}

/** A range, while SQLite waits. A worker may ask so; a page may not. */
function fetchRange(address: string, mark: string, start: number, end: number, came: (bytes: number) => void): Uint8Array {
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
  came(bytes.length);
  const same = markOf((name) => request.getResponseHeader(name)) === mark;
  if (request.status !== 206 || !same || bytes.length !== end - start) throw new Failed({ why: "changed" });
  return bytes;
}
