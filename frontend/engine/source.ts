// Where the bytes of the database come from: a file fetched whole, or chunks fetched as they are read.

// A jump through an index reads one page of 4 KiB: a larger chunk would cost a reader more bytes and spare few requests.
export const CHUNK = 4 * 1024;
// Chunks that are kept, 32 MiB; what is asked for when reading goes on where a request ended, 16 KiB, and the most that
// one request asks for, 2 MiB; and the scans that may be under way at the same time: a join reads on in several places
// in turn.
const KEPT = 8192;
const ON = 4;
const AHEAD = 512;
const SCANS = 16;

/** Bytes that can be read anywhere, at once. */
export interface Source {
  readonly size: number;
  /** Fills `into` from `offset`; returns how many bytes there were. */
  read(offset: number, into: Uint8Array): number;
}

/** Fetches the bytes from `start` to before `end`. */
export type Fetch = (start: number, end: number) => Uint8Array;

/** A file that is in memory. */
export function whole(bytes: Uint8Array): Source {
  return {
    size: bytes.length,
    read(offset, into) {
      const found = bytes.subarray(offset, offset + into.length);
      into.set(found);
      return found.length;
    },
  };
}

/**
 * A file of which chunks are fetched when they are read and kept while there is room. A jump takes one chunk; reading on
 * where a request ended asks for more, and again for twice as much each time, so a scan takes few requests.
 */
export class Chunks implements Source {
  readonly size: number;
  readonly #fetch: Fetch;
  readonly #kept: Map<number, Uint8Array>; // the longest unread first
  readonly #tell: (chunk: number, bytes: Uint8Array) => void;
  readonly #scans = new Map<number, number>(); // by the chunk that would follow: how many requests were in a row

  constructor(
    size: number,
    fetch: Fetch,
    kept: Iterable<[number, Uint8Array]> = [],
    tell: (chunk: number, bytes: Uint8Array) => void = () => {},
  ) {
    this.size = size;
    this.#fetch = fetch;
    this.#kept = new Map(kept);
    this.#tell = tell;
  }

  read(offset: number, into: Uint8Array): number {
    const end = Math.min(offset + into.length, this.size);
    let at = offset;
    while (at < end) {
      const chunk = Math.floor(at / CHUNK);
      const part = this.#chunk(chunk).subarray(at - chunk * CHUNK, end - chunk * CHUNK);
      into.set(part, at - offset);
      at += part.length;
    }
    return Math.max(0, end - offset);
  }

  #chunk(number: number): Uint8Array {
    const held = this.#kept.get(number);
    if (held) {
      this.#keep(number, held);
      return held;
    }
    const count = this.#count(number);
    const bytes = this.#fetch(number * CHUNK, Math.min((number + count) * CHUNK, this.size));
    for (let i = 0; i < count; i++) {
      const piece = bytes.slice(i * CHUNK, (i + 1) * CHUNK);
      this.#keep(number + i, piece);
      this.#tell(number + i, piece);
    }
    return this.#kept.get(number)!;
  }

  /** How many chunks to ask for. */
  #count(number: number): number {
    const inRow = (this.#scans.get(number) ?? -1) + 1;
    const ahead = inRow ? Math.min(ON * 2 ** (inRow - 1), AHEAD) : 1;
    let count = 1;
    while (count < ahead && (number + count) * CHUNK < this.size && !this.#kept.has(number + count)) count++;
    this.#scans.delete(number);
    this.#scans.set(number + count, inRow);
    if (this.#scans.size > SCANS) this.#scans.delete(this.#scans.keys().next().value!);
    return count;
  }

  #keep(number: number, bytes: Uint8Array): void {
    keep(this.#kept, number, bytes);
  }
}

/** Puts a chunk last among those that are kept, and lets go of the one that was not read for longest. */
export function keep(kept: Map<number, Uint8Array>, number: number, bytes: Uint8Array): void {
  kept.delete(number);
  kept.set(number, bytes);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
}
